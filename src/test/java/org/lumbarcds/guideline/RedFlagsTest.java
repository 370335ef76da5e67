package org.lumbarcds.guideline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.date;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.reason;
import static org.lumbarcds.guideline.Charts.reasonReference;
import static org.lumbarcds.guideline.Charts.view;
import static org.lumbarcds.guideline.model.ProblemGroup.BLADDER_OR_BOWEL;
import static org.lumbarcds.guideline.model.ProblemGroup.CANCER;
import static org.lumbarcds.guideline.model.ProblemGroup.CANCER_HISTORY;
import static org.lumbarcds.guideline.model.ProblemGroup.CAUDA_EQUINA;
import static org.lumbarcds.guideline.model.ProblemGroup.FALL;
import static org.lumbarcds.guideline.model.ProblemGroup.FEVER;
import static org.lumbarcds.guideline.model.ProblemGroup.IMMUNOSUPPRESSION;
import static org.lumbarcds.guideline.model.ProblemGroup.INJECTING_DRUG_USE;
import static org.lumbarcds.guideline.model.ProblemGroup.LONG_TERM_STEROID;
import static org.lumbarcds.guideline.model.ProblemGroup.NEUROLOGICAL_DEFICIT;
import static org.lumbarcds.guideline.model.ProblemGroup.OSTEOPOROSIS;
import static org.lumbarcds.guideline.model.ProblemGroup.RADICULAR;
import static org.lumbarcds.guideline.model.ProblemGroup.SIGNIFICANT_TRAUMA;
import static org.lumbarcds.guideline.model.ProblemGroup.SPINAL_INFECTION;
import static org.lumbarcds.guideline.model.ProblemGroup.VERTEBRAL_FRACTURE;
import static org.lumbarcds.guideline.model.ProblemGroup.WEIGHT_LOSS;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.model.ChartKey;
import org.lumbarcds.guideline.model.Problem.ClinicalStatus;
import org.lumbarcds.guideline.model.Problem.Verification;
import org.lumbarcds.guideline.model.ProblemGroup;
import org.lumbarcds.guideline.model.Truth;

/** Which red flags count, and for what; low back pain began 10 days ago unless a row says otherwise. */
class RedFlagsTest {

    /** What a chart's red flags do. */
    enum Effect {
        /** No red flag. */
        NONE,
        /** Silences imaging's warning only. */
        IMAGING,
        /** Silences imaging's warning and the advice for nonspecific pain, and is no card. */
        SILENCES,
        /** The same, and is a card. */
        CARD,
        /** Can't be told. */
        UNKNOWN
    }

    record Row(String reason, FakeChart chart, Effect effect) {
        @Override
        public String toString() {
            return reason + ": " + effect;
        }
    }

    private static Row row(String reason, Effect effect, Charts.ProblemBuilder... problems) {
        return new Row(reason, chart().problems(backPain(10)).problems(problems), effect);
    }

    static Stream<Row> rows() {
        return Stream.of(
                row("nothing but back pain", Effect.NONE),
                row("sciatica is no red flag", Effect.NONE, problem(RADICULAR).onset(ago(5))),
                // standing
                row("active cancer, however old", Effect.CARD, problem(CANCER).onset("2015")),
                row("active cancer without a date", Effect.CARD, problem(CANCER)),
                row(
                        "cancer in remission or resolved is history",
                        Effect.IMAGING,
                        problem(CANCER).resolved()),
                row(
                        "history of cancer by its code",
                        Effect.IMAGING,
                        problem(CANCER_HISTORY).onset("2001")),
                row(
                        "history of cancer, entry inactive",
                        Effect.IMAGING,
                        problem(CANCER_HISTORY).resolved()),
                row(
                        "suspected cancer that was refuted",
                        Effect.NONE,
                        problem(CANCER).refuted()),
                row(
                        "cancer entered in error",
                        Effect.NONE,
                        problem(CANCER).verification(Verification.ENTERED_IN_ERROR)),
                row(
                        "refuted history of cancer",
                        Effect.NONE,
                        problem(CANCER_HISTORY).refuted()),
                row(
                        "one entry refuted, another active: it is active",
                        Effect.CARD,
                        problem(CANCER).refuted(),
                        problem(CANCER).onset("2025")),
                row(
                        "one entry resolved, another active: it is active",
                        Effect.CARD,
                        problem(CANCER).resolved(),
                        problem(CANCER).onset("2025")),
                row(
                        "cancer without a status, not abated",
                        Effect.CARD,
                        problem(CANCER).status(ClinicalStatus.UNSTATED)),
                row(
                        "cancer without a status, abated",
                        Effect.IMAGING,
                        problem(CANCER).status(ClinicalStatus.UNSTATED).abated()),
                row("active osteoporosis", Effect.IMAGING, problem(OSTEOPOROSIS).onset("2018")),
                row(
                        "osteoporosis no longer active",
                        Effect.NONE,
                        problem(OSTEOPOROSIS).resolved()),
                row("long-term steroids", Effect.IMAGING, problem(LONG_TERM_STEROID)),
                row("steroids stopped", Effect.NONE, problem(LONG_TERM_STEROID).resolved()),
                row(
                        "the steroid code also says immunosuppressed: imaging's concern all the same",
                        Effect.IMAGING,
                        problem(LONG_TERM_STEROID, IMMUNOSUPPRESSION)),
                row("HIV, however old", Effect.CARD, problem(IMMUNOSUPPRESSION).onset("2009")),
                row(
                        "immunosuppression that ended",
                        Effect.NONE,
                        problem(IMMUNOSUPPRESSION).resolved()),
                row("injecting drug use", Effect.CARD, problem(INJECTING_DRUG_USE)),
                row(
                        "injecting drug use in the past",
                        Effect.NONE,
                        problem(INJECTING_DRUG_USE).resolved()),
                // acute
                row(
                        "cauda equina in the episode",
                        Effect.CARD,
                        problem(CAUDA_EQUINA).onset(ago(3))),
                row("cauda equina, active, no date", Effect.CARD, problem(CAUDA_EQUINA)),
                row(
                        "cauda equina of long ago, operated",
                        Effect.NONE,
                        problem(CAUDA_EQUINA).onset("2019").resolved()),
                row(
                        "fracture 90 days ago",
                        Effect.CARD,
                        problem(VERTEBRAL_FRACTURE).onset(ago(90))),
                row(
                        "fracture 91 days ago, before the episode",
                        Effect.NONE,
                        problem(VERTEBRAL_FRACTURE).onset(ago(91))),
                row(
                        "fracture written down 90 days ago",
                        Effect.CARD,
                        problem(VERTEBRAL_FRACTURE).recorded(90)),
                row(
                        "fracture written down 91 days ago",
                        Effect.NONE,
                        problem(VERTEBRAL_FRACTURE).recorded(91)),
                row(
                        "resolved fracture without a date",
                        Effect.NONE,
                        problem(VERTEBRAL_FRACTURE).resolved()),
                row(
                        "fever that began 20 days ago and ended",
                        Effect.CARD,
                        problem(FEVER).onset(ago(20)).resolved()),
                row("spinal infection", Effect.CARD, problem(SPINAL_INFECTION).onset(ago(30))),
                row(
                        "spinal infection refuted",
                        Effect.NONE,
                        problem(SPINAL_INFECTION).onset(ago(30)).refuted()),
                row(
                        "foot drop since a week",
                        Effect.CARD,
                        problem(NEUROLOGICAL_DEFICIT).onset(ago(7))),
                row(
                        "foot drop since years",
                        Effect.NONE,
                        problem(NEUROLOGICAL_DEFICIT).onset("2020")),
                row("weight loss, active, no date", Effect.CARD, problem(WEIGHT_LOSS)),
                row(
                        "retention with a date",
                        Effect.CARD,
                        problem(BLADDER_OR_BOWEL).onset(ago(2))),
                row("retention without a date may be old", Effect.NONE, problem(BLADDER_OR_BOWEL)),
                row(
                        "retention without a date, of this encounter",
                        Effect.CARD,
                        problem(BLADDER_OR_BOWEL).ofThisEncounter()),
                row(
                        "retention of this year, day not known",
                        Effect.SILENCES,
                        problem(BLADDER_OR_BOWEL).onset("2026")),
                row(
                        "retention of last year",
                        Effect.NONE,
                        problem(BLADDER_OR_BOWEL).onset("2025")),
                row(
                        "traffic accident 90 days ago",
                        Effect.IMAGING,
                        problem(SIGNIFICANT_TRAUMA).onset(ago(90))),
                row(
                        "traffic accident 91 days ago",
                        Effect.NONE,
                        problem(SIGNIFICANT_TRAUMA).onset(ago(91))),
                row(
                        "a fracture is more than trauma",
                        Effect.CARD,
                        problem(SIGNIFICANT_TRAUMA, VERTEBRAL_FRACTURE).onset(ago(5))),
                row(
                        "osteoporosis with a fracture of now",
                        Effect.CARD,
                        problem(OSTEOPOROSIS, VERTEBRAL_FRACTURE).onset(ago(5))),
                row(
                        "osteoporosis with a fracture of years ago",
                        Effect.IMAGING,
                        problem(OSTEOPOROSIS, VERTEBRAL_FRACTURE).onset("2019")),
                // partial and impossible dates
                row("fever of this month", Effect.CARD, problem(FEVER).onset("2026-11")),
                row(
                        "resolved fever, year only: it may count",
                        Effect.SILENCES,
                        problem(FEVER).onset("2026").resolved()),
                row(
                        "active fever, year only, counts like one with no date",
                        Effect.CARD,
                        problem(FEVER).onset("2026")),
                row(
                        "resolved fever of last year",
                        Effect.NONE,
                        problem(FEVER).onset("2025").resolved()),
                row(
                        "resolved accident, year only",
                        Effect.IMAGING,
                        problem(SIGNIFICANT_TRAUMA).onset("2026").resolved()),
                row(
                        "active fracture dated in the future counts as undated",
                        Effect.CARD,
                        problem(VERTEBRAL_FRACTURE).onset(ago(-3))),
                row(
                        "resolved fracture dated in the future",
                        Effect.NONE,
                        problem(VERTEBRAL_FRACTURE).onset(ago(-3)).resolved()),
                // the episode's own length
                new Row(
                        "fracture 200 days ago, pain since 200 days",
                        chart().problems(
                                        backPain(200),
                                        problem(VERTEBRAL_FRACTURE).onset(ago(200))),
                        Effect.CARD),
                new Row(
                        "fracture 201 days ago, pain since 200 days",
                        chart().problems(
                                        backPain(200),
                                        problem(VERTEBRAL_FRACTURE).onset(ago(201))),
                        Effect.NONE),
                new Row(
                        "resolved fracture in June, pain since some day of 2026",
                        chart().problems(
                                        problem(ProblemGroup.LOW_BACK_PAIN).onset("2026"),
                                        problem(VERTEBRAL_FRACTURE)
                                                .onset("2026-06-10")
                                                .resolved()),
                        Effect.SILENCES),
                new Row(
                        "pain of unknown onset: the last 90 days count",
                        chart().problems(
                                        problem(ProblemGroup.LOW_BACK_PAIN),
                                        problem(VERTEBRAL_FRACTURE).onset(ago(90))),
                        Effect.CARD),
                new Row(
                        "pain of unknown onset: before the last 90 days does not",
                        chart().problems(
                                        problem(ProblemGroup.LOW_BACK_PAIN),
                                        problem(VERTEBRAL_FRACTURE).onset(ago(91))),
                        Effect.NONE),
                // a plain fall
                fall("plain fall at 64", "1961-11-25", Effect.NONE),
                fall("plain fall on the 65th birthday", "1961-11-24", Effect.IMAGING),
                fall("plain fall, age known to the year only", "1961", Effect.IMAGING),
                fall("plain fall, age not on record: it may count", null, Effect.IMAGING),
                row(
                        "plain fall at 40 with osteoporosis",
                        Effect.IMAGING,
                        problem(FALL).onset(ago(5)),
                        problem(OSTEOPOROSIS)),
                row(
                        "plain fall at 40, osteoporosis refuted",
                        Effect.NONE,
                        problem(FALL).onset(ago(5)),
                        problem(OSTEOPOROSIS).refuted()),
                new Row(
                        "plain fall 91 days ago at 70",
                        chart().born("1956")
                                .problems(backPain(10), problem(FALL).onset(ago(91))),
                        Effect.NONE),
                new Row(
                        "fall from a height at 30",
                        chart().born("1996")
                                .problems(
                                        backPain(10),
                                        problem(FALL, SIGNIFICANT_TRAUMA).onset(ago(5))),
                        Effect.IMAGING),
                // the encounter's reasons
                new Row(
                        "cauda equina is the encounter's reason",
                        chart().problems(backPain(10)).encounterReasons(reason(CAUDA_EQUINA)),
                        Effect.CARD),
                new Row(
                        "retention is the encounter's reason: it is of today",
                        chart().problems(backPain(10)).encounterReasons(reason(BLADDER_OR_BOWEL)),
                        Effect.CARD),
                new Row(
                        "the encounter points at a retention without a date: it is of today",
                        chart().problems(backPain(10), problem(BLADDER_OR_BOWEL).reference("Condition/r"))
                                .encounterReasons(reasonReference("Condition/r")),
                        Effect.CARD),
                new Row(
                        "the encounter points at the pain, and a retention without a date may be old",
                        chart().problems(
                                        backPain(10).reference("Condition/p"),
                                        problem(BLADDER_OR_BOWEL).reference("Condition/r"))
                                .encounterReasons(reasonReference("Condition/p")),
                        Effect.NONE),
                new Row(
                        "plain fall is the encounter's reason, at 40",
                        chart().problems(backPain(10)).encounterReasons(reason(FALL)),
                        Effect.NONE),
                new Row(
                        "the encounter points at a refuted condition",
                        chart().problems(
                                        backPain(10),
                                        problem(SPINAL_INFECTION)
                                                .reference("Condition/i")
                                                .refuted())
                                .encounterReasons(reasonReference("Condition/i")),
                        Effect.NONE),
                new Row(
                        "the encounter is a follow-up of an old fracture",
                        chart().problems(
                                        backPain(10),
                                        problem(VERTEBRAL_FRACTURE)
                                                .reference("Condition/f")
                                                .onset("2020"))
                                .encounterReasons(reasonReference("Condition/f")),
                        Effect.NONE),
                // missing data
                new Row("conditions not had", chart().without(ChartKey.CONDITIONS), Effect.UNKNOWN),
                new Row(
                        "conditions not had, but the encounter tells of one",
                        chart().without(ChartKey.CONDITIONS).encounterReasons(reason(SPINAL_INFECTION)),
                        Effect.CARD),
                new Row(
                        "encounter not had: conditions tell",
                        chart().without(ChartKey.ENCOUNTER).problems(backPain(10)),
                        Effect.NONE));
    }

    private static Row fall(String reason, String birthDate, Effect effect) {
        return new Row(
                reason,
                chart().born(birthDate).problems(backPain(10), problem(FALL).onset(ago(5))),
                effect);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void counts(Row row) {
        Situation situation = view(row.chart());
        RedFlags flags = RedFlags.of(Episode.of(null, situation), situation);

        assertThat(effect(flags)).isEqualTo(row.effect());
    }

    private static Effect effect(RedFlags flags) {
        if (!flags.toEvaluate().isEmpty()) {
            assertThat(flags.matterToCare()).isEqualTo(Truth.YES);
            assertThat(flags.matterToImaging()).isEqualTo(Truth.YES);
            return Effect.CARD;
        }
        if (flags.matterToCare().isYes()) {
            assertThat(flags.matterToImaging()).isEqualTo(Truth.YES);
            return Effect.SILENCES;
        }
        if (flags.matterToImaging().isYes()) {
            return Effect.IMAGING;
        }
        return flags.matterToImaging().isNo() ? Effect.NONE : Effect.UNKNOWN;
    }

    @Test
    void fallWithoutPatient_isLeftToTheMissingPatient() {
        Situation situation = view(chart().without(ChartKey.PATIENT)
                .problems(backPain(10), problem(FALL).onset(ago(5))));

        RedFlags flags = RedFlags.of(Episode.of(null, situation), situation);

        assertThat(flags.matterToImaging()).isEqualTo(Truth.NO);
    }

    @Test
    void toEvaluate_caudaEquinaFirst_andOncePerFinding() {
        Situation situation = view(chart().problems(
                        backPain(10),
                        problem(FEVER).onset(ago(4)),
                        problem(CAUDA_EQUINA, NEUROLOGICAL_DEFICIT)
                                .label("cauda equina")
                                .onset(date("2026-11")))
                .encounterReasons(reason(CAUDA_EQUINA)));

        assertThat(RedFlags.of(Episode.of(null, situation), situation).toEvaluate())
                .extracting(RedFlags.Flag::label)
                .containsExactly("cauda equina", FEVER.valueSet());
    }
}
