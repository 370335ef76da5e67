package org.lumbarcds.chart.entries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.json.Dates;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.meaning.UnknownCode;
import org.lumbarcds.guideline.model.record.KidneyFunction;
import org.lumbarcds.guideline.model.record.KidneyFunction.Comparator;
import org.lumbarcds.guideline.model.record.LabResult;
import org.lumbarcds.guideline.model.record.Screening;
import org.lumbarcds.terminology.Terminology;
import org.lumbarcds.terminology.codes.Concept;
import org.lumbarcds.terminology.problems.CountedCodes;

/** Reads eGFR and screening results: "status final, amended or corrected". */
public final class ObservationReader {

    private static final Set<String> VALID = Set.of("final", "amended", "corrected");
    /** A value of these is none; any other that is not valid (preliminary, registered) may become a result. */
    private static final Set<String> WITHDRAWN = Set.of("cancelled", "entered-in-error");

    private static final Pattern WORDED =
            Pattern.compile("(>=|<=|=>|=<|>|<|≥|≤|=)?\\s*(\\d{1,6}(?:\\.\\d{1,6})?)\\s*(\\S.{0,60})?");

    private final Terminology terminology;

    public ObservationReader(Terminology terminology) {
        this.terminology = terminology;
    }

    /** Whether an observation or one of its components has such a code. */
    public static boolean isAbout(ObjectNode observation, Predicate<Concept> code) {
        if (code.test(ConceptReader.read(observation, "code"))) {
            return true;
        }
        for (JsonNode component : Json.items(observation, "component")) {
            if (code.test(ConceptReader.read(component, "code"))) {
                return true;
            }
        }
        return false;
    }

    /** The usable eGFR results of an observation and its components; those without a date cannot be used. */
    public List<KidneyFunction> kidneyFunction(ObjectNode observation) {
        PartialDate date = date(observation);
        if (!isValid(observation) || date == null) {
            return List.of();
        }
        List<KidneyFunction> results = new ArrayList<>();
        add(results, observation, date);
        for (JsonNode component : Json.items(observation, "component")) {
            add(results, component, date);
        }
        return results;
    }

    /**
     * Whether a result of kidney function is there and says what nobody here can read: no unit, no date, a code that no
     * table has, or a value that is only preliminary. One that says itself that there is no value, or that was withdrawn, is
     * none.
     */
    public boolean isUnreadable(ObjectNode observation) {
        return !WITHDRAWN.contains(status(observation))
                && Json.get(observation, "dataAbsentReason") == null
                && !terminology.isScreening(ConceptReader.read(observation, "code"))
                && hasValue(observation);
    }

    private static boolean hasValue(ObjectNode observation) {
        for (Map.Entry<String, JsonNode> field : observation.properties()) {
            if (field.getKey().startsWith("value") && !field.getValue().isNull()) {
                return true;
            }
        }
        for (JsonNode component : Json.items(observation, "component")) {
            if (Json.get(component, "valueQuantity") != null || Json.text(component, "valueString") != null) {
                return true;
            }
        }
        return false;
    }

    /** The codes of a result and its components, as they may be counted; none when a table has one: it lacks other things. */
    public List<UnknownCode> unknownCodes(ObjectNode observation) {
        if (isAbout(observation, code -> terminology.isKidneyFunction(code) || terminology.labKind(code) != null)) {
            return List.of();
        }
        return CountedCodes.of(codes(observation));
    }

    /** What it and its components measure. */
    public static List<Concept> codes(ObjectNode observation) {
        List<Concept> codes = new ArrayList<>(List.of(ConceptReader.read(observation, "code")));
        for (JsonNode component : Json.items(observation, "component")) {
            codes.add(ConceptReader.read(component, "code"));
        }
        return codes;
    }

    /** What a result is called, with its value as written. */
    public static String label(ObjectNode observation) {
        String code = ConceptReader.label(ConceptReader.read(observation, "code"));
        JsonNode quantity = Json.get(observation, "valueQuantity");
        String value = quantity == null ? Json.text(observation, "valueString") : Json.text(quantity, "value");
        String unit = Json.text(quantity, "unit");
        String name = code.isEmpty() ? "a result without a name" : code;
        String preliminary = isValid(observation) ? "" : ", not final";
        return ConceptReader.shorten(name
                + (value == null ? "" : " " + value + (unit == null ? " without a unit" : " " + unit))
                + preliminary);
    }

    private void add(List<KidneyFunction> results, JsonNode observed, PartialDate date) {
        if (terminology.isKidneyFunction(ConceptReader.read(observed, "code"))) {
            KidneyFunction result = result(observed, date);
            if (result != null) {
                results.add(result);
            }
        }
    }

    /** A creatinine, its clearance or a platelet count in a unit that is known; null when it is none. */
    @Nullable
    public LabResult labResult(ObjectNode observation) {
        LabResult.Kind kind = terminology.labKind(ConceptReader.read(observation, "code"));
        PartialDate date = date(observation);
        JsonNode quantity = Json.get(observation, "valueQuantity");
        if (kind == null || date == null || quantity == null || !isValid(observation)) {
            return null;
        }
        BigDecimal value = Json.decimal(quantity, "value");
        String code = Json.text(quantity, "code");
        BigDecimal factor = LabUnits.factor(kind, code != null ? code : Json.text(quantity, "unit"));
        KidneyFunction read = factor == null || value == null
                ? null
                : result(date, value.multiply(factor), Json.text(quantity, "comparator"));
        return read == null ? null : new LabResult(kind, date, read.value(), read.comparator());
    }

    private static @Nullable KidneyFunction result(JsonNode observed, PartialDate date) {
        JsonNode quantity = Json.get(observed, "valueQuantity");
        if (quantity != null) {
            BigDecimal factor = LabUnits.filtration(Json.text(quantity, "unit"), Json.text(quantity, "code"));
            BigDecimal value = Json.decimal(quantity, "value");
            return factor == null || value == null
                    ? null
                    : result(date, value.multiply(factor), Json.text(quantity, "comparator"));
        }
        String text = Json.text(observed, "valueString");
        Matcher worded = WORDED.matcher(text == null ? "" : text);
        if (!worded.matches()) {
            return null;
        }
        BigDecimal factor = worded.group(3) == null ? BigDecimal.ONE : LabUnits.filtration(worded.group(3), null);
        BigDecimal value = Json.decimal(worded.group(2));
        return factor == null || value == null ? null : result(date, value.multiply(factor), worded.group(1));
    }

    /** "a value '&gt;60' is at least 60"; a comparator that is not understood makes the value unusable. */
    private static @Nullable KidneyFunction result(
            PartialDate date, @Nullable BigDecimal value, @Nullable String comparator) {
        if (value == null || value.signum() < 0) {
            return null;
        }
        return switch (comparator == null ? "=" : comparator) {
            case "=" -> new KidneyFunction(date, value, Comparator.EQUAL);
            case ">", ">=", "=>", "≥" -> new KidneyFunction(date, value, Comparator.AT_LEAST);
            case "<", "<=", "=<", "≤" -> new KidneyFunction(date, value, Comparator.AT_MOST);
            default -> null;
        };
    }

    /** The result, or null when it is none, not valid, has no date, or says that it has no value. */
    @Nullable
    public Screening screening(ObjectNode observation) {
        Concept code = ConceptReader.read(observation, "code");
        PartialDate date = date(observation);
        if (date == null
                || !isValid(observation)
                || Json.get(observation, "dataAbsentReason") != null
                || !terminology.isScreening(code)) {
            return null;
        }
        String label = ConceptReader.label(code);
        return new Screening(label.isEmpty() ? "Screening" : label, date);
    }

    private static boolean isValid(ObjectNode observation) {
        return VALID.contains(status(observation));
    }

    private static String status(ObjectNode observation) {
        String status = Json.text(observation, "status");
        return status == null ? "" : status.toLowerCase(Locale.ROOT);
    }

    /** When it was measured, else when it was made known. */
    public static @Nullable PartialDate date(ObjectNode observation) {
        JsonNode period = Json.get(observation, "effectivePeriod");
        List<@Nullable String> dates = new ArrayList<>();
        dates.add(Json.text(observation, "effectiveDateTime"));
        dates.add(Json.text(observation, "effectiveInstant"));
        dates.add(Json.text(period, "end"));
        dates.add(Json.text(period, "start"));
        dates.add(Json.text(observation, "issued"));
        for (String text : dates) {
            PartialDate date = Dates.read(text);
            if (date != null) {
                return date;
            }
        }
        return null;
    }
}
