package org.lumbarcds.explain;

import ca.uhn.fhir.context.FhirContext;
import org.lumbarcds.cards.files.CardLibrary;
import org.lumbarcds.chart.ChartReader;
import org.lumbarcds.chart.reading.ChartAccounts;
import org.lumbarcds.guideline.engine.Guideline;
import org.lumbarcds.guideline.engine.Numbers;
import org.lumbarcds.hooks.answering.HookService;
import org.lumbarcds.hooks.answering.ShadowRules;
import org.lumbarcds.terminology.Terminology;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the explanation together. */
@Configuration(proxyBeanMethods = false)
class ExplainConfiguration {

    @Bean
    Explainer explainer(
            HookService hooks,
            ChartReader charts,
            Terminology terminology,
            Guideline guideline,
            CardLibrary cards,
            Numbers numbers,
            ShadowRules shadows) {
        return new Explainer(
                hooks,
                charts,
                new ChartAccounts(terminology, FhirContext.forR4Cached()),
                guideline,
                numbers,
                shadows,
                new RuleOutcomes(guideline, cards));
    }
}
