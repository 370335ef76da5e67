package org.lumbarcds.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which drafts are selected: those that {@code context.selections} names. Both may be thousands, so they are looked up,
 * not searched.
 *
 * @param urls what it names, as written
 * @param typesById the resource types under which it names an id; the empty one stands for any
 */
record Selections(Set<String> urls, Map<String, Set<String>> typesById) {

    private static final String ANY = "";

    static Selections of(@Nullable JsonNode selections) {
        Selections named = new Selections(new HashSet<>(), new HashMap<>());
        if (selections instanceof ArrayNode array) {
            array.forEach(item -> named.add(Reference.of(item)));
        } else if (selections != null) {
            named.add(Reference.of(selections));
        }
        return named;
    }

    private void add(Reference reference) {
        if (reference.raw() != null) {
            urls.add(reference.raw());
        }
        if (reference.id() != null) {
            typesById
                    .computeIfAbsent(reference.id(), id -> new HashSet<>())
                    .add(Objects.requireNonNullElse(reference.type(), ANY));
        }
    }

    /** By {@code Type/id}, relative or absolute, by the id alone, or by the entry's fullUrl. */
    boolean name(Entry draft) {
        String id = draft.id();
        Set<String> types = id == null ? Set.of() : typesById.getOrDefault(id, Set.of());
        return draft.fullUrl() != null && urls.contains(draft.fullUrl())
                || types.contains(ANY)
                || types.contains(draft.type());
    }
}
