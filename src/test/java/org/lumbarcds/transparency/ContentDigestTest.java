package org.lumbarcds.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.cards.files.CardLibrary;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.record.ContentVersion;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.LumbarSettings.Shadow;
import org.lumbarcds.settings.check.ClinicalSettings;
import org.lumbarcds.settings.check.SettingsConfiguration;
import org.lumbarcds.terminology.ValueSetTerminology;
import org.lumbarcds.terminology.valuesets.LoadedValueSet;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** "Content version = digest of cards, value sets and configuration." */
class ContentDigestTest {

    private static final Path CARD = Path.of("cds-cards/bed-rest.md");
    private static final Path VALUE_SET = Path.of("fhir-resources/valuesets/problem-fever.json");
    private static final String CARDS =
            CardLibrary.load(CardLibrary.SHIPPED, null, Set.of()).digest();
    private static final List<LoadedValueSet> VALUE_SETS =
            ValueSetTerminology.load(null).valueSets();
    private static final List<ClinicalSettings.InForce> SETTINGS = ClinicalSettings.of(bound());

    @TempDir
    private Path directory;

    /** The very digits: another machine, JDK or release must not make other ones of the same content. */
    @Test
    void version_isTheSameEverywhere() {
        LoadedValueSet set = new LoadedValueSet("problem-x", "", "1", "", "", "", "", 1, "beef", false);
        ClinicalSettings.InForce setting = new ClinicalSettings.InForce("lumbar.guideline.x", "1", "2", "X.");
        Shadow shadow = new Shadow(List.of(LowBackPainRule.BED_REST), "ehr", null);
        // printf 'cards cafe\nsetting lumbar.guideline.x=1\nvalue set problem-x beef' | sha256sum
        assertThat(ContentDigest.of("cafe", List.of(set), List.of(setting), List.of()))
                .isEqualTo(new ContentVersion("62fde61186ed8471"));
        // The same with 'shadow bed-rest <printf ehr | sha256sum> every' before the value set.
        assertThat(ContentDigest.of("cafe", List.of(set), List.of(setting), List.of(shadow)))
                .isEqualTo(new ContentVersion("008ad5c346291b0b"));
    }

    @Test
    void version_doesNotKnowAnOrder() {
        List<LoadedValueSet> sets = new ArrayList<>(VALUE_SETS);
        List<ClinicalSettings.InForce> settings = new ArrayList<>(SETTINGS);
        Collections.reverse(sets);
        Collections.reverse(settings);
        assertThat(ContentDigest.of(CARDS, sets, settings, List.of())).isEqualTo(shipped());
    }

    @Test
    void version_changesWithACardFile() throws IOException {
        String text = Files.readString(CARD);
        Files.writeString(directory.resolve("bed-rest.md"), text);
        assertThat(withCards()).as("a site's copy of the shipped file").isEqualTo(shipped());
        Files.writeString(directory.resolve("bed-rest.md"), text.replace("avoid bed rest", "avoid bed-rest"));
        assertThat(withCards()).isNotEqualTo(shipped());
    }

    @Test
    void version_changesWithAValueSetFile() throws IOException {
        String text = Files.readString(VALUE_SET);
        Files.writeString(directory.resolve("problem-fever.json"), text);
        assertThat(withValueSets()).as("a site's copy of the shipped file").isEqualTo(shipped());
        Files.writeString(directory.resolve("problem-fever.json"), text.replaceFirst("\"code\": \"", "$0X"));
        assertThat(withValueSets()).isNotEqualTo(shipped());
    }

    @Test
    void version_changesWithEverySettingThatDecides() {
        for (ClinicalSettings.InForce setting : SETTINGS) {
            assertThat(withSettings(setting.name() + "=" + other(setting)))
                    .as(setting.name())
                    .isNotEqualTo(shipped());
        }
        assertThat(SETTINGS)
                .extracting(ClinicalSettings.InForce::name)
                .contains(
                        "lumbar.rules.bed-rest.mode",
                        "lumbar.guideline.adult-age",
                        "lumbar.cards.intent",
                        "lumbar.snooze.rules",
                        "lumbar.snooze.days");
    }

    @Test
    void version_knowsWhichRulesAreSnoozed_notInWhichOrder() {
        assertThat(withSettings("lumbar.snooze.rules=reassess,bed-rest"))
                .isEqualTo(withSettings("lumbar.snooze.rules=bed-rest,reassess,bed-rest"))
                .isNotEqualTo(withSettings("lumbar.snooze.rules=bed-rest"))
                .isNotEqualTo(shipped());
    }

    @Test
    void version_knowsWhoSeesNoCardsOfARule() {
        List<String[]> different = List.of(
                new String[0],
                new String[] {"[0].rules=bed-rest"},
                new String[] {"[0].rules=reassess"},
                new String[] {"[0].rules=bed-rest", "[0].client=ehr"},
                new String[] {"[0].rules=bed-rest", "[0].client=other"},
                new String[] {"[0].rules=bed-rest", "[0].tenant=ehr"},
                new String[] {"[0].rules=bed-rest", "[0].client=ehr", "[0].tenant=north"},
                new String[] {"[0].rules=bed-rest", "[0].client=north", "[0].tenant=ehr"},
                new String[] {"[0].rules=bed-rest", "[0].client=every"},
                new String[] {"[0].rules=bed-rest", "[0].client=ehr", "[1].rules=bed-rest", "[1].tenant=north"});
        assertThat(different.stream().map(ContentDigestTest::withShadow)).doesNotHaveDuplicates();
    }

    @Test
    void version_doesNotKnowHowShadowsAreWritten() {
        assertThat(withShadow("[0].rules=bed-rest,reassess", "[0].client=ehr", "[1].rules=red-flags"))
                .isEqualTo(withShadow("[0].rules=red-flags", "[1].client=ehr", "[1].rules=reassess,bed-rest"))
                .isEqualTo(withShadow(
                        "[0].rules=red-flags",
                        "[1].rules=reassess",
                        "[1].client=ehr",
                        "[2].rules=bed-rest",
                        "[2].client=ehr",
                        "[3].rules=red-flags"));
    }

    /** A name that looks like what else is digested is still a name. */
    @Test
    void version_isNotFooledByNames() {
        List<Shadow> one = List.of(new Shadow(List.of(LowBackPainRule.BED_REST), "a\nshadow bed-rest b", null));
        List<Shadow> two = List.of(
                new Shadow(List.of(LowBackPainRule.BED_REST), "a", null),
                new Shadow(List.of(LowBackPainRule.BED_REST), "b", null));
        assertThat(ContentDigest.of(CARDS, VALUE_SETS, SETTINGS, one))
                .isNotEqualTo(ContentDigest.of(CARDS, VALUE_SETS, SETTINGS, two));
    }

    @Test
    void version_doesNotChangeWithTheRest() {
        assertThat(withSettings(
                        "server.port=1",
                        "lumbar.public-url=https://cds.example.org",
                        "lumbar.time-zone=Asia/Tokyo",
                        "lumbar.limits.body=1MB",
                        "lumbar.limits.drafts=7",
                        "lumbar.cors.allowed-origins=https://ehr.example.org",
                        "lumbar.fhir.allowed-servers=https://fhir.example.org",
                        "lumbar.fhir.deadline=1s",
                        "lumbar.data.directory=elsewhere"))
                .isEqualTo(shipped());
    }

    private static ContentVersion shipped() {
        return ContentDigest.of(CARDS, VALUE_SETS, SETTINGS, List.of());
    }

    private ContentVersion withCards() {
        String digest =
                CardLibrary.load(CardLibrary.SHIPPED, directory, Set.of()).digest();
        return ContentDigest.of(digest, VALUE_SETS, SETTINGS, List.of());
    }

    private ContentVersion withValueSets() {
        return ContentDigest.of(CARDS, ValueSetTerminology.load(directory).valueSets(), SETTINGS, List.of());
    }

    private static ContentVersion withSettings(String... properties) {
        LumbarSettings settings = bound(properties);
        return ContentDigest.of(CARDS, VALUE_SETS, ClinicalSettings.of(settings), List.of(settings.shadow()));
    }

    private static ContentVersion withShadow(String... entries) {
        return withSettings(
                Arrays.stream(entries).map(entry -> "lumbar.shadow" + entry).toArray(String[]::new));
    }

    private static LumbarSettings bound(String... properties) {
        AtomicReference<LumbarSettings> settings = new AtomicReference<>();
        new ApplicationContextRunner()
                .withUserConfiguration(SettingsConfiguration.class)
                .withPropertyValues("server.address=127.0.0.1")
                .withPropertyValues(properties)
                .run(context -> settings.set(context.getBean(LumbarSettings.class)));
        return settings.get();
    }

    private static String other(ClinicalSettings.InForce setting) {
        return switch (setting.value()) {
            case "" -> "bed-rest";
            case "on" -> "shadow";
            case "at-most-one" -> "any";
            case "order" -> "proposal";
            case "naproxen" -> "ibuprofen";
            case "status" -> "card";
            default -> String.valueOf(Integer.parseInt(setting.value()) + 1);
        };
    }
}
