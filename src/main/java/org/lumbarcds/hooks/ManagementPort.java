package org.lumbarcds.hooks;

import java.util.List;
import org.lumbarcds.hooks.web.AllowedOrigins;
import org.lumbarcds.hooks.web.ProtocolFilter;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * What the callers' port has, for a management port of its own: Spring gives that a web server that knows none of the
 * filters. Named in {@code META-INF/spring}; no {@code @Configuration}, so that it is not found for the callers' port too.
 */
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
class ManagementPort {

    /** Nothing there is for a page of elsewhere. */
    private static final AllowedOrigins NO_PAGES = new AllowedOrigins(List.of());

    @Bean
    FilterRegistrationBean<ProtocolFilter> managementProtocolFilter() {
        return HooksConfiguration.protocol(NO_PAGES);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> outcomesOnTheManagementPort() {
        return factory -> HooksConfiguration.answerWithOutcomes(factory, NO_PAGES);
    }
}
