package org.lumbarcds.chart.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The resources of one place, found by {@code Type/id} or by fullUrl; indexed when first searched. */
public final class Resources {

    private final Supplier<List<Entry>> entries;
    private @Nullable Map<String, ObjectNode> index;

    public Resources(Supplier<List<Entry>> entries) {
        this.entries = entries;
    }

    /** The resources of a Bundle whose entries may be anything. */
    public static Resources ofBundle(@Nullable JsonNode bundle) {
        return new Resources(() -> Entry.readable(bundle));
    }

    @Nullable
    public ObjectNode find(Reference reference) {
        Map<String, ObjectNode> map = index();
        ObjectNode byUrl = reference.raw() == null ? null : map.get(reference.raw());
        String key = reference.key();
        return byUrl != null || key == null ? byUrl : map.get(key);
    }

    private Map<String, ObjectNode> index() {
        Map<String, ObjectNode> map = index;
        if (map == null) {
            map = new HashMap<>();
            for (Entry entry : entries.get()) {
                put(map, entry.fullUrl(), entry.resource());
                put(map, entry.reference(), entry.resource());
            }
            index = map;
        }
        return map;
    }

    private static void put(Map<String, ObjectNode> map, @Nullable String key, ObjectNode resource) {
        if (key != null) {
            map.putIfAbsent(key, resource);
        }
    }
}
