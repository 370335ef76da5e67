package org.lumbarcds.guideline.engine;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.guideline.model.orders.UnknownDraft;
import org.lumbarcds.guideline.model.record.Chart;

/**
 * What a rule decides on: one call of a hook.
 *
 * @param hook the hook called
 * @param today the day of the call, from the service's clock
 * @param drafts drafts that some value set or text knows, in the order of the request; empty where none are
 * @param selected handles of the drafts that count as selected: those named in {@code context.selections} while
 *     orders are chosen, every one once they are {@linkplain Hook#isFinal final}
 * @param chart the patient's data, read as far as somebody asks
 * @param numbers the numbers in force
 * @param unknownDrafts drafts of a drug that nobody can tell; usually empty
 */
public record Situation(
        Hook hook,
        LocalDate today,
        List<Order> drafts,
        Set<String> selected,
        Chart chart,
        Numbers numbers,
        List<UnknownDraft> unknownDrafts) {

    /** With no draft of an unknown drug. */
    public Situation(
            Hook hook, LocalDate today, List<Order> drafts, Set<String> selected, Chart chart, Numbers numbers) {
        this(hook, today, drafts, selected, chart, numbers, List.of());
    }

    public Situation {
        drafts = List.copyOf(drafts);
        selected = Set.copyOf(selected);
        unknownDrafts = List.copyOf(unknownDrafts);
    }

    /** The numbers of a rule or a concept, by the record that it declares. */
    public <T extends Record> T numbers(Class<T> group) {
        return numbers.of(group);
    }

    /** Drafted drug orders to give, in the order of the request. */
    public List<MedicationOrder> draftedMedications() {
        return drafts.stream()
                .filter(MedicationOrder.class::isInstance)
                .map(MedicationOrder.class::cast)
                .filter(Order::isOrderToGive)
                .collect(Collectors.toUnmodifiableList());
    }

    /** Drafted orders of other things, to be done, in the order of the request. */
    public List<ServiceOrder> draftedServices() {
        return drafts.stream()
                .filter(ServiceOrder.class::isInstance)
                .map(ServiceOrder.class::cast)
                .filter(Order::isOrderToGive)
                .collect(Collectors.toUnmodifiableList());
    }

    /** Those of {@link #draftedMedications} that are selected. */
    public List<MedicationOrder> selectedMedications() {
        return draftedMedications().stream().filter(this::isSelected).toList();
    }

    /** Those of {@link #draftedServices} that are selected. */
    public List<ServiceOrder> selectedServices() {
        return draftedServices().stream().filter(this::isSelected).toList();
    }

    /** Whether an order is one of the drafts of this call. */
    public boolean isDraft(Order order) {
        return drafts.stream().anyMatch(draft -> draft.handle().equals(order.handle()));
    }

    public boolean isSelected(Order order) {
        return selected.contains(order.handle());
    }
}
