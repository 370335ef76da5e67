package org.lumbarcds.guideline.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.diazepam;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.with;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Finding;
import org.lumbarcds.guideline.Rule;
import org.lumbarcds.guideline.Situation;
import org.lumbarcds.guideline.model.ChartKey;
import org.lumbarcds.guideline.model.Drug;
import org.lumbarcds.guideline.model.DrugClass;
import org.lumbarcds.guideline.model.KidneyFunction;
import org.lumbarcds.guideline.model.KidneyFunction.Comparator;
import org.lumbarcds.guideline.model.ProblemGroup;

/** The cards about cautions say what they rest on, and every fact their text names is there. */
class CautionCardsTest {

    record Row(Rule rule, Situation situation, String summary, String... says) {
        @Override
        public String toString() {
            return rule.id() + ": " + summary;
        }
    }

    private static FakeChart pain() {
        return chart().problems(backPain(5).label("Lumbago"));
    }

    static Stream<Row> rows() {
        KidneyFunction poor = new KidneyFunction(ago(10), BigDecimal.valueOf(24), Comparator.EQUAL);
        Drug treatment = with(drug("buprenorphine / naloxone", DrugClass.OPIOID), Drug.Use.OPIOID_USE_DISORDER);
        return Stream.of(
                new Row(
                        new NsaidCaution(),
                        sign(pain().kidneyFunction(poor), draft(naproxen()).build()),
                        "Remove or replace naproxen: its label says to avoid it (reduced kidney function)",
                        "Back pain on record: Lumbago (active on the problem list).",
                        "- reduced kidney function: **eGFR 24 mL/min**, measured 2026-11-14 (avoid);"
                                + " NSAID class label, 5.6"),
                new Row(
                        new NsaidCaution(),
                        sign(
                                pain().problems(problem(ProblemGroup.PEPTIC_ULCER)
                                                .label("Gastric ulcer")
                                                .onset("2015")
                                                .resolved())
                                        .born(null),
                                draft(naproxen()).build()),
                        "Weigh benefit and risk of naproxen or replace it: caution (peptic ulcer, present or past)",
                        "- peptic ulcer, present or past: **Gastric ulcer**, in the past, 2015;"),
                new Row(
                        new RelaxantCaution(),
                        sign(
                                pain().problems(problem(ProblemGroup.ARRHYTHMIA).label("Atrial fibrillation")),
                                draft(cyclobenzaprine()).build()),
                        "Remove or replace cyclobenzaprine: contraindicated by its label (arrhythmia or conduction disorder)",
                        "**Atrial fibrillation** (contraindication)"),
                new Row(
                        new RelaxantCaution(),
                        sign(pain().born("1950-01-01"), draft(cyclobenzaprine()).build()),
                        "Weigh benefit and risk of cyclobenzaprine or replace it: caution (older age)",
                        "- older age: **76 years**; AGS Beers criteria 2023",
                        "The Beers criteria (2023, moderate evidence)"),
                new Row(
                        new OpioidWithDepressant(),
                        sign(
                                pain().medications(recorded(diazepam(), 3)),
                                draft(oxycodone()).build()),
                        "Avoid oxycodone together with diazepam (opioid boxed warning)",
                        "- **diazepam**, ordered 2026-11-21 (RxNorm product code 1)",
                        "**Oxycodone and diazepam together can slow breathing"),
                new Row(
                        new OpioidWithDepressant(),
                        sign(
                                pain().without(ChartKey.MEDICATIONS),
                                draft(diazepam()).build(),
                                draft(treatment).build()),
                        "Reduce stepwise, never abruptly: buprenorphine / naloxone together with diazepam (opioid boxed warning)",
                        "- **diazepam**, drafted now",
                        "Removal is not offered for treatment of opioid use disorder",
                        "taken for 90 days or more"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void cardSaysWhatItRestsOn(Row row) throws IOException {
        Finding finding = Outcome.only(row.rule(), row.situation());
        String file = Files.readString(Path.of("cds-cards", row.rule().id() + ".md"));
        Matcher variant = Pattern.compile(
                        "# variant: " + finding.variant() + "\nsummary: ([^\n]+)\n\n(.*?)(?=\n# variant: |\\z)",
                        Pattern.DOTALL)
                .matcher(file);
        assertThat(variant.find()).isTrue();

        // Without a default, a fact that the text names and the rule does not give is an error.
        Mustache.Compiler strict = Mustache.compiler().escapeHTML(false).emptyStringIsFalse(true);
        assertThat(strict.compile(variant.group(1)).execute(finding.facts().asMap()))
                .isEqualTo(row.summary())
                .hasSizeLessThanOrEqualTo(139);
        assertThat(strict.compile(variant.group(2)).execute(finding.facts().asMap()))
                .contains(row.says())
                .doesNotContain("{{");
    }
}
