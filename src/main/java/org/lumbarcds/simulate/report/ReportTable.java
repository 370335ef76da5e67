package org.lumbarcds.simulate.report;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.simulate.input.Trouble;
import org.lumbarcds.simulate.report.Report.RuleLine;

/** The report as text for a console. */
public final class ReportTable {

    private static final String ROW = "%-26s %-7s %7s %9s %9s %9s %7s %7s %8s %10s%n";

    private ReportTable() {}

    public static String of(Report report) {
        StringBuilder text = new StringBuilder();
        text.append(line(
                "%d patients, %d orders signed, %d charts opened%s",
                report.patients(), report.orders(), report.views(), span(report)));
        text.append(line(
                "%d cards (%s per 100 orders and charts) with %d suggestions, for %d patients; %d calls refused for lack of data%n",
                report.cards().shown(),
                rate(Report.per100(report.cards().shown(), report.orders() + report.views())),
                report.cards().suggestions(),
                report.cards().patients(),
                report.cards().refused()));
        rules(report, text, true, "per 100", "orders");
        rules(report, text, false, "per 100", "charts");
        if (!report.notExported().isEmpty()) {
            text.append(line("Not in the folder, so not checked: %s.", String.join(", ", report.notExported())));
        }
        for (Map.Entry<Trouble, Long> trouble : report.troubles().entrySet()) {
            text.append(line("%d %s", trouble.getValue(), trouble.getKey().words()));
        }
        return text.toString();
    }

    private static String span(Report report) {
        return report.first() == null ? "" : ", " + report.first() + " to " + report.last();
    }

    private static void rules(Report report, StringBuilder text, boolean ofOrders, String per, String what) {
        if (report.rules().stream().noneMatch(rule -> rule.ofOrders() == ofOrders)) {
            return;
        }
        text.append(
                row("rule", "mode", "fired", per, "patients", "per 100", "info", "warning", "critical", "undecided"));
        text.append(row("", "", "", what, "", "patients", "", "", "", ""));
        for (RuleLine rule : report.rules()) {
            if (rule.ofOrders() == ofOrders) {
                text.append(row(
                        rule.rule(),
                        rule.mode().name().toLowerCase(Locale.ROOT),
                        rule.firings().all(),
                        rate(rule.firingsPer100()),
                        rule.patients(),
                        rate(rule.patientsPer100()),
                        rule.firings().info(),
                        rule.firings().warning(),
                        rule.firings().critical(),
                        rule.undecided()));
            }
        }
        text.append(line(""));
    }

    private static String rate(@Nullable BigDecimal rate) {
        return rate == null ? "–" : rate.toPlainString();
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells).replaceAll(" +(\\R)", "$1");
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format + "%n", values);
    }
}
