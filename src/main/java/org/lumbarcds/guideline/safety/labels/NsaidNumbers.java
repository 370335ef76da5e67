package org.lumbarcds.guideline.safety.labels;

import org.lumbarcds.guideline.engine.Threshold;

/** What speaks against a systemic NSAID for how long (<em>policy</em>). */
public record NsaidNumbers(
        @Threshold(
                value = 90,
                meaning = "Days since its beginning within which an active bleeding is a contraindication.")
        int recentBleedingDays,

        @Threshold(value = 14, meaning = "Days since a coronary bypass within which it is a contraindication.")
        int bypassDays,

        @Threshold(
                value = 30,
                meaning = "Days since an acute kidney injury began or ended within which it counts as recent.")
        int kidneyInjuryDays) {}
