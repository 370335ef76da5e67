package org.lumbarcds.analytics.codes;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.lumbarcds.analytics.export.FeedbackFormats;
import org.lumbarcds.analytics.question.Period;
import org.lumbarcds.store.Database;

/** Which codes the tables lack, those first that cost most. */
public final class UnknownCodesReport {

    private static final String[] COLUMNS = {"kind", "system", "code", "offers", "refusals", "mend"};

    private final Database database;

    public UnknownCodesReport(Database database) {
        this.database = database;
    }

    /**
     * @param most so many codes at most
     * @throws org.lumbarcds.store.StoreUnavailableException when the database can't be had
     */
    public List<CodeCount> codes(Period period, int most) {
        return database.read(jdbc -> jdbc.sql("SELECT kind, code_system, code,"
                        + " SUM(CASE WHEN effect = 'offer' THEN calls ELSE 0 END),"
                        + " SUM(CASE WHEN effect = 'refused' THEN calls ELSE 0 END)"
                        + " FROM unknown_code WHERE counted_on BETWEEN ? AND ?"
                        + " GROUP BY kind, code_system, code"
                        + " ORDER BY SUM(calls) DESC, kind, code_system, code FETCH FIRST " + most + " ROWS ONLY")
                .param(Date.valueOf(period.from()))
                .param(Date.valueOf(period.to()))
                .query((row, number) -> CodeCount.of(
                        row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5)))
                .list());
    }

    /** Comma-separated, by RFC 4180. */
    static void csv(List<CodeCount> codes, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVPrinter printer = new CSVPrinter(
                writer, CSVFormat.RFC4180.builder().setHeader(COLUMNS).get());
        for (CodeCount code : codes) {
            printer.printRecord(
                    code.kind(),
                    FeedbackFormats.text(code.system()),
                    FeedbackFormats.text(code.code()),
                    code.offers(),
                    code.refusals(),
                    code.mend());
        }
        printer.flush();
    }
}
