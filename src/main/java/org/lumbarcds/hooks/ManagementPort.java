package org.lumbarcds.hooks;

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

    @Bean
    FilterRegistrationBean<ProtocolFilter> managementProtocolFilter() {
        return HooksConfiguration.protocol();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> outcomesOnTheManagementPort() {
        return HooksConfiguration::answerWithOutcomes;
    }
}
