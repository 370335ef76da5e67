package org.lumbarcds.guideline.course;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.dose.DailyUse;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.orders.MedicationOrder;

/** How the data behind a finding is said on a card: plain phrases, the same for every rule. */
public final class Wording {

    private Wording() {}

    /** How a drug was recognised, for example {@code RxNorm product code 1049621}. */
    public static String recognition(Drug drug) {
        String value = drug.recognition().value();
        return switch (drug.recognition().by()) {
            case RXNORM_PRODUCT -> "RxNorm product code " + value;
            case RXNORM_INGREDIENT -> "RxNorm ingredient code " + value;
            case ATC -> "ATC code " + value;
            case SITE_CODE -> "code " + value + " of this site";
            case NAME -> "matched by name: " + value;
        };
    }

    /** How long an order lasts and how that is known. */
    public static String supply(Supply supply) {
        Supply.Source source = supply.source();
        if (source == null) {
            return "length unknown";
        }
        String least = supply.certainty() == Supply.Certainty.AT_LEAST ? "at least " : "";
        String known = least + days(supply.days()) + " (" + source(source, supply) + ")";
        Long bound = supply.boundDays();
        Fills fills = supply.fills();
        if (bound == null || fills == null) {
            return known;
        }
        if (source != Supply.Source.BOUND) {
            return known + "; the prescribed course is " + days(bound);
        }
        long fill =
                fills.each() == null ? fills.supplied().days() : fills.each().days();
        return fill == bound ? known : known + "; one fill would last " + days(fill);
    }

    private static String source(Supply.Source source, Supply supply) {
        String refills = refills(supply);
        return switch (source) {
            case BOUND -> "the prescribed course" + refills;
            case EXPECTED_SUPPLY -> "the expected supply" + refills;
            case QUANTITY -> "quantity divided by daily dose" + steps(supply.fills()) + refills;
            case DOSAGE_TEXT -> "the dosage text" + refills;
        };
    }

    private static String refills(Supply supply) {
        int count = supply.refills();
        Fills fills = supply.fills();
        String refills = count == 0 ? "" : ", with " + count + (count == 1 ? " refill" : " refills");
        if (fills == null || fills.first() == null) {
            return refills;
        }
        return ", the first fill " + days(fills.first().days()) + refills;
    }

    /** What the daily dose was computed with, beside a dose and a frequency that the order codes. */
    private static String steps(@Nullable Fills fills) {
        StringBuilder words = new StringBuilder();
        for (DailyUse.Step step : DailyUse.Step.values()) {
            if (fills != null && fills.steps().contains(step)) {
                words.append("; ").append(step(step));
            }
        }
        return words.toString();
    }

    private static String step(DailyUse.Step step) {
        return switch (step) {
            case FREQUENCY_IN_WORDS -> "how often from the dosage text";
            case DOSE_IN_WORDS -> "the dose from the dosage text";
            case STRENGTH -> "milligrams counted by the product's strength";
            case NO_UNIT -> "the quantity has no unit and is counted in the dose's";
            case RATE -> "from its rate per day";
            case LARGEST_DOSE -> "from the largest dose per period";
        };
    }

    /** {@code 1 day}, {@code 21 days}. */
    public static String days(long days) {
        return days == 1 ? "1 day" : days + " days";
    }

    /** An order on record with its days, for a list on a card. */
    static Facts order(OrderDays span) {
        return new Facts()
                .put("order", span.order().label())
                .put("start", span.start())
                .put("end", span.end())
                .put("length", supply(span.supply()));
    }

    /** Orders on record by name and date. */
    public static List<Facts> orders(List<MedicationOrder> orders) {
        List<Facts> list = new ArrayList<>();
        for (MedicationOrder order : orders) {
            list.add(new Facts().put("order", order.label()).put("date", order.authored()));
        }
        return list;
    }
}
