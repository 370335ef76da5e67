package org.lumbarcds.chart;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.lumbarcds.chart.entries.FewCodes;
import org.lumbarcds.chart.reading.FhirChartReader;
import org.lumbarcds.guideline.model.Hook;

/** Calls about patient p1 in encounter e1, written in lenient JSON: {@code {code: 'x'}}. */
public final class Calls {

    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();

    public static final FhirChartReader READER = new FhirChartReader(new FewCodes(), FhirContext.forR4Cached());

    private Calls() {}

    public static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request body recorded from a real client. */
    public static JsonNode recorded(String file) {
        try (InputStream in = Calls.class.getResourceAsStream("/requests/" + file)) {
            return MAPPER.readTree(in).get("body");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static CallData recordedCall(String file) {
        return call(recorded(file));
    }

    /** The parts of a body, as the endpoint hands them on. */
    public static CallData call(JsonNode body) {
        JsonNode context = body.path("context");
        String hook = body.path("hook").asText();
        return new CallData(
                hook.equals("order-sign")
                        ? Hook.ORDER_SIGN
                        : hook.equals("order-select") ? Hook.ORDER_SELECT : Hook.PATIENT_VIEW,
                context.path("patientId").asText("p1"),
                context.has("encounterId") ? context.get("encounterId").asText() : null,
                context.get("selections"),
                context.get("draftOrders"),
                body.get("prefetch"));
    }

    public static OpenChart chart(String prefetch) {
        return chart(prefetch, "e1");
    }

    public static OpenChart chart(String prefetch, String encounterId) {
        CallData call = new CallData(
                Hook.PATIENT_VIEW, "p1", encounterId, null, null, prefetch == null ? null : json(prefetch));
        return READER.open(call);
    }

    /** A searchset of resources. */
    public static String bundle(String... resources) {
        StringBuilder bundle = new StringBuilder("{resourceType: 'Bundle', type: 'searchset', entry: [");
        for (String resource : resources) {
            bundle.append("{resource: ").append(resource).append("},");
        }
        if (resources.length > 0) {
            bundle.setLength(bundle.length() - 1);
        }
        return bundle.append("]}").toString();
    }

    public static DraftOrders drafts(Hook hook, String selections, String draftOrders, String prefetch) {
        return READER.drafts(new CallData(
                hook,
                "p1",
                "e1",
                selections == null ? null : json(selections),
                draftOrders == null ? null : json(draftOrders),
                prefetch == null ? null : json(prefetch)));
    }

    public static DraftOrders signed(String... resources) {
        return drafts(Hook.ORDER_SIGN, null, bundle(resources), null);
    }
}
