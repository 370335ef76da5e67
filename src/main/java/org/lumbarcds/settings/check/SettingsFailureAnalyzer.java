package org.lumbarcds.settings.check;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.settings.LumbarSettings;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;

/** Says in two sentences what is wrong with a setting and what to write, in place of a stack trace. */
public final class SettingsFailureAnalyzer implements FailureAnalyzer, Ordered {

    private static final String LIST = "The README's section \"Configuration\" lists every property.";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        FailureAnalysis own = new OfOwnCheck().analyze(failure);
        if (own != null) {
            return own;
        }
        FailureAnalysis misspelt = new OfName().analyze(failure);
        return misspelt != null ? misspelt : new OfValue().analyze(failure);
    }

    /** Before those of Spring, which don't know what may be written. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    private static final class OfOwnCheck extends AbstractFailureAnalyzer<InvalidSettingException> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingException cause) {
            return new FailureAnalysis(cause.getMessage(), cause.advice(), cause);
        }
    }

    private static final class OfName extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
            String names = cause.getUnboundProperties().stream()
                    .map(property -> property.getName() + from(property))
                    .sorted()
                    .collect(Collectors.joining(", "));
            return new FailureAnalysis(
                    "No property of this service: " + names + ".", "Correct the name or remove it. " + LIST, cause);
        }
    }

    private static final class OfValue extends AbstractFailureAnalyzer<BindException> {
        @Override
        protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
            BindException innermost = cause;
            for (Throwable next = cause.getCause(); next != null; next = next.getCause()) {
                if (next instanceof BindException deeper) {
                    innermost = deeper;
                }
            }
            String name = innermost.getName().toString();
            if (name.equals("server.address") || name.equals("management.server.address")) {
                ConfigurationProperty address = innermost.getProperty();
                InvalidSettingException said =
                        ListenerCheck.noAddress(name, address == null ? null : address.getValue());
                return new FailureAnalysis(said.getMessage(), said.advice(), cause);
            }
            if (!name.equals(LumbarSettings.PREFIX) && !name.startsWith(LumbarSettings.PREFIX + ".")) {
                return null;
            }
            ConfigurationProperty property = innermost.getProperty();
            String value = property == null ? "" : " is \"" + property.getValue() + "\"" + from(property) + ", which";
            String advice = SettingsCatalogue.find(name)
                    .map(InvalidSettingException::write)
                    .orElse(LIST);
            return new FailureAnalysis(name + value + " can't be used.", advice, cause);
        }
    }

    private static String from(ConfigurationProperty property) {
        return property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
    }
}
