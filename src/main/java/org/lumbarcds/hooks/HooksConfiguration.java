package org.lumbarcds.hooks;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.lumbarcds.cards.CardWriter;
import org.lumbarcds.chart.ChartReader;
import org.lumbarcds.fetch.ChartFetcher;
import org.lumbarcds.guideline.Guideline;
import org.lumbarcds.guideline.Policy;
import org.lumbarcds.record.CallListener;
import org.lumbarcds.record.ContentVersion;
import org.lumbarcds.record.KeyedHash;
import org.lumbarcds.record.RuleVersions;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.terminology.Terminology;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.CorsFilter;

/** Puts the protocol together. */
@Configuration(proxyBeanMethods = false)
class HooksConfiguration {

    /** Bodies and their trees may take this part of the heap. */
    private static final int HEAP_SHARE_OF_BODIES = 2;

    @Bean
    PrefetchQueries prefetchQueries(Terminology terminology) {
        return new PrefetchQueries(terminology);
    }

    @Bean
    Discovery discovery(Guideline guideline, PrefetchQueries queries) {
        return new Discovery(guideline, queries);
    }

    @Bean
    Admission admission(LumbarSettings settings) {
        long share = Runtime.getRuntime().maxMemory() / HEAP_SHARE_OF_BODIES;
        return new Admission(settings.limits().concurrentCalls(), share);
    }

    @Bean
    BodyReader bodyReader(LumbarSettings settings) {
        return new BodyReader(settings.limits().body());
    }

    @Bean
    BodyParser bodyParser(LumbarSettings settings) {
        return new BodyParser(settings.limits());
    }

    @Bean
    CallRecord callRecord(MeterRegistry meters) {
        return new CallRecord(meters);
    }

    @Bean
    CallEvents callEvents(
            List<CallListener> listeners, KeyedHash hash, ContentVersion version, RuleVersions versions, Clock clock) {
        return new CallEvents(listeners, hash, version, versions, clock);
    }

    @Bean
    RuleFailures ruleFailures(MeterRegistry meters) {
        return new RuleFailures(meters);
    }

    @Bean
    HookService hookService(
            ChartReader charts,
            Guideline guideline,
            Policy policy,
            CardWriter cards,
            LumbarSettings settings,
            PrefetchQueries queries,
            DataCompletion completion) {
        return new HookService(
                charts,
                guideline,
                policy,
                cards,
                settings.cards().selectionBehavior().code(),
                queries,
                completion,
                settings.limits().drafts());
    }

    @Bean
    DataCompletion dataCompletion(ChartFetcher fetcher, LumbarSettings settings, PrefetchQueries queries) {
        return new DataCompletion(fetcher, settings.fhir().deadline(), queries);
    }

    @Bean
    WarmUp warmUp(BodyParser parser, HookService hooks) {
        return new WarmUp(parser, hooks);
    }

    @Bean
    ConnectionWarmUp connectionWarmUp(Environment environment, CallRecord record, PrefetchQueries queries) {
        return new ConnectionWarmUp(environment, record, new FetchWarmUp(queries));
    }

    @Bean
    FilterRegistrationBean<CorsFilter> browserAccess(LumbarSettings settings) {
        FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(
                BrowserAccess.filter(settings.cors().allowedOrigins()));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    /** Outermost, so that it sees what any other filter throws. */
    @Bean
    FilterRegistrationBean<ProtocolFilter> protocolFilter() {
        FilterRegistrationBean<ProtocolFilter> registration = new FilterRegistrationBean<>(new ProtocolFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setUrlPatterns(List.of("/*"));
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatForTheProtocol() {
        return factory -> {
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(OutcomeReportValve.class.getName());
                }
            });
            // A client that asks first learns of a refusal before it sends its body.
            factory.addConnectorCustomizers(connector -> connector.setProperty("continueResponseTiming", "onRead"));
        };
    }
}
