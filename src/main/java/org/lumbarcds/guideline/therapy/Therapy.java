package org.lumbarcds.guideline.therapy;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.lumbarcds.guideline.course.CourseNumbers;
import org.lumbarcds.guideline.course.OrderDays;
import org.lumbarcds.guideline.course.Supply;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.drugs.Ingredient;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;

/** What orders on record say of past and present treatment. Specification 4.6. */
public final class Therapy {

    /** Relaxants whose labels warn of stopping them abruptly after long use. */
    private static final List<String> TAPERED = List.of("baclofen", "carisoprodol", "tizanidine");

    private Therapy() {}

    /** Whether an order on record was ever more than a draft: drafts, cancelled orders and errors were never taken. */
    public static boolean wasGiven(MedicationOrder order) {
        return OrderDays.ofRecorded(order).isGiven();
    }

    /**
     * "a first-line drug (NSAID, systemic or topical, not aspirin up to 100 mg; acetaminophen alone; muscle relaxant)".
     */
    public static boolean isFirstLine(Drug drug) {
        return !drug.has(DrugClass.OPIOID)
                && (drug.isSystemicNsaid()
                        || drug.isTopicalNsaid()
                        || drug.isAcetaminophenAlone()
                        || drug.isMuscleRelaxant());
    }

    /**
     * First-line drugs that run today, or may: an active order that gives neither its days nor a usable date can't be taken
     * for one that is over. Empty also when medications could not be had, so ask for that first.
     */
    public static List<MedicationOrder> runningFirstLine(Situation situation) {
        return situation.chart().medications().orElse(List.of()).stream()
                .filter(order -> isFirstLine(order.drug()))
                .filter(order -> {
                    OrderDays span = OrderDays.ofRecorded(order);
                    return span.runs(situation.today(), situation.numbers(CourseNumbers.class))
                            || mayRun(span, situation);
                })
                .toList();
    }

    /** "Status active with unknown length: taken as running for 90 days from its start", as far as a partial date tells. */
    private static boolean mayRun(OrderDays span, Situation situation) {
        if (span.start() != null || !span.isGiven() || !span.order().status().equals("active")) {
            return false;
        }
        PartialDate date = span.order().authored();
        long days = span.supply().certainty() == Supply.Certainty.EXACT
                ? span.supply().days()
                : situation.numbers(CourseNumbers.class).assumedRunningDays();
        return date == null || date.latest().plusDays(days).isAfter(situation.today());
    }

    /**
     * "opioid therapy running, or ended at most 30 days ago, any opioids with gaps up to 30 days, for 90 days or more
     * already". "An assumed length never proves long-term therapy." "Buprenorphine and methadone for opioid use disorder
     * are no opioid therapy in this sense": where nobody knows of the disorder, neither is known.
     */
    public static Truth isLongTermOpioid(Situation situation) {
        return ofAnalgesics(situation, LongUse::isProven);
    }

    private static Truth ofAnalgesics(Situation situation, BiFunction<LongUse, Situation, Truth> asked) {
        Truth forPain = asked.apply(analgesics(true, situation), situation);
        Truth disorder = new OnRecord(situation).everRecorded(ProblemGroup.OPIOID_USE_DISORDER);
        if (forPain.isYes() || disorder.isYes()) {
            return forPain;
        }
        Truth all = asked.apply(analgesics(false, situation), situation);
        return disorder.isNo() || all.isNo() ? all : Truth.UNKNOWN;
    }

    private static LongUse analgesics(boolean disorder, Situation situation) {
        return LongUse.ofOpioids(drug -> drug.isOpioidAnalgesic(disorder), situation);
    }

    /**
     * May this drug only be reduced stepwise? "No card of any rule offers to remove, stop or replace baclofen, carisoprodol
     * or tizanidine taken for 30 days or more before today, nor an opioid or benzodiazepine taken for 90 days or more."
     */
    public static Taper taper(Drug drug, Situation situation) {
        Taper taper = Taper.NONE;
        for (String relaxant : TAPERED) {
            if (drug.isMuscleRelaxant() && drug.hasIngredient(relaxant)) {
                LongUse use = LongUse.ofRelaxant(
                        other -> other.isMuscleRelaxant() && other.hasIngredient(relaxant), situation);
                taper = taper.or(new Taper(use.isOnRecord(situation), use.days()));
            }
        }
        int days = situation.numbers(OpioidTherapyNumbers.class).longTermDays();
        if (drug.isOpioid()) {
            taper = taper.or(new Taper(ofAnalgesics(situation, LongUse::isOnRecord), days));
        }
        if (isBenzodiazepine(drug)) {
            LongUse use = LongUse.ofOpioids(Therapy::isBenzodiazepine, situation);
            taper = taper.or(new Taper(use.isOnRecord(situation), days));
        }
        return taper;
    }

    private static boolean isBenzodiazepine(Drug drug) {
        return drug.has(DrugClass.BENZODIAZEPINE) && drug.uses().isEmpty();
    }

    /** "nor a drug taken for 90 days or more already": the same ingredient of it, surely or perhaps. */
    public static Taper takenLong(Drug drug, Situation situation) {
        LongUse use = LongUse.ofOpioids(
                other -> drug.ingredients().stream().map(Ingredient::name).anyMatch(other::hasIngredient), situation);
        return new Taper(use.isOnRecord(situation), use.days());
    }

    /** Orders that may be running and treat opioid use disorder, when that is on record: no therapy of pain. */
    public static List<MedicationOrder> treatingUseDisorder(Situation situation) {
        return situation.chart().medications().orElse(List.of()).stream()
                .filter(order -> order.drug().isOpioid() && !order.drug().isOpioidAnalgesic(true))
                .filter(order -> OrderDays.ofRecorded(order)
                        .isPossiblyTaken(situation.today(), situation.numbers(CourseNumbers.class)))
                .toList();
    }

    /**
     * "An assumed length never proves long-term therapy, and an earlier order of unknown length is not chained (the card
     * names it)": such orders of some drugs that may still be taken, besides a draft.
     */
    public static List<MedicationOrder> ofUnknownLength(Predicate<Drug> drugs, Order draft, Situation situation) {
        return OtherDrugs.besides(List.of(draft), situation).current().stream()
                .filter(other -> !other.drafted() && other.possiblyTaken() && drugs.test(other.drug()))
                .map(OtherDrugs.Other::order)
                .filter(order -> OrderDays.ofRecorded(order).end() == null)
                .toList();
    }
}
