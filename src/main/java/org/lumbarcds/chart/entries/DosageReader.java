package org.lumbarcds.chart.entries;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IJsonLikeParser;
import ca.uhn.fhir.parser.json.jackson.JacksonStructure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Dosage.DosageDoseAndRateComponent;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.json.Dates;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.orders.Amount;
import org.lumbarcds.guideline.model.orders.Dispense;
import org.lumbarcds.guideline.model.orders.Dosage;

/**
 * Reads how much of a drug is to be taken, for how long, and how much is dispensed: the one part of an order whose types
 * are worth HAPI. It gets a tidied copy of just that part; codes, dates and references are read from the tree.
 */
public final class DosageReader {

    private static final int MOST_REFILLS = 99;

    private final FhirContext fhir;

    DosageReader(FhirContext fhir) {
        this.fhir = fhir;
    }

    /**
     * An order's dosages and what it dispenses.
     *
     * @throws RuntimeException when HAPI cannot make anything of it
     */
    public Directions read(ObjectNode order) {
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
            dosages.add(dosage(instructed.get(i), TimingReader.daysOfWeek(repeat), TimingReader.timesOfDay(repeat)));
        }
        return dosages;
    }

    private static Dispense dispense(MedicationRequest parsed, int refills) {
        var dispense = parsed.getDispenseRequest();
        var initial = dispense.getInitialFill();
        Amount lasts = amount(initial.getDuration());
        Amount given = amount(initial.getQuantity());
        return new Dispense(
                lasts == null && given == null ? null : new Dispense.FirstFill(lasts, given),
                amount(dispense.getExpectedSupplyDuration()),
                amount(dispense.getQuantity()),
                refills);
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

    private static Dosage dosage(org.hl7.fhir.r4.model.Dosage dosage, int daysOfWeek, int timesOfDay) {
        Timing timing = dosage.getTiming();
        TimingRepeatComponent repeat = timing.getRepeat();
        TimingReader.Rate rate = TimingReader.rate(repeat, timesOfDay);
        return new Dosage(
                dosage.getSequenceElement().getValue(),
                bounds(repeat.getBounds()),
                TimingReader.count(repeat),
                rate.frequency(),
                rate.frequencyMax(),
                rate.period(),
                rate.unit(),
                TimingReader.coded(timing.getCode()),
                daysOfWeek,
                isAsNeeded(dosage.getAsNeeded()),
                doses(dosage),
                dosage.getDoseAndRate().stream().anyMatch(DosageReader::isRange),
                rates(dosage),
                rate(dosage.getMaxDosePerPeriod()),
                dosage.hasText() ? dosage.getText() : dosage.getPatientInstruction());
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

    private static boolean isRange(DosageDoseAndRateComponent dose) {
        if (!(dose.getDose() instanceof Range range)) {
            return false;
        }
        Amount high = amount(range.getHigh());
        Amount low = amount(range.getLow());
        return high != null && (low == null || low.value().compareTo(high.value()) < 0);
    }

    /** "rateRatio per day"; a rate quantity says the same in its unit, "{tbl}/d". */
    private static List<Dosage.Rate> rates(org.hl7.fhir.r4.model.Dosage dosage) {
        List<Dosage.Rate> rates = new ArrayList<>();
        for (DosageDoseAndRateComponent doseAndRate : dosage.getDoseAndRate()) {
            Type said = doseAndRate.getRate();
            Dosage.Rate rate = said instanceof Ratio ratio ? rate(ratio) : perTime(amount(said));
            if (rate != null) {
                rates.add(rate);
            }
        }
        return rates;
    }

    private static Dosage.@Nullable Rate rate(Ratio ratio) {
        Amount amount = amount(ratio.getNumerator());
        Amount per = amount(ratio.getDenominator());
        return amount == null || per == null ? null : new Dosage.Rate(amount, per);
    }

    private static Dosage.@Nullable Rate perTime(@Nullable Amount rate) {
        String unit = rate == null ? null : rate.code() != null ? rate.code() : rate.unit();
        int slash = unit == null ? -1 : unit.lastIndexOf('/');
        if (rate == null || unit == null || slash <= 0) {
            return null;
        }
        String time = unit.substring(slash + 1);
        return new Dosage.Rate(
                new Amount(rate.value(), null, unit.substring(0, slash)), new Amount(BigDecimal.ONE, null, time));
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
