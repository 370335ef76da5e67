package org.lumbarcds.hooks;

/** Bodies of calls, as small as they can be. */
public final class Calls {

    public static final String SELECT = "/cds-services/lbp-order-select";
    public static final String SIGN = "/cds-services/lbp-order-sign";
    public static final String REFILL = "/cds-services/lbp-medication-refill";
    public static final String VIEW = "/cds-services/lbp-patient-view";

    public static final String NO_CARDS = "{\"cards\":[]}";

    private static final String INSTANCE = "\"hookInstance\":\"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea\"";
    private static final String WHO = "\"userId\":\"Practitioner/u1\",\"patientId\":\"p1\"";
    public static final String GIVEN = "{\"patient\":{\"resourceType\":\"Patient\",\"id\":\"p1\"},\"medications\":null,"
            + "\"conditions\":{\"resourceType\":\"Bundle\",\"entry\":[]}}";

    private Calls() {}

    public static String view(String prefetch) {
        return "{\"hook\":\"patient-view\"," + INSTANCE + ",\"context\":{" + WHO + "},\"prefetch\":" + prefetch + "}";
    }

    public static String select(String drug, String prefetch) {
        return "{\"hook\":\"order-select\"," + INSTANCE + ",\"context\":{" + WHO
                + ",\"selections\":[\"MedicationRequest/d1\"],\"draftOrders\":" + drafts(drug) + "},\"prefetch\":"
                + prefetch + "}";
    }

    public static String sign(String drug, String prefetch) {
        return "{\"hook\":\"order-sign\"," + INSTANCE + ",\"context\":{" + WHO + ",\"draftOrders\":" + drafts(drug)
                + "},\"prefetch\":" + prefetch + "}";
    }

    /** Without a user, as the hook allows. */
    public static String refill(String drug, String prefetch) {
        return "{\"hook\":\"medication-refill\"," + INSTANCE + ",\"context\":{\"patientId\":\"p1\",\"medications\":"
                + drafts(drug) + "},\"prefetch\":" + prefetch + "}";
    }

    public static String drafts(String drug) {
        return "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"MedicationRequest\","
                + "\"id\":\"d1\",\"medicationCodeableConcept\":{\"text\":\"" + drug + "\"}}}]}";
    }

    /** The one card that the fake guideline makes. */
    public static String card(String rule, String indicator, String summary) {
        return "{\"cards\":[{\"uuid\":\"00000000-0000-4000-8000-00000000000c\",\"summary\":\"" + summary
                + "\",\"indicator\":\"" + indicator + "\",\"source\":{\"label\":\"Test\",\"topic\":"
                + "{\"system\":\"http://example.org/rule\",\"code\":\"" + rule + "\",\"display\":\"" + rule + "\"}}}]}";
    }

    public static String outcome(String code, String diagnostics) {
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[" + issue(code, diagnostics, null) + "]}";
    }

    public static String outcome(String code, String field, String rest) {
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[" + issue(code, field + rest, field) + "]}";
    }

    public static String issue(String code, String diagnostics, String field) {
        String expression = field == null ? "" : ",\"expression\":[\"" + field + "\"]";
        return "{\"severity\":\"error\",\"code\":\"" + code + "\",\"diagnostics\":\""
                + diagnostics.replace("\"", "\\\"") + "\"" + expression + "}";
    }
}
