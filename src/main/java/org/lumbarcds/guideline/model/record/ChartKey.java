package org.lumbarcds.guideline.model.record;

/** The parts of a chart that a rule can ask for; each is one prefetch key. Specification 6.2. */
public enum ChartKey {
    PATIENT("patient"),
    ENCOUNTER("encounter"),
    CONDITIONS("conditions"),
    MEDICATIONS("medications"),
    ALLERGIES("allergies"),
    EGFR("egfr"),
    SCREENINGS("screenings"),
    REFERRALS("referrals"),
    PROCEDURES("procedures"),
    STATEMENTS("statements");

    private final String key;

    ChartKey(String key) {
        this.key = key;
    }

    /** The prefetch key. */
    public String key() {
        return key;
    }
}
