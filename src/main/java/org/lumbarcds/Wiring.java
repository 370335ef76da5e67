package org.lumbarcds;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.lumbarcds.analytics.CardWords;
import org.lumbarcds.analytics.export.OfferedReasons;
import org.lumbarcds.cards.CardSystems;
import org.lumbarcds.cards.CardWriter;
import org.lumbarcds.cards.DetailLimits;
import org.lumbarcds.cards.files.CardFile;
import org.lumbarcds.cards.files.CardLibrary;
import org.lumbarcds.cards.suggestions.OrderTemplates;
import org.lumbarcds.cards.writing.MarkdownCardWriter;
import org.lumbarcds.chart.ChartReader;
import org.lumbarcds.chart.reading.FhirChartReader;
import org.lumbarcds.guideline.engine.Guideline;
import org.lumbarcds.guideline.engine.Numbers;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.hooks.answering.RuleFailures;
import org.lumbarcds.record.HashKeyFile;
import org.lumbarcds.record.KeyedHash;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.check.PageSwitch;
import org.lumbarcds.terminology.Terminology;
import org.lumbarcds.terminology.ValueSetTerminology;
import org.lumbarcds.views.Navigation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the packages together: what one needs of another is given to it here. */
@Configuration(proxyBeanMethods = false)
class Wiring {

    @Bean
    Clock clock(LumbarSettings settings) {
        return Clock.system(settings.zone());
    }

    @Bean
    Navigation navigation(Environment environment) {
        return new Navigation(PageSwitch.isOn(environment));
    }

    @Bean
    Numbers numbers(LumbarSettings settings) {
        return settings.toNumbers();
    }

    @Bean
    Guideline guideline(LumbarSettings settings, RuleFailures failures) {
        return new Guideline(LowBackPainRule.rules(), settings.rules().modes(), failures);
    }

    @Bean
    ValueSetTerminology terminology(LumbarSettings settings) {
        return ValueSetTerminology.load(settings.content().fhirResources());
    }

    @Bean
    ChartReader chartReader(Terminology terminology) {
        FhirChartReader reader = new FhirChartReader(terminology, FhirContext.forR4Cached());
        reader.warm();
        return reader;
    }

    @Bean
    CardLibrary cardLibrary(LumbarSettings settings) {
        return CardLibrary.load(CardLibrary.SHIPPED, settings.content().cards(), Set.of(LowBackPainRule.values()));
    }

    @Bean
    OfferedReasons offeredReasons(CardLibrary library) {
        return (rule, code) -> LowBackPainRule.of(rule)
                .flatMap(library::file)
                .flatMap(file -> file.overrideReasons().stream()
                        .filter(reason -> reason.code().equals(code))
                        .findFirst())
                .map(CardFile.OverrideReason::display)
                .orElse(null);
    }

    /** A code means the same in every file. */
    @Bean
    CardWords cardWords(CardLibrary library) {
        Map<String, String> titles = new HashMap<>();
        Map<String, String> reasons = new HashMap<>();
        for (LowBackPainRule rule : LowBackPainRule.values()) {
            CardFile file = library.file(rule).orElseThrow();
            titles.put(rule.id(), file.title());
            file.overrideReasons().forEach(reason -> reasons.putIfAbsent(reason.code(), reason.display()));
        }
        return new CardWords(titles, reasons);
    }

    @Bean
    KeyedHash keyedHash(LumbarSettings settings) {
        LumbarSettings.Data data = settings.data();
        return data.hashKeyFile() == null
                ? HashKeyFile.readOrMake(data.directory().resolve(HashKeyFile.NAME))
                : HashKeyFile.read(data.hashKeyFile());
    }

    @Bean
    CardWriter cardWriter(LumbarSettings settings, CardLibrary library) {
        OrderTemplates orders = new OrderTemplates(
                switch (settings.cards().intent()) {
                    case ORDER -> OrderTemplates.Intent.ORDER;
                    case PROPOSAL -> OrderTemplates.Intent.PROPOSAL;
                });
        MarkdownCardWriter writer = new MarkdownCardWriter(
                library,
                orders,
                UUID::randomUUID,
                () -> settings.cards().maxChartCards(),
                new CardSystems(
                        settings.content().ruleSystem(), settings.content().overrideSystem()),
                new DetailLimits(
                        settings.cards().maxFindingDetail(), settings.cards().maxDetail()));
        writer.warm();
        return writer;
    }
}
