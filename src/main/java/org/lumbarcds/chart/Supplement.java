package org.lumbarcds.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * Data that the call did not bring along and that was fetched for it.
 *
 * @param answers complete answers by key; they take the place of what the call sent under that key
 * @param resources Bundles with resources that drafts refer to
 */
public record Supplement(Map<ChartKey, JsonNode> answers, List<JsonNode> resources) {

    /** Nothing was fetched. */
    public static final Supplement NONE = new Supplement(Map.of(), List.of());

    public Supplement {
        answers = Map.copyOf(answers);
        resources = List.copyOf(resources);
    }
}
