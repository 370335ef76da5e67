package org.lumbarcds.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that says nothing names the first thing that decided it. */
class ReasonsOfSilenceEndToEndTest extends Explained {

    private static final String OPIOID = "opioid-order-select";
    private static final String IMAGING = "routine-imaging-3-weeks-order-select";
    private static final String REST = "bed-rest-ordered-order-select";
    private static final String MASSAGE = "passive-therapy-only-massage-order-sign";
    private static final String RELAXANT = "cyclobenzaprine-35-days-order-sign";
    private static final String NEW_PAIN = "first-line-care-new-spasm-patient-view";
    private static final String THREE_WEEKS = "physical-therapy-referral-3-weeks-patient-view";
    private static final String CHRONIC = "psychosocial-screening-chronic-patient-view";
    private static final String BOTH = "opioid-with-depressant-diazepam-order-select";

    private static final String CHILD = "silent: The patient is deceased, or not an adult.";
    private static final String NO_PAIN =
            "silent: No low back pain is on record: none is active on the problem list, and none"
                    + " is a reason or diagnosis of the encounter.";

    private static final Consumer<ObjectNode> AS_IT_IS = request -> {};

    private static final Consumer<ObjectNode> OF_A_CHILD =
            request -> ((ObjectNode) prefetch(request).get("patient")).put("birthDate", "2015-05-05");

    private static final Consumer<ObjectNode> WITHOUT_PAIN =
            request -> prefetch(request).putNull("conditions").putNull("encounter");

    private static final Consumer<ObjectNode> FOR_A_KNEE = request -> draft(request, 0)
            .putArray("reasonCode")
            .add(json("{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\",\"code\":\"M25.561\"}]}"));

    private static Consumer<ObjectNode> with(String condition) {
        return request -> add(request, "conditions", condition("another", condition));
    }

    private static Consumer<ObjectNode> of(String drug) {
        return request -> {
            ObjectNode draft = draft(request, 0);
            draft.remove("medicationReference");
            draft.set("medicationCodeableConcept", json("{\"text\":\"" + drug + "\"}"));
        };
    }

    private static final Consumer<ObjectNode> INPATIENT = request -> draft(request, 0)
            .putArray("category")
            .add(json("{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/medicationrequest-category\","
                    + "\"code\":\"inpatient\"}]}"));

    private static final Consumer<ObjectNode> NOTHING_SELECTED = request -> {
        ObjectNode draft = draft(request, 0);
        ObjectNode other = draft.deepCopy();
        other.put("id", "another");
        other.set("medicationCodeableConcept", json("{\"text\":\"Metformin 500 mg tablet\"}"));
        ((ObjectNode) request.at("/context/draftOrders"))
                .withArray("entry")
                .addObject()
                .set("resource", other);
        context(request).putArray("selections").add("MedicationRequest/another");
    };

    static Stream<Arguments> rows() {
        return Stream.of(
                arguments(OPIOID, AS_IT_IS, "opioid-first-line", "fired"),
                arguments(OPIOID, OF_A_CHILD, "opioid-first-line", CHILD),
                arguments(OPIOID, WITHOUT_PAIN, "opioid-first-line", NO_PAIN),
                arguments(
                        OPIOID,
                        FOR_A_KNEE,
                        "opioid-first-line",
                        "silent: The order is for something else: it has a coded reason, and none of its reasons is low back pain."),
                arguments(
                        OPIOID,
                        (Consumer<ObjectNode>)
                                request -> prefetch(request)
                                        .set(
                                                "encounter",
                                                json(
                                                        "{\"resourceType\":\"Encounter\",\"id\":\"visit\",\"status\":\"in-progress\","
                                                                + "\"subject\":{\"reference\":\"Patient/example\"},\"reasonCode\":[{\"coding\":["
                                                                + "{\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\",\"code\":\"M25.561\"}]}]}")),
                        "opioid-first-line",
                        "silent: The order names no coded reason, and the encounter is for something else: it has a coded"
                                + " reason or diagnosis, and none is low back pain."),
                arguments(
                        OPIOID,
                        NOTHING_SELECTED,
                        "opioid-first-line",
                        "silent: No drug order to give is selected that a table knows."),
                arguments(OPIOID, INPATIENT, "opioid-first-line", "silent: The order is for an inpatient."),
                arguments(
                        OPIOID,
                        of("Naproxen 500 mg tablet"),
                        "opioid-first-line",
                        "silent: The order is no opioid analgesic."),
                arguments(
                        OPIOID,
                        with("Malignant neoplasm of breast"),
                        "opioid-first-line",
                        "silent: Active cancer, sickle-cell disease or palliative care is on record."),
                arguments(
                        OPIOID,
                        (Consumer<ObjectNode>) request -> draft(request, 0)
                                .putArray("reasonCode")
                                .add(json("{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\","
                                        + "\"code\":\"M54.5\"}]}"))
                                .add(json("{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\","
                                        + "\"code\":\"C50.9\"}]}")),
                        "opioid-first-line",
                        "silent: The order's reason is cancer, sickle-cell disease or palliative care."),
                arguments(
                        OPIOID,
                        with("{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\",\"code\":\"Z79.891\"}]}"),
                        "opioid-first-line",
                        "silent: Long-term use of opioids is on record."),
                arguments(
                        OPIOID,
                        of("Methadone 10 mg tablet").andThen(with("Opioid use disorder")),
                        "opioid-first-line",
                        "silent: The order treats the opioid use disorder on record."),
                arguments(
                        "opioid-first-line-long-term-therapy-order-select",
                        AS_IT_IS,
                        "opioid-first-line",
                        "silent: Opioids have been taken for long already, by the orders on record."),
                arguments(RELAXANT, OF_A_CHILD, "muscle-relaxant-duration", CHILD),
                arguments(
                        RELAXANT,
                        of("Naproxen 500 mg tablet"),
                        "muscle-relaxant-duration",
                        "silent: No muscle relaxant for an outpatient is selected."),
                arguments(
                        RELAXANT,
                        with("Palliative care"),
                        "muscle-relaxant-duration",
                        "silent: The patient is in palliative care."),
                arguments(
                        RELAXANT,
                        of("Baclofen 10 mg tablet").andThen(with("Spasticity")),
                        "muscle-relaxant-duration",
                        "silent: The drug is for spasticity, and spasticity is on record."),
                arguments(
                        "cyclobenzaprine-21-days-order-sign",
                        AS_IT_IS,
                        "muscle-relaxant-duration",
                        "silent: The course is not longer than its limit."),
                arguments(
                        "relaxant-caution-heart-block-order-select",
                        (Consumer<ObjectNode>) request -> {
                            draft(request, 0).remove("dispenseRequest");
                            draft(request, 0).remove("dosageInstruction");
                        },
                        "muscle-relaxant-duration",
                        "silent: The length of the course is not known, and an order is only asked for its end when it is"
                                + " signed."),
                arguments(IMAGING, OF_A_CHILD, "routine-imaging", CHILD),
                arguments(
                        IMAGING,
                        with("Cauda equina syndrome"),
                        "routine-imaging",
                        "silent: A red flag is on record, or may be, and imaging looks for it."),
                arguments(
                        IMAGING,
                        (Consumer<ObjectNode>) request -> draft(request, 0)
                                .putArray("reasonCode")
                                .add(json("{\"text\":\"Low back pain\"}"))
                                .add(json("{\"text\":\"Fever\"}")),
                        "routine-imaging",
                        "silent: The order's reason is a red flag."),
                arguments(IMAGING, with("Chronic low back pain"), "routine-imaging", "silent: The pain is chronic."),
                arguments(
                        IMAGING,
                        (Consumer<ObjectNode>)
                                request -> ((ObjectNode) request.at("/prefetch/conditions/entry/0/resource"))
                                        .put("onsetDateTime", "2026-10-01"),
                        "routine-imaging",
                        "silent: The pain has lasted, or may have lasted, for weeks: imaging is not routine."),
                arguments(
                        REST,
                        AS_IT_IS,
                        "routine-imaging",
                        "silent: The order is not known as imaging of the lumbar spine."),
                arguments(IMAGING, AS_IT_IS, "bed-rest", "silent: The order is not known as bed rest."),
                arguments(REST, OF_A_CHILD, "bed-rest", CHILD),
                arguments(
                        "bed-rest-thrombosis-order-select",
                        AS_IT_IS,
                        "bed-rest",
                        "silent: An operation, a fracture, a thrombosis or an obstetric reason is on record, which may"
                                + " justify bed rest."),
                arguments(
                        OPIOID,
                        AS_IT_IS,
                        "bed-rest",
                        "silent: No order of a service to be done is selected that a table knows."),
                arguments(OPIOID, AS_IT_IS, "passive-therapy-only", "silent: No passive treatment is selected."),
                arguments(MASSAGE, OF_A_CHILD, "passive-therapy-only", CHILD),
                arguments(MASSAGE, WITHOUT_PAIN, "passive-therapy-only", NO_PAIN),
                arguments(
                        "passive-therapy-only-with-exercise-order-sign",
                        AS_IT_IS,
                        "passive-therapy-only",
                        "silent: Exercise or physical therapy is drafted beside it."),
                arguments(
                        MASSAGE,
                        (Consumer<ObjectNode>) request -> add(
                                request,
                                "referrals",
                                "{\"resourceType\":\"ServiceRequest\",\"id\":\"pt\",\"status\":\"active\",\"intent\":\"order\","
                                        + "\"subject\":{\"reference\":\"Patient/example\"},\"authoredOn\":\"2026-11-22\","
                                        + "\"code\":{\"text\":\"Physical therapy\"}}"),
                        "passive-therapy-only",
                        "silent: Exercise or physical therapy is on record since the onset."),
                arguments(
                        OPIOID,
                        AS_IT_IS,
                        "relaxant-combination",
                        "silent: The order is no product of chlorzoxazone, aceclofenac and paracetamol."),
                arguments(OPIOID, AS_IT_IS, "relaxant-caution", "silent: The drug is no muscle relaxant."),
                arguments(OPIOID, AS_IT_IS, "acetaminophen-caution", "silent: The product has no acetaminophen."),
                arguments(
                        OPIOID,
                        AS_IT_IS,
                        "nsaid-caution",
                        "silent: The drug is no NSAID that acts on the whole body, or it is aspirin in a low dose or for the"
                                + " heart or brain."),
                arguments(
                        OPIOID,
                        of("Naproxen 500 mg tablet"),
                        "nsaid-caution",
                        "silent: Nothing is on record that the rule warns of."),
                arguments("nsaid-caution-low-egfr-order-sign", OF_A_CHILD, "nsaid-caution", CHILD),
                arguments(
                        OPIOID,
                        of("Naproxen 500 mg tablet"),
                        "opioid-with-depressant",
                        "silent: The order is no opioid and no drug that depresses the central nervous system, or is for an"
                                + " inpatient."),
                arguments(
                        OPIOID,
                        AS_IT_IS,
                        "opioid-with-depressant",
                        "silent: No opioid beside a drug that depresses the central nervous system: for an outpatient none is"
                                + " drafted that a table knows, and none on record may be taken."),
                arguments(BOTH, OF_A_CHILD, "opioid-with-depressant", CHILD),
                arguments(NEW_PAIN, OF_A_CHILD, "first-line-care", CHILD),
                arguments(NEW_PAIN, WITHOUT_PAIN, "first-line-care", NO_PAIN),
                arguments(
                        "first-line-care-naproxen-running-patient-view",
                        AS_IT_IS,
                        "first-line-care",
                        "silent: A first-line drug is taken already, or may be."),
                arguments(
                        THREE_WEEKS,
                        AS_IT_IS,
                        "first-line-care",
                        "silent: The pain is not surely of its first days: its onset is earlier, or may be, or is not known"
                                + " and nothing at hand says that the encounter is for it."),
                arguments(CHRONIC, AS_IT_IS, "first-line-care", "silent: The pain is chronic."),
                arguments(
                        NEW_PAIN,
                        with("Cauda equina syndrome"),
                        "first-line-care",
                        "silent: A red flag is on record, or may be."),
                arguments(
                        NEW_PAIN,
                        AS_IT_IS,
                        "physical-therapy-referral",
                        "silent: The days since the onset are not surely those in which physical therapy is advised."),
                arguments(
                        "physical-therapy-referral-made-patient-view",
                        AS_IT_IS,
                        "physical-therapy-referral",
                        "silent: Exercise or physical therapy is ordered, was given in this episode, or was declined."),
                arguments(
                        NEW_PAIN,
                        AS_IT_IS,
                        "reassess",
                        "silent: The days since the onset are not surely those in which the diagnosis is reevaluated."),
                arguments(
                        NEW_PAIN,
                        AS_IT_IS,
                        "psychosocial-screening",
                        "silent: The pain has not surely lasted for weeks, and is not chronic."),
                arguments(
                        "psychosocial-screening-done-patient-view",
                        AS_IT_IS,
                        "psychosocial-screening",
                        "silent: A screening for depression is on record, recent enough to count."),
                arguments(CHRONIC, with("Depression"), "psychosocial-screening", "silent: Depression is on record."),
                arguments(NEW_PAIN, AS_IT_IS, "red-flags", "silent: No red flag of this episode is surely on record."),
                arguments(
                        "relaxant-course-exceeded-day-21-patient-view",
                        AS_IT_IS,
                        "relaxant-course-exceeded",
                        "silent: No running course of cyclobenzaprine or carisoprodol is longer than its limit."),
                arguments("relaxant-course-patient-view", OF_A_CHILD, "relaxant-course-exceeded", CHILD),
                arguments(OPIOID, AS_IT_IS, "red-flags", "not evaluated: It is not asked at order-select."));
    }

    @ParameterizedTest(name = "{2} {3} ({0})")
    @MethodSource("rows")
    void theFirstReason(String example, Consumer<ObjectNode> change, String rule, String expected) {
        ObjectNode request = example(example);
        change.accept(request);

        assertThat(outcome(explain(request), rule)).isEqualTo(expected);
    }
}
