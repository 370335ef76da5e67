package org.lumbarcds.guideline.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.draftService;
import static org.lumbarcds.guideline.Charts.ingredient;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.product;
import static org.lumbarcds.guideline.Charts.reason;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.view;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
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
import org.lumbarcds.guideline.model.Drug.DrugForm;
import org.lumbarcds.guideline.model.DrugClass;
import org.lumbarcds.guideline.model.Order;
import org.lumbarcds.guideline.model.ProblemGroup;
import org.lumbarcds.guideline.model.Screening;
import org.lumbarcds.guideline.model.ServiceOrder.Kind;

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
                        new RoutineImaging(),
                        sign(pain(20), draftService(Kind.LUMBAR_IMAGING)),
                        "unnecessary radiation",
                        "2026-11-04, 20 days ago",
                        "before day 42"),
                new Row(
                        new RoutineImaging(),
                        sign(
                                chart().problems(
                                                problem(
                                                        ProblemGroup.LOW_BACK_PAIN,
                                                        ProblemGroup.BACK_PAIN_WITHOUT_SITE),
                                                problem(ProblemGroup.RADICULAR).label("Sciatica"))
                                        .born(null),
                                draftService(Kind.LUMBAR_IMAGING)),
                        "The onset is not on record",
                        "does not specify the site",
                        "Sciatica is on record",
                        "age could not be checked"),
                new Row(
                        new BedRest(),
                        sign(pain(5), draftService(Kind.BED_REST)),
                        "remain active and avoid bed rest",
                        "nor in this encounter's reasons"),
                new Row(
                        new PassiveTherapyOnly(),
                        sign(
                                pain(5).without(ChartKey.REFERRALS),
                                draftService(Kind.PASSIVE_TREATMENT),
                                draftService(Kind.PASSIVE_TREATMENT)),
                        "- PASSIVE_TREATMENT\n- PASSIVE_TREATMENT",
                        "already on record could not be checked",
                        "beside exercise, not instead"),
                new Row(
                        new RelaxantCombination(),
                        sign(pain(5).problems(problem(ProblemGroup.PREGNANCY)), combination),
                        "100 patients",
                        "at most 7 days",
                        "Pregnancy is on record"),
                new Row(
                        new FirstLineCare(),
                        view(pain(3).problems(problem(ProblemGroup.BACK_SPASM).label("Spasm"))),
                        "most improve within weeks",
                        "Muscle spasm is on record: Spasm",
                        "is not about back pain"),
                new Row(
                        new FirstLineCare(),
                        view(pain(3).problems(problem(ProblemGroup.HEART_FAILURE))),
                        "- naproxen: heart failure",
                        "spasm is not on record"),
                new Row(
                        new PhysicalTherapyReferral(),
                        view(pain(20)),
                        "in a group or individually",
                        "No referral to physical therapy or exercise since then is on record",
                        "beside exercise and not instead"),
                new Row(
                        new PhysicalTherapyReferral(),
                        view(pain(20).without(ChartKey.REFERRALS)),
                        "already referred could not be checked"),
                new Row(new Reassess(), view(pain(30)), "after 1 month", "Most episodes improve within weeks"),
                new Row(new Reassess(), view(pain(60)), "**beyond the usual course** of 42 days"),
                new Row(
                        new PsychosocialScreening(),
                        view(pain(20).screenings(new Screening("PHQ-9", ago(400)))),
                        "the last one is PHQ-9, 2025-10-20",
                        "passive coping strategies and job dissatisfaction"),
                new Row(
                        new PsychosocialScreening(),
                        view(pain(400).without(ChartKey.SCREENINGS)),
                        "in the last 365 days could not be checked"),
                new Row(
                        new RedFlagsRule(),
                        view(everyFlag),
                        "- **fever**: Fever, 2026-11-20 (no longer active)",
                        "- **cancer**: Lung cancer (no date)",
                        "- **unexplained weight loss**: problem-weight-loss, 2026-11-21 (the day it was recorded)",
                        "- **spinal infection**: problem-spinal-infection (a reason of this encounter)"),
                new Row(
                        new RedFlagsRule(),
                        view(pain(1).problems(problem(ProblemGroup.CAUDA_EQUINA))),
                        "**Cauda equina syndrome is an emergency.**"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void cardSaysWhatItRestsOn(Row row) throws IOException {
        Finding finding = Said.finding(row.rule(), row.situation());
        String file = Files.readString(Path.of("cds-cards", row.rule().id() + ".md"));
        Matcher variant = Pattern.compile(
                        "# variant: " + finding.variant() + "\nsummary: ([^\n]+)\n\n(.*?)(?=\n# variant: |\\z)",
                        Pattern.DOTALL)
                .matcher(file);
        assertThat(variant.find()).as("variant " + finding.variant()).isTrue();

        // Without a default, a fact that the text names and the rule does not give is an error.
        Mustache.Compiler strict = Mustache.compiler().escapeHTML(false).emptyStringIsFalse(true);
        String summary =
                strict.compile(variant.group(1)).execute(finding.facts().asMap());
        String detail = strict.compile(variant.group(2)).execute(finding.facts().asMap());

        assertThat(summary).hasSizeLessThanOrEqualTo(139).doesNotContain("{{");
        assertThat(detail).contains(row.says()).doesNotContain("90%").doesNotContain("{{");
    }
}
