package org.lumbarcds.guideline;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.Checked;
import org.lumbarcds.guideline.model.Drug;
import org.lumbarcds.guideline.model.DrugClass;
import org.lumbarcds.guideline.model.MedicationOrder;
import org.lumbarcds.guideline.model.Order;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.Truth;

/** What orders on record say of past and present treatment. */
public final class Therapy {

    private Therapy() {}

    /** Whether an order on record was ever more than a draft: drafts, cancelled orders and errors were never taken. */
    public static boolean wasGiven(MedicationOrder order) {
        return Span.ofRecorded(order).isGiven();
    }

    /**
     * "a first-line drug (NSAID, systemic or topical, not aspirin up to 100 mg; acetaminophen alone; muscle relaxant)".
     */
    public static boolean isFirstLine(Drug drug) {
        return !drug.has(DrugClass.OPIOID)
                && (drug.isSystemicNsaid()
                        || drug.isTopicalNsaid()
                        || drug.isAcetaminophenAlone()
                        || drug.isMuscleRelaxant());
    }

    /**
     * First-line drugs that run today, or may: an active order that gives neither its days nor a usable date can't be taken
     * for one that is over. Empty also when medications could not be had, so ask for that first.
     */
    public static List<MedicationOrder> runningFirstLine(Situation situation) {
        return situation.chart().medications().orElse(List.of()).stream()
                .filter(order -> isFirstLine(order.drug()))
                .filter(order -> {
                    Span span = Span.ofRecorded(order);
                    return span.runs(situation.today(), situation.policy()) || mayRun(span, situation);
                })
                .toList();
    }

    /** "Status active with unknown length: taken as running for 90 days from its start", as far as a partial date tells. */
    private static boolean mayRun(Span span, Situation situation) {
        if (span.start() != null || !span.isGiven() || !span.order().status().equals("active")) {
            return false;
        }
        PartialDate date = span.order().authored();
        long days = span.supply().certainty() == Supply.Certainty.EXACT
                ? span.supply().days()
                : situation.policy().assumedRunningDays();
        return date == null || date.latest().plusDays(days).isAfter(situation.today());
    }

    /**
     * "opioid therapy running, or ended at most 30 days ago, any opioids with gaps up to 30 days, for 90 days or more
     * already". "An assumed length never proves long-term therapy."
     */
    public static Truth isLongTermOpioid(Situation situation) {
        return isLongTerm(Drug::isOpioid, situation);
    }

    /** The same for any drugs: any orders of them, one after another, make one therapy. */
    public static Truth isLongTerm(Predicate<Drug> drugs, Situation situation) {
        if (!(situation.chart().medications() instanceof Checked.Had<List<MedicationOrder>> had)) {
            return Truth.UNKNOWN;
        }
        LocalDate today = situation.today();
        Policy policy = situation.policy();
        List<Span> spans = new ArrayList<>();
        for (MedicationOrder order : had.value()) {
            if (drugs.test(order.drug()) && Course.isChained(order)) {
                Span span = Span.ofRecorded(order);
                if (span.isKnown() && span.start() != null && !span.start().isAfter(today)) {
                    spans.add(span);
                }
            }
        }
        spans.sort(Comparator.comparing(Therapy::end).reversed());
        @Nullable LocalDate end = null;
        @Nullable LocalDate start = null;
        for (Span span : spans) {
            if (start == null) {
                end = end(span).isAfter(today) ? today : end(span);
                start = start(span);
            } else if (ChronoUnit.DAYS.between(end(span), start) - 1 <= policy.opioidTherapyGapDays()) {
                start = start(span).isBefore(start) ? start(span) : start;
            }
        }
        if (start == null || end == null) {
            return Truth.NO;
        }
        boolean current = ChronoUnit.DAYS.between(end, today) <= policy.opioidTherapyEndedDays();
        return Truth.of(current && ChronoUnit.DAYS.between(start, end) + 1 >= policy.longTermOpioidDays());
    }

    /**
     * Whether drugs may have been taken that long: surely, or by an order that may still be taken, has no known end and began
     * that long ago or nobody knows when. Stopping them abruptly may harm.
     */
    public static boolean mayBeLongTerm(Predicate<Drug> drugs, Situation situation) {
        if (!isLongTerm(drugs, situation).isNo()) {
            return true;
        }
        LocalDate today = situation.today();
        Policy policy = situation.policy();
        return situation.chart().medications().orElse(List.of()).stream()
                .filter(order -> drugs.test(order.drug()))
                .map(Span::ofRecorded)
                .filter(span -> span.isPossiblyTaken(today, policy) && span.end() == null)
                .map(Span::start)
                .anyMatch(start ->
                        start == null || ChronoUnit.DAYS.between(start, today) + 1 >= policy.longTermOpioidDays());
    }

    /**
     * "An assumed length never proves long-term therapy, and an earlier order of unknown length is not chained (the card
     * names it)": such orders of some drugs that may still be taken, besides a draft.
     */
    public static List<MedicationOrder> ofUnknownLength(Predicate<Drug> drugs, Order draft, Situation situation) {
        return OtherDrugs.besides(List.of(draft), situation).current().stream()
                .filter(other -> !other.drafted() && other.possiblyTaken() && drugs.test(other.drug()))
                .map(OtherDrugs.Other::order)
                .filter(order -> Span.ofRecorded(order).end() == null)
                .toList();
    }

    private static LocalDate start(Span span) {
        return span.start() == null ? LocalDate.MAX : span.start();
    }

    private static LocalDate end(Span span) {
        return span.end() == null ? LocalDate.MIN : span.end();
    }
}
