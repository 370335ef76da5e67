package org.lumbarcds.chart.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.CallData;
import org.lumbarcds.chart.OpenChart.State;
import org.lumbarcds.chart.entries.ReasonReader;
import org.lumbarcds.chart.json.Dates;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.chart.json.Lookup;
import org.lumbarcds.chart.json.Reference;
import org.lumbarcds.chart.json.Resources;
import org.lumbarcds.chart.prefetch.Answer;
import org.lumbarcds.chart.prefetch.PatientIdentity;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Checked;
import org.lumbarcds.guideline.model.record.Encounter;
import org.lumbarcds.guideline.model.record.Patient;

/** Whom a call is about and in which encounter: the two keys that hold one resource. */
final class RecordedVisit {

    private final KeyReading keys;
    private final PatientIdentity identity;
    private final @Nullable String encounterId;
    private final ReasonReader reasons;
    private final Resources drafts;
    private final Resources elsewhere;

    RecordedVisit(
            KeyReading keys,
            CallData call,
            PatientIdentity identity,
            ReasonReader reasons,
            Resources drafts,
            Resources elsewhere) {
        this.keys = keys;
        this.identity = identity;
        this.encounterId = encounterId(call);
        this.reasons = reasons;
        this.drafts = drafts;
        this.elsewhere = elsewhere;
    }

    /** Its id, however the call refers to it; null when the call names none. */
    static @Nullable String encounterId(CallData call) {
        String id = call.encounterId();
        return id == null || id.isBlank()
                ? null
                : Reference.of(id.strip(), null, null).id();
    }

    /** No patient at all, or another one, is no answer: a call is always about somebody. */
    Checked<Patient> patient() {
        Answer answer = keys.answer(ChartKey.PATIENT);
        ObjectNode resource = KeyReading.single(answer, ChartKey.PATIENT, identity.id());
        if (resource == null) {
            return answer.state() == State.ABSENT ? Checked.notHad(ChartKey.PATIENT) : keys.failed(ChartKey.PATIENT);
        }
        boolean deceased = Json.isTrue(resource, "deceasedBoolean") || Json.text(resource, "deceasedDateTime") != null;
        return Checked.had(new Patient(Dates.read(Json.text(resource, "birthDate")), deceased));
    }

    /** "Had with an encounter without reasons when the client has none"; without encounterId there is none to miss. */
    Checked<Encounter> encounter() {
        Answer answer = keys.answer(ChartKey.ENCOUNTER);
        ObjectNode resource = KeyReading.single(answer, ChartKey.ENCOUNTER, encounterId);
        if (resource != null) {
            return encounter(resource, answer);
        }
        if (encounterId == null || answer.state() == State.EMPTY) {
            keys.isEmpty(ChartKey.ENCOUNTER);
            return Checked.had(new Encounter(null, List.of()));
        }
        return answer.state() == State.ABSENT ? Checked.notHad(ChartKey.ENCOUNTER) : keys.failed(ChartKey.ENCOUNTER);
    }

    private Checked<Encounter> encounter(ObjectNode resource, Answer answer) {
        if (identity.isOthers(resource, new Resources(answer::entries), elsewhere)) {
            return keys.failed(ChartKey.ENCOUNTER);
        }
        Lookup lookup = new Lookup(List.of(drafts), List.of());
        String reference = new Entry(null, resource).reference();
        return Checked.had(new Encounter(reference, reasons.ofEncounter(resource, lookup)));
    }
}
