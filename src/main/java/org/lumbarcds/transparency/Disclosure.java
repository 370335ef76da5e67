package org.lumbarcds.transparency;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.cards.files.CardFile;

/**
 * What is disclosed, as JSON and page show it. Modelled on the source attributes that 45 CFR 170.315(b)(11)(iv)(A) asks of
 * evidence-based decision support interventions.
 *
 * @param title what the guideline is about
 * @param contentVersion of cards, value sets and configuration in force
 * @param about what holds for all rules
 * @param rules every rule, those that are off included
 * @param valueSets every value set
 * @param configuration the settings in force that belong to no single rule
 * @param sentences every sentence of the guideline in its order, and where it went
 */
record Disclosure(
        String title,
        String contentVersion,
        About about,
        List<Rule> rules,
        List<ValueSet> valueSets,
        List<Setting> configuration,
        List<Sentence> sentences) {

    /** Whose a file is. */
    static final String SHIPPED = "shipped";

    static final String SITE = "site";

    /** Whom {@code lumbar.shadow} puts a rule in shadow mode for. */
    static final String EVERY_CALLER = "every caller";

    static final String SOME_CALLERS = "some callers";

    Disclosure {
        rules = List.copyOf(rules);
        valueSets = List.copyOf(valueSets);
        configuration = List.copyOf(configuration);
        sentences = List.copyOf(sentences);
    }

    /** A notice of copyright, with the names of the value sets that have it. */
    record Notice(String text, List<String> valueSets) {
        Notice {
            valueSets = List.copyOf(valueSets);
        }
    }

    /** Every notice once, for the page: most value sets share theirs. */
    List<Notice> notices() {
        Map<String, List<String>> sets = new LinkedHashMap<>();
        for (ValueSet set : valueSets) {
            if (set.copyright() != null) {
                sets.computeIfAbsent(set.copyright(), text -> new ArrayList<>()).add(set.name());
            }
        }
        return sets.entrySet().stream()
                .map(entry -> new Notice(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The sentences below one heading of the guideline, for the page. */
    record Section(String title, List<Sentence> sentences) {
        Section {
            sentences = List.copyOf(sentences);
        }
    }

    /** The headings in their order. */
    List<Section> sections() {
        Map<String, List<Sentence>> byHeading = new LinkedHashMap<>();
        for (Sentence sentence : sentences) {
            String heading = sentence.section() == null ? "About the text" : sentence.section();
            byHeading.computeIfAbsent(heading, text -> new ArrayList<>()).add(sentence);
        }
        return byHeading.entrySet().stream()
                .map(entry -> new Section(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * A sentence of the guideline.
     *
     * @param number in its order, from 1
     * @param section the heading it stands below; null before the first
     * @param text of the guideline
     * @param rules ids of the rules that compute it or say it; empty when nothing is computed
     * @param how what they make of it, or why nothing is computed
     */
    record Sentence(int number, @Nullable String section, String text, List<String> rules, String how) {
        Sentence {
            rules = List.copyOf(rules);
        }
    }

    /** What holds for all rules. */
    record About(
            String developer,
            String funding,
            String validation,
            String intendedUse,
            String guideline,
            String layout,
            List<String> limits) {
        About {
            limits = List.copyOf(limits);
        }
    }

    /**
     * A rule.
     *
     * @param origin {@link #SITE} when the site's own card file is in force
     * @param mode {@code on}, {@code shadow} or {@code off}: what it is for callers that {@code lumbar.shadow} does not single
     *     out
     * @param inShadowFor {@link #EVERY_CALLER} or {@link #SOME_CALLERS} when {@code lumbar.shadow} puts a rule in shadow mode
     *     whose own mode is {@code on}, else null
     * @param beyond what the guideline's text claims beyond its evidence, if anything
     * @param valueSets names of the value sets it looks at
     * @param configuration its own settings first, then shared ones that it looks at
     */
    record Rule(
            String id,
            String version,
            String title,
            String mode,
            @Nullable String inShadowFor,
            String purpose,
            List<String> hooks,
            String developer,
            String origin,
            String funding,
            String released,
            String revised,
            CardFile.MainSource source,
            List<CardFile.Evidence> evidence,
            @Nullable String beyond,
            PersonalData personalData,
            Data data,
            List<String> limits,
            List<CardFile.OverrideReason> overrideReasons,
            List<String> valueSets,
            List<Setting> configuration) {
        Rule {
            hooks = List.copyOf(hooks);
            evidence = List.copyOf(evidence);
            limits = List.copyOf(limits);
            overrideReasons = List.copyOf(overrideReasons);
            valueSets = List.copyOf(valueSets);
            configuration = List.copyOf(configuration);
        }
    }

    /** Which kinds of personal data a rule uses, and which it does not. */
    record PersonalData(List<Use> used, List<String> notUsed) {
        PersonalData {
            used = List.copyOf(used);
            notUsed = List.copyOf(notUsed);
        }
    }

    /** How a kind of personal data is used. */
    record Use(String data, String how) {}

    /** Prefetch keys: what a rule needs, and what it looks at but can do without. */
    record Data(List<String> required, List<String> optional) {
        Data {
            required = List.copyOf(required);
            optional = List.copyOf(optional);
        }
    }

    /** A value set. What its file does not say is null. */
    record ValueSet(
            String name,
            @Nullable String title,
            @Nullable String url,
            String version,
            @Nullable String date,
            int codes,
            String digest,
            String origin,
            @Nullable String purpose,
            @Nullable String copyright,
            List<String> rules) {
        ValueSet {
            rules = List.copyOf(rules);
        }
    }

    /** A setting in force. */
    record Setting(String name, String value, @Nullable String defaultValue, String meaning) {}
}
