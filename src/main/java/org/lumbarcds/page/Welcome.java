package org.lumbarcds.page;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.settings.check.PageSwitch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says, once the service is ready, which address to open: the last line that whoever starts it by hand sees. */
@Component
@Conditional(PageSwitch.class)
final class Welcome {

    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    private final Environment environment;

    Welcome(Environment environment) {
        this.environment = environment;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void ready(ApplicationReadyEvent event) {
        LOG.info("Ready. Open {} in a browser; Ctrl-C stops it", address());
    }

    private String address() {
        boolean tls = environment.containsProperty("server.ssl.bundle")
                || environment.containsProperty("server.ssl.key-store")
                || environment.containsProperty("server.ssl.certificate");
        @Nullable InetAddress bound = environment.getProperty("server.address", InetAddress.class);
        String host = bound == null || bound.isAnyLocalAddress() ? "localhost" : bound.getHostAddress();
        return (tls ? "https://" : "http://")
                + (host.contains(":") ? "[" + host + "]" : host)
                + ":" + environment.getProperty("local.server.port", "8080")
                + environment.getProperty("server.servlet.context-path", "")
                + "/";
    }
}
