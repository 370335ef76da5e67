package org.lumbarcds.settings.check;

import java.util.HashMap;
import java.util.Map;

/** The setting of every number of the guideline, by the class that declares the number and its name there. */
public final class NumberSettings {

    private static final Map<String, String> NUMBERS = Map.ofEntries(
            Map.entry("OpioidFirstLine$Days.trial", "lumbar.rules.opioid-first-line.trial-days"),
            Map.entry("OpioidTherapyNumbers.longTermDays", "lumbar.rules.opioid-first-line.long-term-days"),
            Map.entry("OpioidTherapyNumbers.gapDays", "lumbar.rules.opioid-first-line.therapy-gap-days"),
            Map.entry("OpioidTherapyNumbers.endedDays", "lumbar.rules.opioid-first-line.therapy-ended-days"),
            Map.entry("MuscleRelaxantDuration$Days.max", "lumbar.rules.muscle-relaxant-duration.max-days"),
            Map.entry("RoutineImaging$Days.from", "lumbar.rules.routine-imaging.from-days"),
            Map.entry("RoutineImaging$Days.referralFrom", "lumbar.rules.routine-imaging.referral-from-days"),
            Map.entry("FirstLineCare$Days.until", "lumbar.rules.first-line-care.until-days"),
            Map.entry("Reassess$Days.from", "lumbar.rules.reassess.from-days"),
            Map.entry("Reassess$Days.usualCourse", "lumbar.rules.reassess.usual-course-days"),
            Map.entry("PhysicalTherapyReferral$Days.declined", "lumbar.rules.physical-therapy-referral.declined-days"),
            Map.entry(
                    "PsychosocialScreening$Days.resultValid", "lumbar.rules.psychosocial-screening.result-valid-days"),
            Map.entry("SafetyNumbers.infarctionRecoveryDays", "lumbar.rules.relaxant-caution.infarction-recovery-days"),
            Map.entry("SafetyNumbers.recentBleedingDays", "lumbar.rules.nsaid-caution.recent-bleeding-days"),
            Map.entry("SafetyNumbers.bypassDays", "lumbar.rules.nsaid-caution.bypass-days"),
            Map.entry("SafetyNumbers.kidneyInjuryDays", "lumbar.rules.nsaid-caution.kidney-injury-days"),
            Map.entry(
                    "MuscleRelaxantDuration$Days.shortestUpdate",
                    "lumbar.rules.muscle-relaxant-duration.shortest-update-days"),
            Map.entry(
                    "MuscleRelaxantDuration$Days.thiocolchicoside",
                    "lumbar.rules.muscle-relaxant-duration.thiocolchicoside-days"),
            Map.entry("NsaidCaution$Days.ketorolac", "lumbar.rules.nsaid-caution.ketorolac-days"),
            Map.entry("Ages.adult", "lumbar.guideline.adult-age"),
            Map.entry("EpisodeNumbers.linkDays", "lumbar.guideline.episode-link-days"),
            Map.entry("EpisodeNumbers.recordedLinkDays", "lumbar.guideline.recorded-link-days"),
            Map.entry("EpisodeNumbers.chronicAfterDays", "lumbar.guideline.chronic-after-days"),
            Map.entry("CourseNumbers.assumedRunningDays", "lumbar.guideline.assumed-running-days"),
            Map.entry("CourseNumbers.possiblyTakenDays", "lumbar.guideline.possibly-taken-days"),
            Map.entry("CourseNumbers.maoInhibitorDays", "lumbar.guideline.mao-inhibitor-days"),
            Map.entry("CourseNumbers.gapDays", "lumbar.guideline.course-gap-days"),
            Map.entry("RedFlagNumbers.acuteDays", "lumbar.guideline.acute-red-flag-days"),
            Map.entry("RedFlagNumbers.fallAge", "lumbar.guideline.fall-age"),
            Map.entry("EpisodeNumbers.persistingFromDays", "lumbar.guideline.persisting-from-days"),
            Map.entry("SafetyNumbers.kidneyFunctionValidDays", "lumbar.guideline.kidney-function-valid-days"),
            Map.entry("Ages.older", "lumbar.guideline.older-age"),
            Map.entry("RedFlagNumbers.endedDays", "lumbar.guideline.ended-red-flag-days"),
            Map.entry("CourseNumbers.taperDays", "lumbar.guideline.taper-days"));

    private NumberSettings() {}

    /** Of the numbers alone. */
    static Map<String, String> numbers() {
        return NUMBERS;
    }

    /** Of the numbers and of what is chosen beside them. */
    public static Map<String, String> all() {
        Map<String, String> all = new HashMap<>(NUMBERS);
        all.put("SafetyNumbers.ibuprofenFirst", "lumbar.cards.first-choice-nsaid");
        return Map.copyOf(all);
    }
}
