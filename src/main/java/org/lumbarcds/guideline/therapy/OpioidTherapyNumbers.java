package org.lumbarcds.guideline.therapy;

/**
 * What a long-term opioid therapy is, in days (<em>policy</em>).
 *
 * @param longTermDays opioids taken this long already are another guideline's matter
 * @param gapDays opioids with at most this many days between them are one therapy
 * @param endedDays a therapy that ended at most this long ago counts as running
 */
public record OpioidTherapyNumbers(int longTermDays, int gapDays, int endedDays) {}
