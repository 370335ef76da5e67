package org.lumbarcds.settings.rules;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lumbarcds.guideline.engine.Mode;
import org.lumbarcds.guideline.engine.Numbers;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Threshold;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * {@code lumbar.rules.<rule id>}: each rule's mode, and beside it the thresholds that the rule declares. A rule that is
 * added has its settings by that alone.
 */
public final class RulesSettings {

    private static final String MODE = "mode";
    private static final String MODE_MEANING =
            "`on`; `shadow`: evaluated and counted, never shown; `off`: not evaluated.";
    /** YAML reads on and off as true and false. */
    private static final Map<String, Mode> MODES =
            Map.of("on", Mode.ON, "true", Mode.ON, "shadow", Mode.SHADOW, "off", Mode.OFF, "false", Mode.OFF);

    private static final List<RuleSetting> ALL = LowBackPainRule.rules().stream()
            .flatMap(rule -> settingsOf(rule).stream())
            .toList();

    private static final Map<String, RuleSetting> BY_SPELLING =
            ALL.stream().collect(Collectors.toUnmodifiableMap(setting -> spelling(setting.name()), setting -> setting));

    private final Map<String, String> written;

    private RulesSettings(Map<String, String> written) {
        this.written = written;
    }

    /**
     * Of what is written below {@code lumbar.rules}, the settings of highest precedence first. Names may be spelt as
     * environment variables are: without dashes, or with dots for them. An
     * empty value counts as left out.
     */
    public static RulesSettings of(Map<String, String> written) {
        Map<String, String> bySpelling = new LinkedHashMap<>();
        written.forEach((name, value) -> {
            if (!value.isBlank()) {
                bySpelling.putIfAbsent(spelling(name), value.strip());
            }
        });
        return new RulesSettings(bySpelling);
    }

    /** Every setting there is, rule by rule, its mode first. */
    public static List<RuleSetting> all() {
        return ALL;
    }

    /** The setting of this name below {@code lumbar.rules}, however it is spelt. */
    public static Optional<RuleSetting> find(String name) {
        return Optional.ofNullable(BY_SPELLING.get(spelling(name)));
    }

    private static List<RuleSetting> settingsOf(Rule rule) {
        List<RuleSetting> settings = new ArrayList<>();
        settings.add(new RuleSetting(name(rule.id(), MODE), "on", MODE_MEANING, Mode.class, 0, 0));
        for (Class<? extends Record> type : rule.numbers()) {
            for (RecordComponent number : type.getRecordComponents()) {
                settings.add(settingOf(rule.id(), number));
            }
        }
        return settings;
    }

    private static RuleSetting settingOf(RuleId rule, RecordComponent number) {
        Threshold threshold = Objects.requireNonNull(
                number.getAnnotation(Threshold.class), () -> "No threshold: " + rule.id() + ", " + number.getName());
        return new RuleSetting(
                name(rule, number.getName()),
                String.valueOf(threshold.value()),
                threshold.meaning(),
                int.class,
                threshold.min(),
                threshold.max());
    }

    private static String name(RuleId rule, String own) {
        return rule.id() + "." + DataObjectPropertyName.toDashedForm(own);
    }

    private static String spelling(String name) {
        return name.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
    }

    /** The mode of every rule. */
    public Map<RuleId, Mode> modes() {
        Map<RuleId, Mode> modes = new LinkedHashMap<>();
        for (RuleId rule : LowBackPainRule.values()) {
            modes.put(rule, (Mode) value(name(rule, MODE)));
        }
        return modes;
    }

    /** The numbers that are the rules' own. */
    public Record[] numbers() {
        return LowBackPainRule.rules().stream()
                .flatMap(rule -> rule.numbers().stream().map(type ->
                        (Record) Numbers.filled(type, number -> (int) value(name(rule.id(), number.getName())))))
                .toArray(Record[]::new);
    }

    /**
     * A setting in force: a {@link Mode} or a whole number.
     *
     * @param name below {@code lumbar.rules}
     * @throws IllegalArgumentException when there is no such setting, or what is written for it is neither
     */
    public Object value(String name) {
        RuleSetting setting = find(name).orElseThrow(() -> new IllegalArgumentException("No setting " + name));
        return setting.read(written.getOrDefault(spelling(name), setting.defaultValue()));
    }

    /**
     * One setting of a rule.
     *
     * @param name below {@code lumbar.rules}, such as {@code bed-rest.mode}
     * @param defaultValue as one would write it
     * @param meaning one sentence
     * @param type {@link Mode} or int
     * @param min least value of a number
     * @param max greatest value of a number
     */
    public record RuleSetting(String name, String defaultValue, String meaning, Class<?> type, int min, int max) {

        /** @throws IllegalArgumentException when it is neither a mode nor a whole number, as the setting wants it */
        public Object read(String written) {
            if (type != Mode.class) {
                return Integer.valueOf(written.strip());
            }
            Mode mode = MODES.get(written.strip().toLowerCase(Locale.ROOT));
            if (mode == null) {
                throw new IllegalArgumentException("No mode");
            }
            return mode;
        }
    }
}
