package org.lumbarcds.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.lumbarcds.guideline.engine.Guideline;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * The discovery document, "generated from what the rules declare they need, never written twice". A service whose rules
 * are all off stays listed, without prefetch: EHRs are configured by its id and must not start to get errors.
 */
public final class Discovery {

    private static final String CDS_HOOKS_VERSION = "2.0.1";
    private static final String USAGE =
            "Data that is needed for a check and was not prefetched gets status 412 when there"
                    + " is nothing else to say; the OperationOutcome names the key. FHIR R4 only.";

    private final byte[] document;

    public Discovery(Guideline guideline, PrefetchQueries queries) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (CdsService service : CdsService.values()) {
            root.withArray("services").add(describe(service, guideline.dataAt(service.hook()), queries));
        }
        document = root.toString().getBytes(StandardCharsets.UTF_8);
    }

    public byte[] document() {
        return document.clone();
    }

    private static ObjectNode describe(CdsService service, Set<ChartKey> keys, PrefetchQueries queries) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", service.id());
        node.put("hook", service.hook().code());
        node.put("title", service.title());
        node.put("description", service.description());
        for (ChartKey key : ChartKey.values()) {
            if (keys.contains(key)) {
                node.withObject("/prefetch").put(key.key(), queries.template(key));
            }
        }
        node.put("usageRequirements", USAGE);
        node.put("version", CDS_HOOKS_VERSION);
        node.put("hookVersion", service.hook().version());
        return node;
    }
}
