package org.lumbarcds.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.entries.EntryAccount;
import org.lumbarcds.explain.Explanation.Entry;
import org.lumbarcds.explain.Explanation.Key;
import org.lumbarcds.explain.Explanation.Row;
import org.lumbarcds.fetch.Provenance;
import org.lumbarcds.guideline.basis.Judgement;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.terminology.listing.TableRow;

/** The data of a call, key by key, and what of it keeps a drug back. */
final class DataLines {

    private DataLines() {}

    /**
     * @param came where each key's data came from
     * @param entries what the entries of each key mean
     * @param declared the keys that rules of the hook declare
     */
    static List<Key> of(
            Map<ChartKey, Provenance> came, Map<ChartKey, List<EntryAccount>> entries, Set<ChartKey> declared) {
        List<Key> keys = new ArrayList<>();
        for (ChartKey key : ChartKey.values()) {
            Provenance provenance = came.getOrDefault(key, Provenance.NOT_ASKED);
            boolean fetched = provenance.trace().requests() > 0;
            keys.add(new Key(
                    key.key(),
                    provenance.source().label().replace('-', ' '),
                    fetched ? Explainer.milliseconds(provenance.trace().took().toNanos()) : null,
                    why(provenance),
                    declared.contains(key),
                    entries.getOrDefault(key, List.of()).stream()
                            .map(DataLines::entry)
                            .toList()));
        }
        return keys;
    }

    private static @Nullable String why(Provenance provenance) {
        if (provenance.failure() != null) {
            return provenance.failure().label();
        }
        return switch (provenance.source()) {
            case FAILED -> "what the call sent can't be read, was withheld or is about another patient";
            case IN_PART -> "a limit cut the list off, or an error stands beside it";
            default -> null;
        };
    }

    private static Entry entry(EntryAccount account) {
        return new Entry(
                account.resource(),
                account.label(),
                account.status(),
                account.accounted(),
                account.meaning(),
                rows(account.rows()),
                rows(account.outweighed()),
                account.why());
    }

    static List<Row> rows(List<TableRow> rows) {
        return rows.stream()
                .map(row -> new Row(
                        row.table(),
                        row.system(),
                        row.words() ? null : row.row(),
                        row.words() ? row.row() : null,
                        row.means()))
                .toList();
    }

    /** What keeps a drug from being offered; empty when nothing does. */
    static List<String> against(Judgement judged) {
        List<String> against = new ArrayList<>(judged.against());
        RuleOutcomes.names(judged.notChecked()).forEach(key -> against.add(key + " not checked"));
        RuleOutcomes.names(judged.withheld()).forEach(key -> against.add(key + " withheld in part by their source"));
        judged.unknown().forEach(entry -> against.add("not known here: " + entry));
        return against;
    }
}
