package org.lumbarcds.guideline.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.rules.care.BedRest;
import org.lumbarcds.guideline.rules.care.FirstLineCare;
import org.lumbarcds.guideline.rules.care.PassiveTherapyOnly;
import org.lumbarcds.guideline.rules.care.PhysicalTherapyReferral;
import org.lumbarcds.guideline.rules.care.PsychosocialScreening;
import org.lumbarcds.guideline.rules.care.Reassess;
import org.lumbarcds.guideline.rules.care.RedFlagsRule;
import org.lumbarcds.guideline.rules.care.RoutineImaging;
import org.lumbarcds.guideline.rules.drugs.AcetaminophenCaution;
import org.lumbarcds.guideline.rules.drugs.MuscleRelaxantDuration;
import org.lumbarcds.guideline.rules.drugs.NsaidCaution;
import org.lumbarcds.guideline.rules.drugs.OpioidFirstLine;
import org.lumbarcds.guideline.rules.drugs.OpioidWithDepressant;
import org.lumbarcds.guideline.rules.drugs.RelaxantCaution;
import org.lumbarcds.guideline.rules.drugs.RelaxantCombination;
import org.lumbarcds.guideline.rules.drugs.RelaxantCourseExceeded;

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
    FIRST_LINE_CARE(FirstLineCare::new, Scope.WITHOUT_RED_FLAGS),
    PHYSICAL_THERAPY_REFERRAL(PhysicalTherapyReferral::new, Scope.WITHOUT_RED_FLAGS),
    REASSESS(Reassess::new, Scope.WITHOUT_RED_FLAGS),
    PSYCHOSOCIAL_SCREENING(PsychosocialScreening::new, Scope.WITHOUT_RED_FLAGS),
    RELAXANT_COURSE_EXCEEDED(RelaxantCourseExceeded::new),
    RED_FLAGS(RedFlagsRule::new);

    /** Whom a rule's advice is for. */
    private enum Scope {
        EVERYBODY,
        /** "This guideline is for nonspecific LBP": the finding of red flags takes the rule's back. */
        WITHOUT_RED_FLAGS
    }

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Function<RuleId, Rule> rule;
    private final Standing standing;
    private final Scope scope;

    LowBackPainRule(Function<RuleId, Rule> rule) {
        this(rule, Standing.ADVICE, Scope.EVERYBODY);
    }

    LowBackPainRule(Function<RuleId, Rule> rule, Standing standing) {
        this(rule, standing, Scope.EVERYBODY);
    }

    LowBackPainRule(Function<RuleId, Rule> rule, Scope scope) {
        this(rule, Standing.ADVICE, scope);
    }

    LowBackPainRule(Function<RuleId, Rule> rule, Standing standing, Scope scope) {
        this.rule = rule;
        this.standing = standing;
        this.scope = scope;
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

    @Override
    public Set<RuleId> silencedBy() {
        return scope == Scope.WITHOUT_RED_FLAGS ? Set.of(RED_FLAGS) : Set.of();
    }

    /** The rule itself. */
    public Rule rule() {
        return rule.apply(this);
    }

    /** The rule with this id, if any. */
    public static Optional<LowBackPainRule> of(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id.equals(id)).findFirst();
    }

    /** Every rule, in this order. */
    public static List<Rule> rules() {
        return Arrays.stream(values()).map(LowBackPainRule::rule).toList();
    }

    @Override
    public String toString() {
        return id;
    }
}
