package org.lumbarcds.security;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.clients.OfferedServices;
import org.lumbarcds.clients.WarmUpCredentials;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.security.keys.KeyRefresh;
import org.lumbarcds.security.operators.OperatorDoor;
import org.lumbarcds.security.operators.RegisteredOperators;
import org.lumbarcds.security.tokens.BearerHeader;
import org.lumbarcds.security.tokens.CallerAuthentication;
import org.lumbarcds.security.tokens.ClientReader;
import org.lumbarcds.security.tokens.ClientRegistry;
import org.lumbarcds.security.tokens.ReplayGuard;
import org.lumbarcds.security.tokens.TokenDiagnosis;
import org.lumbarcds.security.tokens.TokenRefusals;
import org.lumbarcds.security.tokens.TokenVerifier;
import org.lumbarcds.security.tokens.WarmUpClient;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.SecuritySettings;
import org.lumbarcds.settings.check.PageSwitch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Lets registered clients in. Where clients are registered, whatever is not named as open here wants a token, known path
 * or not; where none is, nothing is asked and no call costs more for it.
 */
@Configuration(proxyBeanMethods = false)
public class SecurityConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityConfiguration.class);

    @Bean
    ClientReader clientReader(LumbarSettings settings, OfferedServices services, Clock clock, MeterRegistry meters) {
        return new ClientReader(settings, services, clock, meters);
    }

    @Bean
    KeyRefresh keyRefresh(ClientReader reader) {
        return new KeyRefresh(reader.keys());
    }

    @Bean
    ClientRegistry clientRegistry(ClientReader reader, LumbarSettings settings) {
        ClientRegistry clients = new ClientRegistry(reader.clients());
        if (!clients.isEmpty()) {
            LOG.info(
                    "{} registered; aud of their tokens is {}{}/(service id)",
                    reader.clients().size() == 1
                            ? "1 client is"
                            : reader.clients().size() + " clients are",
                    base(settings),
                    Endpoint.DISCOVERY);
        }
        return clients;
    }

    @Bean
    TokenRefusals tokenRefusals(MeterRegistry meters, Clock clock) {
        return new TokenRefusals(meters, clock);
    }

    @Bean
    ReplayGuard replayGuard(LumbarSettings settings, Clock clock) {
        return new ReplayGuard(settings.security().rememberedTokens(), clock);
    }

    @Bean
    TokenDiagnosis tokenDiagnosis(ClientRegistry clients, ReplayGuard replays, Clock clock) {
        return new TokenDiagnosis(clients, replays, clock);
    }

    @Bean
    WarmUpCredentials warmUpCredentials(
            ClientRegistry clients, TokenRefusals refusals, LumbarSettings settings, Clock clock) {
        return clients.isEmpty() ? new NoCredentials() : new WarmUpClient(clients, refusals, base(settings), clock);
    }

    /** Where nobody needs a token, no path can lead around one: such a call is answered as if this were not here. */
    @Bean
    HttpFirewall firewall(ClientRegistry clients) {
        return clients.isEmpty() ? new OpenDoor() : new StrictHttpFirewall();
    }

    /** Before everything that looks at the path. */
    @Bean
    FilterRegistrationBean<TrailingSlashFilter> trailingSlash() {
        FilterRegistrationBean<TrailingSlashFilter> registration =
                new FilterRegistrationBean<>(new TrailingSlashFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    /** Spring's own would log what the request looked like. */
    @Bean
    RequestRejectedHandler rejections() {
        return (request, response, rejected) ->
                Refusal.ofStatus(HttpServletResponse.SC_BAD_REQUEST).writeTo(response);
    }

    /** What is answered without a token, whatever else is configured. */
    @Bean
    @Order(0)
    SecurityFilterChain openPaths(LumbarSettings settings, Environment environment) {
        // On a port of its own management is guarded by who can reach that port.
        RequestMatcher open = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT
                ? EndpointRequest.toAnyEndpoint()
                : EndpointRequest.to("health", "info");
        // /livez and /readyz, where they are wanted on this port: whoever probes it has no token.
        open = new OrRequestMatcher(open, EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, "health"));
        if (settings.security().discovery() == SecuritySettings.Discovery.OPEN) {
            open = new OrRequestMatcher(open, PublicReading::ofDiscovery, PublicReading::ofViews);
        }
        if (PageSwitch.isOn(environment)) {
            open = new OrRequestMatcher(open, PublicReading::ofPage);
        }
        return new DefaultSecurityFilterChain(open);
    }

    /** What is for operators, or for this machine alone where nobody else reaches the service. */
    @Bean
    @Order(0)
    SecurityFilterChain operators(
            HttpSecurity http, ClientRegistry clients, LumbarSettings settings, ServerProperties server)
            throws Exception {
        RequestMatcher guarded = request -> Endpoint.of(request).isForOperators();
        SecuritySettings.OperatorSettings[] operators = settings.security().operators();
        if (operators.length == 0) {
            boolean alone = clients.isEmpty()
                    && server.getAddress() != null
                    && server.getAddress().isLoopbackAddress()
                    && !isBehindAProxy(server);
            OperatorDoor.Open open = alone ? OperatorDoor.Open.TO_THIS_MACHINE : OperatorDoor.Open.TO_NOBODY;
            return new DefaultSecurityFilterChain(guarded, new OperatorDoor(open, TimeMeter.SYSTEM_NANOTIME));
        }
        AuthenticationEntryPoint wanted =
                (request, response, failure) -> (failure instanceof AuthenticationServiceException
                                ? Refusal.tooManyQuestions()
                                : Refusal.operatorWanted())
                        .writeTo(response);
        return http.securityMatcher(guarded)
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authenticationManager(RegisteredOperators.of(operators))
                .httpBasic(basic -> basic.authenticationEntryPoint(wanted))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(wanted))
                .addFilterBefore(
                        new OperatorDoor(OperatorDoor.Open.TO_OPERATORS, TimeMeter.SYSTEM_NANOTIME),
                        BasicAuthenticationFilter.class)
                .authorizeHttpRequests(all -> all.anyRequest().hasRole(RegisteredOperators.ROLE))
                .build();
    }

    private static boolean isBehindAProxy(ServerProperties server) {
        ServerProperties.ForwardHeadersStrategy strategy = server.getForwardHeadersStrategy();
        return strategy != null && strategy != ServerProperties.ForwardHeadersStrategy.NONE;
    }

    /** Everything else. */
    @Bean
    @Order(1)
    SecurityFilterChain registeredClients(
            HttpSecurity http,
            ClientRegistry clients,
            ReplayGuard replays,
            TokenRefusals refusals,
            LumbarSettings settings,
            Clock clock)
            throws Exception {
        if (clients.isEmpty()) {
            return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE);
        }
        TokenVerifier verifier = new TokenVerifier(clients, replays, clock);
        return http.securityMatcher(AnyRequestMatcher.INSTANCE)
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .addFilter(bearer(verifier, refusals, base(settings)))
                .addFilterAfter(
                        new OriginFilter(settings.cors().allowedOrigins()), BearerTokenAuthenticationFilter.class)
                .authorizeHttpRequests(all -> all.anyRequest()
                        .access((authentication, context) ->
                                new AuthorizationDecision(mayCall(authentication.get(), context.getRequest()))))
                .build();
    }

    private static BearerTokenAuthenticationFilter bearer(
            TokenVerifier verifier, TokenRefusals refusals, String publicUrl) {
        AuthenticationManagerResolver<HttpServletRequest> managers = request -> sent -> {
            String token = ((BearerTokenAuthenticationToken) sent).getToken();
            TokenVerifier.Proven proven = verifier.verify(token, Endpoint.urls(request, publicUrl));
            proven.caller().attachTo(request);
            return new CallerAuthentication(proven);
        };
        BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(managers, new BearerHeader());
        filter.setAuthenticationEntryPoint(refusals);
        return filter;
    }

    private static boolean mayCall(@Nullable Authentication authentication, HttpServletRequest request) {
        String service = Endpoint.of(request).service();
        return authentication instanceof CallerAuthentication caller
                && (service == null || caller.proven().caller().client().mayCall(service));
    }

    private static String base(LumbarSettings settings) {
        return settings.publicUrl().toString().replaceAll("/+$", "");
    }

    /** Lets every request through as it is. */
    private static final class OpenDoor implements HttpFirewall {

        @Override
        public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
            return new FirewalledRequest(request) {
                @Override
                public void reset() {
                    // Nothing was changed.
                }
            };
        }

        @Override
        public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
            return response;
        }
    }

    /** Where anybody may call, the service need not prove who it is. */
    private static final class NoCredentials implements WarmUpCredentials {

        @Override
        public @Nullable String authorization(String path) {
            return null;
        }

        @Override
        public void end() {
            // Nothing was given out.
        }
    }
}
