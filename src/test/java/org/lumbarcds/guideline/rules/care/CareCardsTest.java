package org.lumbarcds.guideline.rules.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.draftService;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.ingredient;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.product;
import static org.lumbarcds.guideline.Charts.reason;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.view;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.model.drugs.Drug.DrugForm;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.orders.ServiceOrder.Kind;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Screening;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.rules.Said;

/** Every fact that a card's text names is there when its rule fires, and what must be said is said. */
class CareCardsTest {

    record Row(Rule rule, Situation situation, String... says) {
        @Override
        public String toString() {
            return rule.id() + " " + says[0];
        }
    }

    private static FakeChart pain(int days) {
        return chart().problems(backPain(days).label("Lumbago"));
    }

    static Stream<Row> rows() {
        Order combination = draft(product(
                        "Combination",
                        DrugForm.SYSTEMIC,
                        ingredient("chlorzoxazone", DrugClass.MUSCLE_RELAXANT),
                        ingredient("aceclofenac", DrugClass.NSAID),
                        ingredient("acetaminophen", DrugClass.ACETAMINOPHEN)))
                .build();
        FakeChart everyFlag = pain(10).problems(
                        problem(ProblemGroup.FEVER).label("Fever").onset(ago(4)).resolved(),
                        problem(ProblemGroup.CANCER).label("Lung cancer"),
                        problem(ProblemGroup.WEIGHT_LOSS).recorded(3))
                .encounterReasons(reason(ProblemGroup.SPINAL_INFECTION));
        return Stream.of(
                new Row(
                        LowBackPainRule.ROUTINE_IMAGING.rule(),
                        sign(pain(20), draftService(Kind.LUMBAR_IMAGING)),
                        "needless radiation and needless treatment",
                        "since 2026-11-04, 20 days.",
                        "before day 42"),
                new Row(
                        LowBackPainRule.ROUTINE_IMAGING.rule(),
                        sign(
                                chart().problems(
                                                problem(
                                                        ProblemGroup.LOW_BACK_PAIN,
                                                        ProblemGroup.BACK_PAIN_WITHOUT_SITE),
                                                problem(ProblemGroup.RADICULAR).label("Sciatica"))
                                        .born(null),
                                draftService(Kind.LUMBAR_IMAGING)),
                        "Episode: onset not on record.",
                        "site not specified",
                        "Sciatica is on record"),
                new Row(
                        LowBackPainRule.BED_REST.rule(),
                        sign(pain(5), draftService(Kind.BED_REST)),
                        "remain active and avoid bed rest",
                        "nor in this encounter's reasons"),
                new Row(
                        LowBackPainRule.PASSIVE_THERAPY_ONLY.rule(),
                        sign(
                                pain(5).without(ChartKey.REFERRALS),
                                draftService(Kind.PASSIVE_TREATMENT),
                                draftService(Kind.PASSIVE_TREATMENT)),
                        "- PASSIVE_TREATMENT\n- PASSIVE_TREATMENT",
                        "is drafted in this session.\n",
                        "beside exercise, not instead"),
                new Row(
                        LowBackPainRule.RELAXANT_COMBINATION.rule(),
                        sign(pain(5).problems(problem(ProblemGroup.PREGNANCY)), combination),
                        "100 patients",
                        "at most 7 days",
                        "Pregnancy is on record"),
                new Row(
                        LowBackPainRule.FIRST_LINE_CARE.rule(),
                        view(pain(3).problems(problem(ProblemGroup.BACK_SPASM).label("Spasm"))),
                        "most improve within weeks",
                        "Muscle spasm is on record: Spasm",
                        "is not about back pain"),
                new Row(
                        LowBackPainRule.FIRST_LINE_CARE.rule(),
                        view(pain(3).problems(problem(ProblemGroup.HEART_FAILURE))),
                        "spasm is not on record"),
                new Row(
                        LowBackPainRule.FIRST_LINE_CARE.rule(),
                        view(pain(3).allergies(new Allergy(
                                "NSAIDs", Set.of(), Set.of(DrugClass.NSAID), Allergy.Severity.ALLERGY))),
                        // No word of a topical NSAID, nor of its source.
                        "is not on record.\nReassure: most improve",
                        "a trial of 2014.\n"),
                new Row(
                        LowBackPainRule.PSYCHOSOCIAL_SCREENING.rule(),
                        view(pain(4_383)),
                        "Episode: since 2014-11-24, about 12 years."),
                new Row(
                        LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule(),
                        view(pain(20)),
                        "alone or in a group",
                        "no physical therapy is on record",
                        "beside it, not instead"),
                new Row(
                        LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule(),
                        view(pain(20).without(ChartKey.REFERRALS)),
                        "**The pain has lasted two weeks or more.**"),
                new Row(
                        LowBackPainRule.REASSESS.rule(),
                        view(pain(30)),
                        "after 1 month",
                        "Most episodes improve within weeks"),
                new Row(LowBackPainRule.REASSESS.rule(), view(pain(60)), "longer than the usual course of 42 days"),
                new Row(
                        LowBackPainRule.PSYCHOSOCIAL_SCREENING.rule(),
                        view(pain(20).screenings(new Screening("PHQ-9", ago(400)))),
                        "Last result: PHQ-9, 2025-10-20.",
                        "passive coping and job dissatisfaction"),
                new Row(
                        LowBackPainRule.PSYCHOSOCIAL_SCREENING.rule(),
                        view(pain(400).without(ChartKey.SCREENINGS)),
                        "The pain goes on, and low mood can slow recovery."),
                new Row(
                        LowBackPainRule.RED_FLAGS.rule(),
                        view(everyFlag),
                        "- **fever**: Fever, 2026-11-20 (no longer active)",
                        "- **cancer**: Lung cancer (no date)",
                        "- **unexplained weight loss**: problem-weight-loss, 2026-11-21 (the day it was recorded)",
                        "- **spinal infection**: problem-spinal-infection (a reason of this encounter)"),
                new Row(
                        LowBackPainRule.RED_FLAGS.rule(),
                        view(pain(1).problems(problem(ProblemGroup.CAUDA_EQUINA))),
                        "**Cauda equina syndrome with low back pain is an emergency.**"),
                new Row(
                        LowBackPainRule.RED_FLAGS.rule(),
                        view(pain(5).born("1946")
                                .problems(
                                        problem(ProblemGroup.FALL).label("Fall").onset(ago(5)))),
                        "- **fall (fracture possible)**: Fall, 2026-11-19"),
                new Row(
                        LowBackPainRule.RED_FLAGS.rule(),
                        view(pain(5).problems(problem(ProblemGroup.CANCER)
                                .label("Lung cancer?")
                                .inDoubt())),
                        "- **suspected cancer**: Lung cancer? (no date)"),
                new Row(
                        LowBackPainRule.RED_FLAGS.rule(),
                        view(pain(5).medications(recorded(drug("azathioprine", DrugClass.IMMUNOSUPPRESSANT), 40)
                                .days(60))),
                        "- **immunosuppression or HIV**: azathioprine, 2026-10-15 (ordered for 30 days or more)"),
                new Row(
                        LowBackPainRule.ROUTINE_IMAGING.rule(),
                        sign(pain(5).without(ChartKey.MEDICATIONS), draftService(Kind.LUMBAR_IMAGING)),
                        "Steroids and immunosuppressants could not be checked."),
                new Row(LowBackPainRule.FIRST_LINE_CARE.rule(), view(pain(3)), "No red flag was found on record"),
                new Row(LowBackPainRule.REASSESS.rule(), view(pain(30)), "No red flag was found on record"),
                new Row(
                        LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule(),
                        view(pain(20)),
                        "manipulation, massage",
                        "No red flag was found"),
                new Row(
                        LowBackPainRule.FIRST_LINE_CARE.rule(),
                        view(pain(3).problems(osteoporosis())),
                        "Red flag for imaging on record: osteoporosis (M81.0)."),
                new Row(
                        LowBackPainRule.REASSESS.rule(),
                        view(pain(60).problems(
                                        problem(ProblemGroup.CANCER).resolved().label("Lung cancer"))),
                        "Red flag for imaging on record: past cancer (Lung cancer)."),
                new Row(
                        LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule(),
                        view(pain(20).problems(
                                        problem(ProblemGroup.LONG_TERM_STEROID).label("Z79.52"))),
                        "Red flag for imaging on record: long-term steroids (Z79.52)."));
    }

    private static Charts.ProblemBuilder osteoporosis() {
        return problem(ProblemGroup.OSTEOPOROSIS).label("M81.0");
    }

    /** "with osteoporosis on record no card names manipulation", nor says that there is no red flag. */
    static Stream<Row> withOsteoporosis() {
        return Stream.of(
                new Row(LowBackPainRule.FIRST_LINE_CARE.rule(), view(pain(3).problems(osteoporosis())), "active"),
                new Row(
                        LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule(),
                        view(pain(20).problems(osteoporosis())),
                        "of 2 weeks"),
                new Row(
                        LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule(),
                        view(pain(20).problems(osteoporosis().resolved())),
                        "osteoporosis of the past"),
                new Row(LowBackPainRule.REASSESS.rule(), view(pain(30).problems(osteoporosis())), "of a month"),
                new Row(LowBackPainRule.REASSESS.rule(), view(pain(60).problems(osteoporosis())), "of 6 weeks"),
                new Row(
                        LowBackPainRule.PSYCHOSOCIAL_SCREENING.rule(),
                        view(pain(60).problems(osteoporosis())),
                        "screening"),
                new Row(
                        LowBackPainRule.PASSIVE_THERAPY_ONLY.rule(),
                        sign(pain(5).problems(osteoporosis()), draftService(Kind.PASSIVE_TREATMENT)),
                        "passive treatment"),
                new Row(
                        LowBackPainRule.PASSIVE_THERAPY_ONLY.rule(),
                        sign(
                                chart().without(ChartKey.CONDITIONS),
                                draftService(Kind.PASSIVE_TREATMENT, reason(ProblemGroup.LOW_BACK_PAIN))),
                        "conditions not had"));
    }

    @ParameterizedTest
    @MethodSource
    void withOsteoporosis(Row row) throws IOException {
        Text text = text(Said.finding(row.rule(), row.situation()));

        assertThat((text.summary() + text.detail()).toLowerCase(Locale.ROOT)).doesNotContain("manipulation");
        if (!row.says()[0].equals("osteoporosis of the past")) {
            assertThat(text.detail().toLowerCase(Locale.ROOT)).doesNotContain("no red flag");
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void cardSaysWhatItRestsOn(Row row) throws IOException {
        Text text = text(Said.finding(row.rule(), row.situation()));

        assertThat(text.summary()).hasSizeLessThanOrEqualTo(139).doesNotContain("{{");
        assertThat(text.detail()).contains(row.says()).doesNotContain("90%").doesNotContain("{{");
    }

    private record Text(String summary, String detail) {}

    private static Text text(Finding finding) throws IOException {
        String file = Files.readString(Path.of("cds-cards", finding.rule() + ".md"));
        Matcher variant = Pattern.compile(
                        "# variant: " + finding.variant()
                                + "\nsummary: ([^\n]+)\n(?:also: [^\n]+\n)?\n(.*?)(?=\n# variant: |\\z)",
                        Pattern.DOTALL)
                .matcher(file);
        assertThat(variant.find()).as("variant " + finding.variant()).isTrue();

        // Without a default, a fact that the text names and the rule does not give is an error.
        Mustache.Compiler strict = Mustache.compiler().escapeHTML(false).emptyStringIsFalse(true);
        return new Text(
                strict.compile(variant.group(1)).execute(finding.facts().asMap()),
                strict.compile(variant.group(2)).execute(finding.facts().asMap()));
    }
}
