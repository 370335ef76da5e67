package org.lumbarcds.guideline.backpain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.Problem;

/**
 * The current episode of low back pain. "Start from the LBP condition that the order or the encounter points at, else the
 * LBP diagnosis of this encounter, else the active LBP condition (of several, the one with the latest date). Then extend
 * backwards, from that start." Onset is the earliest date of the episode. Specification 1.4.
 *
 * @param start the condition it starts from, or null when no condition of low back pain is on record
 * @param startedBy why it starts from that condition, in words; empty without one
 * @param onset when it began, as the interval of days it may have begun; null when unknown or in the future
 * @param onsetByRecording whether {@code onset} rests on the day a condition was written down
 * @param chronicCode whether a condition of the episode has a code of chronic pain
 * @param today the day of the call
 * @param chronicAfterDays an onset more than this many days ago makes it chronic
 */
public record Episode(
        @Nullable Problem start,
        String startedBy,
        @Nullable PartialDate onset,
        boolean onsetByRecording,
        boolean chronicCode,
        LocalDate today,
        int chronicAfterDays) {

    private static final int DAYS_OF_WEEK = 7;

    /** From here on days say less than years. */
    private static final int LONG_DAYS = 730;

    private static final double DAYS_OF_YEAR = 365.25;

    /** A condition that belongs to the episode; {@code surely} is false when a partial date leaves that open. */
    private record Link(Problem problem, PartialDate date, boolean surely) {}

    /** Where an episode starts, and why there. */
    private record Start(Problem problem, String by) {

        static @Nullable Start of(@Nullable Problem problem, String by) {
            return problem == null ? null : new Start(problem, by);
        }
    }

    /** The episode as an order sees it; null for the patient's, whatever is ordered. */
    public static Episode of(@Nullable Order order, Situation situation) {
        OnRecord record = new OnRecord(situation);
        List<Problem> active = record.problems().stream()
                .filter(p -> p.isActive() && p.is(ProblemGroup.LOW_BACK_PAIN))
                .toList();
        @Nullable Start from = startOf(order, record, active);
        EpisodeNumbers numbers = situation.numbers(EpisodeNumbers.class);
        if (from == null) {
            return new Episode(null, "", null, false, false, situation.today(), numbers.chronicAfterDays());
        }
        Problem start = from.problem();
        List<Link> links = linksOf(start, active, numbers);
        boolean chronicCode = start.is(ProblemGroup.CHRONIC_LOW_BACK_PAIN)
                || links.stream().anyMatch(l -> l.problem().is(ProblemGroup.CHRONIC_LOW_BACK_PAIN));
        @Nullable PartialDate onset = onsetOf(links, situation.today());
        boolean byRecording = onset != null
                && links.stream()
                        .filter(Link::surely)
                        .min(Comparator.comparing(Link::date))
                        .map(link -> link.problem().datedByRecording())
                        .orElse(false);
        return new Episode(
                start, from.by(), onset, byRecording, chronicCode, situation.today(), numbers.chronicAfterDays());
    }

    private static @Nullable Start startOf(@Nullable Order order, OnRecord record, List<Problem> active) {
        List<Reason> orderReasons = order == null ? List.of() : record.reasonsOf(order);
        Start pointed = Start.of(latest(pointedAtBy(orderReasons, record)), "the order points at it");
        if (pointed == null) {
            pointed = Start.of(latest(pointedAtBy(record.encounterReasons(), record)), "the encounter points at it");
        }
        if (pointed != null) {
            return pointed;
        }
        @Nullable
        Problem here = latest(record.problems().stream()
                .filter(p -> p.stands() && p.ofThisEncounter() && p.is(ProblemGroup.LOW_BACK_PAIN))
                .toList());
        return here != null
                ? new Start(here, "it is a diagnosis of this encounter")
                : Start.of(latest(active), "it is the active condition with the latest date");
    }

    private static List<Problem> pointedAtBy(List<Reason> reasons, OnRecord record) {
        return record.problems().stream()
                .filter(p -> p.stands() && p.is(ProblemGroup.LOW_BACK_PAIN))
                .filter(p -> p.reference() != null
                        && reasons.stream().anyMatch(reason -> p.reference().equals(reason.conditionReference())))
                .toList();
    }

    /** The one with the latest date; those without a date come last, equal ones by reference. */
    private static @Nullable Problem latest(List<Problem> problems) {
        return problems.stream()
                .max(Comparator.comparing(Problem::date, Comparator.nullsFirst(Comparator.<PartialDate>naturalOrder()))
                        .thenComparing(p -> Objects.requireNonNullElse(p.reference(), "")))
                .orElse(null);
    }

    /**
     * "to active LBP conditions dated within 84 days before; and, when the start has only a recorded date, to the latest
     * earlier active LBP condition dated within 365 days before, or with a chronic code". A chronic code counts beside a
     * later visit too, and when a partial date leaves open whether it is of the episode.
     */
    private static List<Link> linksOf(Problem start, List<Problem> active, EpisodeNumbers numbers) {
        List<Link> links = new ArrayList<>();
        PartialDate from = start.date();
        if (from == null) {
            return links;
        }
        links.add(new Link(start, from, true));
        for (Problem problem : active) {
            PartialDate date = problem.date();
            if (date != null && !problem.equals(start)) {
                link(problem, date, from, numbers.linkDays()).ifPresent(links::add);
            }
        }
        if (start.datedByRecording()) {
            List<Problem> earlier = active.stream()
                    .filter(p -> !p.equals(start) && isDatedBefore(p, from))
                    .toList();
            earlier.stream()
                    .flatMap(p -> earlierVisit(p, from, numbers).stream())
                    .max(Comparator.comparing(Link::date))
                    .ifPresent(links::add);
            // A visit in between must not hide that the pain is chronic.
            earlier.stream()
                    .filter(p -> p.is(ProblemGroup.CHRONIC_LOW_BACK_PAIN))
                    .flatMap(p -> Optional.ofNullable(p.date()).map(date -> new Link(p, date, true)).stream())
                    .max(Comparator.comparing(Link::date))
                    .ifPresent(links::add);
        }
        return links;
    }

    private static boolean isDatedBefore(Problem problem, PartialDate from) {
        PartialDate date = problem.date();
        return date != null && date.latest().isBefore(from.latest());
    }

    private static Optional<Link> earlierVisit(Problem problem, PartialDate from, EpisodeNumbers numbers) {
        PartialDate date = problem.date();
        return date == null ? Optional.empty() : link(problem, date, from, numbers.recordedLinkDays());
    }

    /** Links a condition dated at most {@code days} days before {@code from}, as far as partial dates tell. */
    private static Optional<Link> link(Problem problem, PartialDate date, PartialDate from, int days) {
        long least = date.leastDaysBefore(from.earliest());
        long most = date.mostDaysBefore(from.latest());
        if (most < 0 || least > days) {
            return Optional.empty();
        }
        return Optional.of(new Link(problem, date, least >= 0 && most <= days));
    }

    /** From the earliest day any condition may say to the latest day that those surely of the episode allow. */
    private static @Nullable PartialDate onsetOf(List<Link> links, LocalDate today) {
        @Nullable LocalDate earliest = null;
        @Nullable LocalDate latest = null;
        for (Link link : links) {
            LocalDate from = link.date().earliest();
            earliest = earliest == null || from.isBefore(earliest) ? from : earliest;
            LocalDate to = link.date().latest();
            if (link.surely() && (latest == null || to.isBefore(latest))) {
                latest = to;
            }
        }
        if (earliest == null || latest == null || earliest.isAfter(today)) {
            return null;
        }
        return new PartialDate(earliest, latest.isAfter(today) ? today : latest);
    }

    /** Did it begin at least {@code days} days ago? Unknown when the onset is. */
    public Truth lastsAtLeast(int days) {
        return onset == null ? Truth.UNKNOWN : onset.atLeastDaysBefore(days, today);
    }

    /**
     * "Chronic = a condition of the episode has a chronic-LBP code, or the onset is more than 84 days ago." An unknown onset
     * leaves it unknown.
     */
    public Truth chronic() {
        return chronicCode ? Truth.YES : lastsAtLeast(chronicAfterDays + 1);
    }

    /** Whether one of these reasons has a code of chronic pain. */
    public static boolean isSaidChronic(List<Reason> reasons) {
        return reasons.stream().anyMatch(reason -> reason.groups().contains(ProblemGroup.CHRONIC_LOW_BACK_PAIN));
    }

    /** Puts the onset into a card's facts. */
    public void describe(Facts facts) {
        describe(facts, chronicCode);
    }

    /**
     * The same when the order or the encounter may say that the pain is chronic. "A chronic code beside a recent date does
     * not say that the episode began then": it has no days.
     */
    public void describe(Facts facts, boolean chronicByCode) {
        if (onset == null) {
            facts.flag("onsetUnknown", true)
                    .put("since", chronicByCode ? "chronic by its code, onset not on record" : "onset not on record");
            return;
        }
        facts.put("onset", onset).flag("onsetByRecording", onsetByRecording);
        if (chronicByCode && !lastsAtLeast(chronicAfterDays + 1).isYes()) {
            facts.put("since", "chronic by its code, earliest entry dated " + onset);
            return;
        }
        long least = onset.leastDaysBefore(today);
        long most = onset.mostDaysBefore(today);
        String days = range(least, most);
        String lasted = least >= LONG_DAYS
                ? "about " + Math.round(least / DAYS_OF_YEAR) + " years"
                : days + (days.equals("1") ? " day" : " days");
        facts.put("episodeDays", days)
                .put(
                        "since",
                        "since " + onset + (onsetByRecording ? " by the day it was recorded" : "") + ", " + lasted);
        if (!chronicByCode && !lastsAtLeast(chronicAfterDays + 1).isYes()) {
            facts.put("week", range(least / DAYS_OF_WEEK + 1, most / DAYS_OF_WEEK + 1));
        }
    }

    private static String range(long least, long most) {
        return least == most ? String.valueOf(least) : least + " to " + most;
    }
}
