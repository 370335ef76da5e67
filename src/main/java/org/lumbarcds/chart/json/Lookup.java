package org.lumbarcds.chart.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resolves references: "in {@code contained}, in the draft Bundle, in prefetch".
 *
 * @param near places that every reference may be looked up in
 * @param far places that only a medication is worth opening for
 */
public record Lookup(List<Resources> near, List<Resources> far) {

    public Lookup {
        near = List.copyOf(near);
        far = List.copyOf(far);
    }

    /** The medication that a resource refers to, or null. */
    @Nullable
    public ObjectNode findMedication(ObjectNode owner, Reference reference) {
        ObjectNode found = find(owner, reference);
        return found != null || reference.isContained() ? found : find(far, reference);
    }

    /** What a resource refers to, as far as it is at hand without opening the prefetch, or null. */
    @Nullable
    public ObjectNode find(ObjectNode owner, Reference reference) {
        return reference.isContained() ? contained(owner, reference) : find(near, reference);
    }

    private static @Nullable ObjectNode find(List<Resources> places, Reference reference) {
        for (Resources place : places) {
            ObjectNode found = place.find(reference);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Some senders write the contained id with the {@code #} that belongs to the reference. */
    private static @Nullable ObjectNode contained(ObjectNode owner, Reference reference) {
        for (JsonNode item : Json.items(owner, "contained")) {
            String id = Json.text(item, "id");
            if (id != null && item instanceof ObjectNode resource) {
                String target = id.startsWith("#") ? id : "#" + id;
                if (target.equals(reference.raw())) {
                    return resource;
                }
            }
        }
        return null;
    }
}
