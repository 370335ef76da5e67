package org.lumbarcds.guideline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The rules, in the order of the specification's tables: of two findings equally grave, the earlier one speaks first.
 * The id names the card file, the metric, the feedback and the configuration of a rule.
 */
public enum RuleId {
    OPIOID_FIRST_LINE,
    MUSCLE_RELAXANT_DURATION,
    ROUTINE_IMAGING,
    BED_REST,
    PASSIVE_THERAPY_ONLY,
    RELAXANT_COMBINATION,
    RELAXANT_CAUTION,
    NSAID_CAUTION,
    ACETAMINOPHEN_CAUTION,
    OPIOID_WITH_DEPRESSANT,
    FIRST_LINE_CARE,
    PHYSICAL_THERAPY_REFERRAL,
    REASSESS,
    PSYCHOSOCIAL_SCREENING,
    RELAXANT_COURSE_EXCEEDED,
    RED_FLAGS;

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The stable id, for example {@code opioid-first-line}. */
    public String id() {
        return id;
    }

    /** The rule with this id, if any. */
    public static Optional<RuleId> of(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id.equals(id)).findFirst();
    }

    @Override
    public String toString() {
        return id;
    }
}
