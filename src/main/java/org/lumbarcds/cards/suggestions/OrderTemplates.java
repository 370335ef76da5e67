package org.lumbarcds.cards.suggestions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.cards.CardContext;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.model.record.Problem;

/**
 * The orders that cards suggest: "complete FHIR R4 resources: status draft, intent order (or proposal by configuration),
 * subject, encounter, requester from userId, coded reason, dose, quantity, supply duration, no refills; they pass the base
 * R4 validator". What is the same for every patient is built and encoded once; a call adds the rest to a copy.
 */
public final class OrderTemplates {

    /** Whether suggested orders are orders to sign or proposals. */
    public enum Intent {
        ORDER("order"),
        PROPOSAL("proposal");

        private final String code;

        Intent(String code) {
            this.code = code;
        }
    }

    static final String UCUM = "http://unitsofmeasure.org";

    static final String SNOMED = "http://snomed.info/sct";
    private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    private static final String LOINC = "http://loinc.org";
    private static final String TIMING = "http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation";
    private static final String DOSE_RATE_TYPE = "http://terminology.hl7.org/CodeSystem/dose-rate-type";

    /** Who may be the requester of both resources; anything else in a userId is left out. */
    private static final Pattern REQUESTER =
            Pattern.compile("(Practitioner|PractitionerRole|Patient|RelatedPerson)/[A-Za-z0-9._-]{1,255}");

    private final Intent intent;
    private final Map<Remedy, ObjectNode> drugs = new EnumMap<>(Remedy.class);
    private final ObjectNode physicalTherapy;
    private final ObjectNode activityAdvice;
    private final ObjectNode depressionScreening;

    public OrderTemplates(Intent intent) {
        this.intent = intent;
        for (Remedy remedy : Remedy.values()) {
            drugs.put(remedy, encoded(medicationRequest(SuggestedDrug.of(remedy))));
        }
        physicalTherapy = encoded(serviceRequest(
                coded(SNOMED, "308447003", "Referral to physiotherapist").setText("Referral to physical therapy")));
        activityAdvice =
                encoded(serviceRequest(new CodeableConcept().setText("Advice to remain active and avoid bed rest"))
                        .setPatientInstruction("Keep up normal activity as far as pain allows, and avoid bed rest."));
        depressionScreening = encoded(
                serviceRequest(new CodeableConcept(new Coding().setSystem(LOINC).setCode("55757-9"))
                        .setText("PHQ-2 depression screening")));
    }

    ObjectNode drug(Remedy remedy, List<Problem> reasons, CardContext context) {
        return forPatient(Objects.requireNonNull(drugs.get(remedy)), reasons, context);
    }

    ObjectNode physicalTherapy(@Nullable Problem problem, CardContext context) {
        return forPatient(physicalTherapy, listOf(problem), context);
    }

    /**
     * A ServiceRequest, as the order of bed rest that it answers is one and every client with order hooks takes drafts of
     * that type, which can't be said of CommunicationRequest. It is named by text: no code for this advice is confirmed.
     */
    ObjectNode activityAdvice(@Nullable Problem problem, CardContext context) {
        return forPatient(activityAdvice, listOf(problem), context);
    }

    ObjectNode depressionScreening(@Nullable Problem problem, CardContext context) {
        return forPatient(depressionScreening, listOf(problem), context);
    }

    private static List<Problem> listOf(@Nullable Problem problem) {
        return problem == null ? List.of() : List.of(problem);
    }

    private static ObjectNode forPatient(ObjectNode template, List<Problem> reasons, CardContext context) {
        ObjectNode order = template.deepCopy();
        order.putObject("subject").put("reference", "Patient/" + context.patientId());
        if (context.encounterId() != null && !context.encounterId().isBlank()) {
            order.putObject("encounter").put("reference", "Encounter/" + context.encounterId());
        }
        order.put("authoredOn", context.today().toString());
        if (context.userId() != null && REQUESTER.matcher(context.userId()).matches()) {
            order.putObject("requester").put("reference", context.userId());
        }
        OrderReasons.put(order, reasons);
        return order;
    }

    private MedicationRequest medicationRequest(SuggestedDrug drug) {
        MedicationRequest order = new MedicationRequest()
                .setStatus(MedicationRequest.MedicationRequestStatus.DRAFT)
                .setIntent(MedicationRequest.MedicationRequestIntent.fromCode(intent.code))
                .setMedication(coded(RXNORM, drug.product(), drug.display()).setText(drug.display()))
                .addDosageInstruction(dosage(drug));
        order.getDispenseRequest()
                .setNumberOfRepeatsAllowed(0)
                .setQuantity(tablets(drug.quantity()))
                .setExpectedSupplyDuration(days(drug.days()));
        return order;
    }

    private static Dosage dosage(SuggestedDrug drug) {
        Timing timing = new Timing().setCode(coded(TIMING, drug.timing(), drug.timing()));
        timing.getRepeat()
                .setBounds(days(drug.days()))
                .setFrequency(drug.times())
                .setPeriod(1)
                .setPeriodUnit(Timing.UnitsOfTime.D);
        Dosage dosage = new Dosage()
                .setSequence(1)
                .setText(drug.sig())
                .setTiming(timing)
                .setRoute(coded(SNOMED, "26643006", "Oral route"));
        if (drug.withFood()) {
            dosage.addAdditionalInstruction(new CodeableConcept().setText("Take with food"));
        }
        dosage.addDoseAndRate()
                .setType(coded(DOSE_RATE_TYPE, "ordered", "Ordered"))
                .setDose(tablets(drug.tablets()));
        return dosage;
    }

    private ServiceRequest serviceRequest(CodeableConcept code) {
        return new ServiceRequest()
                .setStatus(ServiceRequest.ServiceRequestStatus.DRAFT)
                .setIntent(ServiceRequest.ServiceRequestIntent.fromCode(intent.code))
                .setCode(code);
    }

    private static CodeableConcept coded(String system, String code, String display) {
        return new CodeableConcept(
                new Coding().setSystem(system).setCode(code).setDisplayElement(new StringType(display)));
    }

    private static Quantity tablets(int number) {
        return new Quantity().setValue(number).setUnit("tablet").setSystem(UCUM).setCode("{tbl}");
    }

    private static Duration days(int days) {
        Duration duration = new Duration();
        duration.setValue(days).setUnit("days").setSystem(UCUM).setCode("d");
        return duration;
    }

    private static ObjectNode encoded(Resource resource) {
        IParser parser = FhirContext.forR4Cached().newJsonParser();
        try {
            return new ObjectMapper().readValue(parser.encodeResourceToString(resource), ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an order of ours can't be encoded", e);
        }
    }
}
