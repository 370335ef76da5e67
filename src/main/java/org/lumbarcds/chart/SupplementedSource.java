package org.lumbarcds.chart;

import java.util.ArrayList;
import java.util.List;
import org.lumbarcds.guideline.model.ChartKey;

/** The prefetch, and what was fetched where it lacked something. */
final class SupplementedSource implements ChartSource {

    private final ChartSource given;
    private final Supplement supplement;

    SupplementedSource(ChartSource given, Supplement supplement) {
        this.given = given;
        this.supplement = supplement;
    }

    @Override
    public Answer answer(ChartKey key) {
        var fetched = supplement.answers().get(key);
        return fetched == null ? given.answer(key) : Answer.of(key, fetched);
    }

    @Override
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(given.entries());
        supplement
                .answers()
                .values()
                .forEach(value -> entries.addAll(Contents.of(value).entries()));
        supplement
                .resources()
                .forEach(value -> entries.addAll(Contents.of(value).entries()));
        return entries;
    }
}
