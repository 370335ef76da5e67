package org.lumbarcds;

import java.time.Clock;
import java.util.List;
import org.lumbarcds.guideline.Guideline;
import org.lumbarcds.guideline.Policy;
import org.lumbarcds.guideline.Rule;
import org.lumbarcds.hooks.RuleFailures;
import org.lumbarcds.settings.LumbarSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the packages together: what one needs of another is given to it here. */
@Configuration(proxyBeanMethods = false)
class Wiring {

    @Bean
    Clock clock(LumbarSettings settings) {
        return Clock.system(settings.zone());
    }

    @Bean
    Policy policy(LumbarSettings settings) {
        return settings.toPolicy();
    }

    @Bean
    Guideline guideline(List<Rule> rules, LumbarSettings settings, RuleFailures failures) {
        return new Guideline(rules, settings.rules().modes(), failures);
    }
}
