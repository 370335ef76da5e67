package org.lumbarcds.settings.check;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.rules.RulesSettings;
import org.lumbarcds.settings.values.Described;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** Every property under {@code lumbar.*}, read from the settings records themselves, so the list is never written twice. */
public final class SettingsCatalogue {

    /**
     * One property.
     *
     * @param name full name, for example {@code lumbar.limits.body}
     * @param defaultValue as one would write it; empty when there is none
     * @param meaning one sentence
     * @param allowed what may be written, for example {@code on, shadow or off}
     * @param type its Java type
     * @param made whether a path may be missing at the start
     * @param min least value of a number
     * @param max greatest value of a number
     */
    public record Property(
            String name,
            String defaultValue,
            String meaning,
            String allowed,
            Class<?> type,
            boolean made,
            int min,
            int max) {}

    /** Stands for the index of a record in a list of records. */
    static final String ANY_INDEX = "[n]";

    /** What every setting of a rule begins with. */
    static final String RULES = LumbarSettings.PREFIX + ".rules.";

    private static final Pattern INDEX = Pattern.compile("\\[\\d+](?=\\.)");

    private static final List<Property> PROPERTIES = List.copyOf(of(LumbarSettings.class, LumbarSettings.PREFIX));

    private SettingsCatalogue() {}

    /** All properties, in the order of the records. */
    public static List<Property> properties() {
        return PROPERTIES;
    }

    /** The property of this name, or the one an index or a key of this name belongs to. */
    static Optional<Property> find(String name) {
        String any = INDEX.matcher(name).replaceAll(ANY_INDEX);
        return PROPERTIES.stream()
                .filter(p -> any.equals(p.name()) || any.startsWith(p.name() + "["))
                .findFirst();
    }

    private static List<Property> of(Class<?> type, String prefix) {
        List<Property> found = new ArrayList<>();
        for (Parameter parameter : canonicalConstructor(type).getParameters()) {
            String name = prefix + "." + DataObjectPropertyName.toDashedForm(parameter.getName());
            Described meaning = parameter.getAnnotation(Described.class);
            Class<?> element = parameter.getType().getComponentType();
            if (parameter.getType() == Map.class) {
                RulesSettings.all().forEach(setting -> found.add(property(setting)));
            } else if (element != null) {
                found.addAll(of(element, name + ANY_INDEX));
            } else if (meaning == null) {
                found.addAll(of(parameter.getType(), name));
            } else {
                found.add(property(name, parameter, meaning));
            }
        }
        return found;
    }

    static Property property(RulesSettings.RuleSetting setting) {
        return new Property(
                RULES + setting.name(),
                setting.defaultValue(),
                setting.meaning(),
                setting.type().isEnum() ? choice(setting.type()) : wholeNumber(setting.min(), setting.max()),
                setting.type(),
                false,
                setting.min(),
                setting.max());
    }

    static Constructor<?> canonicalConstructor(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every record has a canonical constructor", e);
        }
    }

    private static Property property(String name, Parameter parameter, Described meaning) {
        DefaultValue defaultValue = parameter.getAnnotation(DefaultValue.class);
        return new Property(
                name,
                defaultValue == null ? "" : String.join(",", defaultValue.value()),
                meaning.value(),
                allowed(parameter, meaning),
                parameter.getType(),
                meaning.made(),
                meaning.min(),
                meaning.max());
    }

    private static String allowed(Parameter parameter, Described meaning) {
        Class<?> type = parameter.getType();
        if (type.isEnum()) {
            return choice(type);
        }
        if (type == int.class) {
            return wholeNumber(meaning.min(), meaning.max());
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == Duration.class) {
            return "a time such as 400ms, from 10ms to 60s";
        }
        if (type == DataSize.class) {
            return "a size such as 5MB, from 1KB to 100MB";
        }
        if (type == URI.class) {
            return "an absolute http or https URL without query";
        }
        if (type == Path.class) {
            return meaning.made() ? "a path" : "the path of an existing directory";
        }
        if (type == ZoneId.class) {
            return "a time zone such as Europe/Vienna";
        }
        if (type == String.class) {
            return "a text as its meaning says";
        }
        // The raw type: JDK 17 does not tell a record's generic parameters when a newer javac compiled it.
        if (type == List.class) {
            return "a comma-separated list";
        }
        throw new IllegalStateException("No wording for " + type);
    }

    private static String wholeNumber(int min, int max) {
        return "a whole number from " + min + " to " + max;
    }

    private static String choice(Class<?> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.toList());
        String last = names.remove(names.size() - 1);
        return String.join(", ", names) + " or " + last;
    }
}
