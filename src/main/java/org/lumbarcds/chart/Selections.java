package org.lumbarcds.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which drafts are selected: those that {@code context.selections} names.
 *
 * @param references what it names
 */
record Selections(List<Reference> references) {

    static Selections of(@Nullable JsonNode selections) {
        List<Reference> references = new ArrayList<>();
        if (selections instanceof ArrayNode array) {
            array.forEach(item -> references.add(Reference.of(item)));
        } else if (selections != null) {
            references.add(Reference.of(selections));
        }
        return new Selections(references);
    }

    /** By {@code Type/id}, relative or absolute, by the id alone, or by the entry's fullUrl. */
    boolean name(Entry draft) {
        String id = draft.id();
        for (Reference reference : references) {
            boolean byUrl = reference.raw() != null && reference.raw().equals(draft.fullUrl());
            boolean byId =
                    id != null && id.equals(reference.id()) && (reference.type() == null || draft.is(reference.type()));
            if (byUrl || byId) {
                return true;
            }
        }
        return false;
    }
}
