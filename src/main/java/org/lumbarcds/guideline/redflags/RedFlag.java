package org.lumbarcds.guideline.redflags;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;

/**
 * One red flag on record.
 *
 * @param label what the record calls it
 * @param groups what it counts as; never empty
 * @param source what tells it
 * @param date when it began, or null when that is not on record
 * @param byRecording whether {@code date} is only the day it was written down
 * @param ended whether its condition is no longer active
 * @param suspected whether it is only suspected
 * @param surely false when a partial date, an unknown age or an unknown length leaves open whether it counts
 * @param news false for a standing flag that was there before an episode that has become chronic
 */
public record RedFlag(
        String label,
        Set<ProblemGroup> groups,
        Source source,
        @Nullable PartialDate date,
        boolean byRecording,
        boolean ended,
        boolean suspected,
        boolean surely,
        boolean news) {

    /** What tells it. */
    public enum Source {
        CONDITION,
        /** A reason of the encounter that is no condition on record. */
        ENCOUNTER,
        /** Drug orders on record. */
        ORDERS
    }

    /** Count "whenever active". */
    static final Set<ProblemGroup> STANDING = EnumSet.of(
            ProblemGroup.CANCER,
            ProblemGroup.OSTEOPOROSIS,
            ProblemGroup.LONG_TERM_STEROID,
            ProblemGroup.IMMUNOSUPPRESSION,
            ProblemGroup.INJECTING_DRUG_USE);

    /** Count "when they began in the episode or in the last 90 days, or are active with no date". */
    static final Set<ProblemGroup> ACUTE = EnumSet.of(
            ProblemGroup.CAUDA_EQUINA,
            ProblemGroup.VERTEBRAL_FRACTURE,
            ProblemGroup.SPINAL_INFECTION,
            ProblemGroup.NEUROLOGICAL_DEFICIT,
            ProblemGroup.BLADDER_OR_BOWEL,
            ProblemGroup.FEVER,
            ProblemGroup.WEIGHT_LOSS,
            ProblemGroup.SIGNIFICANT_TRAUMA,
            ProblemGroup.FALL);

    /** "Osteoporosis alone, steroids alone and a cancer that is history matter to the imaging rule only." */
    private static final Set<ProblemGroup> IMAGING_ONLY =
            EnumSet.of(ProblemGroup.OSTEOPOROSIS, ProblemGroup.LONG_TERM_STEROID, ProblemGroup.CANCER_HISTORY);

    /** What to call them, the most urgent first. */
    private static final List<Map.Entry<ProblemGroup, String>> NAMES = List.of(
            Map.entry(ProblemGroup.CAUDA_EQUINA, "cauda equina syndrome"),
            Map.entry(ProblemGroup.BLADDER_OR_BOWEL, "urinary retention or bowel incontinence"),
            Map.entry(ProblemGroup.NEUROLOGICAL_DEFICIT, "neurological deficit"),
            Map.entry(ProblemGroup.SPINAL_INFECTION, "spinal infection"),
            Map.entry(ProblemGroup.VERTEBRAL_FRACTURE, "vertebral fracture"),
            Map.entry(ProblemGroup.SIGNIFICANT_TRAUMA, "significant trauma (fracture possible)"),
            Map.entry(ProblemGroup.FALL, "fall (fracture possible)"),
            Map.entry(ProblemGroup.CANCER, "cancer"),
            Map.entry(ProblemGroup.FEVER, "fever"),
            Map.entry(ProblemGroup.WEIGHT_LOSS, "unexplained weight loss"),
            Map.entry(ProblemGroup.IMMUNOSUPPRESSION, "immunosuppression or HIV"),
            Map.entry(ProblemGroup.INJECTING_DRUG_USE, "injecting drug use"),
            Map.entry(ProblemGroup.OSTEOPOROSIS, "osteoporosis"),
            Map.entry(ProblemGroup.LONG_TERM_STEROID, "long-term steroids"),
            Map.entry(ProblemGroup.CANCER_HISTORY, "past cancer"));

    public RedFlag {
        groups = Set.copyOf(groups);
    }

    /** What it counts as; of several meanings of one condition, the most urgent. */
    public String name() {
        String name = NAMES.stream()
                .filter(known -> groups.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("red flag");
        return suspected ? "suspected " + name : name;
    }

    /** Whether it matters to imaging only, neither to care nor to the red-flags card. */
    public boolean imagingOnly() {
        return IMAGING_ONLY.containsAll(groups);
    }

    /** Whether it is to be evaluated now. */
    boolean isToEvaluate() {
        boolean newly = news || !Collections.disjoint(groups, ACUTE);
        return surely && newly && !imagingOnly();
    }
}
