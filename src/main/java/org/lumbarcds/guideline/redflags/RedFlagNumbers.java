package org.lumbarcds.guideline.redflags;

/**
 * Which red flags count, in days; the age in years (<em>policy</em>). Specification 1.5.
 *
 * @param acuteDays an acute red flag counts when it began at most this long ago
 * @param endedDays an acute red flag that has ended counts when it ended at most this long ago
 * @param fallAge from here on a plain fall is significant
 */
public record RedFlagNumbers(int acuteDays, int endedDays, int fallAge) {}
