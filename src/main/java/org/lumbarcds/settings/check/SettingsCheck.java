package org.lumbarcds.settings.check;

import java.lang.reflect.Parameter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.rules.RulesSettings;
import org.lumbarcds.settings.rules.RulesSettings.RuleSetting;
import org.lumbarcds.settings.values.Components;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.util.unit.DataSize;

/** Judges bound settings, and the names that binding itself does not judge. */
final class SettingsCheck {

    private static final DataSize LEAST_BODY = DataSize.ofKilobytes(1);
    private static final Duration LEAST_TIME = Duration.ofMillis(10);
    private static final Duration GREATEST_TIME = Duration.ofSeconds(60);
    private static final DataSize GREATEST_BODY = DataSize.ofMegabytes(100);

    /** What Kubernetes sets in every container for a Service that is called lumbar or lumbar-something. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    private SettingsCheck() {}

    /** @throws InvalidSettingException naming the first property whose value can't be used */
    static void check(LumbarSettings settings) {
        checkRecord(settings, LumbarSettings.PREFIX);
        settings.writtenRules().forEach(SettingsCheck::checkRule);
        OriginCheck.check(settings.cors().allowedOrigins());
        ShadowCheck.check(settings);
        CardsCheck.check(settings);
    }

    /**
     * Spring judges names in files and on the command line. A misspelt environment variable would silently leave a rule
     * as it was, so those are judged here.
     *
     * @throws InvalidSettingException naming the first variable that is no property
     */
    static void checkNames(Set<String> environmentVariables, Set<String> systemProperties) {
        Set<String> known = new HashSet<>();
        SettingsCatalogue.properties().forEach(property -> known.addAll(asVariables(property.name())));
        environmentVariables.stream()
                .filter(name -> name.toUpperCase(Locale.ROOT).startsWith("LUMBAR_"))
                .filter(name -> !SERVICE_LINK.matcher(name).matches())
                .filter(name -> !known.contains(withoutIndexes(name)))
                .sorted()
                .findFirst()
                .ifPresent(SettingsCheck::rejectName);
        systemProperties.stream()
                .filter(name -> name.startsWith(LumbarSettings.PREFIX + "."))
                .filter(name -> SettingsCatalogue.find(dashed(name)).isEmpty())
                .sorted()
                .findFirst()
                .ifPresent(SettingsCheck::rejectName);
    }

    private static void rejectName(String name) {
        throw InvalidSettingException.unknown(name);
    }

    private static String dashed(String name) {
        return String.join(
                ".",
                List.of(name.split("\\.", -1)).stream()
                        .map(DataObjectPropertyName::toDashedForm)
                        .toList());
    }

    /** An index at the end is dropped, one in the middle stands for any. */
    private static String withoutIndexes(String variable) {
        return variable.toUpperCase(Locale.ROOT).replaceAll("_\\d+_?$", "").replaceAll("_\\d+_", "_N_");
    }

    /** Both spellings that Spring reads: dashes dropped, and dashes as underscores. */
    private static Set<String> asVariables(String property) {
        String upper = property.replace(SettingsCatalogue.ANY_INDEX, ".n")
                .toUpperCase(Locale.ROOT)
                .replace('.', '_');
        Set<String> names = new HashSet<>();
        names.add(upper.replace("-", ""));
        names.add(upper.replace('-', '_'));
        return names;
    }

    /** An empty value is left out; what Kubernetes sets for a Service called lumbar-rules is none of ours. */
    private static void checkRule(String name, String value) {
        String variable = "LUMBAR_RULES_" + name.toUpperCase(Locale.ROOT).replace('.', '_');
        if (value.isBlank() || SERVICE_LINK.matcher(variable).matches()) {
            return;
        }
        RuleSetting setting = RulesSettings.find(name)
                .orElseThrow(() -> InvalidSettingException.unknown(SettingsCatalogue.RULES + name));
        SettingsCatalogue.Property property = SettingsCatalogue.property(setting);
        try {
            if (!isUsable(setting.read(value), property)) {
                throw InvalidSettingException.value(property, value);
            }
        } catch (IllegalArgumentException e) {
            throw InvalidSettingException.value(property, value);
        }
    }

    private static void checkRecord(Object record, String prefix) {
        for (Parameter parameter :
                SettingsCatalogue.canonicalConstructor(record.getClass()).getParameters()) {
            String name = prefix + "." + DataObjectPropertyName.toDashedForm(parameter.getName());
            Object value = Components.read(record, parameter.getName());
            if (value instanceof Record nested) {
                checkRecord(nested, name);
            } else if (value instanceof Record[] list) {
                for (int i = 0; i < list.length; i++) {
                    checkRecord(list[i], name + "[" + i + "]");
                }
            } else if (value != null) {
                SettingsCatalogue.find(name)
                        .filter(property -> !isUsable(value, property))
                        .ifPresent(property -> {
                            throw InvalidSettingException.value(property, value);
                        });
            }
        }
    }

    private static boolean isUsable(Object value, SettingsCatalogue.Property property) {
        if (value instanceof Integer number) {
            return number >= property.min() && number <= property.max();
        }
        if (value instanceof Duration time) {
            return time.compareTo(LEAST_TIME) >= 0 && time.compareTo(GREATEST_TIME) <= 0;
        }
        if (value instanceof DataSize size) {
            return size.compareTo(LEAST_BODY) >= 0 && size.compareTo(GREATEST_BODY) <= 0;
        }
        if (value instanceof URI uri) {
            return uri.getHost() != null
                    && Set.of("http", "https")
                            .contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        }
        return !(value instanceof Path path) || property.made() || Files.isDirectory(path);
    }
}
