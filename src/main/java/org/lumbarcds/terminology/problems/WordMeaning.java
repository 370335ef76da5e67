package org.lumbarcds.terminology.problems;

import org.lumbarcds.guideline.model.meaning.ProblemGroup;

/**
 * What a phrase means.
 *
 * @param group the group it speaks of
 * @param excludes whether it takes the whole text out of the group
 */
record WordMeaning(ProblemGroup group, boolean excludes) {}
