package org.lumbarcds.guideline.model;

import java.util.Locale;

/**
 * What a condition or a reason means to the guideline. Each group is one value set {@code problem-<name>} whose codes,
 * prefixes and words decide membership; a condition can be in several groups or in none.
 */
public enum ProblemGroup {
    /** Low back pain, back muscle spasm or strain, lumbago with sciatica, back pain with no site. */
    LOW_BACK_PAIN,
    /** Those of {@link #LOW_BACK_PAIN} whose code names no site; the card says "site not specified". */
    BACK_PAIN_WITHOUT_SITE,
    /** Those of {@link #LOW_BACK_PAIN} that say "chronic". */
    CHRONIC_LOW_BACK_PAIN,
    /** Muscle spasm of the back. */
    BACK_SPASM,
    RADICULAR,
    LOW_BACK_PAIN_OF_PREGNANCY,

    CANCER,
    CANCER_HISTORY,
    OSTEOPOROSIS,
    LONG_TERM_STEROID,
    IMMUNOSUPPRESSION,
    INJECTING_DRUG_USE,
    CAUDA_EQUINA,
    VERTEBRAL_FRACTURE,
    SPINAL_INFECTION,
    NEUROLOGICAL_DEFICIT,
    /** Retention of urine, incontinence of the bowel. */
    BLADDER_OR_BOWEL,
    FEVER,
    WEIGHT_LOSS,
    SIGNIFICANT_TRAUMA,
    FALL,

    SICKLE_CELL_DISEASE,
    PALLIATIVE_CARE,
    OPIOID_USE_DISORDER,
    SPASTICITY,
    DEPRESSION,

    GI_BLEEDING,
    PEPTIC_ULCER,
    /** Personal history of peptic ulcer. */
    PEPTIC_ULCER_HISTORY,
    KIDNEY_DISEASE,
    /** Chronic kidney disease stage 4 or 5, end-stage disease, dialysis. */
    KIDNEY_DISEASE_ADVANCED,
    ACUTE_KIDNEY_INJURY,
    HEART_FAILURE,
    MYOCARDIAL_INFARCTION,
    /** Old infarction: history by its code. */
    MYOCARDIAL_INFARCTION_HISTORY,
    CORONARY_BYPASS,
    /** History of a bypass graft by its code, so with no date of the operation. */
    CORONARY_BYPASS_HISTORY,
    PREGNANCY,
    NSAID_ALLERGY,
    ANTICOAGULANT_THERAPY,
    ANTIPLATELET_THERAPY,
    BLEEDING_DISORDER,
    HEPATIC_IMPAIRMENT,
    ARRHYTHMIA,
    HYPERTHYROIDISM,
    GLAUCOMA,
    /** Retention of urine or an enlarged prostate with symptoms, as a caution for an anticholinergic drug. */
    URINARY_OBSTRUCTION,
    ALCOHOL_USE_DISORDER,
    MYASTHENIA_GRAVIS,

    /** Reasons that justify bed rest. */
    POSTOPERATIVE,
    FRACTURE,
    OBSTETRIC,
    THROMBOSIS;

    /** The name of its value set: {@code problem-cauda-equina}. */
    public String valueSet() {
        return "problem-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
