package org.lumbarcds.terminology.problems;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.terminology.valuesets.Stance;

/** What a group named in words means by how it is said: present, denied, looked for, or a thing of the past. */
final class StatedGroup {

    static final Set<ProblemGroup> LOW_BACK_PAIN = EnumSet.of(
            ProblemGroup.LOW_BACK_PAIN,
            ProblemGroup.BACK_PAIN_WITHOUT_SITE,
            ProblemGroup.CHRONIC_LOW_BACK_PAIN,
            ProblemGroup.BACK_SPASM);
    private static final Set<ProblemGroup> RED_FLAGS = EnumSet.range(ProblemGroup.CANCER, ProblemGroup.FALL);
    /** "History of" makes these another group. */
    private static final Map<ProblemGroup, ProblemGroup> AS_HISTORY = new EnumMap<>(Map.of(
            ProblemGroup.CANCER, ProblemGroup.CANCER_HISTORY,
            ProblemGroup.PEPTIC_ULCER, ProblemGroup.PEPTIC_ULCER_HISTORY,
            ProblemGroup.GI_BLEEDING, ProblemGroup.PEPTIC_ULCER_HISTORY,
            ProblemGroup.MYOCARDIAL_INFARCTION, ProblemGroup.MYOCARDIAL_INFARCTION_HISTORY,
            ProblemGroup.CORONARY_BYPASS, ProblemGroup.CORONARY_BYPASS_HISTORY));
    /** Who had these has them. */
    private static final Set<ProblemGroup> LASTING = EnumSet.of(
            ProblemGroup.CANCER_HISTORY,
            ProblemGroup.OSTEOPOROSIS,
            ProblemGroup.LONG_TERM_STEROID,
            ProblemGroup.IMMUNOSUPPRESSION,
            ProblemGroup.INJECTING_DRUG_USE,
            ProblemGroup.SICKLE_CELL_DISEASE,
            ProblemGroup.OPIOID_USE_DISORDER,
            ProblemGroup.SPASTICITY,
            ProblemGroup.PEPTIC_ULCER_HISTORY,
            ProblemGroup.KIDNEY_DISEASE,
            ProblemGroup.KIDNEY_DISEASE_ADVANCED,
            ProblemGroup.HEART_FAILURE,
            ProblemGroup.MYOCARDIAL_INFARCTION_HISTORY,
            ProblemGroup.CORONARY_BYPASS_HISTORY,
            ProblemGroup.NSAID_ALLERGY,
            ProblemGroup.BLEEDING_DISORDER,
            ProblemGroup.HEPATIC_IMPAIRMENT,
            ProblemGroup.ARRHYTHMIA,
            ProblemGroup.GLAUCOMA,
            ProblemGroup.ALCOHOL_USE_DISORDER,
            ProblemGroup.MYASTHENIA_GRAVIS,
            ProblemGroup.ACUTE_CORONARY_SYNDROME,
            ProblemGroup.STROKE,
            ProblemGroup.VASCULAR_DISEASE,
            ProblemGroup.BOWEL_INFLAMMATION,
            ProblemGroup.KIDNEY_TRANSPLANT,
            ProblemGroup.LIVER_TRANSPLANT,
            ProblemGroup.HEART_TRANSPLANT,
            ProblemGroup.CIRRHOSIS,
            ProblemGroup.ACETAMINOPHEN_OVERDOSE,
            ProblemGroup.SEROTONIN_SYNDROME,
            ProblemGroup.RELAXANT_ALLERGY,
            ProblemGroup.ANALGESIC_ALLERGY,
            ProblemGroup.DRUG_ALLERGY_UNSPECIFIED,
            ProblemGroup.PROSTATE_ENLARGED,
            ProblemGroup.SEDATION_RISK,
            ProblemGroup.SEIZURE,
            ProblemGroup.PORPHYRIA);

    private StatedGroup() {}

    /** Null when it means nothing then. A reason is read otherwise than a condition: who looks for something says why. */
    static @Nullable ProblemGroup meant(ProblemGroup group, Stance stance, boolean reason) {
        return switch (stance) {
            case PRESENT, SUSPECTED -> group;
            case NEGATED -> null;
            // Who looks for a red flag or a fracture has a reason to look.
            case RULED_OUT -> reason && (RED_FLAGS.contains(group) || group == ProblemGroup.FRACTURE) ? group : null;
            case HISTORY -> AS_HISTORY.getOrDefault(group, staysTrue(group, reason) ? group : null);
        };
    }

    private static boolean staysTrue(ProblemGroup group, boolean reason) {
        return LASTING.contains(group) || reason && LOW_BACK_PAIN.contains(group);
    }
}
