package org.lumbarcds.guideline.model.record;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;

/**
 * A condition on record that means something to the guideline, or that nothing here accounts for.
 *
 * @param reference {@code Condition/id}, or null when it has no id
 * @param label what the record calls it, never empty
 * @param meaning what its codes and words mean
 * @param status its clinical status
 * @param verification its verification status
 * @param encounterDiagnosis whether its category is encounter diagnosis
 * @param ofThisEncounter whether it was recorded in the encounter of the call
 * @param onset onsetDateTime or onsetPeriod.start, else null
 * @param recorded recordedDate, else null
 * @param abated whether an abatement of any kind is recorded
 * @param ended abatementDateTime or abatementPeriod.end, or null when it has not ended or nobody wrote when
 * @param gestationWeeks completed weeks when its code is one of gestational age, else null
 */
public record Problem(
        @Nullable String reference,
        String label,
        Meaning meaning,
        ClinicalStatus status,
        Verification verification,
        boolean encounterDiagnosis,
        boolean ofThisEncounter,
        @Nullable PartialDate onset,
        @Nullable PartialDate recorded,
        boolean abated,
        @Nullable PartialDate ended,
        @Nullable Integer gestationWeeks) {

    /** Clinical status; {@link #UNSTATED} when absent or not understood. */
    public enum ClinicalStatus {
        ACTIVE,
        INACTIVE,
        UNSTATED
    }

    /** Verification status as far as rules differ by it. */
    public enum Verification {
        /** Confirmed, unconfirmed or unstated. */
        NOT_REFUTED,
        /** Provisional or differential. */
        SUSPECTED,
        REFUTED,
        ENTERED_IN_ERROR
    }

    /** What it surely is; empty when nothing is known of it. */
    public Set<ProblemGroup> groups() {
        return meaning.groups();
    }

    public boolean is(ProblemGroup group) {
        return meaning.groups().contains(group);
    }

    /** Whether it is of the group, neither suspected by its verification status nor by its words. */
    public boolean confirms(ProblemGroup group) {
        return verification == Verification.NOT_REFUTED && meaning.confirms(group);
    }

    /** Neither refuted nor entered in error. */
    public boolean stands() {
        return verification == Verification.NOT_REFUTED || verification == Verification.SUSPECTED;
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
