package org.lumbarcds.guideline.safety.labels;

import org.lumbarcds.guideline.engine.Threshold;

/** What speaks against a muscle relaxant for how long (<em>policy</em>). */
public record RelaxantNumbers(
        @Threshold(value = 90, meaning = "Days since an infarction began within which the heart is still recovering.")
        int infarctionRecoveryDays) {}
