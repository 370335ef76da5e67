package org.lumbarcds.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.accounts.EntryAccount;
import org.lumbarcds.chart.reading.KeyAccount;
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
     * @param accounts how each key came, and what its entries mean
     * @param declared the keys that rules of the hook declare
     */
    static List<Key> of(Map<ChartKey, Provenance> came, Map<ChartKey, KeyAccount> accounts, Set<ChartKey> declared) {
        List<Key> keys = new ArrayList<>();
        for (ChartKey key : ChartKey.values()) {
            Provenance provenance = came.getOrDefault(key, Provenance.NOT_ASKED);
            boolean fetched = provenance.trace().requests() > 0;
            boolean opened = provenance.source() != Provenance.Source.NOT_ASKED;
            KeyAccount account = accounts.getOrDefault(key, KeyAccount.NONE);
            String state = opened
                    ? provenance.source().label()
                    : account.state().name().toLowerCase(Locale.ROOT);
            keys.add(new Key(
                    key.key(),
                    state.replace('-', ' ').replace('_', ' '),
                    opened,
                    fetched ? Explainer.milliseconds(provenance.trace().took().toNanos()) : null,
                    why(provenance),
                    declared.contains(key),
                    account.entries().stream().map(DataLines::entry).toList(),
                    account.more()));
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
