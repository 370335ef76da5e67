package org.lumbarcds.chart.prefetch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.lumbarcds.chart.OpenChart.State;
import org.lumbarcds.chart.Supplement;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.guideline.model.record.ChartKey;

/** The prefetch, and what was fetched where it lacked something. */
public final class SupplementedSource implements ChartSource {

    private final ChartSource given;
    private final Supplement supplement;

    public SupplementedSource(ChartSource given, Supplement supplement) {
        this.given = given;
        this.supplement = supplement;
    }

    @Override
    public Answer answer(ChartKey key) {
        JsonNode fetched = supplement.answers().get(key);
        if (fetched == null) {
            return given.answer(key);
        }
        Answer answer = Answer.of(key, fetched);
        return answer.state() == State.GIVEN || answer.state() == State.EMPTY ? answer : withGiven(key, answer);
    }

    /** What was fetched is no more than a part: what the call sent may show more. */
    private Answer withGiven(ChartKey key, Answer fetched) {
        Answer sent = given.answer(key);
        if (sent.state() != State.IN_PART) {
            return fetched;
        }
        List<Contents> parts = List.of(sent.asContents(), fetched.asContents());
        return fetched.state() == State.IN_PART ? Answer.of(key, parts) : sent;
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
