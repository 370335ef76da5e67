package org.lumbarcds.guideline.therapy;

import org.lumbarcds.guideline.engine.Threshold;

/** What a long-term opioid therapy is (<em>policy</em>). */
public record OpioidTherapyNumbers(
        @Threshold(value = 90, meaning = "Days of opioids from which the therapy is long-term and the rule is silent.")
        int longTermDays,

        @Threshold(value = 30, min = 0, meaning = "Most days between opioids of one therapy.")
        int therapyGapDays,

        @Threshold(value = 30, min = 0, meaning = "Days after its end that an opioid therapy counts as running.")
        int therapyEndedDays) {}
