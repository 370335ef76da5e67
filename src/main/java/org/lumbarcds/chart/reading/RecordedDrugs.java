package org.lumbarcds.chart.reading;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.entries.OrderReader;
import org.lumbarcds.chart.entries.OrderedDrug;
import org.lumbarcds.chart.entries.RecordedAs;
import org.lumbarcds.chart.entries.Unresolved;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.chart.json.Lookup;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.UnknownEntry;

/** Reads what the record says of drugs, ordered or taken. Of one chart, since it keeps the entries that nobody knows. */
final class RecordedDrugs {

    private static final UnknownEntry UNTOLD =
            new UnknownEntry(UnknownEntry.Kind.ORDER, "a medication statement whose drug is not at hand", List.of());

    private final OrderReader orders;
    private final List<UnknownEntry> unknownOrders = new ArrayList<>();
    private final List<UnknownEntry> unknownStatements = new ArrayList<>();
    private boolean unresolvedStatement;

    RecordedDrugs(OrderReader orders) {
        this.orders = orders;
    }

    List<UnknownEntry> unknownOrders() {
        return List.copyOf(unknownOrders);
    }

    List<UnknownEntry> unknownStatements() {
        return List.copyOf(unknownStatements);
    }

    /** Whether the Medication of a statement that counts is not at hand: a fetch may bring it. */
    boolean hasUnresolvedStatement() {
        return unresolvedStatement;
    }

    /** The order; null when it is none, or its drug is of no concern or not known. */
    @Nullable
    MedicationOrder order(String handle, Entry entry, Lookup lookup) throws Unresolved {
        ObjectNode order = entry.resource();
        RecordedAs recorded = RecordedAs.order(order);
        if (recorded == RecordedAs.NOTHING) {
            return null;
        }
        OrderedDrug drug = orders.drug(order, lookup);
        if (drug.isUnresolved()) {
            throw new Unresolved();
        }
        if (recorded == RecordedAs.MAY_BE_TAKEN && !drug.isAccountedFor()) {
            unknownOrders.add(unknown(drug));
        }
        MedicationOrder read = orders.medication(handle, entry, lookup, drug);
        return read == null || !RecordedAs.isIntended(order) ? read : read.asIntended();
    }

    /**
     * What a statement says, as an order: its days are those of {@code effectivePeriod}. Null when it says that nothing was
     * taken, or its drug is of no concern or not known. One that leads nowhere is not known: other than an order it is no
     * required data, so that nothing else would keep a drug from being offered.
     */
    @Nullable
    MedicationOrder statement(String handle, Entry entry, Lookup lookup) {
        ObjectNode statement = entry.resource();
        RecordedAs recorded = RecordedAs.statement(statement);
        if (recorded == RecordedAs.NOTHING) {
            return null;
        }
        Entry asOrder = new Entry(null, asOrder(statement));
        OrderedDrug drug = orders.drug(asOrder.resource(), lookup);
        if (recorded == RecordedAs.MAY_BE_TAKEN && !drug.isAccountedFor()) {
            unresolvedStatement |= drug.isUnresolved();
            unknownStatements.add(drug.isUnresolved() ? UNTOLD : unknown(drug));
        }
        return orders.draftedMedication(handle, asOrder, lookup, drug);
    }

    private static ObjectNode asOrder(ObjectNode statement) {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("resourceType", "MedicationRequest");
        for (String same :
                List.of("contained", "status", "medication", "medicationCodeableConcept", "medicationReference")) {
            if (statement.has(same)) {
                order.set(same, statement.get(same));
            }
        }
        ObjectNode period = Json.object(statement, "effectivePeriod");
        String start = Json.text(statement, "effectiveDateTime");
        start = start != null ? start : Json.text(period, "start");
        start = start != null ? start : Json.text(statement, "dateAsserted");
        if (start != null) {
            order.put("authoredOn", start);
        }
        if (period != null) {
            order.putArray("dosageInstruction")
                    .addObject()
                    .putObject("timing")
                    .putObject("repeat")
                    .set("boundsPeriod", period);
        }
        return order;
    }

    private static UnknownEntry unknown(OrderedDrug drug) {
        return new UnknownEntry(UnknownEntry.Kind.ORDER, drug.label(), drug.codes());
    }
}
