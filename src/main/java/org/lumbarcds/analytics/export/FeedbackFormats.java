package org.lumbarcds.analytics.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.analytics.export.FeedbackExport.Row;

/** Feedback as files for other programs. */
public final class FeedbackFormats {

    private static final String[] COLUMNS = {
        "date",
        "client",
        "tenant",
        "card",
        "intervention",
        "action",
        "suggestion",
        "reason_system",
        "reason",
        "reason_display",
        "comment",
        "user",
        "matched"
    };

    /**
     * Where a spreadsheet takes what follows for a formula, also behind spaces and what is not seen, and in full width. At the
     * beginning, and wherever one of another country, whose separator is a semicolon, would begin a cell.
     */
    private static final Pattern FORMULA = Pattern.compile("(?<=^|[;\\t\\r\\n])"
            + "(?=[\\s\\p{Z}\\p{C}&&[^\\t\\r\\n]]*[=+\\-@|%\\u2212\\uFF1D\\uFF0B\\uFF0D\\uFF20])|^(?=[\\t\\r\\n])");

    private static final ObjectMapper MAPPER = new ObjectMapper().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private FeedbackFormats() {}

    /**
     * Comma-separated, by RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front: what
     * clinicians write stays text.
     */
    public static void csv(Iterator<Row> rows, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVPrinter printer = new CSVPrinter(
                writer, CSVFormat.RFC4180.builder().setHeader(COLUMNS).get());
        while (rows.hasNext()) {
            Row row = rows.next();
            printer.printRecord(
                    row.date().toString(),
                    text(row.client()),
                    text(row.tenant()),
                    row.card().toString(),
                    String.join(";", row.interventions()),
                    row.action(),
                    String.join(";", row.suggestions()),
                    text(row.reasonSystem()),
                    text(row.reason()),
                    text(row.reasonDisplay()),
                    text(row.comment()),
                    text(row.user()),
                    row.matched());
        }
        printer.flush();
    }

    public static String text(@Nullable String value) {
        if (value == null) {
            return "";
        }
        return FORMULA.matcher(value).replaceAll("'");
    }

    /** One JSON object a line; what is not known is left out. */
    public static void ndjson(Iterator<Row> rows, OutputStream out) throws IOException {
        while (rows.hasNext()) {
            out.write(MAPPER.writeValueAsString(json(rows.next())).getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
        out.flush();
    }

    private static ObjectNode json(Row row) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("date", row.date().toString());
        node.put("client", row.client());
        put(node, "tenant", row.tenant());
        node.put("card", row.card().toString());
        put(node, "intervention", row.interventions());
        node.put("action", row.action());
        put(node, "suggestion", row.suggestions());
        ObjectNode reason = MAPPER.createObjectNode();
        put(reason, "system", row.reasonSystem());
        put(reason, "code", row.reason());
        put(reason, "display", row.reasonDisplay());
        if (!reason.isEmpty()) {
            node.set("reason", reason);
        }
        put(node, "comment", row.comment());
        put(node, "user", row.user());
        node.put("matched", row.matched());
        return node;
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            node.put(name, value);
        }
    }

    private static void put(ObjectNode node, String name, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(node.withArray(name)::add);
        }
    }
}
