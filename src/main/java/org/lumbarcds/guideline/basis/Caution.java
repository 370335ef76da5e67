package org.lumbarcds.guideline.basis;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.orders.MedicationOrder;

/**
 * Something on record that speaks against a drug for this patient. Specification 4.1.
 *
 * @param kind what it is
 * @param severity how much it speaks against the drug
 * @param present whether it surely holds today; {@link Truth#UNKNOWN} when dates leave that open. Never {@link Truth#NO}
 * @param onRecord what the record calls it, for the card: a condition's, an order's or an allergy's label, or a result
 * @param when its date in words, or null when the record has none
 * @param source the label's section or the criteria that say so
 * @param order the other order it is about, or null when it is no order
 */
public record Caution(
        Kind kind,
        Severity severity,
        Truth present,
        String onRecord,
        @Nullable String when,
        String source,
        @Nullable MedicationOrder order) {

    /** How {@link #when} begins when what it is about is over. */
    public static final String PAST = "in the past";

    private static final int LONGEST_IN_SUMMARY = 45;

    /**
     * How much it speaks against the drug, from the least. "Levels: avoid (label contraindication, or the label says
     * avoid), caution, withhold. All three mean: not offered."
     */
    public enum Severity {
        /** Keeps the service from offering the drug, and is no reason to question an order for it. */
        WITHHOLD,
        /** The same, and worth a line of advice on an order for it: "with an order of cyclobenzaprine: info". */
        ADVICE,
        /** The label or the Beers criteria call for caution: a warning on an order. */
        CAUTION,
        /** The label says to avoid the drug: a warning on an order. */
        AVOID,
        /** The label says to avoid the drug, and the specification lists it as critical. */
        AVOID_CRITICAL,
        /** The label contraindicates the drug: critical. */
        CONTRAINDICATED
    }

    /** What speaks against a drug. */
    public enum Kind {
        ALLERGY("allergy"),
        GI_BLEEDING("gastrointestinal bleeding"),
        PEPTIC_ULCER("peptic ulcer, present or past"),
        BOWEL_INFLAMMATION("bowel inflammation or bariatric surgery"),
        KIDNEY_FUNCTION("reduced kidney function"),
        KIDNEY_DISEASE("kidney disease"),
        ACUTE_KIDNEY_INJURY("acute kidney injury"),
        HYPERKALEMIA("high potassium"),
        HEART_FAILURE("heart failure"),
        MYOCARDIAL_INFARCTION("myocardial infarction"),
        ACUTE_CORONARY_SYNDROME("acute coronary syndrome"),
        STROKE("stroke"),
        VASCULAR_DISEASE("coronary or arterial disease"),
        HYPERTENSIVE_CRISIS("hypertensive crisis"),
        CORONARY_BYPASS("coronary bypass graft"),
        PREGNANCY("pregnancy"),
        BREASTFEEDING("breastfeeding or the time after birth"),
        ANTICOAGULANT("anticoagulant"),
        ANTIPLATELET("antiplatelet drug"),
        ASPIRIN("aspirin"),
        RAISED_BY_NSAID("drug whose level an NSAID raises"),
        BLOOD_PRESSURE_DRUGS("ACE inhibitor or ARB with a diuretic"),
        INTERACTION("interacting drug"),
        STEROID("systemic steroid"),
        BLEEDING_DISORDER("bleeding disorder"),
        HEPATIC_IMPAIRMENT("liver disease"),
        CIRRHOSIS("cirrhosis or liver failure"),
        RAISED_TRANSAMINASES("raised liver enzymes"),
        OVERDOSE("overdose on record"),
        MALNUTRITION("malnutrition"),
        SAME_CLASS("drug of the same class"),
        SAME_INGREDIENT("another product with acetaminophen"),
        TOO_LONG("longer than its label allows"),
        MAO_INHIBITOR("MAO inhibitor now or within 14 days"),
        ARRHYTHMIA("arrhythmia or conduction disorder"),
        HEART_RHYTHM_DRUG("drug that affects the heart rhythm"),
        HYPERTHYROIDISM("hyperthyroidism"),
        GLAUCOMA("angle-closure glaucoma or narrow angles"),
        URINARY_OBSTRUCTION("urinary retention or obstruction"),
        BOWEL_OBSTRUCTION("bowel obstruction"),
        PROSTATE_ENLARGED("enlarged prostate"),
        ANTICHOLINERGIC("anticholinergic drug"),
        SEROTONERGIC("serotonergic drug"),
        SEROTONIN_SYNDROME("serotonin syndrome"),
        DEPRESSANT("sedating drug"),
        SEDATION_RISK("condition that sedation worsens"),
        SEIZURE("seizures"),
        OLDER_AGE("older age"),
        MYASTHENIA_GRAVIS("myasthenia gravis"),
        ALCOHOL_USE_DISORDER("alcohol use disorder"),
        PORPHYRIA("porphyria"),
        HEMOLYTIC_ANEMIA("hemolytic anemia");

        private final String wording;

        Kind(String wording) {
            this.wording = wording;
        }

        /** The caution in plain words. */
        public String wording() {
            return wording;
        }
    }

    /** Surely there, and worth saying on an order for the drug. */
    public boolean isSaidOnAnOrder() {
        return present.isYes() && severity != Severity.WITHHOLD;
    }

    /** "critical = a labelled contraindication, or one of the label's 'avoid' that nsaid-caution lists". */
    public boolean isCritical() {
        return severity.compareTo(Severity.AVOID_CRITICAL) >= 0;
    }

    /** The label says "contraindicated", not only "avoid". */
    public boolean isContraindication() {
        return severity == Severity.CONTRAINDICATED;
    }

    /** The label contraindicates the drug or says to avoid it. */
    public boolean isAvoid() {
        return severity.compareTo(Severity.AVOID) >= 0;
    }

    /** {@code anticoagulant: warfarin}, as far as a summary has room for the name. */
    public String inSummary() {
        String named =
                order == null ? wording() : wording() + ": " + order.drug().name();
        return named.length() <= LONGEST_IN_SUMMARY ? named : wording();
    }

    /**
     * {@code CKD stage 4}, {@code NSAID allergy}, {@code warfarin (anticoagulant)}: the record's words, as short as they can
     * be understood; where it has a code or a drug only, beside what that means here.
     */
    public String inShort() {
        if (kind == Kind.OLDER_AGE) {
            return "age " + onRecord;
        }
        String perhaps = present.isYes() ? "" : "perhaps ";
        if (order != null) {
            // The drug first: of what is too long the end is cut.
            return perhaps + order.drug().name() + (isOfSameClass() ? already() : " (" + wording() + ")");
        }
        String meant = Facts.ofCode(onRecord, wording());
        if (!meant.equals(onRecord)) {
            return perhaps + meant;
        }
        return perhaps + (kind == Kind.ALLERGY ? asAllergy() : onRecord);
    }

    private String asAllergy() {
        String said = onRecord.toLowerCase(Locale.ROOT);
        if (said.contains("allerg") || said.contains("intoleran")) {
            return onRecord;
        }
        return onRecord.contains(" ") ? wording() + " (" + onRecord + ")" : onRecord + " " + wording();
    }

    /**
     * The kind in plain words. "An intolerance of low criticality with stomach complaints only is a caution": to call it an
     * allergy would say too much.
     */
    private String wording() {
        return kind == Kind.ALLERGY && severity == Severity.CAUTION ? "intolerance" : kind.wording();
    }

    /** "Unless the drug or its class is already active or drafted." */
    private String already() {
        return order != null && order.status().equals("draft") ? " already drafted" : " already on record";
    }

    /** What it is about is over. */
    public boolean isPast() {
        return when != null && when.startsWith(PAST);
    }

    /** Another drug of the same class, or another product with the same ingredient. */
    public boolean isOfSameClass() {
        return kind == Kind.SAME_CLASS || kind == Kind.SAME_INGREDIENT;
    }

    /** {@code sedating drug (lorazepam)}, else {@link #inShort()}: for a sentence that has to say what it is. */
    public String inASentence() {
        return order == null ? inShort() : wording() + " (" + order.drug().name() + ")";
    }

    /** It as a group of facts, for a list on a card. */
    public Facts describe() {
        return new Facts()
                .put("caution", wording())
                .put("onRecord", onRecord)
                .put("when", when)
                .put("citedFrom", source)
                .flag("contraindication", isContraindication())
                .flag("avoid", isAvoid() && !isContraindication());
    }
}
