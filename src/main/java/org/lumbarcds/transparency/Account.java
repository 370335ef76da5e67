package org.lumbarcds.transparency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.cards.files.CardFile;
import org.lumbarcds.cards.files.CardLibrary;
import org.lumbarcds.cards.files.PersonalData;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.record.ContentVersion;
import org.lumbarcds.settings.LumbarSettings.Shadow;
import org.lumbarcds.settings.check.ClinicalSettings;
import org.lumbarcds.terminology.valuesets.LoadedValueSet;

/** Gathers what is disclosed from rules, card files, value sets and settings. */
final class Account {

    private static final String DEVELOPER = "The maintainers of the Lumbar CDS project";
    private static final String DEVELOPER_AT_SITE =
            DEVELOPER + "; the text of the card and these statements are this installation's own";
    private static final String FUNDING = "None declared. No funding from outside the project is known.";
    private static final Disclosure.About ABOUT = new Disclosure.About(
            DEVELOPER,
            FUNDING,
            "Not validated clinically, not a medical device, not cleared by a regulator. Tests compare the code with its"
                    + " specification; nobody has measured what it does to care.",
            "Advice in the EHR to clinicians who care for adults with low back pain and muscle spasm: when a chart is"
                    + " opened, while orders are chosen, before they are signed and when a refill is asked for. The clinician"
                    + " decides; it must not decide, and it is not for patients.",
            "\"What is the recommended treatment for lower back pain spasm?\", a web page last updated on 27 August 2025"
                    + " and marked as pending human review. It prints no list of references, so each rule cites what could be identified; where a sentence is"
                    + " the page's alone, the card says \"Guideline:\".",
            "Laid out after the source attributes of 45 CFR 170.315(b)(11)(iv)(A) for evidence-based decision support."
                    + " The service is not certified.",
            List.of(
                    "It sees orders, not what was taken; not what other systems hold; not notes, images or examination"
                            + " findings.",
                    "What the value sets do not list is not recognised. A drug matched by its name alone is said to be.",
                    "It is not an interaction checker, and doses are not checked.",
                    "Allergies, kidney function and pregnancy that are not on record are not known.",
                    "Adults only. Inpatient orders get fewer cards.",
                    "Numbers that are neither the guideline's nor a label's are the project's own; each is a setting."));

    private final List<Rule> rules;
    private final CardLibrary cards;
    private final List<LoadedValueSet> valueSets;
    private final List<ClinicalSettings.InForce> settings;
    private final List<Shadow> shadows;
    private final ContentVersion version;

    Account(
            List<Rule> rules,
            CardLibrary cards,
            List<LoadedValueSet> valueSets,
            List<ClinicalSettings.InForce> settings,
            List<Shadow> shadows,
            ContentVersion version) {
        this.rules = List.copyOf(rules);
        this.cards = cards;
        this.valueSets = List.copyOf(valueSets);
        this.settings = List.copyOf(settings);
        this.shadows = List.copyOf(shadows);
        this.version = version;
    }

    Disclosure disclose() {
        return new Disclosure(
                "Low back pain with muscle spasm",
                version.value(),
                ABOUT,
                rules.stream().map(this::rule).toList(),
                valueSets.stream().map(this::valueSet).toList(),
                settings.stream()
                        .filter(setting -> !setting.name().startsWith("lumbar.rules."))
                        .map(Account::setting)
                        .toList(),
                Coverage.shipped());
    }

    private Disclosure.Rule rule(Rule rule) {
        RuleId id = rule.id();
        CardFile card = cards.file(id).orElseThrow();
        boolean replaced = cards.isReplaced(id);
        String mode = mode(id);
        // One that is off stays off, and one in shadow is so for everybody.
        String inShadowFor = mode.equals("on") ? inShadowFor(id) : null;
        return new Disclosure.Rule(
                id.id(),
                card.version(),
                card.title(),
                Disclosure.EVERY_CALLER.equals(inShadowFor) ? "shadow" : mode,
                inShadowFor,
                card.purpose(),
                Arrays.stream(Hook.values())
                        .filter(rule.hooks()::contains)
                        .map(Hook::code)
                        .toList(),
                replaced ? DEVELOPER_AT_SITE : DEVELOPER,
                origin(replaced),
                FUNDING,
                card.released().toString(),
                card.revised().toString(),
                card.source(),
                card.evidence(),
                card.beyond(),
                personalData(card.demographics()),
                new Disclosure.Data(keys(rule.required()), keys(rule.optional())),
                card.limits(),
                card.overrideReasons(),
                List.copyOf(RuleInputs.of(id).valueSets()),
                configuration(id));
    }

    /** Without names: who tries out what is nobody else's affair. */
    private @Nullable String inShadowFor(RuleId rule) {
        List<Shadow> named =
                shadows.stream().filter(shadow -> shadow.rules().contains(rule)).toList();
        if (named.isEmpty()) {
            return null;
        }
        return named.stream().anyMatch(shadow -> shadow.client() == null && shadow.tenant() == null)
                ? Disclosure.EVERY_CALLER
                : Disclosure.SOME_CALLERS;
    }

    private String mode(RuleId rule) {
        String name = own(rule) + "mode";
        return settings.stream()
                .filter(setting -> setting.name().equals(name))
                .map(ClinicalSettings.InForce::value)
                .findFirst()
                .orElseThrow();
    }

    private List<Disclosure.Setting> configuration(RuleId rule) {
        Set<String> shared = RuleInputs.of(rule).settings();
        return Stream.concat(
                        settings.stream().filter(setting -> setting.name().startsWith(own(rule))),
                        settings.stream().filter(setting -> shared.contains(setting.name())))
                .map(Account::setting)
                .toList();
    }

    private static String own(RuleId rule) {
        return "lumbar.rules." + rule.id() + ".";
    }

    /** The meanings are Markdown, for the README. */
    private static Disclosure.Setting setting(ClinicalSettings.InForce setting) {
        return new Disclosure.Setting(
                setting.name(),
                setting.value(),
                orNull(setting.defaultValue()),
                setting.meaning().replace("`", ""));
    }

    private static Disclosure.PersonalData personalData(Map<PersonalData, String> uses) {
        List<Disclosure.Use> used = new ArrayList<>();
        List<String> notUsed = new ArrayList<>();
        for (PersonalData data : PersonalData.values()) {
            String how = uses.get(data);
            if (how == null) {
                notUsed.add(data.label());
            } else {
                used.add(new Disclosure.Use(data.label(), how));
            }
        }
        return new Disclosure.PersonalData(used, notUsed);
    }

    private static List<String> keys(Set<ChartKey> keys) {
        return Arrays.stream(ChartKey.values())
                .filter(keys::contains)
                .map(ChartKey::key)
                .toList();
    }

    private Disclosure.ValueSet valueSet(LoadedValueSet set) {
        return new Disclosure.ValueSet(
                set.name(),
                orNull(set.title()),
                orNull(set.url()),
                set.version(),
                orNull(set.date()),
                set.codes(),
                set.digest(),
                origin(set.replaced()),
                orNull(set.purpose()),
                orNull(set.copyright()),
                usedBy(set));
    }

    private List<String> usedBy(LoadedValueSet set) {
        return rules.stream()
                .map(Rule::id)
                .filter(rule -> RuleInputs.of(rule).valueSets().contains(set.name()))
                .map(RuleId::id)
                .toList();
    }

    private static String origin(boolean replaced) {
        return replaced ? Disclosure.SITE : Disclosure.SHIPPED;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
