package org.lumbarcds.guideline.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition on record that some value set knows.
 *
 * @param reference {@code Condition/id}, or null when it has no id
 * @param label what the record calls it, never empty
 * @param groups what it means to the guideline; never empty
 * @param status its clinical status
 * @param verification its verification status
 * @param encounterDiagnosis whether its category is encounter diagnosis
 * @param ofThisEncounter whether it was recorded in the encounter of the call
 * @param onset onsetDateTime or onsetPeriod.start, else null
 * @param recorded recordedDate, else null
 * @param abated whether an abatement of any kind is recorded
 * @param gestationWeeks completed weeks when its code is one of gestational age, else null
 */
public record Problem(
        @Nullable String reference,
        String label,
        Set<ProblemGroup> groups,
        ClinicalStatus status,
        Verification verification,
        boolean encounterDiagnosis,
        boolean ofThisEncounter,
        @Nullable PartialDate onset,
        @Nullable PartialDate recorded,
        boolean abated,
        @Nullable Integer gestationWeeks) {

    /** Clinical status; {@link #UNSTATED} when absent or not understood. */
    public enum ClinicalStatus {
        ACTIVE,
        INACTIVE,
        UNSTATED
    }

    /** Verification status as far as rules differ by it. */
    public enum Verification {
        /** Confirmed, provisional, differential, unconfirmed or unstated. */
        NOT_REFUTED,
        REFUTED,
        ENTERED_IN_ERROR
    }

    public Problem {
        groups = Set.copyOf(groups);
    }

    public boolean is(ProblemGroup group) {
        return groups.contains(group);
    }

    /** Neither refuted nor entered in error. */
    public boolean stands() {
        return verification == Verification.NOT_REFUTED;
    }

    /**
     * "active, recurrence or relapse; a Condition with no clinicalStatus counts when it is an encounter diagnosis or is
     * not abated", and not refuted.
     */
    public boolean isActive() {
        return stands()
                && (status == ClinicalStatus.ACTIVE
                        || status == ClinicalStatus.UNSTATED && (encounterDiagnosis || !abated));
    }

    /** "A condition's date is its onset, else its recordedDate"; null when it has neither. */
    public @Nullable PartialDate date() {
        return onset != null ? onset : recorded;
    }

    /** Whether {@link #date()} is only the day it was written down. */
    public boolean datedByRecording() {
        return onset == null && recorded != null;
    }
}
