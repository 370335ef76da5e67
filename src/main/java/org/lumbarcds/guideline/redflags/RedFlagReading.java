package org.lumbarcds.guideline.redflags;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.backpain.Episode;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.redflags.RedFlag.Source;
import org.lumbarcds.guideline.therapy.LongTermDrug;

/** One pass over the record for red flags. Something suspected counts like something recorded. Specification 1.5. */
final class RedFlagReading {

    /** Count for the whole episode, though ended: "fracture and trauma of the episode". */
    private static final Set<ProblemGroup> TRAUMA =
            EnumSet.of(ProblemGroup.VERTEBRAL_FRACTURE, ProblemGroup.SIGNIFICANT_TRAUMA, ProblemGroup.FALL);

    private final Situation situation;
    private final OnRecord record;
    private final LocalDate today;
    private final @Nullable PartialDate onset;
    private final Truth chronic;
    private final List<Reason> encounterReasons;
    private final Set<String> pointedAt = new HashSet<>();
    private final List<RedFlag> flags = new ArrayList<>();

    RedFlagReading(Episode episode, Situation situation) {
        this.situation = situation;
        this.record = new OnRecord(situation);
        this.today = situation.today();
        this.onset = episode.onset();
        this.encounterReasons = record.encounterReasons();
        boolean chronicReason = encounterReasons.stream()
                .anyMatch(reason -> reason.groups().contains(ProblemGroup.CHRONIC_LOW_BACK_PAIN));
        this.chronic = chronicReason ? Truth.YES : episode.chronic();
        encounterReasons.stream()
                .map(Reason::conditionReference)
                .filter(Objects::nonNull)
                .forEach(pointedAt::add);
    }

    RedFlagsOnRecord all() {
        Set<String> read = new HashSet<>();
        for (Problem problem : record.problems()) {
            if (problem.reference() != null) {
                read.add(problem.reference());
            }
            if (problem.stands()) {
                add(problem);
            }
        }
        for (Reason reason : encounterReasons) {
            // A reason that points at a condition is judged by that condition, with its dates and status.
            String reference = reason.conditionReference();
            if (reference == null || !read.contains(reference)) {
                add(reason);
            }
        }
        for (LongTermDrug drug : LongTermDrug.onRecord(situation)) {
            add(drug);
        }
        flags.sort((one, other) -> Boolean.compare(
                other.groups().contains(ProblemGroup.CAUDA_EQUINA), one.groups().contains(ProblemGroup.CAUDA_EQUINA)));
        return new RedFlagsOnRecord(flags, situation.chart().problems().isHad());
    }

    private void add(Problem problem) {
        Map<ProblemGroup, Truth> counting = new EnumMap<>(ProblemGroup.class);
        for (ProblemGroup group : problem.groups()) {
            count(counting, group, problem);
        }
        add(
                counting,
                (groups, surely) -> new RedFlag(
                        problem.label(),
                        groups,
                        Source.CONDITION,
                        problem.date(),
                        problem.datedByRecording(),
                        !problem.isActive(),
                        groups.stream().noneMatch(group -> confirms(problem, group)),
                        surely,
                        isNews(problem.date())));
    }

    /** What is history has been confirmed. */
    private static boolean confirms(Problem problem, ProblemGroup group) {
        return problem.confirms(group) || group == ProblemGroup.CANCER_HISTORY && problem.confirms(ProblemGroup.CANCER);
    }

    private void count(Map<ProblemGroup, Truth> counting, ProblemGroup group, Problem problem) {
        if (group == ProblemGroup.CANCER && !problem.isActive()) {
            // A suspicion that is no longer active is no history of cancer.
            counting.merge(ProblemGroup.CANCER_HISTORY, Truth.of(problem.confirms(group)), Truth::or);
        } else if (group == ProblemGroup.CANCER_HISTORY) {
            counting.put(group, Truth.YES);
        } else if (RedFlag.STANDING.contains(group)) {
            counting.put(group, Truth.of(problem.isActive()));
        } else if (group == ProblemGroup.FALL) {
            counting.put(group, counts(group, problem).and(fall()));
        } else if (RedFlag.ACUTE.contains(group)) {
            counting.put(group, counts(group, problem));
        }
    }

    private void add(Reason reason) {
        Map<ProblemGroup, Truth> counting = new EnumMap<>(ProblemGroup.class);
        for (ProblemGroup group : reason.groups()) {
            if (group == ProblemGroup.FALL) {
                counting.put(group, fall());
            } else if (group == ProblemGroup.CANCER_HISTORY
                    || RedFlag.STANDING.contains(group)
                    || RedFlag.ACUTE.contains(group)) {
                counting.put(group, Truth.YES);
            }
        }
        if (!isKnown(counting)) {
            add(
                    counting,
                    (groups, surely) -> new RedFlag(
                            reason.label(),
                            groups,
                            Source.ENCOUNTER,
                            null,
                            false,
                            false,
                            groups.stream().noneMatch(reason.meaning()::confirms),
                            surely,
                            isNews(null)));
        }
    }

    private void add(LongTermDrug drug) {
        Map<ProblemGroup, Truth> counting = new EnumMap<>(Map.of(drug.group(), drug.taken()));
        if (!isKnown(counting)) {
            add(
                    counting,
                    (groups, surely) -> new RedFlag(
                            drug.label(),
                            groups,
                            Source.ORDERS,
                            drug.since(),
                            false,
                            false,
                            false,
                            surely,
                            isNews(drug.since())));
        }
    }

    private boolean isKnown(Map<ProblemGroup, Truth> counting) {
        return flags.stream()
                .anyMatch(flag ->
                        flag.surely() && flag.groups().stream().anyMatch(group -> counting.get(group) == Truth.YES));
    }

    /** Makes a flag of the groups that it counts as. */
    private interface Making {
        RedFlag flag(Set<ProblemGroup> groups, boolean surely);
    }

    /** Keeps the groups that surely count; if there are none, those that may. */
    private void add(Map<ProblemGroup, Truth> counting, Making making) {
        // One code says both; it is the steroid that makes the patient immunosuppressed, and that is imaging's concern.
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
            flags.add(making.flag(groups, surely));
        }
    }

    /** "a standing flag makes the card in an episode that is not chronic, or when it began after the onset". */
    private boolean isNews(@Nullable PartialDate date) {
        if (!chronic.isYes()) {
            return true;
        }
        @Nullable PartialDate began = notAhead(date);
        return onset != null
                && began != null
                && began.onOrAfter(onset.latest().plusDays(1)).isYes();
    }

    /** Without the patient nothing is decided anyway, so only an age that is not on record leaves a fall open. */
    private Truth fall() {
        Truth matters = RedFlagsOnRecord.fallMatters(record, situation);
        return situation.chart().patient().isHad() || matters.isYes() ? matters : Truth.NO;
    }

    private Truth counts(ProblemGroup group, Problem problem) {
        return problem.isActive() ? countsWhileActive(group, problem) : countsAfterItsEnd(group, problem);
    }

    /** Did an acute flag begin in the episode or lately, or is it active with no date? */
    private Truth countsWhileActive(ProblemGroup group, Problem problem) {
        @Nullable PartialDate date = notAhead(problem.date());
        if (date == null) {
            return Truth.of(group != ProblemGroup.BLADDER_OR_BOWEL || isNew(problem));
        }
        Truth began = beganLately(date).or(inEpisode(group, date));
        // What counts with no date at all must count with half of one.
        return began.isUnknown() && group != ProblemGroup.BLADDER_OR_BOWEL ? Truth.YES : began;
    }

    /**
     * "An acute one that has ended (abated, resolved) counts only when it ended in the last 30 days, but fracture and trauma
     * of the episode."
     */
    private Truth countsAfterItsEnd(ProblemGroup group, Problem problem) {
        @Nullable PartialDate date = notAhead(problem.date());
        if (date == null) {
            boolean onlyEndKnown = problem.date() == null && problem.ended() != null;
            return onlyEndKnown ? endedLately(problem).and(Truth.UNKNOWN) : Truth.NO;
        }
        Truth inEpisode = inEpisode(group, date);
        Truth lately = beganLately(date).or(inEpisode).and(endedLately(problem));
        return TRAUMA.contains(group) ? lately.or(inEpisode) : lately;
    }

    private Truth beganLately(PartialDate date) {
        return date.onOrAfter(
                today.minusDays(situation.numbers(RedFlagNumbers.class).acuteDays()));
    }

    /** What began lately ended lately, whether or not anybody wrote when. */
    private Truth endedLately(Problem problem) {
        LocalDate from = today.minusDays(situation.numbers(RedFlagNumbers.class).endedDays());
        if (problem.ended() != null) {
            return problem.ended().onOrAfter(from);
        }
        return problem.date() != null && problem.date().onOrAfter(from).isYes() ? Truth.YES : Truth.UNKNOWN;
    }

    /** Did it begin in the episode? "A chronic episode never keeps an old fever alive." */
    private Truth inEpisode(ProblemGroup group, PartialDate date) {
        if (onset == null) {
            return Truth.NO;
        }
        Truth since = since(onset, date);
        return group == ProblemGroup.FEVER ? since.and(chronic.not()) : since;
    }

    private static Truth since(PartialDate onset, PartialDate date) {
        if (date.onOrAfter(onset.latest()).isYes()) {
            return Truth.YES;
        }
        return date.onOrAfter(onset.earliest()).isNo() ? Truth.NO : Truth.UNKNOWN;
    }

    /** A date in the future says no more than none. */
    private @Nullable PartialDate notAhead(@Nullable PartialDate date) {
        return date == null || date.earliest().isAfter(today) ? null : date;
    }

    /** "new urinary retention or bowel incontinence (only with a date)": the visit that is about it is its date. */
    private boolean isNew(Problem problem) {
        return problem.ofThisEncounter() || problem.reference() != null && pointedAt.contains(problem.reference());
    }
}
