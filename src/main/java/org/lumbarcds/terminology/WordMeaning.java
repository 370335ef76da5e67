package org.lumbarcds.terminology;

import org.lumbarcds.guideline.model.ProblemGroup;

/**
 * What a phrase means.
 *
 * @param group the group it speaks of
 * @param excludes whether it takes the whole text out of the group
 */
record WordMeaning(ProblemGroup group, boolean excludes) {}
