package org.lumbarcds.guideline.course;

/**
 * When an order runs and what belongs to one course, in days (<em>policy</em>). Specification 2.3 and 2.4.
 *
 * @param assumedRunningDays an active order of unknown length is taken to run this long from its start
 * @param possiblyTakenDays an active order that ended at most this long ago may still be taken
 * @param gapDays orders of one drug with at most this many days between them form one course
 * @param maoInhibitorDays an MAO inhibitor counts this long after its end
 * @param taperDays baclofen, carisoprodol or tizanidine taken this long is reduced stepwise, never just stopped
 */
public record CourseNumbers(
        int assumedRunningDays, int possiblyTakenDays, int gapDays, int maoInhibitorDays, int taperDays) {}
