package org.lumbarcds.guideline.backpain;

/**
 * How an episode is put together, in days (<em>policy</em>). Specification 1.4.
 *
 * @param linkDays an active low-back-pain condition at most this long before the start belongs to the episode
 * @param recordedLinkDays the same when the start has only a recorded date
 * @param chronicAfterDays an onset longer ago makes the pain chronic
 * @param persistingFromDays symptoms persist from here on ("2-4 weeks")
 */
public record EpisodeNumbers(int linkDays, int recordedLinkDays, int chronicAfterDays, int persistingFromDays) {}
