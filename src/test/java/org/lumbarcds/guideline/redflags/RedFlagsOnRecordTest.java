package org.lumbarcds.guideline.redflags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.date;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.ingredient;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.product;
import static org.lumbarcds.guideline.Charts.reason;
import static org.lumbarcds.guideline.Charts.reasonInDoubt;
import static org.lumbarcds.guideline.Charts.reasonReference;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.view;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.BLADDER_OR_BOWEL;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CANCER;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CANCER_HISTORY;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CAUDA_EQUINA;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.FALL;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.FEVER;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.IMMUNOSUPPRESSION;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.INJECTING_DRUG_USE;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.LONG_TERM_STEROID;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.NEUROLOGICAL_DEFICIT;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.OSTEOPOROSIS;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.RADICULAR;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.SIGNIFICANT_TRAUMA;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.SPINAL_INFECTION;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.VERTEBRAL_FRACTURE;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.WEIGHT_LOSS;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.backpain.Episode;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Problem.ClinicalStatus;
import org.lumbarcds.guideline.model.record.Problem.Verification;

/** Which red flags count, and for what; low back pain began 10 days ago unless a row says otherwise. */
class RedFlagsOnRecordTest {

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
                        Effect.CARD,
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
                        Effect.SILENCES,
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
                fall("plain fall on the 65th birthday", "1961-11-24", Effect.CARD),
                fall("plain fall, age known to the year only", "1961", Effect.SILENCES),
                fall("plain fall, age not on record: it may count", null, Effect.SILENCES),
                row(
                        "plain fall at 40 with osteoporosis",
                        Effect.CARD,
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
                        Effect.CARD),
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

    /** "An acute one that has ended counts only when it ended in the last 30 days, but fracture and trauma of the episode." */
    static Stream<Row> ended() {
        return Stream.of(
                row(
                        "fever of 60 days ago, ended 30 days ago",
                        Effect.CARD,
                        problem(FEVER).onset(ago(60)).ended(30)),
                row(
                        "fever of 60 days ago, ended 31 days ago",
                        Effect.NONE,
                        problem(FEVER).onset(ago(60)).ended(31)),
                row(
                        "fever that began 30 days ago can't have ended before",
                        Effect.CARD,
                        problem(FEVER).onset(ago(30)).resolved()),
                row(
                        "fever that began 31 days ago, nobody wrote when it ended",
                        Effect.SILENCES,
                        problem(FEVER).onset(ago(31)).resolved()),
                row(
                        "fever that began 91 days ago, before the episode, ended yesterday",
                        Effect.NONE,
                        problem(FEVER).onset(ago(91)).ended(1)),
                row(
                        "spinal infection of 80 days ago, ended 31 days ago",
                        Effect.NONE,
                        problem(SPINAL_INFECTION).onset(ago(80)).ended(31)),
                row(
                        "ended in October, some day: 24 to 54 days ago",
                        Effect.SILENCES,
                        problem(WEIGHT_LOSS).onset(ago(60)).ended("2026-10")),
                row(
                        "ended in September, some day",
                        Effect.NONE,
                        problem(WEIGHT_LOSS).onset(ago(80)).ended("2026-09")),
                row(
                        "begin not on record, ended 30 days ago",
                        Effect.SILENCES,
                        problem(FEVER).ended(30)),
                row(
                        "begin not on record, ended 31 days ago",
                        Effect.NONE,
                        problem(FEVER).ended(31)),
                row(
                        "accident 11 days ago, a day before the episode, ended since",
                        Effect.CARD,
                        problem(SIGNIFICANT_TRAUMA).onset(ago(11)).ended(2)),
                row(
                        "accident 60 days ago, before the episode, ended 31 days ago",
                        Effect.NONE,
                        problem(SIGNIFICANT_TRAUMA).onset(ago(60)).ended(31)),
                inLongEpisode(
                        "fracture of the episode, ended 31 days ago",
                        Effect.CARD,
                        problem(VERTEBRAL_FRACTURE).onset(ago(70)).ended(31)),
                inLongEpisode(
                        "accident on the day of onset, nobody wrote when it ended",
                        Effect.CARD,
                        problem(SIGNIFICANT_TRAUMA).onset(ago(70)).resolved()),
                inLongEpisode(
                        "accident the day before the onset, ended 31 days ago",
                        Effect.NONE,
                        problem(SIGNIFICANT_TRAUMA).onset(ago(71)).ended(31)),
                inLongEpisode(
                        "fever of the episode, ended 31 days ago",
                        Effect.NONE,
                        problem(FEVER).onset(ago(70)).ended(31)),
                inLongEpisode(
                        "weight loss of the episode, ended 30 days ago",
                        Effect.CARD,
                        problem(WEIGHT_LOSS).onset(ago(70)).ended(30)),
                new Row(
                        "fall of the episode at 80, ended 31 days ago",
                        chart().born("1946")
                                .problems(
                                        backPain(70),
                                        problem(FALL).onset(ago(70)).ended(31)),
                        Effect.CARD),
                new Row(
                        "fall of the episode at 40, ended 31 days ago",
                        chart().problems(
                                        backPain(70),
                                        problem(FALL).onset(ago(70)).ended(31)),
                        Effect.NONE));
    }

    private static Row inLongEpisode(String reason, Effect effect, Charts.ProblemBuilder problem) {
        return new Row(reason, chart().problems(backPain(70), problem), effect);
    }

    /** "A chronic episode never keeps an old fever alive"; a standing flag known for years makes no card. */
    static Stream<Row> chronic() {
        return Stream.of(
                inYears(
                        "fever of years ago, ended years ago",
                        Effect.NONE,
                        problem(FEVER).onset(ago(2454)).ended(2442)),
                inYears(
                        "fever of years ago that nobody closed",
                        Effect.NONE,
                        problem(FEVER).onset(ago(2454))),
                inYears("fever of 90 days ago", Effect.CARD, problem(FEVER).onset(ago(90))),
                inYears("fever of 91 days ago", Effect.NONE, problem(FEVER).onset(ago(91))),
                new Row(
                        "pain since 84 days is not chronic: a fever of its first day counts",
                        chart().problems(backPain(84), problem(FEVER).onset(ago(84))),
                        Effect.CARD),
                inYears(
                        "weight loss of years ago, ended",
                        Effect.NONE,
                        problem(WEIGHT_LOSS).onset(ago(700)).ended(600)),
                inYears(
                        "infection of years ago, ended",
                        Effect.NONE,
                        problem(SPINAL_INFECTION).onset(ago(700)).ended(600)),
                inYears(
                        "infection that ended last week",
                        Effect.CARD,
                        problem(SPINAL_INFECTION).onset(ago(50)).ended(7)),
                inYears(
                        "foot drop since last year, active",
                        Effect.CARD,
                        problem(NEUROLOGICAL_DEFICIT).onset(ago(300))),
                inYears(
                        "fracture of the episode, ended",
                        Effect.CARD,
                        problem(VERTEBRAL_FRACTURE).onset(ago(700)).ended(600)),
                inYears(
                        "cancer from before the pain",
                        Effect.SILENCES,
                        problem(CANCER).onset(ago(5000))),
                inYears(
                        "cancer of the day of onset",
                        Effect.SILENCES,
                        problem(CANCER).onset(ago(4000))),
                inYears(
                        "cancer of the day after onset",
                        Effect.CARD,
                        problem(CANCER).onset(ago(3999))),
                inYears("cancer without a date", Effect.SILENCES, problem(CANCER)),
                inYears(
                        "HIV since the pain began",
                        Effect.CARD,
                        problem(IMMUNOSUPPRESSION).recorded(300)),
                inYears(
                        "HIV from before the pain",
                        Effect.SILENCES,
                        problem(IMMUNOSUPPRESSION).onset("2009")),
                inYears(
                        "injecting drug use from before the pain",
                        Effect.SILENCES,
                        problem(INJECTING_DRUG_USE).onset("2009")),
                inYears(
                        "cancer from before the pain, fracture of now",
                        Effect.CARD,
                        problem(CANCER).onset(ago(5000)),
                        problem(VERTEBRAL_FRACTURE).onset(ago(5))),
                new Row(
                        "chronic by the encounter's reason, cancer of last year",
                        chart().problems(backPain(10), problem(CANCER).onset(ago(400)))
                                .encounterReasons(
                                        reason(ProblemGroup.LOW_BACK_PAIN, ProblemGroup.CHRONIC_LOW_BACK_PAIN)),
                        Effect.SILENCES),
                new Row(
                        "chronic by code, no onset: nobody can tell what came first",
                        chart().problems(
                                        problem(ProblemGroup.LOW_BACK_PAIN, ProblemGroup.CHRONIC_LOW_BACK_PAIN),
                                        problem(CANCER).onset(ago(400))),
                        Effect.SILENCES),
                new Row(
                        "cancer of last year, pain since 84 days",
                        chart().problems(backPain(84), problem(CANCER).onset(ago(400))),
                        Effect.CARD),
                new Row(
                        "cancer of last year, pain since 85 days",
                        chart().problems(backPain(85), problem(CANCER).onset(ago(400))),
                        Effect.SILENCES),
                new Row(
                        "cancer of last year, pain of unknown onset is not known to be chronic",
                        chart().problems(
                                        problem(ProblemGroup.LOW_BACK_PAIN),
                                        problem(CANCER).onset(ago(400))),
                        Effect.CARD));
    }

    private static Row inYears(String reason, Effect effect, Charts.ProblemBuilder... problems) {
        return new Row(reason, chart().problems(backPain(4000)).problems(problems), effect);
    }

    /** "Something suspected counts as a red flag like a recorded one." */
    static Stream<Row> suspected() {
        return Stream.of(
                row("provisional cancer", Effect.CARD, problem(CANCER).verification(Verification.SUSPECTED)),
                row("cancer suspected in words", Effect.CARD, problem(CANCER).inDoubt()),
                row(
                        "suspected fracture of 5 days ago",
                        Effect.CARD,
                        problem(VERTEBRAL_FRACTURE).onset(ago(5)).inDoubt()),
                row(
                        "cauda equina as a differential diagnosis",
                        Effect.CARD,
                        problem(CAUDA_EQUINA).verification(Verification.SUSPECTED)),
                row(
                        "suspicion of cancer that is no longer active is no history of it",
                        Effect.NONE,
                        problem(CANCER).inDoubt().resolved()),
                row(
                        "provisional cancer that is no longer active",
                        Effect.NONE,
                        problem(CANCER).verification(Verification.SUSPECTED).resolved()),
                row(
                        "suspected osteoporosis",
                        Effect.IMAGING,
                        problem(OSTEOPOROSIS).inDoubt()),
                new Row(
                        "suspected infection is the encounter's reason",
                        chart().problems(backPain(10)).encounterReasons(reasonInDoubt(SPINAL_INFECTION)),
                        Effect.CARD));
    }

    private static Row taking(String reason, Effect effect, Charts.OrderBuilder... orders) {
        return new Row(reason, chart().problems(backPain(10)).medications(orders), effect);
    }

    private static Charts.OrderBuilder prednisone(int daysAgo) {
        return recorded(drug("prednisone", DrugClass.SYSTEMIC_STEROID), daysAgo);
    }

    private static Charts.OrderBuilder azathioprine(int daysAgo) {
        return recorded(drug("azathioprine", DrugClass.IMMUNOSUPPRESSANT), daysAgo);
    }

    /** "systemic steroids or immunosuppressants running for 30 days or more by the orders". */
    static Stream<Row> drugs() {
        return Stream.of(
                taking("azathioprine for 30 days", Effect.CARD, azathioprine(29).days(60)),
                taking("azathioprine for 29 days", Effect.NONE, azathioprine(28).days(60)),
                taking(
                        "prednisone for 30 days is imaging's matter",
                        Effect.IMAGING,
                        prednisone(29).days(30)),
                taking("prednisone for 29 days", Effect.NONE, prednisone(28).days(30)),
                taking(
                        "prednisone for 40 days, over since yesterday",
                        Effect.NONE,
                        prednisone(40).days(40)),
                taking(
                        "two fills with 7 days between",
                        Effect.CARD,
                        azathioprine(40).days(20),
                        azathioprine(13).days(30)),
                taking(
                        "two fills with 8 days between",
                        Effect.NONE,
                        azathioprine(41).days(20),
                        azathioprine(13).days(30)),
                taking("azathioprine of unknown length, 30 days", Effect.SILENCES, azathioprine(29)),
                taking("azathioprine of unknown length, 29 days", Effect.NONE, azathioprine(28)),
                taking("prednisone of unknown length, 30 days", Effect.IMAGING, prednisone(29)),
                taking(
                        "prednisone without a date",
                        Effect.IMAGING,
                        prednisone(0).authored((String) null)),
                taking(
                        "prednisone of unknown length, completed",
                        Effect.NONE,
                        prednisone(60).status("completed")),
                taking(
                        "azathioprine that was never given",
                        Effect.NONE,
                        azathioprine(40).days(60).status("cancelled")),
                taking(
                        "an ointment",
                        Effect.NONE,
                        recorded(
                                        product(
                                                "tacrolimus ointment",
                                                Drug.DrugForm.TOPICAL,
                                                ingredient("tacrolimus", DrugClass.IMMUNOSUPPRESSANT)),
                                        40)
                                .days(60)),
                taking("naproxen", Effect.NONE, recorded(naproxen(), 40).days(60)),
                new Row(
                        "azathioprine since before a pain of years",
                        chart().problems(backPain(400))
                                .medications(azathioprine(500).days(600)),
                        Effect.SILENCES),
                new Row(
                        "azathioprine begun in a pain of years",
                        chart().problems(backPain(400))
                                .medications(azathioprine(100).days(200)),
                        Effect.CARD),
                new Row(
                        "medications not had: no red flag by them",
                        chart().without(ChartKey.MEDICATIONS).problems(backPain(10)),
                        Effect.NONE));
    }

    private static Row fall(String reason, String birthDate, Effect effect) {
        return new Row(
                reason,
                chart().born(birthDate).problems(backPain(10), problem(FALL).onset(ago(5))),
                effect);
    }

    @ParameterizedTest
    @MethodSource({"rows", "ended", "chronic", "suspected", "drugs"})
    void counts(Row row) {
        Situation situation = view(row.chart());
        RedFlagsOnRecord flags = RedFlagsOnRecord.of(Episode.of(null, situation), situation);

        assertThat(effect(flags)).isEqualTo(row.effect());
    }

    private static Effect effect(RedFlagsOnRecord flags) {
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

        RedFlagsOnRecord flags = RedFlagsOnRecord.of(Episode.of(null, situation), situation);

        assertThat(flags.matterToImaging()).isEqualTo(Truth.NO);
    }

    /** A card may say that no red flag is on record only when none of either kind is. */
    @Test
    void describe_saysNoneOnlyWhereNoneIs() {
        assertThat(facts(chart().problems(backPain(10)))).isEqualTo("{noRedFlag=true}");
        assertThat(facts(chart().problems(backPain(10), problem(OSTEOPOROSIS).label("Osteoporosis"))))
                .isEqualTo("{noRedFlag=false, imagingFlags=[{name=osteoporosis, label=Osteoporosis}]}");
        assertThat(facts(chart().problems(backPain(10), problem(CANCER_HISTORY).label("Z85"))))
                .isEqualTo("{noRedFlag=false, imagingFlags=[{name=past cancer, label=Z85}]}");
        assertThat(facts(chart().problems(backPain(10), problem(CANCER)))).isEqualTo("{noRedFlag=false}");
        assertThat(facts(chart().without(ChartKey.CONDITIONS))).isEqualTo("{noRedFlag=false}");
    }

    private static String facts(FakeChart chart) {
        Situation situation = view(chart);
        Facts facts = new Facts();
        RedFlagsOnRecord.of(Episode.of(null, situation), situation).describe(facts);
        return facts.toString();
    }

    @Test
    void flags_sayWhatTellsThem() {
        Situation situation = view(chart().problems(
                        backPain(10), problem(CANCER).label("lung cancer?").inDoubt())
                .encounterReasons(reason(FEVER))
                .medications(azathioprine(40).days(60)));

        assertThat(RedFlagsOnRecord.of(Episode.of(null, situation), situation).toEvaluate())
                .extracting(RedFlag::label, RedFlag::source, RedFlag::suspected, RedFlag::date)
                .containsExactly(
                        tuple("lung cancer?", RedFlag.Source.CONDITION, true, null),
                        tuple(FEVER.valueSet(), RedFlag.Source.ENCOUNTER, false, null),
                        tuple("azathioprine", RedFlag.Source.ORDERS, false, ago(40)));
    }

    @Test
    void immunosuppressant_besideTheDiagnosis_isOneFlag() {
        Situation situation = view(chart().problems(backPain(10), problem(IMMUNOSUPPRESSION))
                .medications(azathioprine(40).days(60)));

        assertThat(RedFlagsOnRecord.of(Episode.of(null, situation), situation).toEvaluate())
                .extracting(RedFlag::source)
                .containsExactly(RedFlag.Source.CONDITION);
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

        assertThat(RedFlagsOnRecord.of(Episode.of(null, situation), situation).toEvaluate())
                .extracting(RedFlag::label)
                .containsExactly("cauda equina", FEVER.valueSet());
    }
}
