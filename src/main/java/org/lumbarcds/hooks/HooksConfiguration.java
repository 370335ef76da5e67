package org.lumbarcds.hooks;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.core.StandardHost;
import org.lumbarcds.audit.AuditLog;
import org.lumbarcds.body.Admission;
import org.lumbarcds.body.BodyParser;
import org.lumbarcds.body.BodyReader;
import org.lumbarcds.cards.CardWriter;
import org.lumbarcds.chart.ChartReader;
import org.lumbarcds.clients.OfferedServices;
import org.lumbarcds.clients.WarmUpCredentials;
import org.lumbarcds.fetch.ChartFetcher;
import org.lumbarcds.guideline.engine.Guideline;
import org.lumbarcds.guideline.engine.Numbers;
import org.lumbarcds.hooks.answering.CallMetrics;
import org.lumbarcds.hooks.answering.CallNotifier;
import org.lumbarcds.hooks.answering.ClientServers;
import org.lumbarcds.hooks.answering.DataCompletion;
import org.lumbarcds.hooks.answering.HookService;
import org.lumbarcds.hooks.answering.RuleFailures;
import org.lumbarcds.hooks.answering.ShadowRules;
import org.lumbarcds.hooks.answering.Snoozing;
import org.lumbarcds.hooks.answering.Subjects;
import org.lumbarcds.hooks.warmup.ConnectionWarmUp;
import org.lumbarcds.hooks.warmup.FetchWarmUp;
import org.lumbarcds.hooks.warmup.OwnConnection;
import org.lumbarcds.hooks.warmup.WarmUp;
import org.lumbarcds.hooks.web.AllowedOrigins;
import org.lumbarcds.hooks.web.BrowserAccess;
import org.lumbarcds.hooks.web.OpenCallsFilter;
import org.lumbarcds.hooks.web.OperatorAuditFilter;
import org.lumbarcds.hooks.web.OutcomeReportValve;
import org.lumbarcds.hooks.web.ProtocolFilter;
import org.lumbarcds.hooks.web.RateLimitFilter;
import org.lumbarcds.hooks.web.RefusalAuditFilter;
import org.lumbarcds.record.CallListener;
import org.lumbarcds.record.ContentVersion;
import org.lumbarcds.record.KeyedHash;
import org.lumbarcds.record.RuleVersions;
import org.lumbarcds.record.Snoozes;
import org.lumbarcds.services.CdsService;
import org.lumbarcds.services.Discovery;
import org.lumbarcds.services.PrefetchQueries;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.values.UndecidedAnswer;
import org.lumbarcds.terminology.Terminology;
import org.springframework.boot.ssl.SslBundles;
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

    private static final List<String> SERVICES = List.of("/cds-services", "/cds-services/*");

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
    CallMetrics callRecord(MeterRegistry meters) {
        return new CallMetrics(meters);
    }

    @Bean
    Subjects subjects(KeyedHash hash) {
        return new Subjects(hash);
    }

    @Bean
    Snoozing snoozing(LumbarSettings settings, Snoozes snoozes, Subjects subjects) {
        return new Snoozing(Set.copyOf(settings.snooze().rules()), snoozes, subjects);
    }

    @Bean
    ShadowRules shadowRules(LumbarSettings settings) {
        return new ShadowRules(Arrays.stream(settings.shadow())
                .map(shadow -> new ShadowRules.Shadow(Set.copyOf(shadow.rules()), shadow.client(), shadow.tenant()))
                .toList());
    }

    @Bean
    CallNotifier callEvents(
            List<CallListener> listeners,
            Subjects subjects,
            ContentVersion version,
            RuleVersions versions,
            Clock clock) {
        return new CallNotifier(listeners, subjects, version, versions, clock);
    }

    @Bean
    RuleFailures ruleFailures(MeterRegistry meters) {
        return new RuleFailures(meters);
    }

    @Bean
    HookService hookService(
            ChartReader charts,
            Guideline guideline,
            Numbers numbers,
            CardWriter cards,
            LumbarSettings settings,
            PrefetchQueries queries,
            DataCompletion completion,
            ShadowRules shadows,
            Snoozing snoozing) {
        return new HookService(
                charts,
                guideline,
                numbers,
                cards,
                settings.cards().selectionBehavior().code(),
                settings.cards().undecided() == UndecidedAnswer.CARD,
                queries,
                completion,
                shadows,
                snoozing,
                settings.limits().drafts());
    }

    @Bean
    DataCompletion dataCompletion(ChartFetcher fetcher, LumbarSettings settings, PrefetchQueries queries) {
        return new DataCompletion(fetcher, settings.fhir().deadline(), queries);
    }

    @Bean
    ClientServers clientServers(LumbarSettings settings) {
        return new ClientServers(settings.fhir().allowHttp());
    }

    @Bean
    WarmUp warmUp(BodyParser parser, HookService hooks, CallNotifier events) {
        return new WarmUp(parser, hooks, events);
    }

    @Bean
    ConnectionWarmUp connectionWarmUp(
            Environment environment,
            CallMetrics record,
            WarmUpCredentials credentials,
            PrefetchQueries queries,
            SslBundles bundles) {
        return new ConnectionWarmUp(
                environment, record, credentials, new OwnConnection(environment, bundles), new FetchWarmUp(queries));
    }

    @Bean
    OfferedServices offeredServices() {
        return new OfferedServices(
                Arrays.stream(CdsService.values()).map(CdsService::id).collect(Collectors.toUnmodifiableSet()));
    }

    @Bean
    FilterRegistrationBean<CorsFilter> browserAccess(AllowedOrigins origins) {
        FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(BrowserAccess.filter(origins));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return registration;
    }

    @Bean
    FilterRegistrationBean<RefusalAuditFilter> refusalAudit(AuditLog audit, CallMetrics record, MeterRegistry meters) {
        FilterRegistrationBean<RefusalAuditFilter> registration = new FilterRegistrationBean<>(
                new RefusalAuditFilter(audit, record::isReal, TimeMeter.SYSTEM_NANOTIME, meters));
        registration.setUrlPatterns(SERVICES);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    @Bean
    FilterRegistrationBean<OperatorAuditFilter> operatorAudit(AuditLog audit) {
        FilterRegistrationBean<OperatorAuditFilter> registration =
                new FilterRegistrationBean<>(new OperatorAuditFilter(audit));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    /** A preflight brings no token, so the origins of every client are among them. */
    @Bean
    AllowedOrigins allowedOrigins(LumbarSettings settings) {
        return new AllowedOrigins(Stream.concat(
                        settings.cors().allowedOrigins().stream(),
                        Arrays.stream(settings.security().clients()).flatMap(client -> client.corsOrigins().stream()))
                .distinct()
                .toList());
    }

    @Bean
    FilterRegistrationBean<OpenCallsFilter> openCalls(LumbarSettings settings, MeterRegistry meters) {
        FilterRegistrationBean<OpenCallsFilter> registration = new FilterRegistrationBean<>(
                new OpenCallsFilter(settings.limits().openCallsPerAddress(), meters));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 4);
        return registration;
    }

    /** After authentication, which Spring runs at -100. */
    @Bean
    FilterRegistrationBean<RateLimitFilter> rateLimit(
            LumbarSettings settings, MeterRegistry meters, CallMetrics record) {
        FilterRegistrationBean<RateLimitFilter> registration = new FilterRegistrationBean<>(new RateLimitFilter(
                settings.limits().callsPerMinute(), TimeMeter.SYSTEM_NANOTIME, record::isReal, meters));
        registration.setUrlPatterns(SERVICES);
        registration.setOrder(0);
        return registration;
    }

    /** Outermost, so that it sees what any other filter throws. */
    @Bean
    FilterRegistrationBean<ProtocolFilter> protocolFilter(AllowedOrigins origins) {
        return protocol(origins);
    }

    static FilterRegistrationBean<ProtocolFilter> protocol(AllowedOrigins origins) {
        FilterRegistrationBean<ProtocolFilter> registration = new FilterRegistrationBean<>(new ProtocolFilter(origins));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setUrlPatterns(List.of("/*"));
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
        return registration;
    }

    /** What Tomcat refuses before the application sees it. */
    static void answerWithOutcomes(TomcatServletWebServerFactory factory, AllowedOrigins origins) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                // Tomcat makes one of its own unless it finds one of this name.
                host.getPipeline().addValve(new OutcomeReportValve(origins));
                host.setErrorReportValveClass(OutcomeReportValve.class.getName());
            }
        });
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatForTheProtocol(AllowedOrigins origins) {
        return factory -> {
            answerWithOutcomes(factory, origins);
            // A client that asks first learns of a refusal before it sends its body.
            factory.addConnectorCustomizers(connector -> {
                connector.setProperty("continueResponseTiming", "onRead");
                // Nobody sends these, and each of their bytes may take as long as a whole read.
                connector.setProperty("maxExtensionSize", "0");
                connector.setProperty("maxTrailerSize", "64");
            });
        };
    }
}
