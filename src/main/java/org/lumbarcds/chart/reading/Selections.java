package org.lumbarcds.chart.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.chart.json.Reference;

/**
 * Which drafts are selected: those that {@code context.selections} names, "by id, {@code Type/id}, versioned, absolute or
 * {@code fullUrl}". Both may be thousands, so they are looked up, not searched.
 *
 * @param each the names by which each selection may mean a draft, in the order of the request
 * @param all all of these
 */
record Selections(List<Set<String>> each, Set<String> all) {

    private static final String URN = "urn:";

    static Selections of(@Nullable JsonNode selections) {
        List<Set<String>> each = new ArrayList<>();
        if (selections instanceof ArrayNode array) {
            array.forEach(item -> each.add(meant(Reference.of(item))));
        } else if (selections != null) {
            each.add(meant(Reference.of(selections)));
        }
        Set<String> all = new HashSet<>();
        each.forEach(all::addAll);
        return new Selections(List.copyOf(each), all);
    }

    private static Set<String> meant(Reference reference) {
        Set<String> names = new HashSet<>();
        String raw = reference.raw();
        if (raw != null) {
            names.add(raw);
            if (raw.startsWith(URN)) {
                names.add(lastOf(raw));
            }
        }
        if (reference.id() != null) {
            names.add(reference.type() == null ? reference.id() : reference.type() + "/" + reference.id());
        }
        return names;
    }

    /** Whether one of them names the draft. */
    boolean name(Entry draft) {
        return namesOf(draft).stream().anyMatch(all::contains);
    }

    /** Indexes of those that name none of the drafts. */
    List<Integer> namingNone(List<Entry> drafts) {
        Set<String> known = new HashSet<>();
        drafts.forEach(draft -> known.addAll(namesOf(draft)));
        List<Integer> none = new ArrayList<>();
        for (int i = 0; i < each.size(); i++) {
            if (each.get(i).stream().noneMatch(known::contains)) {
                none.add(i);
            }
        }
        return none;
    }

    /** Its fullUrl, and its id, alone and with its type; a draft without an id has the one that its fullUrl ends with. */
    private static Set<String> namesOf(Entry draft) {
        Set<String> names = new HashSet<>();
        addId(draft.id(), draft, names);
        if (draft.fullUrl() != null) {
            Reference url = Reference.of(draft.fullUrl(), null, null);
            names.add(draft.fullUrl());
            if (url.raw() != null) {
                names.add(url.raw());
                addId(url.raw().startsWith(URN) ? lastOf(url.raw()) : url.id(), draft, names);
            }
        }
        return names;
    }

    private static void addId(@Nullable String id, Entry draft, Set<String> names) {
        if (id != null) {
            names.add(id);
            names.add(draft.type() + "/" + id);
        }
    }

    private static String lastOf(String urn) {
        return urn.substring(urn.lastIndexOf(':') + 1);
    }
}
