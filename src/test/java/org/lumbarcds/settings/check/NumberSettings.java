package org.lumbarcds.settings.check;

import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * The setting of every number of the guideline, by the class that declares the number and its name there: what rules share
 * typed here, what is a rule's own by its declaration.
 */
public final class NumberSettings {

    private static final Map<String, String> SHARED = Map.ofEntries(
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
        Map<String, String> numbers = new HashMap<>(SHARED);
        for (Rule rule : LowBackPainRule.rules()) {
            for (Class<? extends Record> type : rule.numbers()) {
                String group = type.getName().substring(type.getPackageName().length() + 1);
                for (RecordComponent number : type.getRecordComponents()) {
                    numbers.put(
                            group + "." + number.getName(),
                            "lumbar.rules." + rule.id() + "." + DataObjectPropertyName.toDashedForm(number.getName()));
                }
            }
        }
        return Map.copyOf(numbers);
    }

    /** Of the numbers and of what is chosen beside them. */
    public static Map<String, String> all() {
        Map<String, String> all = new HashMap<>(numbers());
        all.put("SafetyNumbers.ibuprofenFirst", "lumbar.cards.first-choice-nsaid");
        return Map.copyOf(all);
    }
}
