package org.lumbarcds.chart.entries;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.terminology.listing.TableRow;

/**
 * What the service makes of one entry of a record or one draft, for who wants to check it.
 *
 * @param resource {@code Type/id}, or null when it has no id
 * @param label what the record calls it; may be empty
 * @param status its status as sent, clinical and verification status of a condition; empty when it has none
 * @param accounted whether a table, or a word in a language read here, accounts for it; false means that it may be anything
 * @param meaning what it means to the rules, in words; empty when it is of no concern
 * @param rows the rows of the tables that it matches; often empty
 * @param why what the rows don't tell: why it is not known, or of no concern, or does not count; null when they tell all
 */
public record EntryAccount(
        @Nullable String resource,
        String label,
        String status,
        boolean accounted,
        List<String> meaning,
        List<TableRow> rows,
        @Nullable String why) {

    public EntryAccount {
        meaning = List.copyOf(meaning);
        rows = List.copyOf(rows);
    }
}
