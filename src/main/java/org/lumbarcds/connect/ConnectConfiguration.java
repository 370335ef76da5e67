package org.lumbarcds.connect;

import org.lumbarcds.fetch.ChartFetcher;
import org.lumbarcds.security.tokens.TokenDiagnosis;
import org.lumbarcds.services.PrefetchQueries;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.views.Navigation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the checks and their page together. */
@Configuration(proxyBeanMethods = false)
class ConnectConfiguration {

    @Bean
    Targets targets(LumbarSettings settings) {
        return new Targets(settings.publicUrl());
    }

    @Bean
    ConnectPage connectPage(Targets targets, PrefetchQueries queries, Navigation navigation) {
        return new ConnectPage(targets, queries, navigation);
    }

    @Bean
    TokenTrial tokenTrial(TokenDiagnosis diagnosis, Targets targets) {
        return new TokenTrial(diagnosis, targets);
    }

    @Bean
    ServerTrial serverTrial(ChartFetcher fetcher, PrefetchQueries queries, LumbarSettings settings) {
        return new ServerTrial(
                fetcher, queries, NamedServers.of(settings), settings.fhir().deadline());
    }
}
