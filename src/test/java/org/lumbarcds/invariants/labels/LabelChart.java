package org.lumbarcds.invariants.labels;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.invariants.RandomChart;
import org.lumbarcds.invariants.labels.LabelOracle.Entry;

/**
 * A generated call and what its chart holds, in the words of {@link LabelOracle}.
 *
 * @param entries what is on record
 * @param drafts what is drafted, by reference
 * @param body the request, never changed
 */
public record LabelChart(
        long seed, Hook hook, int age, List<Entry> entries, Map<String, Entry> drafts, ObjectNode body) {

    /** The same patient with another body. */
    public LabelChart with(Consumer<ObjectNode> change) {
        ObjectNode other = body.deepCopy();
        change.accept(other);
        return new LabelChart(seed, hook, age, entries, drafts, other);
    }

    /** The same patient with more on record. */
    public LabelChart with(List<Entry> more, Consumer<ObjectNode> change) {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(more);
        return new LabelChart(seed, hook, age, all, drafts, with(change).body());
    }

    /** As the pipeline takes it. */
    public RandomChart call() {
        return new RandomChart(seed, hook, body, Map.of(), Map.of(), Map.of());
    }

    /** Whether a drug must not be offered by a suggestion that removes some drafts. */
    public boolean forbids(String drug, Set<String> removed) {
        return LabelNarrowing.forbids(drug, age, beside(removed));
    }

    /** The entries each of which forbids a drug, for a reader of a failure; none when its age does. */
    public List<Entry> against(String drug, Set<String> removed) {
        return beside(removed).stream()
                .filter(entry -> LabelNarrowing.forbids(drug, 40, List.of(entry)))
                .toList();
    }

    private List<Entry> beside(Set<String> removed) {
        List<Entry> all = new ArrayList<>(entries);
        Map<String, Entry> staying = new HashMap<>(drafts);
        staying.keySet().removeAll(removed);
        all.addAll(staying.values());
        return all;
    }
}
