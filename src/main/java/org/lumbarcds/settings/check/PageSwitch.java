package org.lumbarcds.settings.check;

import java.net.InetAddress;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.PageSettings.Enabled;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether the page at {@code /} is there: "on by default only where the service listens on loopback". */
public final class PageSwitch implements Condition {

    private static final String ENABLED = LumbarSettings.PREFIX + ".page.enabled";

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return isOn(context.getEnvironment());
    }

    /** A value that can't be used stops the start, where the settings are bound as a whole. */
    public static boolean isOn(Environment environment) {
        Binder binder = Binder.get(environment);
        return switch (binder.bind(ENABLED, Enabled.class).orElse(Enabled.AUTO)) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> isForThisMachine(binder);
        };
    }

    private static boolean isForThisMachine(Binder binder) {
        InetAddress address =
                binder.bind("server.address", Bindable.of(InetAddress.class)).orElse(null);
        ForwardHeadersStrategy proxies = binder.bind(
                        "server.forward-headers-strategy", Bindable.of(ForwardHeadersStrategy.class))
                .orElse(null);
        return address != null
                && address.isLoopbackAddress()
                && (proxies == null || proxies == ForwardHeadersStrategy.NONE);
    }
}
