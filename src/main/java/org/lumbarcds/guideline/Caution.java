package org.lumbarcds.guideline;

import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.MedicationOrder;
import org.lumbarcds.guideline.model.Truth;

/**
 * Something on record that speaks against a drug for this patient.
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

    /** How much it speaks against the drug, from the least. */
    public enum Severity {
        /** Keeps the service from suggesting the drug, but is no reason to question an order for it. */
        NOT_SUGGESTED,
        /** The label or the Beers criteria call for caution. */
        CAUTION,
        /** The label contraindicates the drug. */
        CONTRAINDICATION
    }

    /** What speaks against a drug. */
    public enum Kind {
        ALLERGY("allergy"),
        GI_BLEEDING("gastrointestinal bleeding"),
        PEPTIC_ULCER("peptic ulcer, present or past"),
        KIDNEY_FUNCTION("reduced kidney function"),
        KIDNEY_DISEASE("kidney disease"),
        ACUTE_KIDNEY_INJURY("acute kidney injury"),
        HEART_FAILURE("heart failure"),
        MYOCARDIAL_INFARCTION("myocardial infarction"),
        CORONARY_BYPASS("coronary bypass graft"),
        PREGNANCY("pregnancy"),
        ANTICOAGULANT("anticoagulant"),
        ANTIPLATELET("antiplatelet drug"),
        RAISED_BY_NSAID("drug whose level an NSAID raises"),
        STEROID("systemic steroid"),
        BLEEDING_DISORDER("bleeding disorder"),
        HEPATIC_IMPAIRMENT("liver disease"),
        SAME_CLASS("drug of the same class"),
        MAO_INHIBITOR("MAO inhibitor now or within 14 days"),
        ARRHYTHMIA("arrhythmia or conduction disorder"),
        HYPERTHYROIDISM("hyperthyroidism"),
        GLAUCOMA("glaucoma or raised eye pressure"),
        URINARY_OBSTRUCTION("urinary retention or obstruction"),
        SEROTONERGIC("serotonergic drug"),
        DEPRESSANT("drug that depresses the central nervous system"),
        OLDER_AGE("older age"),
        MYASTHENIA_GRAVIS("myasthenia gravis"),
        ALCOHOL_USE_DISORDER("alcohol use disorder");

        private final String wording;

        Kind(String wording) {
            this.wording = wording;
        }

        /** The caution in plain words. */
        public String wording() {
            return wording;
        }
    }

    /** Surely there, and a reason to question an order for the drug. */
    public boolean questionsAnOrder() {
        return present.isYes() && severity != Severity.NOT_SUGGESTED;
    }

    public boolean isContraindication() {
        return severity == Severity.CONTRAINDICATION;
    }

    /** {@code anticoagulant: warfarin (ordered 2026-11-01)}. */
    public String text() {
        String open = present.isYes() ? "" : ", not certain";
        return kind.wording() + ": " + onRecord + (when == null ? "" : " (" + when + open + ")");
    }

    /** It as a group of facts, for a list on a card. */
    public Facts describe() {
        return new Facts()
                .put("caution", kind.wording())
                .put("onRecord", onRecord)
                .put("when", when)
                .put("citedFrom", source)
                .flag("contraindication", isContraindication());
    }
}
