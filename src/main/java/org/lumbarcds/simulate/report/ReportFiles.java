package org.lumbarcds.simulate.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumbarcds.simulate.report.Report.RuleLine;

/** The report as files: {@code results.json}, {@code results.csv} (a line per rule) and {@code results.png}. */
public final class ReportFiles {

    private static final String HEADER = "rule,mode,judges,fired,per_100_orders_or_charts,patients,per_100_patients,"
            + "info,warning,critical,with_suggestion,undecided\n";

    private final Path directory;

    public ReportFiles(Path directory) {
        this.directory = directory;
    }

    /** @param messages told when the plot can't be drawn */
    public void write(Report report, PrintStream messages) throws IOException {
        Files.writeString(directory.resolve("results.json"), json(report) + "\n");
        Files.writeString(directory.resolve("results.csv"), csv(report));
        try {
            Plot.of(report, directory.resolve("results.png"));
        } catch (LinkageError | InternalError | RuntimeException e) {
            messages.println("results.png could not be drawn: this Java has no fonts or no graphics ("
                    + e.getClass().getSimpleName() + "). Install the package fontconfig and a font, or a JRE that is"
                    + " not headless.");
        }
    }

    static String json(Report report) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode json = mapper.createObjectNode();
        json.put("asOf", Objects.toString(report.asOf(), null));
        json.put("first", Objects.toString(report.first(), null));
        json.put("last", Objects.toString(report.last(), null));
        json.put("patients", report.patients());
        json.put("orders", report.orders());
        json.put("charts", report.views());
        ObjectNode cards = json.putObject("cards");
        cards.put("shown", report.cards().shown());
        cards.put("per100OrdersAndCharts", Report.per100(report.cards().shown(), report.orders() + report.views()));
        cards.put("suggestions", report.cards().suggestions());
        cards.put("patients", report.cards().patients());
        cards.put("callsRefused", report.cards().refused());
        for (RuleLine rule : report.rules()) {
            json.withArray("rules").add(rule(rule, mapper));
        }
        ObjectNode read = json.putObject("resourcesRead");
        report.read().forEach(read::put);
        ObjectNode troubles = json.putObject("notUsed");
        report.troubles()
                .forEach((trouble, count) ->
                        troubles.put(trouble.name().toLowerCase(Locale.ROOT).replace('_', '-'), count));
        report.notExported().forEach(json.putArray("notInFolder")::add);
        return mapper.writeValueAsString(json);
    }

    private static ObjectNode rule(RuleLine rule, ObjectMapper mapper) {
        ObjectNode json = mapper.createObjectNode();
        json.put("rule", rule.rule());
        json.put("mode", code(rule));
        json.put("judges", judges(rule));
        json.put("fired", rule.firings().all());
        json.put(rule.ofOrders() ? "firedPer100Orders" : "firedPer100Charts", rule.firingsPer100());
        json.put("patients", rule.patients());
        json.put("patientsPer100", rule.patientsPer100());
        json.put("info", rule.firings().info());
        json.put("warning", rule.firings().warning());
        json.put("critical", rule.firings().critical());
        json.put("withSuggestion", rule.withSuggestion());
        json.put("undecided", rule.undecided());
        return json;
    }

    private static String code(RuleLine rule) {
        return rule.mode().name().toLowerCase(Locale.ROOT);
    }

    private static String judges(RuleLine rule) {
        return rule.ofOrders() ? "orders" : "charts";
    }

    /** Nothing of a record is in it: ids and numbers only. */
    static String csv(Report report) {
        List<String> lines = report.rules().stream()
                .map(rule -> Stream.of(
                                rule.rule(),
                                code(rule),
                                judges(rule),
                                rule.firings().all(),
                                rule.firingsPer100(),
                                rule.patients(),
                                rule.patientsPer100(),
                                rule.firings().info(),
                                rule.firings().warning(),
                                rule.firings().critical(),
                                rule.withSuggestion(),
                                rule.undecided())
                        .map(cell -> Objects.toString(cell, ""))
                        .collect(Collectors.joining(",", "", "\n")))
                .toList();
        return HEADER + String.join("", lines);
    }
}
