package org.lumbarcds.chart.prefetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.entries.ObservationReader;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.terminology.Terminology;

/**
 * The prefetch of a request. "A key of ours answers its query. If none of our keys is there at all, a resource of a
 * query's type under any other key answers it (an empty Bundle under a foreign key answers nothing)."
 *
 * <p>Several foreign keys with resources of one type answer together. Two of our queries ask for Observations, so a
 * foreign one answers only the query it belongs to: vital signs do not say that there is no eGFR.
 */
public final class Prefetch implements ChartSource {

    private final @Nullable ObjectNode prefetch;
    private final Terminology terminology;
    private @Nullable List<Contents> contents;

    public Prefetch(@Nullable JsonNode prefetch, Terminology terminology) {
        this.prefetch = prefetch instanceof ObjectNode object ? object : null;
        this.terminology = terminology;
    }

    @Override
    public Answer answer(ChartKey key) {
        if (prefetch == null) {
            return Answer.ABSENT;
        }
        JsonNode value = prefetch.get(key.key());
        if (value != null) {
            return Answer.of(key, value);
        }
        return hasOurKeys(prefetch) ? Answer.ABSENT : foreignAnswer(key);
    }

    private static boolean hasOurKeys(ObjectNode prefetch) {
        for (ChartKey key : ChartKey.values()) {
            if (prefetch.has(key.key())) {
                return true;
            }
        }
        return false;
    }

    private Answer foreignAnswer(ChartKey key) {
        List<Contents> answering = contents().stream()
                .filter(value -> value.entries().stream().anyMatch(entry -> answers(entry, key)))
                .toList();
        if (answering.isEmpty()) {
            return Answer.ABSENT;
        }
        return Answer.of(key, answering);
    }

    private boolean answers(Entry entry, ChartKey key) {
        if (!entry.is(Answer.typeOf(key))) {
            return false;
        }
        return switch (key) {
            case EGFR -> ObservationReader.isAbout(entry.resource(), terminology::isKidneyFunction);
            case SCREENINGS -> ObservationReader.isAbout(entry.resource(), terminology::isScreening);
            default -> true;
        };
    }

    @Override
    public List<Entry> entries() {
        return contents().stream().flatMap(value -> value.entries().stream()).toList();
    }

    private List<Contents> contents() {
        List<Contents> read = contents;
        if (read == null) {
            List<Contents> values = new ArrayList<>();
            if (prefetch != null) {
                prefetch.forEach(value -> values.add(Contents.of(value)));
            }
            read = values;
            contents = read;
        }
        return read;
    }
}
