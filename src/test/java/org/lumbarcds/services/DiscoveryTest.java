package org.lumbarcds.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.lumbarcds.hooks.Calls;
import org.lumbarcds.hooks.RunningService;

class DiscoveryTest {

    private static final String USAGE =
            "\"usageRequirements\":\"Data that is needed for a check and was not prefetched gets"
                    + " status 412 when there is nothing else to say; the OperationOutcome names the key. FHIR R4 only.\","
                    + "\"version\":\"2.0.1\",\"hookVersion\":\"1.0\"}";
    private static final String VIEW = "{\"id\":\"lbp-patient-view\",\"hook\":\"patient-view\","
            + "\"title\":\"Low back pain: the episode at a glance\",\"description\":\"When a chart is opened: first-line care,"
            + " referral to physical therapy, reassessment, psychosocial screening, overlong muscle-relaxant courses and red"
            + " flags in low back pain with muscle spasm.\",";
    private static final String SELECT = "{\"id\":\"lbp-order-select\",\"hook\":\"order-select\","
            + "\"title\":\"Low back pain: orders as they are chosen\",\"description\":\"While orders are chosen: opioids,"
            + " muscle relaxants, NSAIDs, imaging, bed rest and passive therapy that conflict with the guideline for low back"
            + " pain with muscle spasm or with a drug label.\",";
    private static final String SIGN = "{\"id\":\"lbp-order-sign\",\"hook\":\"order-sign\","
            + "\"title\":\"Low back pain: orders before they are signed\",\"description\":\"Before orders are signed: the checks"
            + " made while they were chosen, on their final details, and muscle-relaxant orders without a stop date.\",";
    private static final String REFILL = "{\"id\":\"lbp-medication-refill\",\"hook\":\"medication-refill\","
            + "\"title\":\"Low back pain: drugs to be refilled\",\"description\":\"When a refill is asked for: muscle-relaxant"
            + " courses that it makes too long, and opioids and NSAIDs that conflict with the guideline for low back pain with"
            + " muscle spasm or with a drug label.\",";
    private static final String REFILL_USAGE = USAGE.replace("\"hookVersion\":\"1.0\"", "\"hookVersion\":\"0.1.0\"");
    private static final String PATIENT = "\"patient\":\"Patient/{{context.patientId}}\"";
    private static final String CONDITIONS = "\"conditions\":\"Condition?patient={{context.patientId}}\"";
    private static final String MEDICATIONS = "\"medications\":\"MedicationRequest?patient={{context.patientId}}"
            + "&_include=MedicationRequest:medication\"";
    private static final String EGFR = "\"egfr\":\"Observation?patient={{context.patientId}}&code=33914-3,62238-1\"";
    private static final String VIEW_DATA = "\"prefetch\":{" + PATIENT
            + ",\"encounter\":\"Encounter/{{context.encounterId}}\"," + CONDITIONS
            + ",\"allergies\":\"AllergyIntolerance?patient={{context.patientId}}\""
            + ",\"screenings\":\"Observation?patient={{context.patientId}}&code=44261-6,55758-7\""
            + ",\"referrals\":\"ServiceRequest?patient={{context.patientId}}\"},";

    @Test
    void lists_theDataThatRulesDeclare() {
        try (RunningService service = RunningService.start()) {
            HttpResponse<String> answer = service.get("/cds-services");
            String orderData = "\"prefetch\":{" + PATIENT + "," + CONDITIONS + "," + MEDICATIONS + "," + EGFR + "},";
            assertThat(answer.body())
                    .isEqualTo("{\"services\":[" + VIEW + VIEW_DATA + USAGE + "," + SELECT + orderData + USAGE + ","
                            + SIGN + orderData + USAGE + "," + REFILL + orderData + REFILL_USAGE + "]}");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        }
    }

    @Test
    void rulesThatAreOff_askForNothing_andTheirServiceStaysListed() {
        try (RunningService service = RunningService.start(
                "lumbar.rules.psychosocial-screening.mode=off",
                "lumbar.rules.nsaid-caution.mode=off",
                "lumbar.rules.opioid-first-line.mode=shadow")) {
            String orderData = "\"prefetch\":{" + PATIENT + "," + CONDITIONS + "," + EGFR + "},";
            assertThat(service.get("/cds-services").body())
                    .isEqualTo("{\"services\":[" + VIEW + USAGE + "," + SELECT + orderData + USAGE + "," + SIGN
                            + orderData + USAGE + "," + REFILL + orderData + REFILL_USAGE + "]}");
            assertThat(service.post(Calls.VIEW, Calls.view("{}")).body()).isEqualTo(Calls.NO_CARDS);
        }
    }
}
