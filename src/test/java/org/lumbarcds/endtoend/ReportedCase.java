package org.lumbarcds.endtoend;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A request that was once answered wrongly, what it must get, and its siblings: the same request with small changes and
 * what each of them must get. Dates are written as {@code {{today-10d}}} (d, w, m, y) and mean the day of the test.
 */
public record ReportedCase(String name, String about, Row asReported, List<Row> siblings) {

    private static final Path FOLDER = Path.of("src/test/resources/cases");
    private static final Pattern DAY = Pattern.compile("\\{\\{today((?:[+-]\\d+[dwmy])*)}}");
    private static final Pattern STEP = Pattern.compile("([+-]\\d+)([dwmy])");

    /** One call and what it must get. */
    public record Row(String why, ObjectNode request, ExpectedAnswer expected) {}

    public static List<ReportedCase> all(LocalDate today) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(file -> read(file, today)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Stream<Row> rows() {
        return Stream.concat(Stream.of(asReported), siblings.stream());
    }

    private static ReportedCase read(Path file, LocalDate today) {
        ObjectNode written = EndToEnd.json(onDay(EndToEnd.object(file).toString(), today));
        ObjectNode request = (ObjectNode) written.get("request");
        String about = written.get("about").asText();
        return new ReportedCase(
                file.getFileName().toString().replace(".json", ""),
                about,
                new Row(about, request, new ExpectedAnswer(written.get("expect"))),
                EndToEnd.stream(written.get("siblings"))
                        .map(sibling -> sibling(sibling, request))
                        .toList());
    }

    private static Row sibling(JsonNode sibling, ObjectNode request) {
        ObjectNode changed = request.deepCopy();
        sibling.get("change").forEach(operation -> apply(operation, changed));
        if (changed.equals(request)) {
            throw new AssertionError(sibling.get("why") + " changes nothing");
        }
        return new Row(sibling.get("why").asText(), changed, new ExpectedAnswer(sibling.get("expect")));
    }

    /** The operations add, replace and remove of JSON Patch. */
    private static void apply(JsonNode operation, ObjectNode request) {
        JsonPointer path = JsonPointer.compile(operation.get("path").asText());
        JsonNode parent = request.at(path.head());
        String name = path.last().getMatchingProperty();
        String op = operation.get("op").asText();
        boolean there = !request.at(path).isMissingNode();
        if (there == op.equals("add") || !parent.isContainerNode()) {
            throw new AssertionError(operation + " does not fit the request");
        }
        if (op.equals("remove")) {
            remove(parent, name);
        } else if (parent instanceof ObjectNode object) {
            object.set(name, operation.get("value"));
        } else if (op.equals("add")) {
            ((ArrayNode) parent).add(operation.get("value"));
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), operation.get("value"));
        }
    }

    private static void remove(JsonNode parent, String name) {
        if (parent instanceof ObjectNode object) {
            object.remove(name);
        } else {
            ((ArrayNode) parent).remove(Integer.parseInt(name));
        }
    }

    private static String onDay(String text, LocalDate today) {
        return DAY.matcher(text).replaceAll(day -> moved(today, day.group(1)).toString());
    }

    private static LocalDate moved(LocalDate today, String steps) {
        LocalDate day = today;
        Matcher step = STEP.matcher(steps);
        while (step.find()) {
            long by = Long.parseLong(step.group(1));
            day = switch (step.group(2)) {
                case "d" -> day.plusDays(by);
                case "w" -> day.plusWeeks(by);
                case "m" -> day.plusMonths(by);
                default -> day.plusYears(by);
            };
        }
        return day;
    }
}
