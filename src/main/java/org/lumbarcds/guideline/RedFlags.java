package org.lumbarcds.guideline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.Order;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.Problem;
import org.lumbarcds.guideline.model.ProblemGroup;
import org.lumbarcds.guideline.model.Reason;
import org.lumbarcds.guideline.model.Truth;

/**
 * The red flags on record, seen from an episode of low back pain. "Red flag on record, never when refuted: standing ones
 * count whenever active … Acute ones count when they began in the episode or in the last 90 days, or are active with no
 * date. Osteoporosis, steroids, trauma and a cancer that is history (resolved, Z85) matter to the imaging rule only; all
 * the others also to the red-flags card."
 *
 * <p>A flag that may count, since a partial date or an unknown age leaves it open, silences advice but never makes a card.
 */
public final class RedFlags {

    /** Count "whenever active". */
    private static final Set<ProblemGroup> STANDING = EnumSet.of(
            ProblemGroup.CANCER,
            ProblemGroup.OSTEOPOROSIS,
            ProblemGroup.LONG_TERM_STEROID,
            ProblemGroup.IMMUNOSUPPRESSION,
            ProblemGroup.INJECTING_DRUG_USE);

    /** Count "when they began in the episode or in the last 90 days, or are active with no date". */
    private static final Set<ProblemGroup> ACUTE = EnumSet.of(
            ProblemGroup.CAUDA_EQUINA,
            ProblemGroup.VERTEBRAL_FRACTURE,
            ProblemGroup.SPINAL_INFECTION,
            ProblemGroup.NEUROLOGICAL_DEFICIT,
            ProblemGroup.BLADDER_OR_BOWEL,
            ProblemGroup.FEVER,
            ProblemGroup.WEIGHT_LOSS,
            ProblemGroup.SIGNIFICANT_TRAUMA,
            ProblemGroup.FALL);

    private static final Set<ProblemGroup> IMAGING_ONLY = EnumSet.of(
            ProblemGroup.OSTEOPOROSIS,
            ProblemGroup.LONG_TERM_STEROID,
            ProblemGroup.SIGNIFICANT_TRAUMA,
            ProblemGroup.FALL,
            ProblemGroup.CANCER_HISTORY);

    /**
     * One red flag.
     *
     * @param label what the record calls it
     * @param groups what it counts as; never empty
     * @param date when it began, or null when that is not on record
     * @param byRecording whether {@code date} is only the day it was written down
     * @param byEncounter whether the encounter's reason tells it, not a condition
     * @param ended whether its condition is no longer active
     * @param surely false when a partial date or an unknown age leaves open whether it counts
     */
    public record Flag(
            String label,
            Set<ProblemGroup> groups,
            @Nullable PartialDate date,
            boolean byRecording,
            boolean byEncounter,
            boolean ended,
            boolean surely) {

        public Flag {
            groups = Set.copyOf(groups);
        }

        /** Whether it matters to imaging only, not to the red-flags card. */
        public boolean imagingOnly() {
            return IMAGING_ONLY.containsAll(groups);
        }
    }

    private final List<Flag> flags;
    private final boolean conditionsHad;

    private RedFlags(List<Flag> flags, boolean conditionsHad) {
        this.flags = List.copyOf(flags);
        this.conditionsHad = conditionsHad;
    }

    /** The red flags on record: conditions, and the encounter's reasons. */
    public static RedFlags of(Episode episode, Situation situation) {
        return new Reading(episode, situation).all();
    }

    /**
     * "any red flag … as the order's reason": silences whatever its date; a plain fall only under its own condition. A
     * fracture that the reason of lumbar imaging speaks of is one of the spine, though words seldom say so. Unknown when the patient's age is needed and not known.
     */
    public static Truth isReason(Order order, Situation situation) {
        OnRecord record = new OnRecord(situation);
        Set<ProblemGroup> others = EnumSet.copyOf(ACUTE);
        others.addAll(STANDING);
        others.add(ProblemGroup.CANCER_HISTORY);
        others.add(ProblemGroup.FRACTURE);
        others.remove(ProblemGroup.FALL);
        if (record.isReason(order, others.toArray(ProblemGroup[]::new))) {
            return Truth.YES;
        }
        return record.isReason(order, ProblemGroup.FALL) ? fallMatters(record, situation) : Truth.NO;
    }

    /** "a plain fall only from 65 years on or with osteoporosis". */
    private static Truth fallMatters(OnRecord record, Situation situation) {
        return record.atLeastYearsOld(situation.policy().fallAge()).or(record.active(ProblemGroup.OSTEOPOROSIS));
    }

    /** Does one, or may one, forbid to call imaging needless? Unknown when conditions could not be had. */
    public Truth matterToImaging() {
        return flags.isEmpty() ? unlessUnchecked() : Truth.YES;
    }

    /** Does one, or may one, forbid to treat the pain as nonspecific? Unknown when conditions could not be had. */
    public Truth matterToCare() {
        return flags.stream().allMatch(Flag::imagingOnly) ? unlessUnchecked() : Truth.YES;
    }

    private Truth unlessUnchecked() {
        return conditionsHad ? Truth.NO : Truth.UNKNOWN;
    }

    /** Those to evaluate: surely on record, and of more than imaging's concern; the gravest first. */
    public List<Flag> toEvaluate() {
        return flags.stream()
                .filter(flag -> flag.surely() && !flag.imagingOnly())
                .toList();
    }

    /** One pass over the record. */
    private static final class Reading {

        private final Situation situation;
        private final OnRecord record;
        private final LocalDate today;
        private final @Nullable PartialDate onset;
        private final List<Reason> encounterReasons;
        private final Set<String> pointedAt = new HashSet<>();

        Reading(Episode episode, Situation situation) {
            this.situation = situation;
            this.record = new OnRecord(situation);
            this.today = situation.today();
            this.onset = episode.onset();
            this.encounterReasons = record.encounterReasons();
            for (Reason reason : encounterReasons) {
                if (reason.conditionReference() != null) {
                    pointedAt.add(reason.conditionReference());
                }
            }
        }

        RedFlags all() {
            List<Flag> flags = new ArrayList<>();
            Set<String> read = new HashSet<>();
            for (Problem problem : record.problems()) {
                if (problem.reference() != null) {
                    read.add(problem.reference());
                }
                add(flags, problem);
            }
            for (Reason reason : encounterReasons) {
                // A reason that points at a condition is judged by that condition, with its dates and status.
                String reference = reason.conditionReference();
                if (reference == null || !read.contains(reference)) {
                    add(flags, reason);
                }
            }
            flags.sort((one, other) -> Boolean.compare(
                    other.groups().contains(ProblemGroup.CAUDA_EQUINA),
                    one.groups().contains(ProblemGroup.CAUDA_EQUINA)));
            return new RedFlags(flags, situation.chart().problems().isHad());
        }

        private void add(List<Flag> flags, Problem problem) {
            if (!problem.stands()) {
                return;
            }
            Map<ProblemGroup, Truth> counting = new EnumMap<>(ProblemGroup.class);
            for (ProblemGroup group : problem.groups()) {
                count(counting, group, problem);
            }
            add(
                    flags,
                    counting,
                    new Flag(
                            problem.label(),
                            Set.of(),
                            problem.date(),
                            problem.datedByRecording(),
                            false,
                            !problem.isActive(),
                            true));
        }

        private void count(Map<ProblemGroup, Truth> counting, ProblemGroup group, Problem problem) {
            if (group == ProblemGroup.CANCER_HISTORY || group == ProblemGroup.CANCER && !problem.isActive()) {
                counting.put(ProblemGroup.CANCER_HISTORY, Truth.YES);
            } else if (STANDING.contains(group)) {
                counting.put(group, Truth.of(problem.isActive()));
            } else if (group == ProblemGroup.FALL) {
                counting.put(group, began(group, problem).and(fall()));
            } else if (ACUTE.contains(group)) {
                counting.put(group, began(group, problem));
            }
        }

        private void add(List<Flag> flags, Reason reason) {
            Map<ProblemGroup, Truth> counting = new EnumMap<>(ProblemGroup.class);
            for (ProblemGroup group : reason.groups()) {
                if (group == ProblemGroup.FALL) {
                    counting.put(group, fall());
                } else if (group == ProblemGroup.CANCER_HISTORY || STANDING.contains(group) || ACUTE.contains(group)) {
                    counting.put(group, Truth.YES);
                }
            }
            boolean known = flags.stream()
                    .anyMatch(flag -> flag.surely()
                            && flag.groups().stream().anyMatch(group -> counting.get(group) == Truth.YES));
            if (!known) {
                add(flags, counting, new Flag(reason.label(), Set.of(), null, false, true, false, true));
            }
        }

        /** Keeps the groups that surely count; if there are none, those that may. */
        private static void add(List<Flag> flags, Map<ProblemGroup, Truth> counting, Flag of) {
            // One code says both; it is the steroid that makes the patient immunosuppressed, and that is imaging's
            // concern.
            if (counting.containsKey(ProblemGroup.LONG_TERM_STEROID)) {
                counting.remove(ProblemGroup.IMMUNOSUPPRESSION);
            }
            boolean surely = counting.containsValue(Truth.YES);
            Set<ProblemGroup> groups = EnumSet.noneOf(ProblemGroup.class);
            counting.forEach((group, counts) -> {
                if (counts == (surely ? Truth.YES : Truth.UNKNOWN)) {
                    groups.add(group);
                }
            });
            if (!groups.isEmpty()) {
                flags.add(new Flag(
                        of.label(), groups, of.date(), of.byRecording(), of.byEncounter(), of.ended(), surely));
            }
        }

        /** Without the patient nothing is decided anyway, so only an age that is not on record leaves a fall open. */
        private Truth fall() {
            Truth matters = fallMatters(record, situation);
            return situation.chart().patient().isHad() || matters.isYes() ? matters : Truth.NO;
        }

        /** Did an acute flag begin in the episode or lately, or is it active with no date? */
        private Truth began(ProblemGroup group, Problem problem) {
            PartialDate date = problem.date();
            if (date == null || date.earliest().isAfter(today)) {
                return Truth.of(problem.isActive() && (group != ProblemGroup.BLADDER_OR_BOWEL || isNew(problem)));
            }
            LocalDate from = today.minusDays(situation.policy().acuteRedFlagDays());
            Truth began = date.onOrAfter(from);
            if (onset != null) {
                began = began.or(inEpisode(date, onset));
            }
            // What counts with no date at all must count with half of one.
            boolean activeAsUndated = problem.isActive() && group != ProblemGroup.BLADDER_OR_BOWEL;
            return began.isUnknown() && activeAsUndated ? Truth.YES : began;
        }

        private static Truth inEpisode(PartialDate date, PartialDate onset) {
            if (date.onOrAfter(onset.latest()).isYes()) {
                return Truth.YES;
            }
            return date.onOrAfter(onset.earliest()).isNo() ? Truth.NO : Truth.UNKNOWN;
        }

        /** "new urinary retention or bowel incontinence (only with a date)": the visit that is about it is its date. */
        private boolean isNew(Problem problem) {
            return problem.ofThisEncounter() || problem.reference() != null && pointedAt.contains(problem.reference());
        }
    }
}
