package org.lumbarcds.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lumbarcds.documents.DerivedFile;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.settings.check.NumberSettings;
import org.lumbarcds.settings.check.SettingsCatalogue;
import org.lumbarcds.terminology.ValueSetTerminology;
import org.lumbarcds.terminology.valuesets.LoadedValueSet;

/** What is disclosed of a rule's inputs is what its code reaches, no more and no less. */
class RuleInputsTest {

    private static final Map<String, List<String>> OF_MEMBERS = Map.of(
            "Drug.form", List.of("drug-form-local", "drug-form-topical"),
            "Drug.uses",
                    List.of(
                            "drug-use-antitussive",
                            "drug-use-not-outpatient",
                            "drug-use-opioid-use-disorder",
                            "drug-use-other-purpose"),
            "Chart.allergies",
                    List.of(
                            "allergy-acetaminophen",
                            "allergy-muscle-relaxant",
                            "allergy-none",
                            "allergy-nsaid",
                            "allergy-opioid",
                            "allergy-other",
                            "allergy-reaction-words",
                            "allergy-stomach-complaint",
                            "allergy-tricyclic",
                            "allergy-unspecific"),
            "Chart.kidneyFunction", List.of("observation-egfr"),
            "Chart.labResults",
                    List.of("observation-creatinine", "observation-creatinine-clearance", "observation-platelets"),
            "Chart.unknownOrders", List.of("drug-other", "drug-supply"),
            "Chart.problems", List.of("text-language", "text-nothing", "text-stance"),
            "Grounds.addUnaccounted", List.of("problem-harmless"),
            "Chart.screenings", List.of("observation-phq"));

    private static final Map<String, String> OF_NUMBERS = NumberSettings.all();

    private static final List<LoadedValueSet> SHIPPED =
            ValueSetTerminology.load(null).valueSets();

    @Test
    void inputs_areThoseTheCodeReaches() throws IOException {
        Map<String, RuleInputs> reached = new LinkedHashMap<>();
        for (LowBackPainRule rule : LowBackPainRule.values()) {
            reached.put(rule.id(), new RuleInputs(valueSets(rule), sharedSettings(rule)));
        }
        DerivedFile.check(
                Path.of("src/main/resources" + RuleInputs.RESOURCE),
                new JsonMapper()
                                .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
                                .writeValueAsString(reached)
                        + "\n");
    }

    private static Set<String> valueSets(LowBackPainRule rule) {
        Set<String> sets = new TreeSet<>();
        reached(rule).forEach(member -> sets.addAll(valueSets(member)));
        if (rule == LowBackPainRule.RELAXANT_COMBINATION) {
            // Asks for three ingredients by name, not for classes.
            sets.addAll(List.of("drug-acetaminophen", "drug-muscle-relaxant", "drug-nsaid"));
        }
        return sets;
    }

    private static Set<String> sharedSettings(LowBackPainRule rule) {
        return settings(rule).stream()
                .filter(name -> !name.startsWith("lumbar.rules." + rule.id() + "."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> settings(LowBackPainRule rule) {
        return reached(rule).stream()
                .filter(OF_NUMBERS::containsKey)
                .map(OF_NUMBERS::get)
                .collect(Collectors.toSet());
    }

    /** A rule that declares a number and never asks for it would have a setting that does nothing. */
    @ParameterizedTest
    @EnumSource(LowBackPainRule.class)
    void ownSettings_areUsed(LowBackPainRule rule) {
        String own = "lumbar.rules." + rule.id() + ".";
        assertThat(SettingsCatalogue.properties().stream()
                        .map(SettingsCatalogue.Property::name)
                        .filter(name -> name.startsWith(own) && !name.equals(own + "mode"))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(settings(rule).stream()
                        .filter(name -> name.startsWith(own))
                        .toList());
    }

    @Test
    void everyValueSet_isThere_andIsUsed() {
        Set<String> used = Arrays.stream(LowBackPainRule.values())
                .flatMap(rule -> RuleInputs.of(rule).valueSets().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(SHIPPED).extracting(LoadedValueSet::name).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void everySetting_isThere() {
        assertThat(SettingsCatalogue.properties())
                .extracting(SettingsCatalogue.Property::name)
                .containsAll(Arrays.stream(LowBackPainRule.values())
                        .flatMap(rule -> RuleInputs.of(rule).settings().stream())
                        .toList());
    }

    /** Which data is missing asks for all of it by its key; that is no look into it. */
    private static Set<String> reached(LowBackPainRule rule) {
        return CallGraph.from(
                rule.rule().getClass(),
                unit -> unit.getOwner().getSimpleName().equals("OnRecord")
                        && unit.getName().equals("isHad"));
    }

    private static List<String> valueSets(String member) {
        String constant = member.substring(member.indexOf('.') + 1);
        if (!constant.equals(constant.toUpperCase(Locale.ROOT))) {
            return OF_MEMBERS.getOrDefault(member, List.of());
        }
        String dashed = constant.toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (member.substring(0, member.indexOf('.'))) {
            case "ProblemGroup" -> List.of(ProblemGroup.valueOf(constant).valueSet());
            case "DrugClass" -> List.of("drug-" + dashed);
            case "ServiceOrder$Kind" -> List.of("service-" + dashed);
            default -> List.of();
        };
    }
}
