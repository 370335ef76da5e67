package org.lumbarcds.chart.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.entries.ConceptReader;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.terminology.listing.TableRow;

/**
 * What the service makes of one entry of a record or one draft, for who wants to check it.
 *
 * @param resource {@code Type/id}, or null when it has no id
 * @param label what the record calls it; may be empty
 * @param status its status as sent, clinical and verification status of a condition; empty when it has none
 * @param accounted whether a table, or a word in a language read here, accounts for it; false means that it may be anything
 * @param meaning what it means to the rules, in words; empty when it is of no concern
 * @param rows the rows of tables that account for it; often empty
 * @param outweighed rows that it matches too and that don't count: a code, a longer phrase or an exclusion goes first
 * @param why what the rows don't tell: why it is not known, or of no concern, or does not count; null when they tell all
 */
public record EntryAccount(
        @Nullable String resource,
        String label,
        String status,
        boolean accounted,
        List<String> meaning,
        List<TableRow> rows,
        List<TableRow> outweighed,
        @Nullable String why) {

    /** Of either kind: a text that is a list of diseases matches hundreds. */
    private static final int MOST_ROWS = 12;

    public EntryAccount {
        meaning = List.copyOf(meaning);
        rows = List.copyOf(rows);
        outweighed = List.copyOf(outweighed);
    }

    /** @param counts which of the rows that it matches account for it; one that excludes it never does */
    static EntryAccount of(
            Entry entry,
            String label,
            boolean accounted,
            List<String> meaning,
            List<TableRow> rows,
            Predicate<TableRow> counts,
            @Nullable String why) {
        Predicate<TableRow> decides = row -> !row.excludes() && counts.test(row);
        return new EntryAccount(
                entry.reference(),
                label,
                status(entry.resource()),
                accounted,
                meaning,
                rows.stream().filter(decides).limit(MOST_ROWS).toList(),
                rows.stream().filter(decides.negate()).limit(MOST_ROWS).toList(),
                why);
    }

    /** The same, known or not, and why. */
    EntryAccount because(boolean known, String other) {
        return new EntryAccount(resource, label, status, known, meaning, rows, outweighed, other);
    }

    private static String status(ObjectNode resource) {
        List<String> words = new ArrayList<>();
        String status = Json.text(resource, "status");
        if (status != null) {
            words.add(ConceptReader.shorten(status));
        }
        words.addAll(ConceptReader.words(resource, "clinicalStatus"));
        words.addAll(ConceptReader.words(resource, "verificationStatus"));
        return String.join(", ", words);
    }
}
