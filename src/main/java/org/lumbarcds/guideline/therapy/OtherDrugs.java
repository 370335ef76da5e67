package org.lumbarcds.guideline.therapy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.course.CourseNumbers;
import org.lumbarcds.guideline.course.OrderDays;
import org.lumbarcds.guideline.course.Supply;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;

/**
 * The drugs a patient has, or is about to have, besides the orders looked at: other drafts, and what is on record. An
 * order that the EHR has saved already and that is drafted too stands once, as the draft. Specification 1.6.
 */
public final class OtherDrugs {

    /**
     * One of them.
     *
     * @param order the order
     * @param drafted whether it is a draft of this session
     * @param possiblyTaken whether it is drafted or possibly taken today; when not, it only "counts as active": "for
     *     section 4 any order with status active counts: missing an interaction harms more than withholding a suggestion"
     * @param stated whether a statement says that it is taken, and not an order
     */
    public record Other(MedicationOrder order, boolean drafted, boolean possiblyTaken, boolean stated) {

        static Other drafted(MedicationOrder draft) {
            return new Other(draft, true, true, false);
        }

        public Drug drug() {
            return order.drug();
        }

        /** {@code drafted now}, {@code ordered 2026-11-01}, {@code as reported}, or null when an order has no date. */
        public @Nullable String when() {
            if (drafted) {
                return "drafted now";
            }
            if (stated) {
                return order.authored() == null ? "as reported" : "as reported " + order.authored();
            }
            return order.authored() == null ? null : "ordered " + order.authored();
        }
    }

    private final List<Other> current;
    private final List<MedicationOrder> recorded;
    private final List<MedicationOrder> stated;
    private final List<MedicationOrder> drafts;
    private final Situation situation;

    private OtherDrugs(
            List<Other> current,
            List<MedicationOrder> drafts,
            List<MedicationOrder> recorded,
            List<MedicationOrder> stated,
            Situation situation) {
        this.current = List.copyOf(current);
        this.stated = List.copyOf(stated);
        this.drafts = List.copyOf(drafts);
        this.recorded = List.copyOf(recorded);
        this.situation = situation;
    }

    /** All but some drafts: the one looked at, or the ones that are to go away. */
    public static OtherDrugs besides(Collection<? extends Order> excepted, Situation situation) {
        List<MedicationOrder> all = situation.draftedMedications();
        List<MedicationOrder> drafts = all.stream()
                .filter(d -> excepted.stream().noneMatch(e -> e.handle().equals(d.handle())))
                .toList();
        List<MedicationOrder> recorded = situation.chart().medications().orElse(List.of()).stream()
                .filter(r -> all.stream().noneMatch(d -> isSaved(d, r)))
                .toList();
        List<Other> current = new ArrayList<>();
        drafts.forEach(draft -> current.add(Other.drafted(draft)));
        for (MedicationOrder order : recorded) {
            OrderDays span = OrderDays.ofRecorded(order);
            boolean possiblyTaken = span.isPossiblyTaken(situation.today(), situation.numbers(CourseNumbers.class));
            if (possiblyTaken || !order.doNotPerform() && mayBeActive(order)) {
                current.add(new Other(order, false, possiblyTaken, false));
            }
        }
        return new OtherDrugs(current, drafts, recorded, List.of(), situation);
    }

    /**
     * The same for what may be suggested, where statements count too: "for section 4 any order … counts, and any
     * MedicationStatement active or intended". One on hold, or of a status nobody knows, may be resumed.
     */
    public static OtherDrugs besideASuggestion(Collection<? extends Order> excepted, Situation situation) {
        OtherDrugs ordered = besides(excepted, situation);
        List<MedicationOrder> stated = situation.chart().statements().orElse(List.of());
        List<Other> current = new ArrayList<>(ordered.current);
        stated.stream()
                .filter(statement -> !isOver(statement))
                .forEach(statement -> current.add(new Other(statement, false, false, true)));
        return new OtherDrugs(current, ordered.drafts, ordered.recorded, stated, situation);
    }

    private static boolean isOver(MedicationOrder statement) {
        return statement.status().equals("completed") || statement.status().equals("stopped");
    }

    private static boolean isSaved(Order draft, MedicationOrder recorded) {
        return draft.reference() != null && draft.reference().equals(recorded.reference())
                || draft.identifiers().stream().anyMatch(recorded.identifiers()::contains);
    }

    /** Active, on hold and so about to be resumed, of a status nobody knows, or an active intention. */
    private static boolean mayBeActive(MedicationOrder order) {
        return switch (order.status()) {
            case "active", "on-hold", "unknown", "", MedicationOrder.INTENDED -> true;
            default -> false;
        };
    }

    /** Drafted, possibly taken, or active on record; drafts first. */
    public List<Other> current() {
        return current;
    }

    /**
     * "MAO inhibitors also count for 14 days after their end": orders of them that are current, or whose end is that
     * recent; UNKNOWN for one whose end is not known but may be.
     */
    public List<Recent> maoInhibitors() {
        List<Recent> found = new ArrayList<>();
        for (MedicationOrder draft : drafts) {
            if (draft.drug().has(DrugClass.MAO_INHIBITOR)) {
                found.add(new Recent(Other.drafted(draft), Truth.YES));
            }
        }
        addRecent(recorded, false, found);
        addRecent(stated, true, found);
        return found;
    }

    private void addRecent(List<MedicationOrder> orders, boolean stated, List<Recent> found) {
        for (MedicationOrder order : orders) {
            if (order.drug().has(DrugClass.MAO_INHIBITOR)) {
                Truth recent = stated && !isOver(order) ? Truth.YES : takenRecently(order);
                if (!recent.isNo()) {
                    found.add(new Recent(new Other(order, false, recent.isYes(), stated), recent));
                }
            }
        }
    }

    /** An order that ended recently; {@code surely} is UNKNOWN when its end is not known. */
    public record Recent(Other other, Truth surely) {}

    private Truth takenRecently(MedicationOrder order) {
        LocalDate today = situation.today();
        OrderDays span = OrderDays.ofRecorded(order);
        if (order.status().equals(MedicationOrder.INTENDED)) {
            return Truth.UNKNOWN;
        }
        if (!span.isGiven()) {
            return Truth.NO;
        }
        CourseNumbers numbers = situation.numbers(CourseNumbers.class);
        int window = numbers.maoInhibitorDays();
        if (span.isPossiblyTaken(today, numbers) || span.endedWithin(window, today)) {
            return Truth.YES;
        }
        if (mayBeActive(order)) {
            return Truth.UNKNOWN;
        }
        boolean endKnown = span.end() != null && span.supply().certainty() == Supply.Certainty.EXACT;
        if (endKnown) {
            return Truth.NO;
        }
        @Nullable PartialDate start = span.start() != null ? PartialDate.of(span.start()) : order.authored();
        if (start == null) {
            return Truth.UNKNOWN;
        }
        if (start.mostDaysBefore(today) <= window && start.leastDaysBefore(today) >= 0) {
            return Truth.YES;
        }
        // No length is taken to be longer than an open-ended order is assumed to run.
        return ChronoUnit.DAYS.between(start.latest(), today) > window + numbers.assumedRunningDays()
                ? Truth.NO
                : Truth.UNKNOWN;
    }
}
