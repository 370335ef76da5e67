package org.lumbarcds.transparency;

import java.util.List;
import org.lumbarcds.cards.files.CardFile;
import org.lumbarcds.cards.files.CardLibrary;
import org.lumbarcds.guideline.engine.Guideline;
import org.lumbarcds.record.ContentVersion;
import org.lumbarcds.record.RuleVersions;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.check.ClinicalSettings;
import org.lumbarcds.terminology.ValueSetTerminology;
import org.lumbarcds.views.Navigation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the disclosure together, and the versions that it and every record of a call name. */
@Configuration(proxyBeanMethods = false)
class TransparencyConfiguration {

    @Bean
    ContentVersion contentVersion(CardLibrary cards, ValueSetTerminology terminology, LumbarSettings settings) {
        return ContentDigest.of(
                cards.digest(), terminology.valueSets(), ClinicalSettings.of(settings), List.of(settings.shadow()));
    }

    @Bean
    RuleVersions ruleVersions(CardLibrary cards) {
        return rule -> cards.file(rule).map(CardFile::version).orElseThrow();
    }

    @Bean
    Documents documents(
            Guideline guideline,
            CardLibrary cards,
            ValueSetTerminology terminology,
            LumbarSettings settings,
            ContentVersion version,
            Navigation navigation) {
        List<ClinicalSettings.InForce> inForce = ClinicalSettings.of(settings);
        List<LumbarSettings.Shadow> shadows = List.of(settings.shadow());
        return new Documents(
                new Account(guideline.rules(), cards, terminology.valueSets(), inForce, shadows, version).disclose(),
                navigation);
    }
}
