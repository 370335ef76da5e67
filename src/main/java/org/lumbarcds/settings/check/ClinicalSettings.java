package org.lumbarcds.settings.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.values.Components;

/**
 * The settings that decide what is said to a clinician, with the values in force: thresholds, modes, how cards are offered
 * and when they are not shown again. Where the service listens, whom it lets in and what it keeps are none of them.
 */
public final class ClinicalSettings {

    private static final List<String> GROUPS = List.of("guideline", "rules", "cards", "snooze");

    /**
     * A setting in force.
     *
     * @param name full name, for example {@code lumbar.guideline.adult-age}
     * @param value as one would write it; lists sorted, since their order decides nothing
     * @param defaultValue as one would write it
     * @param meaning one sentence
     */
    public record InForce(String name, String value, String defaultValue, String meaning) {}

    private ClinicalSettings() {}

    /** All of them, in the order of the configuration's table. */
    public static List<InForce> of(LumbarSettings settings) {
        List<InForce> found = new ArrayList<>();
        for (SettingsCatalogue.Property property : SettingsCatalogue.properties()) {
            List<String> path = List.of(property.name().split("\\."));
            if (GROUPS.contains(path.get(1))) {
                Object value = value(settings, path.subList(1, path.size()));
                found.add(new InForce(property.name(), text(value), property.defaultValue(), property.meaning()));
            }
        }
        return List.copyOf(found);
    }

    private static Object value(LumbarSettings settings, List<String> path) {
        if (path.get(0).equals("rules")) {
            return settings.rules().value(String.join(".", path.subList(1, path.size())));
        }
        Object value = settings;
        for (String step : path) {
            value = Objects.requireNonNull(Components.read(value, component(step)));
        }
        return value;
    }

    /** {@code max-days} is the component {@code maxDays}. */
    private static String component(String dashed) {
        String[] words = dashed.split("-", -1);
        return words[0]
                + Stream.of(words)
                        .skip(1)
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    private static String text(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        if (value instanceof List<?> values) {
            return values.stream()
                    .map(ClinicalSettings::text)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(","));
        }
        if (value instanceof Number || value instanceof Boolean || value instanceof String) {
            return value.toString();
        }
        throw new IllegalStateException("No wording for " + value.getClass());
    }
}
