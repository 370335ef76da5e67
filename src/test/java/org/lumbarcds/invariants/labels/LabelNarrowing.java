package org.lumbarcds.invariants.labels;

import java.util.List;
import java.util.Locale;
import org.lumbarcds.invariants.labels.LabelOracle.Entry;
import org.lumbarcds.invariants.labels.LabelOracle.Kind;

/** {@link LabelOracle} less what the specification decides otherwise; {@code narrowed.tsv} says what and why. */
public final class LabelNarrowing {

    private static final List<Narrowed> NARROWED =
            LabelTables.rows("narrowed.tsv").map(Narrowed::of).toList();

    private LabelNarrowing() {}

    /** Whether a drug must not be offered to a patient of this age with this chart. */
    public static boolean forbids(String drug, int age, List<Entry> entries) {
        return LabelOracle.forbidden(age, without(drug, entries)).contains(drug);
    }

    private static List<Entry> without(String drug, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> NARROWED.stream().noneMatch(narrowed -> narrowed.covers(entry, drug)))
                .toList();
    }

    /**
     * @param codes prefixes without the dot
     * @param ended whether only what has ended is decided otherwise
     * @param olderThan only what was recorded more days ago than these is decided otherwise; -1 means whenever it was
     */
    private record Narrowed(
            Kind kind,
            String drug,
            String system,
            List<String> codes,
            List<String> words,
            boolean ended,
            int olderThan) {

        private static final String OLDER = "older ";

        static Narrowed of(List<String> cells) {
            return new Narrowed(
                    Kind.valueOf(cells.get(0)),
                    cells.get(1),
                    cells.get(2),
                    List.of(cells.get(3).split(" ")),
                    cells.get(4).isEmpty() ? List.of() : List.of(cells.get(4).split(", ")),
                    cells.get(5).equals("ended"),
                    cells.get(5).startsWith(OLDER)
                            ? Integer.parseInt(cells.get(5).substring(OLDER.length()))
                            : -1);
        }

        boolean covers(Entry entry, String other) {
            if (entry.kind() != kind
                    || !other.equals(drug)
                    || ended && entry.active()
                    || entry.daysAgo() <= olderThan) {
                return false;
            }
            String code = entry.code().replace(".", "").toUpperCase(Locale.ROOT);
            String text = entry.text().toLowerCase(Locale.ROOT);
            return entry.system().equals(system) && codes.stream().anyMatch(code::startsWith)
                    || words.stream().anyMatch(text::contains);
        }
    }
}
