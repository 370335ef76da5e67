package org.lumbarcds.guideline.rules.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.acetaminophen;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.diazepam;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.methocarbamol;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.oxycodoneAcetaminophen;
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
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.KidneyFunction;
import org.lumbarcds.guideline.model.record.KidneyFunction.Comparator;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.rules.Outcome;

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
                        LowBackPainRule.NSAID_CAUTION.rule(),
                        sign(pain().kidneyFunction(poor), draft(naproxen()).build()),
                        "Remove or replace naproxen: its label says to avoid it (reduced kidney function)",
                        "Back pain on record: Lumbago (active on the problem list).",
                        "- reduced kidney function: **eGFR 24 mL/min**, measured 2026-11-14 (avoid);"
                                + " NSAID class label, 5.6"),
                new Row(
                        LowBackPainRule.NSAID_CAUTION.rule(),
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
                        LowBackPainRule.RELAXANT_CAUTION.rule(),
                        sign(
                                pain().problems(problem(ProblemGroup.ARRHYTHMIA).label("Atrial fibrillation")),
                                draft(cyclobenzaprine()).build()),
                        "Remove or replace cyclobenzaprine: contraindicated by its label (arrhythmia or conduction disorder)",
                        "**Atrial fibrillation** (contraindication)"),
                new Row(
                        LowBackPainRule.RELAXANT_CAUTION.rule(),
                        sign(pain().born("1950-01-01"), draft(cyclobenzaprine()).build()),
                        "Weigh benefit and risk of cyclobenzaprine or replace it: caution (older age)",
                        "- older age: **76 years**; AGS Beers criteria 2023",
                        "**Evidence:** the Beers criteria (2023, moderate evidence)"),
                new Row(
                        LowBackPainRule.RELAXANT_CAUTION.rule(),
                        sign(
                                pain().medications(recorded(methocarbamol(), 3)),
                                draft(cyclobenzaprine()).build()),
                        "Weigh benefit and risk of cyclobenzaprine or replace it: caution (drug of the same class: methocarbamol)",
                        "practice: not two muscle relaxants at once",
                        "**Evidence:** not to give two relaxants at once is practice"),
                new Row(
                        LowBackPainRule.RELAXANT_CAUTION.rule(),
                        sign(
                                pain().born("1950-01-01")
                                        .problems(problem(ProblemGroup.HEART_FAILURE)
                                                .label("Heart failure")
                                                .onset("2019")
                                                .resolved()),
                                draft(cyclobenzaprine()).build()),
                        "Remove or replace cyclobenzaprine: to be avoided here (heart failure; 1 more)",
                        "**Cyclobenzaprine is best avoided here: Heart failure (in the past).**",
                        "each named in its line above.\nThe Beers criteria"),
                new Row(
                        LowBackPainRule.NSAID_CAUTION.rule(),
                        sign(
                                pain().born("1950-01-01").kidneyFunction(poor),
                                draft(naproxen()).build()),
                        "Remove or replace naproxen: its label says to avoid it (reduced kidney function)",
                        "(avoid in advanced renal disease); AGS Beers criteria 2023"),
                new Row(
                        LowBackPainRule.NSAID_CAUTION.rule(),
                        sign(
                                pain().born("1980-01-01").kidneyFunction(poor),
                                draft(naproxen()).build()),
                        "Remove or replace naproxen: its label says to avoid it (reduced kidney function)",
                        // The Beers criteria are about older people.
                        "(avoid in advanced renal disease)\n"),
                new Row(
                        LowBackPainRule.NSAID_CAUTION.rule(),
                        sign(
                                pain().problems(problem(ProblemGroup.ACUTE_KIDNEY_INJURY, ProblemGroup.KIDNEY_DISEASE)
                                        .label("Acute kidney failure")
                                        .onset(ago(2))),
                                draft(naproxen()).build()),
                        // One entry of the record is one line.
                        "Remove or replace naproxen: its label says to avoid it (acute kidney injury)",
                        "- acute kidney injury: **Acute kidney failure**"),
                new Row(
                        LowBackPainRule.NSAID_CAUTION.rule(),
                        sign(
                                pain().problems(problem(ProblemGroup.PREGNANCY).label("Pregnant")),
                                draft(naproxen()).build()),
                        "Weigh benefit and risk of naproxen or replace it: caution (pregnancy)",
                        "**Pregnant**, week not on record; NSAID class label, 8.1 Pregnancy;",
                        "(avoid from week 20 on)"),
                new Row(
                        LowBackPainRule.ACETAMINOPHEN_CAUTION.rule(),
                        sign(
                                pain().medications(recorded(oxycodoneAcetaminophen(), 3)),
                                draft(acetaminophen()).build()),
                        "Mind the daily total of acetaminophen or replace it: caution (another product with acetaminophen)",
                        "a day or with other acetaminophen."),
                new Row(
                        LowBackPainRule.ACETAMINOPHEN_CAUTION.rule(),
                        sign(
                                pain().problems(problem(ProblemGroup.CIRRHOSIS).label("Cirrhosis")),
                                draft(oxycodoneAcetaminophen()).build()),
                        "Mind the daily total of acetaminophen or replace oxycodone/acetaminophen: caution (cirrhosis or liver failure)",
                        "a day, and has a doctor asked first in liver disease."),
                new Row(
                        LowBackPainRule.OPIOID_WITH_DEPRESSANT.rule(),
                        sign(
                                pain().medications(
                                                recorded(diazepam(), 3),
                                                recorded(drug("gabapentin", DrugClass.GABAPENTINOID), 3)),
                                draft(oxycodone()).build()),
                        "Avoid oxycodone together with diazepam and gabapentin (opioid boxed warning)",
                        "**Oxycodone together with diazepam and gabapentin can slow breathing.**",
                        "Gabapentinoids have an FDA warning of their own (2019).\n"),
                new Row(
                        LowBackPainRule.OPIOID_WITH_DEPRESSANT.rule(),
                        sign(
                                pain().medications(recorded(diazepam(), 3)),
                                draft(oxycodone()).build()),
                        "Avoid oxycodone together with diazepam (opioid boxed warning)",
                        "- **diazepam**, ordered 2026-11-21 (RxNorm product code 1)",
                        "**Oxycodone together with diazepam can slow breathing"),
                new Row(
                        LowBackPainRule.OPIOID_WITH_DEPRESSANT.rule(),
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
