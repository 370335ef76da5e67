package org.lumbarcds.guideline.model.meaning;

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

    /** Opioids taken for long, by a code or in words. */
    LONG_TERM_OPIOID_USE,

    GI_BLEEDING,
    /** Bleeding from the rectum or from haemorrhoids: a caution, never more. */
    RECTAL_BLEEDING,
    PEPTIC_ULCER,
    /** Personal history of peptic ulcer or bleeding. */
    PEPTIC_ULCER_HISTORY,
    /** Inflammatory bowel disease, bariatric surgery. */
    BOWEL_INFLAMMATION,
    KIDNEY_DISEASE,
    /** Chronic kidney disease stage 4 or 5, end-stage disease, dialysis. */
    KIDNEY_DISEASE_ADVANCED,
    /** Stage 1 or 2: no caution, but an NSAID is offered only beside an eGFR. */
    KIDNEY_DISEASE_EARLY,
    ACUTE_KIDNEY_INJURY,
    KIDNEY_TRANSPLANT,
    HYPERKALEMIA,
    /** Heart failure, cardiomyopathy. */
    HEART_FAILURE,
    HEART_TRANSPLANT,
    MYOCARDIAL_INFARCTION,
    /** Old infarction: history by its code. */
    MYOCARDIAL_INFARCTION_HISTORY,
    ACUTE_CORONARY_SYNDROME,
    /** Ischaemic stroke, transient ischaemic attack, and what they leave. */
    STROKE,
    /** Coronary and peripheral arterial disease. */
    VASCULAR_DISEASE,
    HYPERTENSIVE_CRISIS,
    CORONARY_BYPASS,
    /** History of a bypass graft by its code, so with no date of the operation. */
    CORONARY_BYPASS_HISTORY,
    PREGNANCY,
    /** A pregnancy whose code says third trimester without a week. */
    PREGNANCY_THIRD_TRIMESTER,
    BREASTFEEDING,
    NSAID_ALLERGY,
    /** "Z88.6 may mean an opioid, an NSAID or acetaminophen." */
    ANALGESIC_ALLERGY,
    /** An allergy to drugs that are not named. */
    DRUG_ALLERGY_UNSPECIFIED,
    RELAXANT_ALLERGY,
    NSAID_THERAPY,
    /** Aspirin taken for long, of a dose that nobody wrote. */
    ASPIRIN_THERAPY,
    ANTICOAGULANT_THERAPY,
    ANTIPLATELET_THERAPY,
    BLEEDING_DISORDER,
    HEPATIC_IMPAIRMENT,
    /** Liver failure or cirrhosis; also in {@link #HEPATIC_IMPAIRMENT}. */
    CIRRHOSIS,
    LIVER_TRANSPLANT,
    /** Other and unspecified disorders of the liver. */
    LIVER_DISORDER_UNSPECIFIED,
    RAISED_TRANSAMINASES,
    ACETAMINOPHEN_OVERDOSE,
    MALNUTRITION,
    /** Arrhythmia or conduction disorder. */
    ARRHYTHMIA,
    /** Bradycardia, premature beats. */
    ARRHYTHMIA_MINOR,
    HYPERTHYROIDISM,
    /** Angle-closure glaucoma or narrow angles; open-angle glaucoma is none. */
    GLAUCOMA,
    /** Retention of urine or an enlarged prostate with symptoms, as a caution for an anticholinergic drug. */
    URINARY_OBSTRUCTION,
    BOWEL_OBSTRUCTION,
    PROSTATE_ENLARGED,
    SEROTONIN_SYNDROME,
    /** Dementia, sleep apnoea, respiratory failure. */
    SEDATION_RISK,
    SEIZURE,
    ALCOHOL_USE_DISORDER,
    /** Alcohol use disorder in remission. */
    ALCOHOL_REMISSION,
    MYASTHENIA_GRAVIS,
    PORPHYRIA,
    HEMOLYTIC_ANEMIA,

    /** Reasons that tell nothing of what is treated: check-up, follow-up, "pain" without a site. */
    ADMINISTRATIVE,

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
