package org.lumbarcds.guideline.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.findings.RuleId;

/**
 * The rules of the guideline for low back pain, in the order of the specification's tables: of two findings equally grave,
 * the earlier one speaks first. The one list of them. Specification 3.
 */
public enum LowBackPainRule implements RuleId {
    OPIOID_FIRST_LINE(OpioidFirstLine::new),
    MUSCLE_RELAXANT_DURATION(MuscleRelaxantDuration::new),
    ROUTINE_IMAGING(RoutineImaging::new),
    BED_REST(BedRest::new),
    PASSIVE_THERAPY_ONLY(PassiveTherapyOnly::new),
    RELAXANT_COMBINATION(RelaxantCombination::new),
    RELAXANT_CAUTION(RelaxantCaution::new, Standing.LABEL),
    NSAID_CAUTION(NsaidCaution::new, Standing.LABEL),
    ACETAMINOPHEN_CAUTION(AcetaminophenCaution::new, Standing.LABEL),
    OPIOID_WITH_DEPRESSANT(OpioidWithDepressant::new, Standing.BOXED),
    FIRST_LINE_CARE(FirstLineCare::new),
    PHYSICAL_THERAPY_REFERRAL(PhysicalTherapyReferral::new),
    REASSESS(Reassess::new),
    PSYCHOSOCIAL_SCREENING(PsychosocialScreening::new),
    RELAXANT_COURSE_EXCEEDED(RelaxantCourseExceeded::new),
    RED_FLAGS(RedFlagsRule::new);

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Supplier<Rule> rule;
    private final Standing standing;

    LowBackPainRule(Supplier<Rule> rule) {
        this(rule, Standing.ADVICE);
    }

    LowBackPainRule(Supplier<Rule> rule, Standing standing) {
        this.rule = rule;
        this.standing = standing;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Standing standing() {
        return standing;
    }

    @Override
    public int place() {
        return ordinal();
    }

    /** The rule with this id, if any. */
    public static Optional<LowBackPainRule> of(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id.equals(id)).findFirst();
    }

    /** Every rule, in this order. */
    public static List<Rule> rules() {
        return Arrays.stream(values()).map(each -> each.rule.get()).toList();
    }

    @Override
    public String toString() {
        return id;
    }
}
