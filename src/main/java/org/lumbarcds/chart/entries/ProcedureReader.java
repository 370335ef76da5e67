package org.lumbarcds.chart.entries;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.json.Dates;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.guideline.model.record.Procedure;
import org.lumbarcds.terminology.Terminology;
import org.lumbarcds.terminology.codes.Concept;

/** Reads what was done to the patient. */
public final class ProcedureReader {

    private static final Set<String> NOT_DONE = Set.of("preparation", "not-done", "entered-in-error");

    private final Terminology terminology;

    public ProcedureReader(Terminology terminology) {
        this.terminology = terminology;
    }

    /** The procedure, or null when it was not done or the guideline does not speak of it. */
    @Nullable
    public Procedure read(ObjectNode procedure) {
        String status = Json.lower(procedure, "status");
        Concept concept = ConceptReader.read(procedure, "code").in(Json.text(procedure, "language"));
        if (NOT_DONE.contains(status) || ConceptReader.isEmpty(concept)) {
            return null;
        }
        Set<ServiceOrder.Kind> kinds = terminology.service(concept);
        Meaning meaning = terminology.meaning(concept);
        if (kinds.isEmpty() && meaning.groups().isEmpty()) {
            return null;
        }
        String label = ConceptReader.label(concept);
        return new Procedure(
                label.isEmpty() ? "a procedure without a name" : label, kinds, meaning, status, date(procedure));
    }

    private static @Nullable PartialDate date(ObjectNode procedure) {
        PartialDate date = Dates.read(Json.text(procedure, "performedDateTime"));
        if (date != null) {
            return date;
        }
        ObjectNode period = Json.object(procedure, "performedPeriod");
        PartialDate end = Dates.read(Json.text(period, "end"));
        return end != null ? end : Dates.read(Json.text(period, "start"));
    }
}
