package org.lumbarcds.guideline.rules.care;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.backpain.EpisodeNumbers;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.guideline.model.orders.ServiceOrder.Kind;

/** Exercise and physical therapy: drafted in this session, on record, or declined. Specification 1.3. */
final class ActiveTreatment {

    private ActiveTreatment() {}

    /** Whether one is drafted, selected or not. */
    static boolean isDrafted(Situation situation) {
        return situation.draftedServices().stream()
                .anyMatch(order -> order.kinds().contains(Kind.ACTIVE_TREATMENT));
    }

    /**
     * Whether one on record was, or may have been, ordered since the onset; without an onset, one that is still open, or was
     * ordered as recently as conditions count as one episode. Service orders that could not be had tell nothing.
     */
    static boolean isOnRecord(@Nullable PartialDate onset, Situation situation) {
        LocalDate from = onset != null
                ? onset.earliest()
                : situation
                        .today()
                        .minusDays(situation.numbers(EpisodeNumbers.class).linkDays());
        return onRecord(situation).stream()
                .filter(order -> !isRefused(order))
                .anyMatch(order -> isSince(from, order.authored()) || onset == null && isOpen(order));
    }

    /**
     * "status revoked within 90 days counts as declined", and so does an order not to treat; dated by its last change, else
     * by when it was written.
     */
    static boolean isDeclined(Situation situation) {
        LocalDate from = situation
                .today()
                .minusDays(situation.numbers(PhysicalTherapyReferral.Days.class).declinedDays());
        return onRecord(situation).stream()
                .filter(ActiveTreatment::isRefused)
                .anyMatch(order -> isSince(from, order.lastUpdated() != null ? order.lastUpdated() : order.authored()));
    }

    /**
     * "no physical-therapy or exercise Procedure since onset": one that was done, is being done, or may have been then.
     * Procedures that could not be had tell nothing.
     */
    static boolean isPerformed(@Nullable PartialDate onset, Situation situation) {
        return onset != null
                && situation.chart().procedures().orElse(List.of()).stream()
                        .filter(procedure ->
                                procedure.isDone() && procedure.kinds().contains(Kind.ACTIVE_TREATMENT))
                        .anyMatch(procedure -> isSince(onset.earliest(), procedure.date()));
    }

    private static List<ServiceOrder> onRecord(Situation situation) {
        return situation.chart().referrals().orElse(List.of()).stream()
                .filter(order -> order.kinds().contains(Kind.ACTIVE_TREATMENT))
                .filter(order -> !order.status().equals("entered-in-error"))
                .toList();
    }

    private static boolean isRefused(ServiceOrder order) {
        return order.doNotPerform()
                || order.status().equals("revoked")
                || order.status().equals("cancelled");
    }

    private static boolean isOpen(ServiceOrder order) {
        return switch (order.status()) {
            case "active", "on-hold", "draft" -> true;
            default -> false;
        };
    }

    /** On or after the day, or possibly so: an order with no date may belong to the episode. */
    private static boolean isSince(LocalDate from, @Nullable PartialDate date) {
        return date == null || !date.latest().isBefore(from);
    }
}
