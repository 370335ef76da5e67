package org.lumbarcds.settings.check;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A setting that stops the start; the message names the property and says what to write. */
public final class InvalidSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String advice;

    private InvalidSettingException(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    static InvalidSettingException value(SettingsCatalogue.Property property, Object value) {
        return new InvalidSettingException(
                property.name() + " is \"" + value + "\", which can't be used.", write(property));
    }

    /**
     * For what only the package that uses a setting can judge.
     *
     * @param property full name
     * @param value as it was written
     * @param advice what to write, as a sentence
     */
    public static InvalidSettingException of(String property, Object value, String advice) {
        return new InvalidSettingException(property + " is \"" + value + "\", which can't be used.", advice);
    }

    /**
     * Stops the start unless the value can be used.
     *
     * @param value as it was written; null stands for an empty one
     * @param write what to write instead, behind "write"
     * @throws InvalidSettingException when it can't
     */
    public static void unless(boolean usable, String property, @Nullable String value, String write) {
        if (!usable) {
            throw of(property, Objects.toString(value, ""), "For " + property + " write " + write + ".");
        }
    }

    /** A property that has no default and is not there. */
    public static InvalidSettingException missing(String property, String advice) {
        return new InvalidSettingException(property + " is missing.", advice);
    }

    /**
     * @param problem what can't be, with the property's name
     * @param advice what to write instead
     */
    static InvalidSettingException of(String problem, String advice) {
        return new InvalidSettingException(problem, advice);
    }

    static InvalidSettingException unknown(String name) {
        return new InvalidSettingException(
                name + " is no property of this service.",
                "Correct the name or remove it. The README's section \"Configuration\" lists every property.");
    }

    static String write(SettingsCatalogue.Property property) {
        String otherwise = property.defaultValue().isEmpty()
                ? "leave it out"
                : "leave it out for the default, " + property.defaultValue();
        return "For " + property.name() + " write " + property.allowed() + ", or " + otherwise + ".";
    }

    /** What to write instead. */
    public String advice() {
        return advice;
    }
}
