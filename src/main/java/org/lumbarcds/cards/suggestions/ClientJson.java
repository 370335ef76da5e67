package org.lumbarcds.cards.suggestions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client's own resource, on its way back to it. */
final class ClientJson {

    private ClientJson() {}

    /**
     * Drops what neither FHIR nor the protocol allows: "no null and no empty string, array or object anywhere". A list of
     * primitives with a companion list of extensions keeps its gaps: each entry belongs to the one at the same place.
     */
    static void prune(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode value = object.get(name);
            if (value instanceof ArrayNode list && !hasCompanion(object, name)) {
                prune(list);
            } else if (value instanceof ObjectNode child) {
                prune(child);
            }
            if (isEmpty(value)) {
                object.remove(name);
            }
        }
    }

    private static void prune(ArrayNode list) {
        for (int i = list.size() - 1; i >= 0; i--) {
            JsonNode item = list.get(i);
            if (item instanceof ObjectNode child) {
                prune(child);
            } else if (item instanceof ArrayNode child) {
                prune(child);
            }
            if (isEmpty(item)) {
                list.remove(i);
            }
        }
    }

    private static boolean hasCompanion(ObjectNode object, String name) {
        return object.has(name.startsWith("_") ? name.substring(1) : "_" + name);
    }

    private static boolean isEmpty(@Nullable JsonNode node) {
        return node == null
                || node.isNull()
                || node.isContainerNode() && node.isEmpty()
                || node.isTextual() && node.textValue().isEmpty();
    }
}
