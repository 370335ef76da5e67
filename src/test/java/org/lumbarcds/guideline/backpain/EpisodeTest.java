package org.lumbarcds.guideline.backpain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.date;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.reasonReference;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.view;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CANCER;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CHRONIC_LOW_BACK_PAIN;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.LOW_BACK_PAIN;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.RADICULAR;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.ProblemBuilder;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.Problem.ClinicalStatus;

/** The current episode and its onset (specification, section 1, "Episode and onset"). */
class EpisodeTest {

    private static FakeChart of(ProblemBuilder... problems) {
        return chart().problems(problems);
    }

    private static ProblemBuilder chronic() {
        return problem(LOW_BACK_PAIN, CHRONIC_LOW_BACK_PAIN);
    }

    private static ProblemBuilder written(int daysAgo) {
        return problem(LOW_BACK_PAIN).recorded(daysAgo);
    }

    private static String said(Episode episode) {
        String onset = episode.onset() == null ? "unknown" : episode.onset().toString();
        return onset + (episode.onsetByRecording() ? " recorded" : "") + " chronic " + episode.chronic();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void onset(String reason, FakeChart chart, String expected) {
        assertThat(said(Episode.of(null, view(chart)))).isEqualTo(expected);
    }

    static Stream<Arguments> onset() {
        return Stream.of(
                arguments("no condition of back pain", chart(), "unknown chronic UNKNOWN"),
                arguments(
                        "another condition has no say", of(problem(CANCER).onset(ago(10))), "unknown chronic UNKNOWN"),
                arguments("no date", of(backPain(0).undated()), "unknown chronic UNKNOWN"),
                arguments("began today", of(backPain(0)), "2026-11-24 chronic NO"),
                arguments("began tomorrow: unknown", of(backPain(-1)), "unknown chronic UNKNOWN"),
                arguments("begins next month: unknown", of(backPain(0).onset("2026-12")), "unknown chronic UNKNOWN"),
                arguments(
                        "began this month, so not after today",
                        of(backPain(0).onset("2026-11")),
                        "2026-11-01 to 2026-11-24 chronic NO"),
                arguments(
                        "began this year: chronic or not",
                        of(backPain(0).onset("2026")),
                        "2026-01-01 to 2026-11-24 chronic UNKNOWN"),
                arguments(
                        "began last year: chronic whatever the day",
                        of(backPain(0).onset("2025")),
                        "2025 chronic YES"),
                arguments("84 days ago is not more than 84", of(backPain(84)), "2026-09-01 chronic NO"),
                arguments("85 days ago is", of(backPain(85)), "2026-08-31 chronic YES"),
                arguments("chronic by code, on its first day", of(chronic().onset(ago(0))), "2026-11-24 chronic YES"),
                arguments("chronic by code, no date", of(chronic()), "unknown chronic YES"),
                arguments("dated by recording, and said so", of(written(5)), "2026-11-19 recorded chronic NO"),
                arguments("resolved pain is no episode", of(backPain(5).resolved()), "unknown chronic UNKNOWN"),
                arguments("refuted pain is no episode", of(backPain(5).refuted()), "unknown chronic UNKNOWN"),
                arguments("of several the latest", of(backPain(200), backPain(3)), "2026-11-21 chronic NO"),
                arguments("linked: 84 days before the start", of(backPain(0), backPain(84)), "2026-09-01 chronic NO"),
                arguments(
                        "not linked: 85 days before the start", of(backPain(0), backPain(85)), "2026-11-24 chronic NO"),
                arguments(
                        "linked from the start only, not on and on",
                        of(backPain(0), backPain(80), backPain(160)),
                        "2026-09-05 chronic NO"),
                arguments(
                        "resolved pain is not linked",
                        of(backPain(0), backPain(10).resolved()),
                        "2026-11-24 chronic NO"),
                arguments(
                        "another condition is not linked",
                        of(backPain(0), problem(RADICULAR).onset(ago(10))),
                        "2026-11-24 chronic NO"),
                arguments(
                        "a problem-list entry of 2015 is history",
                        of(written(0), backPain(0).onset("2015")),
                        "2026-11-24 recorded chronic NO"),
                arguments(
                        "start recorded: an earlier visit 365 days before",
                        of(written(0), written(365)),
                        "2025-11-24 recorded chronic YES"),
                arguments(
                        "start recorded: an earlier visit 366 days before",
                        of(written(0), written(366)),
                        "2026-11-24 recorded chronic NO"),
                arguments(
                        "start with an onset: no visit is looked for",
                        of(backPain(0), written(300)),
                        "2026-11-24 chronic NO"),
                arguments(
                        "start recorded: to the latest earlier visit only",
                        of(written(0), written(200), written(300)),
                        "2026-05-08 recorded chronic YES"),
                arguments(
                        "start recorded: the earlier visit has an onset",
                        of(written(0), backPain(200)),
                        "2026-05-08 chronic YES"),
                arguments(
                        "start recorded: a chronic code of long ago",
                        of(written(0), chronic().recorded(1000)),
                        "2024-02-28 recorded chronic YES"),
                arguments(
                        "start recorded: a visit in between does not hide the chronic code",
                        of(written(0), written(50), chronic().recorded(1000)),
                        "2024-02-28 recorded chronic YES"),
                arguments(
                        "start recorded: a chronic code that is resolved",
                        of(written(0), chronic().recorded(1000).resolved()),
                        "2026-11-24 recorded chronic NO"),
                arguments(
                        "start recorded: a chronic code without a date can't be placed",
                        of(written(0), chronic()),
                        "2026-11-24 recorded chronic NO"),
                arguments(
                        "start with an onset: a chronic code of long ago is history",
                        of(backPain(0), chronic().onset(ago(1000))),
                        "2026-11-24 chronic NO"),
                arguments(
                        "a chronic code 84 days before",
                        of(backPain(0), chronic().onset(ago(84))),
                        "2026-09-01 chronic YES"),
                arguments(
                        "a partial date leaves open whether it is linked",
                        of(backPain(10), backPain(0).onset("2026-08")),
                        "2026-08-01 to 2026-11-14 chronic UNKNOWN"),
                arguments(
                        "a partial date all of which is too long ago",
                        of(backPain(0), backPain(0).onset("2026-08")),
                        "2026-11-24 chronic NO"),
                arguments(
                        "a partial date that overlaps the start",
                        of(backPain(10), backPain(0).onset("2026-10")),
                        "2026-10 chronic NO"),
                arguments(
                        "chronic by code in the month of the start",
                        of(written(0), chronic().recorded(date("2026-11"))),
                        "2026-11-01 to 2026-11-24 recorded chronic YES"),
                arguments(
                        "two on one day, one of them chronic by code",
                        of(
                                chronic().onset(ago(9)).reference("Condition/1"),
                                backPain(9).reference("Condition/2")),
                        "2026-11-15 chronic YES"),
                arguments(
                        "the first day of the month that the other names: surely of the episode, so the onset is known",
                        of(backPain(0).onset("2026-11"), backPain(0).onset("2026-11-01")),
                        "2026-11-01 chronic NO"),
                arguments(
                        "no status, an encounter diagnosis, counts",
                        of(backPain(5).status(ClinicalStatus.UNSTATED).abated().encounterDiagnosis()),
                        "2026-11-19 chronic NO"),
                arguments(
                        "no status, abated, does not",
                        of(backPain(5).status(ClinicalStatus.UNSTATED).abated()),
                        "unknown chronic UNKNOWN"),
                arguments(
                        "no status, not abated, counts",
                        of(backPain(5).status(ClinicalStatus.UNSTATED)),
                        "2026-11-19 chronic NO"),
                arguments(
                        "this encounter's diagnosis before a later one",
                        of(backPain(9).ofThisEncounter(), backPain(2)),
                        "2026-11-15 chronic NO"),
                arguments(
                        "this encounter's diagnosis, resolved in it: it is what the visit is for",
                        of(backPain(9).ofThisEncounter().resolved(), backPain(2)),
                        "2026-11-15 chronic NO"),
                arguments(
                        "this encounter's diagnosis, refuted",
                        of(backPain(9).ofThisEncounter().refuted(), backPain(2)),
                        "2026-11-22 chronic NO"),
                arguments(
                        "what the encounter points at before its diagnosis",
                        of(backPain(30).reference("Condition/e"), backPain(9).ofThisEncounter())
                                .encounterReasons(reasonReference("Condition/e")),
                        "2026-10-25 chronic NO"),
                arguments(
                        "the encounter points at a resolved pain: it is what the visit is for",
                        of(backPain(30).reference("Condition/e").resolved(), backPain(9))
                                .encounterReasons(reasonReference("Condition/e")),
                        "2026-10-25 chronic NO"),
                arguments(
                        "the encounter points at something else",
                        of(problem(CANCER).reference("Condition/c"), backPain(9))
                                .encounterReasons(reasonReference("Condition/c")),
                        "2026-11-15 chronic NO"),
                arguments(
                        "two on one day, one recorded",
                        of(backPain(9).reference("Condition/1"), written(9).reference("Condition/2")),
                        "2026-11-15 recorded chronic NO"));
    }

    @Test
    void of_order_startsWhereItPoints() {
        MedicationOrder order =
                draft(oxycodone()).reasons(reasonReference("Condition/a")).build();
        FakeChart chart = of(
                        backPain(400).reference("Condition/a"),
                        backPain(200).reference("Condition/e"),
                        backPain(1).ofThisEncounter())
                .encounterReasons(reasonReference("Condition/e"));
        assertThat(Episode.of(order, sign(chart, order)).onset()).isEqualTo(ago(400));
        assertThat(Episode.of(null, view(chart)).onset()).isEqualTo(ago(200));
    }

    @Test
    void of_pointsAtAnEarlierVisit_aLaterOneIsNotOfItsEpisode() {
        MedicationOrder order =
                draft(oxycodone()).reasons(reasonReference("Condition/a")).build();
        FakeChart chart = of(written(40).reference("Condition/a"), chronic().recorded(5));
        assertThat(said(Episode.of(order, sign(chart, order)))).isEqualTo("2026-10-15 recorded chronic NO");
    }

    @Test
    void of_pointsAtRefuted_looksFurther() {
        MedicationOrder order =
                draft(oxycodone()).reasons(reasonReference("Condition/a")).build();
        FakeChart chart = of(backPain(40).reference("Condition/a").refuted(), backPain(20));
        assertThat(Episode.of(order, sign(chart, order)).onset()).isEqualTo(ago(20));
    }

    @ParameterizedTest(name = "onset {0}, at least {1} days: {2}")
    @CsvSource({"13, 14, NO", "14, 14, YES", "15, 14, YES"})
    void lastsAtLeast(int onsetDaysAgo, int days, Truth expected) {
        assertThat(Episode.of(null, view(of(backPain(onsetDaysAgo)))).lastsAtLeast(days))
                .isEqualTo(expected);
    }

    @Test
    void describe_saysHowLongAndHowKnown() {
        assertThat(facts(of(written(5))))
                .isEqualTo("{onset=2026-11-19, onsetByRecording=true, episodeDays=5,"
                        + " since=since 2026-11-19 by the day it was recorded, 5 days, week=1}");
        assertThat(facts(of(backPain(0).onset("2026-11"))))
                .isEqualTo("{onset=2026-11-01 to 2026-11-24, onsetByRecording=false, episodeDays=0 to 23,"
                        + " since=since 2026-11-01 to 2026-11-24, 0 to 23 days, week=1 to 4}");
        assertThat(facts(chart())).isEqualTo("{onsetUnknown=true, since=onset not on record}");
    }

    private static String facts(FakeChart chart) {
        Facts facts = new Facts();
        Episode.of(null, view(chart)).describe(facts);
        return facts.toString();
    }
}
