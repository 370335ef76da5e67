package org.lumbarcds.guideline.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Checked;
import org.lumbarcds.guideline.model.record.Encounter;
import org.lumbarcds.guideline.model.record.Patient;
import org.lumbarcds.guideline.model.record.Problem;

/** What the record says of a patient, three-valued: what could not be read is unknown. Specification 1.9. */
public final class OnRecord {

    /** Why every rule is silent about a patient of {@link #excluded}. */
    public static final String EXCLUSION = "The patient is deceased, or not an adult.";

    private final Situation situation;

    public OnRecord(Situation situation) {
        this.situation = situation;
    }

    /** "Nothing fires for a deceased patient, for age under 18." An age not on record excludes nobody. */
    public Truth excluded() {
        return situation.chart().patient() instanceof Checked.Had<Patient> had
                ? Truth.of(had.value().deceased()
                        || had.value()
                                .atLeastYearsOld(situation.numbers(Ages.class).adult(), situation.today())
                                .isNo())
                : Truth.UNKNOWN;
    }

    /** Is the patient at least so old? Unknown without the patient or a usable birth date. */
    public Truth atLeastYearsOld(int years) {
        return situation.chart().patient() instanceof Checked.Had<Patient> had
                ? had.value().atLeastYearsOld(years, situation.today())
                : Truth.UNKNOWN;
    }

    /** Is the patient's age not known well enough to tell adult from child? */
    public boolean ageUnknown() {
        return atLeastYearsOld(situation.numbers(Ages.class).adult()).isUnknown();
    }

    /** Is one of the groups active on the problem list, or a reason of the encounter? */
    public Truth active(ProblemGroup... groups) {
        return any(Problem::isActive, groups);
    }

    /** The same, and not only suspected: neither by verification status nor by the words. */
    public Truth confirmed(ProblemGroup... groups) {
        return any(
                problem -> problem.isActive() && Arrays.stream(groups).anyMatch(problem::confirms),
                reason -> Arrays.stream(groups).anyMatch(reason.meaning()::confirms));
    }

    /** Is one of the groups on the problem list, active or past, or a reason of the encounter? */
    public Truth everRecorded(ProblemGroup... groups) {
        return any(Problem::stands, groups);
    }

    /** The first active condition of one of the groups. */
    public Optional<Problem> firstActive(ProblemGroup... groups) {
        return problems().stream()
                .filter(p -> p.isActive() && isOneOf(p.groups(), groups))
                .findFirst();
    }

    private Truth any(Predicate<Problem> counts, ProblemGroup... groups) {
        return any(
                problem -> counts.test(problem) && isOneOf(problem.groups(), groups),
                reason -> isOneOf(reason.groups(), groups));
    }

    private Truth any(Predicate<Problem> isProblem, Predicate<Reason> isReason) {
        if (encounterReasons().stream().anyMatch(isReason)
                || problems().stream().anyMatch(isProblem)) {
            return Truth.YES;
        }
        return situation.chart().problems().isHad() ? Truth.NO : Truth.UNKNOWN;
    }

    /** Whether a reason of an order names one of the groups. */
    public boolean isReason(Order order, ProblemGroup... groups) {
        return reasonsOf(order).stream().anyMatch(reason -> isOneOf(reason.groups(), groups));
    }

    /** The same, and not only suspected or to be ruled out. */
    public boolean isConfirmedReason(Order order, ProblemGroup... groups) {
        return reasonsOf(order).stream()
                .anyMatch(reason -> Arrays.stream(groups).anyMatch(reason.meaning()::confirms));
    }

    /** Conditions on record that some value set knows; empty when they are none or could not be had. */
    public List<Problem> problems() {
        return situation.chart().problems().orElse(List.of());
    }

    /**
     * Allergies that count, and those that a condition or a reason of the encounter tells: "AllergyIntolerance and Condition
     * alike". An allergy stays when its condition is resolved, not when it is refuted.
     */
    public List<Allergy> allergies() {
        List<Allergy> all = new ArrayList<>(situation.chart().allergies().orElse(List.of()));
        for (Problem problem : problems()) {
            if (problem.stands() && problem.meaning().allergy() != null) {
                all.add(problem.meaning().allergy());
            }
        }
        for (Reason reason : encounterReasons()) {
            if (reason.meaning().allergy() != null) {
                all.add(reason.meaning().allergy());
            }
        }
        return all;
    }

    /** An order's reasons, with the conditions they point at. */
    public List<Reason> reasonsOf(Order order) {
        return resolve(order.reasons());
    }

    /** The encounter's reasons and diagnoses, with the conditions they point at. */
    public List<Reason> encounterReasons() {
        @Nullable Encounter encounter = situation.chart().encounter().orNull();
        return encounter == null ? List.of() : resolve(encounter.reasons());
    }

    /**
     * "An encounter's reasons and diagnoses are its reasonCode, reasonReference, diagnosis and the Conditions whose encounter
     * it is."
     */
    public List<Reason> encounterReasonsAndDiagnoses() {
        List<Reason> all = new ArrayList<>(encounterReasons());
        all.addAll(situation.chart().encounterDiagnoses().orElse(List.of()));
        return all;
    }

    private List<Reason> resolve(List<Reason> reasons) {
        List<Reason> resolved = new ArrayList<>();
        for (Reason reason : reasons) {
            resolved.add(resolve(reason));
        }
        return resolved;
    }

    private Reason resolve(Reason reason) {
        String reference = reason.conditionReference();
        if (reference == null || reason.coded()) {
            return reason;
        }
        for (Problem problem : problems()) {
            if (reference.equals(problem.reference())) {
                Meaning meaning = asReason(problem);
                boolean coded = problem.stands() && (!problem.groups().isEmpty() || isAnother(reference));
                return new Reason(problem.label(), meaning, coded, reference);
            }
        }
        return isAnother(reference) ? new Reason(reason.label(), Set.of(), true, reference) : reason;
    }

    private static Meaning asReason(Problem problem) {
        return switch (problem.verification()) {
            case NOT_REFUTED -> problem.meaning();
            case SUSPECTED -> problem.meaning().onlySuspected();
            case REFUTED, ENTERED_IN_ERROR -> Meaning.HARMLESS;
        };
    }

    private boolean isAnother(String reference) {
        return situation.chart().otherConditions().orElse(Set.of()).contains(reference);
    }

    /** Those of the keys that are not at hand. */
    public Set<ChartKey> missing(Collection<ChartKey> keys) {
        Set<ChartKey> missing = EnumSet.noneOf(ChartKey.class);
        for (ChartKey key : keys) {
            if (!isHad(key)) {
                missing.add(key);
            }
        }
        return missing;
    }

    /** The same for a card that tells it: the patient counts as missing when the age is. */
    public Set<ChartKey> notLookedAt(Collection<ChartKey> keys) {
        Set<ChartKey> missing = missing(keys);
        if (ageUnknown()) {
            missing.add(ChartKey.PATIENT);
        }
        return missing;
    }

    private boolean isHad(ChartKey key) {
        return switch (key) {
            case PATIENT -> situation.chart().patient().isHad();
            case ENCOUNTER -> situation.chart().encounter().isHad();
            case CONDITIONS -> situation.chart().problems().isHad();
            case MEDICATIONS -> situation.chart().medications().isHad();
            case ALLERGIES -> situation.chart().allergies().isHad();
            case EGFR -> situation.chart().kidneyFunction().isHad();
            case SCREENINGS -> situation.chart().screenings().isHad();
            case REFERRALS -> situation.chart().referrals().isHad();
            case PROCEDURES -> situation.chart().procedures().isHad();
            case STATEMENTS -> situation.chart().statements().isHad();
        };
    }

    private static boolean isOneOf(Set<ProblemGroup> groups, ProblemGroup... wanted) {
        return Arrays.stream(wanted).anyMatch(groups::contains);
    }
}
