package org.lumbarcds.chart;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IJsonLikeParser;
import ca.uhn.fhir.parser.json.jackson.JacksonStructure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.Amount;
import org.lumbarcds.guideline.model.Dispense;
import org.lumbarcds.guideline.model.Dosage;
import org.lumbarcds.guideline.model.PartialDate;

/**
 * Reads how much of a drug is to be taken, for how long, and how much is dispensed: the one part of an order whose types
 * are worth HAPI. It gets a tidied copy of just that part; codes, dates and references are read from the tree.
 */
final class Dosages {

    private static final int MOST_REFILLS = 99;
    private static final int RATE_SCALE = 10;
    private static final Pattern TIMING_CODE = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,9}");

    private final FhirContext fhir;

    Dosages(FhirContext fhir) {
        this.fhir = fhir;
    }

    /**
     * An order's dosages and what it dispenses.
     *
     * @throws RuntimeException when HAPI cannot make anything of it
     */
    Directions read(ObjectNode order) {
        ObjectNode slim = JsonNodeFactory.instance.objectNode();
        slim.put("resourceType", "MedicationRequest");
        ArrayNode instructions = instructions(order);
        if (!instructions.isEmpty()) {
            slim.set("dosageInstruction", instructions);
        }
        ObjectNode dispense = Json.object(order, "dispenseRequest");
        JsonNode tidy = Json.tidy(dispense);
        if (tidy != null) {
            slim.set("dispenseRequest", tidy);
        }
        if (slim.size() == 1) {
            return Directions.NONE;
        }
        MedicationRequest parsed = parse(slim);
        return new Directions(dosages(parsed, instructions), dispense(parsed, refills(dispense)));
    }

    private MedicationRequest parse(ObjectNode slim) {
        IJsonLikeParser parser = (IJsonLikeParser) fhir.newJsonParser();
        parser.setParserErrorHandler(SilentErrors.INSTANCE);
        JacksonStructure structure = new JacksonStructure();
        structure.setNativeObject(slim);
        return parser.parseResource(MedicationRequest.class, structure);
    }

    private static List<Dosage> dosages(MedicationRequest parsed, ArrayNode instructions) {
        var instructed = parsed.getDosageInstruction();
        if (instructed.size() != instructions.size()) {
            throw new IllegalStateException("dosages lost in parsing");
        }
        List<Dosage> dosages = new ArrayList<>();
        for (int i = 0; i < instructed.size(); i++) {
            JsonNode repeat = Json.get(Json.get(instructions.get(i), "timing"), "repeat");
            dosages.add(dosage(instructed.get(i), isOnCertainDays(repeat), timesOfDay(repeat)));
        }
        return dosages;
    }

    private static Dispense dispense(MedicationRequest parsed, int refills) {
        var dispense = parsed.getDispenseRequest();
        return new Dispense(amount(dispense.getExpectedSupplyDuration()), amount(dispense.getQuantity()), refills);
    }

    /** Read from the tree: HAPI drops days that it has no code for, and the rest would look like every day. */
    private static boolean isOnCertainDays(@Nullable JsonNode repeat) {
        return Json.items(repeat, "dayOfWeek").iterator().hasNext();
    }

    /**
     * "A time of day (when, timeOfDay) says when within a day, never on which days": how many there are. Read from the tree:
     * HAPI drops events that it has no code for.
     */
    private static int timesOfDay(@Nullable JsonNode repeat) {
        int times = 0;
        for (String name : List.of("when", "timeOfDay")) {
            for (JsonNode ignored : Json.items(repeat, name)) {
                times++;
            }
        }
        return times;
    }

    private static ArrayNode instructions(ObjectNode order) {
        ArrayNode instructions = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : Json.items(order, "dosageInstruction")) {
            JsonNode tidy = Json.tidy(item);
            if (tidy instanceof ObjectNode instruction && !instruction.isEmpty()) {
                instructions.add(withDoseAndRate(instruction));
            } else if (tidy != null && tidy.isTextual()) {
                instructions.addObject().set("text", tidy);
            }
        }
        return instructions;
    }

    /** Before R4 the dose stood in the instruction itself, and some still send it there. */
    private static ObjectNode withDoseAndRate(ObjectNode instruction) {
        for (String dose : List.of("doseQuantity", "doseRange")) {
            JsonNode value = instruction.remove(dose);
            if (value != null && !instruction.has("doseAndRate")) {
                instruction.putArray("doseAndRate").addObject().set(dose, value);
            }
        }
        return instruction;
    }

    /** "numberOfRepeatsAllowed; 0 when not stated or negative", at most 99. */
    private static int refills(@Nullable ObjectNode dispense) {
        BigDecimal number = Json.decimal(dispense, "numberOfRepeatsAllowed");
        if (number == null) {
            return 0;
        }
        return number.max(BigDecimal.ZERO).min(BigDecimal.valueOf(MOST_REFILLS)).intValue();
    }

    private static Dosage dosage(org.hl7.fhir.r4.model.Dosage dosage, boolean onCertainDays, int timesOfDay) {
        Timing timing = dosage.getTiming();
        TimingRepeatComponent repeat = timing.getRepeat();
        Rate rate = rate(repeat, timesOfDay);
        return new Dosage(
                dosage.getSequenceElement().getValue(),
                bounds(repeat.getBounds()),
                count(repeat),
                rate.frequency(),
                rate.frequencyMax(),
                rate.period(),
                rate.unit(),
                timingCode(timing.getCode()),
                onCertainDays,
                isAsNeeded(dosage.getAsNeeded()),
                doses(dosage),
                dosage.hasText() ? dosage.getText() : dosage.getPatientInstruction());
    }

    private static @Nullable Integer count(TimingRepeatComponent repeat) {
        Integer most = repeat.getCountMaxElement().getValue();
        return most != null ? most : repeat.getCountElement().getValue();
    }

    /** The number, or null; HAPI's plain getters fail on a number that was sent but is none. */
    private static @Nullable BigDecimal number(PrimitiveType<Integer> element) {
        Integer value = element.getValue();
        return value == null ? null : BigDecimal.valueOf(value);
    }

    /** "with frequency and period it changes nothing, without a frequency each code is one dose a day". */
    private static Rate rate(TimingRepeatComponent repeat, int timesOfDay) {
        BigDecimal frequency = number(repeat.getFrequencyElement());
        BigDecimal most = number(repeat.getFrequencyMaxElement());
        BigDecimal period = Json.sane(repeat.getPeriod());
        BigDecimal periodMax = Json.sane(repeat.getPeriodMax());
        String unit =
                repeat.getPeriodUnit() == null ? null : repeat.getPeriodUnit().toCode();
        if (frequency == null && most == null && timesOfDay > 0) {
            BigDecimal times = BigDecimal.valueOf(timesOfDay);
            boolean perDay = period == null || unit == null;
            return perDay ? new Rate(times, null, BigDecimal.ONE, "d") : new Rate(times, null, period, unit);
        }
        if (period == null) {
            return new Rate(frequency, most, periodMax, unit);
        }
        return new Rate(frequency, most, period, unit).atLongest(periodMax);
    }

    private static @Nullable String timingCode(CodeableConcept code) {
        String found = null;
        for (Coding coding : code.getCoding()) {
            String value = coding.getCode();
            if (value != null && TIMING_CODE.matcher(value).matches()) {
                boolean standard =
                        coding.getSystem() != null && coding.getSystem().endsWith("GTSAbbreviation");
                found = standard || found == null ? value : found;
                if (standard) {
                    break;
                }
            }
        }
        String text = found != null ? found : code.getText();
        return text == null ? null : text.strip().toUpperCase(Locale.ROOT);
    }

    private static boolean isAsNeeded(@Nullable Type asNeeded) {
        if (asNeeded instanceof BooleanType flag) {
            return Boolean.TRUE.equals(flag.getValue());
        }
        return asNeeded instanceof CodeableConcept reason && !reason.isEmpty();
    }

    private static List<Amount> doses(org.hl7.fhir.r4.model.Dosage dosage) {
        List<Amount> doses = new ArrayList<>();
        for (var doseAndRate : dosage.getDoseAndRate()) {
            Type dose = doseAndRate.getDose();
            Amount amount = dose instanceof Range range ? amount(range.getHigh()) : amount(dose);
            if (amount != null) {
                doses.add(amount);
            }
        }
        return doses;
    }

    private static Dosage.@Nullable Bounds bounds(@Nullable Type bounds) {
        if (bounds instanceof Period period) {
            return period(period);
        }
        Amount amount = bounds instanceof Range range ? amount(range.getHigh()) : amount(bounds);
        return amount == null ? null : new Dosage.Bounds.Length(amount);
    }

    private static Dosage.@Nullable Bounds period(Period period) {
        String startText = period.getStartElement().getValueAsString();
        String endText = period.getEndElement().getValueAsString();
        PartialDate start = Dates.read(startText);
        PartialDate end = Dates.read(endText);
        return start == null && end == null
                ? null
                : new Dosage.Bounds.Period(start, end, Dates.minutes(startText, endText));
    }

    /** The quantity, or null when it has no usable value; "less than 5" is no value. */
    private static @Nullable Amount amount(@Nullable Type type) {
        if (!(type instanceof Quantity quantity) || quantity.hasComparator()) {
            return null;
        }
        BigDecimal value = Json.sane(quantity.getValue());
        return value == null ? null : new Amount(value, quantity.getCode(), quantity.getUnit());
    }

    /** How often per period. */
    private record Rate(
            @Nullable BigDecimal frequency,
            @Nullable BigDecimal frequencyMax,
            @Nullable BigDecimal period,
            @Nullable String unit) {

        /** "Every 4 to 6 hours" said per 4 hours: 0.67 times at least, once at most. */
        Rate atLongest(@Nullable BigDecimal periodMax) {
            if (periodMax == null || period == null || frequency == null || period.compareTo(periodMax) >= 0) {
                return this;
            }
            BigDecimal least = frequency.multiply(period).divide(periodMax, RATE_SCALE, RoundingMode.HALF_UP);
            return new Rate(least, frequencyMax == null ? frequency : frequencyMax, period, unit);
        }
    }

    /**
     * What an order says on taking and dispensing.
     *
     * @param dosages its dosage instructions, in its order; may be empty
     * @param dispense what is to be dispensed
     */
    record Directions(List<Dosage> dosages, Dispense dispense) {

        /** An order that says nothing. */
        static final Directions NONE = new Directions(List.of(), Dispense.UNSTATED);

        Directions {
            dosages = List.copyOf(dosages);
        }
    }
}
