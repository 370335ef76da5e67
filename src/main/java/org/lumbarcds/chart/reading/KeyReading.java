package org.lumbarcds.chart.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.OpenChart.State;
import org.lumbarcds.chart.entries.Unresolved;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.chart.json.Resources;
import org.lumbarcds.chart.prefetch.Answer;
import org.lumbarcds.chart.prefetch.ChartSource;
import org.lumbarcds.chart.prefetch.PatientIdentity;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Checked;
import org.lumbarcds.guideline.model.record.KeyGap;

/** Asks the source for keys and reads what they hold; remembers what became of each. */
final class KeyReading {

    private final ChartSource source;
    private final PatientIdentity identity;
    private final Resources elsewhere;
    private final Map<ChartKey, State> asked = new EnumMap<>(ChartKey.class);
    private final Map<ChartKey, KeyGap> gaps = new EnumMap<>(ChartKey.class);
    private final Set<ChartKey> unreadable = EnumSet.noneOf(ChartKey.class);
    private int resourcesRead;

    KeyReading(ChartSource source, PatientIdentity identity, Resources elsewhere) {
        this.source = source;
        this.identity = identity;
        this.elsewhere = elsewhere;
    }

    /** What became of each key asked for so far. */
    Map<ChartKey, State> asked() {
        return Map.copyOf(asked);
    }

    /** What is missing of keys that were had. */
    Map<ChartKey, KeyGap> gaps() {
        return Map.copyOf(gaps);
    }

    /** Whether an entry of the patient's own stands in a key, and nobody can tell what it says. */
    boolean hasUnreadable(ChartKey key) {
        return unreadable.contains(key);
    }

    int resourcesRead() {
        return resourcesRead;
    }

    /** There is none of this, and none to miss. */
    void isEmpty(ChartKey key) {
        asked.put(key, State.EMPTY);
    }

    /** The one resource of a key; one with another id is not it, one without an id only when it is alone. */
    static @Nullable ObjectNode single(Answer answer, ChartKey key, @Nullable String id) {
        if (answer.state() != State.GIVEN) {
            return null;
        }
        List<Entry> found = answer.ofType(Answer.typeOf(key));
        for (Entry entry : found) {
            if (id != null && id.equals(entry.id())) {
                return entry.resource();
            }
        }
        boolean isAlone = found.size() == 1 && (id == null || found.get(0).id() == null);
        return isAlone ? found.get(0).resource() : null;
    }

    /** Servers promise no order, and of equal records a card names the first: the same chart must give the same card. */
    private static List<Entry> inOneOrder(List<Entry> entries) {
        return entries.stream()
                .sorted(Comparator.comparing(Entry::reference, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    /**
     * Reads a key's resources. One that is somebody else's or cannot be read leaves the key not checked, but what stands beside
     * it counts: a low result must not be lost for a broken one.
     */
    <T> Checked<List<T>> read(ChartKey key, Answer answer, Reading<T> reading) {
        if (answer.state() == State.ABSENT) {
            return Checked.notHad(key);
        }
        Resources nearby = new Resources(answer::entries);
        List<T> read = new ArrayList<>();
        boolean failed = answer.state() == State.FAILED;
        for (Entry entry : inOneOrder(answer.ofType(Answer.typeOf(key)))) {
            failed |= !isRead(key, entry, nearby, reading, read);
        }
        if (failed) {
            return read.isEmpty() ? failed(key) : inPart(key, State.FAILED, read);
        }
        if (answer.state() != State.IN_PART) {
            return Checked.had(List.copyOf(read));
        }
        gaps.put(key, KeyGap.CUT_OFF);
        return inPart(key, State.IN_PART, read);
    }

    private <T> boolean isRead(ChartKey key, Entry entry, Resources nearby, Reading<T> reading, List<T> read) {
        if (identity.isOthers(entry.resource(), nearby, elsewhere)) {
            return false;
        }
        try {
            read.addAll(reading.read(entry));
            return true;
        } catch (Unresolved | RuntimeException notReadable) {
            unreadable.add(key);
            return false;
        }
    }

    private <T> Checked<List<T>> inPart(ChartKey key, State state, List<T> read) {
        asked.put(key, state);
        return Checked.inPart(key, List.copyOf(read));
    }

    <T> Checked<T> failed(ChartKey key) {
        asked.put(key, State.FAILED);
        return Checked.notHad(key);
    }

    Answer answer(ChartKey key) {
        Answer answer = source.answer(key);
        asked.put(key, answer.state());
        if (answer.withheld()) {
            gaps.put(key, KeyGap.WITHHELD);
        }
        if (answer.broken()) {
            unreadable.add(key);
        }
        resourcesRead += answer.entries().size();
        return answer;
    }

    /** Reads what a resource holds; may be nothing. */
    interface Reading<T> {
        List<T> read(Entry entry) throws Unresolved;
    }
}
