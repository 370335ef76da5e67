package org.lumbarcds.invariants.labels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.lumbarcds.invariants.labels.LabelOracle.Entry;
import org.lumbarcds.invariants.labels.LabelOracle.Kind;

/** The tables of {@link LabelOracle}: what forbids a drug, and entries of charts with what each forbids. */
public final class LabelTables {

    private LabelTables() {}

    /**
     * An entry and the drugs that it forbids while it is active.
     *
     * @param forbids empty for what is harmless
     */
    public record Known(Entry entry, Set<String> forbids) {}

    public static Stream<List<String>> rows(String file) {
        try {
            return Files.readAllLines(Path.of("src/test/resources/label-oracle", file)).stream()
                    .skip(1)
                    .map(line -> List.of(line.split("\t", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Known> entries() {
        return rows("entries.tsv")
                .map(cells -> new Known(
                        new Entry(Kind.valueOf(cells.get(0)), cells.get(1), cells.get(2), cells.get(3), true, 0),
                        cells.get(4).equals("none")
                                ? Set.of()
                                : Set.of(cells.get(4).split(","))))
                .toList();
    }
}
