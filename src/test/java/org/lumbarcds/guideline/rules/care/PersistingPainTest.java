package org.lumbarcds.guideline.rules.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.date;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.reason;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.service;
import static org.lumbarcds.guideline.Charts.view;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CANCER;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CANCER_HISTORY;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CAUDA_EQUINA;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CHRONIC_LOW_BACK_PAIN;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.DEPRESSION;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.FALL;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.FEVER;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.LONG_TERM_STEROID;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.LOW_BACK_PAIN;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.OSTEOPOROSIS;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.RADICULAR;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.SIGNIFICANT_TRAUMA;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.SPINAL_INFECTION;
import static org.lumbarcds.guideline.model.orders.ServiceOrder.Kind.ACTIVE_TREATMENT;
import static org.lumbarcds.guideline.model.orders.ServiceOrder.Kind.PASSIVE_TREATMENT;
import static org.lumbarcds.guideline.rules.Said.SILENT;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.ProblemBuilder;
import org.lumbarcds.guideline.engine.Guideline;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Problem.Verification;
import org.lumbarcds.guideline.model.record.Screening;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.rules.Said;

/** Referral, re-evaluation, psychosocial screening and red flags at patient-view. */
class PersistingPainTest {

    record Row(String reason, FakeChart chart, String said) {
        @Override
        public String toString() {
            return reason + ": " + said;
        }
    }

    private static Row row(String reason, FakeChart chart, String said) {
        return new Row(reason, chart, said);
    }

    private static FakeChart withPain(int days, ProblemBuilder... problems) {
        return chart().problems(backPain(days)).problems(problems);
    }

    private static FakeChart painSince(String date) {
        return chart().problems(problem(LOW_BACK_PAIN).onset(date));
    }

    private static FakeChart undated() {
        return chart().problems(problem(LOW_BACK_PAIN));
    }

    /** Rows that hold for each of the rules on persisting pain; 40 days is in the range of all. */
    private static Stream<Row> common() {
        return Stream.of(
                row("no back pain", chart(), SILENT),
                row("sciatica alone", chart().problems(problem(RADICULAR).onset(ago(40))), SILENT),
                row("back pain resolved", chart().problems(backPain(40).resolved()), SILENT),
                row("back pain refuted", chart().problems(backPain(40).refuted()), SILENT),
                row("17 years old", withPain(40).born("2008-11-25"), SILENT),
                row("deceased", withPain(40).deceased(), SILENT),
                row("patient not had", withPain(40).without(ChartKey.PATIENT), "missing [PATIENT]"),
                row("conditions not had", chart().without(ChartKey.CONDITIONS), "missing [CONDITIONS]"),
                row(
                        "conditions not had, back pain is the encounter's reason",
                        chart().without(ChartKey.CONDITIONS).encounterReasons(reason(LOW_BACK_PAIN)),
                        "missing [CONDITIONS]"),
                row(
                        "conditions not had, deceased: definite",
                        chart().without(ChartKey.CONDITIONS).deceased(),
                        SILENT));
    }

    /** Rows for the rules that a red flag silences. */
    private static Stream<Row> redFlags(String otherwise) {
        return Stream.of(
                row("red flag", withPain(40, problem(CANCER)), SILENT),
                row("red flag in the encounter's reasons", withPain(40).encounterReasons(reason(CAUDA_EQUINA)), SILENT),
                row(
                        "resolved fever that may be of now",
                        withPain(40, problem(FEVER).onset("2026").resolved()),
                        SILENT),
                row("red flag refuted", withPain(40, problem(CANCER).refuted()), otherwise),
                row("osteoporosis matters to imaging only", withPain(40, problem(OSTEOPOROSIS)), otherwise),
                row("history of cancer matters to imaging only", withPain(40, problem(CANCER_HISTORY)), otherwise),
                row("long-term steroids matter to imaging only", withPain(40, problem(LONG_TERM_STEROID)), otherwise),
                row("a traffic accident", withPain(40, problem(SIGNIFICANT_TRAUMA)), SILENT),
                row(
                        "a plain fall at 80",
                        withPain(40, problem(FALL).onset(ago(40))).born("1946"),
                        SILENT),
                row("a plain fall at 40", withPain(40, problem(FALL).onset(ago(40))), otherwise),
                row("a plain fall at 40 with osteoporosis", withPain(40, problem(FALL), problem(OSTEOPOROSIS)), SILENT),
                row("suspected cancer", withPain(40, problem(CANCER).inDoubt()), SILENT),
                row(
                        "provisional infection",
                        withPain(40, problem(SPINAL_INFECTION).verification(Verification.SUSPECTED)),
                        SILENT),
                row(
                        "fever that ended 31 days ago",
                        withPain(40, problem(FEVER).onset(ago(40)).ended(31)),
                        otherwise),
                row(
                        "an immunosuppressant for 40 days",
                        withPain(40)
                                .medications(recorded(drug("azathioprine", DrugClass.IMMUNOSUPPRESSANT), 40)
                                        .days(60)),
                        SILENT));
    }

    @Nested
    class Referral {

        static final Rule RULE = LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule();
        static final String REFERS = "INFO info";

        private static Row referred(String reason, String status, int daysAgo, String said) {
            return row(reason, withPain(40).referrals(service(ACTIVE_TREATMENT, status, ago(daysAgo))), said);
        }

        private static ServiceOrder revoked(PartialDate authored, PartialDate lastUpdated) {
            ServiceOrder order = service(ACTIVE_TREATMENT, "revoked", authored);
            return new ServiceOrder(
                    order.handle(),
                    order.reference(),
                    Set.of(),
                    order.label(),
                    order.kinds(),
                    "revoked",
                    false,
                    false,
                    authored,
                    lastUpdated,
                    List.of());
        }

        static Stream<Row> rows() {
            Stream<Row> own = Stream.of(
                    row("13 days", withPain(13), SILENT),
                    row("14 days", withPain(14), REFERS),
                    row("84 days", withPain(84), REFERS),
                    row("85 days is chronic", withPain(85), SILENT),
                    row("onset unknown", undated(), SILENT),
                    row("some day of October: 24 to 54 days", painSince("2026-10"), REFERS),
                    row("some day of this month: 0 to 23 days", painSince("2026-11"), SILENT),
                    row("some day of September: 55 to 84 days", painSince("2026-09"), REFERS),
                    row("some day of August: 85 to 115 days", painSince("2026-08"), SILENT),
                    row(
                            "written down 3 days ago, and 20 days ago at the visit before",
                            chart().problems(
                                            problem(LOW_BACK_PAIN).recorded(3),
                                            problem(LOW_BACK_PAIN).recorded(20)),
                            REFERS),
                    row(
                            "chronic by its code, written down 20 days ago",
                            chart().problems(problem(LOW_BACK_PAIN, CHRONIC_LOW_BACK_PAIN)
                                    .recorded(20)),
                            REFERS),
                    referred("referred on the day of onset", "active", 40, SILENT),
                    referred("referred before the onset", "active", 41, REFERS),
                    referred("treatment completed in the episode", "completed", 10, SILENT),
                    referred("saved draft", "draft", 0, SILENT),
                    referred("entered in error", "entered-in-error", 10, REFERS),
                    referred("revoked 90 days ago counts as declined", "revoked", 90, SILENT),
                    referred("revoked 91 days ago", "revoked", 91, REFERS),
                    row(
                            "written 120 days ago, revoked 10 days ago",
                            withPain(40).referrals(revoked(ago(120), ago(10))),
                            SILENT),
                    row(
                            "written and revoked 100 days ago",
                            withPain(40).referrals(revoked(ago(100), ago(100))),
                            REFERS),
                    row(
                            "referral without a date may be of the episode",
                            withPain(40).referrals(service(ACTIVE_TREATMENT, "active", null)),
                            SILENT),
                    row(
                            "referral of some day of October",
                            withPain(40).referrals(service(ACTIVE_TREATMENT, "completed", date("2026-10"))),
                            SILENT),
                    row(
                            "massage is no referral",
                            withPain(40).referrals(service(PASSIVE_TREATMENT, "active", ago(10))),
                            REFERS),
                    row("referrals not had: optional", withPain(40).without(ChartKey.REFERRALS), REFERS),
                    row("encounter not had: optional", withPain(40).without(ChartKey.ENCOUNTER), REFERS),
                    row("age not on record", withPain(40).born(null), REFERS));
            return Stream.of(own, common(), redFlags(REFERS)).flatMap(rows -> rows);
        }

        @ParameterizedTest
        @MethodSource("rows")
        void says(Row row) {
            assertThat(Said.by(RULE, view(row.chart()))).isEqualTo(row.said());
        }

        @Test
        void tellsWhatItRestsOn() {
            Finding finding = Said.finding(
                    RULE,
                    view(chart().problems(
                                    problem(LOW_BACK_PAIN).label("Lumbago").recorded(20))
                            .without(ChartKey.REFERRALS)));

            assertThat(Said.proposals(finding)).isEqualTo("ReferToPhysicalTherapy");
            assertThat(finding.notChecked()).containsExactly(ChartKey.REFERRALS);
            assertThat(finding.facts().asMap())
                    .containsEntry("backPain", "Lumbago")
                    .containsEntry("onset", "2026-11-04")
                    .containsEntry("onsetByRecording", true)
                    .containsEntry("episodeDays", "20")
                    .containsEntry("referralsNotChecked", true);
        }
    }

    @Nested
    class Again {

        static final Rule RULE = LowBackPainRule.REASSESS.rule();
        static final String PERSISTS = "INFO persisting";
        static final String BEYOND = "INFO beyond-usual-course";

        static Stream<Row> rows() {
            Stream<Row> own = Stream.of(
                    row("29 days", withPain(29), SILENT),
                    row("30 days", withPain(30), PERSISTS),
                    row("6 weeks are the usual course", withPain(42), PERSISTS),
                    row("past 6 weeks", withPain(43), BEYOND),
                    row("84 days", withPain(84), BEYOND),
                    row("85 days is chronic", withPain(85), SILENT),
                    row("onset unknown", undated(), SILENT),
                    row("some day of October: 24 to 54 days", painSince("2026-10"), SILENT),
                    row("encounter not had: optional", withPain(40).without(ChartKey.ENCOUNTER), PERSISTS));
            return Stream.of(own, common(), redFlags(PERSISTS)).flatMap(rows -> rows);
        }

        @ParameterizedTest
        @MethodSource("rows")
        void says(Row row) {
            assertThat(Said.by(RULE, view(row.chart()))).isEqualTo(row.said());
        }
    }

    @Nested
    class Psychosocial {

        static final Rule RULE = LowBackPainRule.PSYCHOSOCIAL_SCREENING.rule();
        static final String SCREENS = "INFO info";

        private static FakeChart screened(PartialDate date) {
            return withPain(40).screenings(new Screening("PHQ-9", date));
        }

        static Stream<Row> rows() {
            Stream<Row> own = Stream.of(
                    row("13 days", withPain(13), SILENT),
                    row("14 days", withPain(14), SCREENS),
                    row("chronic", withPain(400), SCREENS),
                    row("onset unknown", undated(), SILENT),
                    row(
                            "onset unknown, chronic by its code",
                            chart().problems(problem(LOW_BACK_PAIN, CHRONIC_LOW_BACK_PAIN)),
                            SCREENS),
                    row(
                            "chronic by the encounter's reason",
                            chart().encounterReasons(reason(LOW_BACK_PAIN, CHRONIC_LOW_BACK_PAIN)),
                            SCREENS),
                    row("some day of this month: 0 to 23 days", painSince("2026-11"), SILENT),
                    row("result 365 days ago", screened(ago(365)), SILENT),
                    row("result 366 days ago", screened(ago(366)), SCREENS),
                    row("result of last year, may be within 12 months", screened(date("2025")), SILENT),
                    row("result of 2024", screened(date("2024")), SCREENS),
                    row(
                            "an old result and a recent one",
                            screened(ago(900)).screenings(new Screening("PHQ-2", ago(3))),
                            SILENT),
                    row("active depression", withPain(40, problem(DEPRESSION)), SILENT),
                    row("depression resolved", withPain(40, problem(DEPRESSION).resolved()), SCREENS),
                    row("depression refuted", withPain(40, problem(DEPRESSION).refuted()), SCREENS),
                    row(
                            "depression is the encounter's reason",
                            withPain(40).encounterReasons(reason(DEPRESSION)),
                            SILENT),
                    row("screenings not had: optional", withPain(40).without(ChartKey.SCREENINGS), SCREENS),
                    row("a red flag is the other card's matter", withPain(40, problem(CANCER)), SCREENS));
            return Stream.concat(own, common());
        }

        @ParameterizedTest
        @MethodSource("rows")
        void says(Row row) {
            assertThat(Said.by(RULE, view(row.chart()))).isEqualTo(row.said());
        }

        @Test
        void tellsTheLastResult() {
            Finding finding = Said.finding(RULE, view(screened(ago(400))));

            assertThat(Said.proposals(finding)).isEqualTo("ScreenForDepression");
            assertThat(finding.facts().asMap())
                    .containsEntry("lastScreening", "PHQ-9")
                    .containsEntry("lastScreeningDate", "2025-10-20");
        }
    }

    @Nested
    class Flags {

        static final Rule RULE = LowBackPainRule.RED_FLAGS.rule();

        static Stream<Row> rows() {
            Stream<Row> own = Stream.of(
                    row("no red flag", withPain(40), SILENT),
                    row("cancer", withPain(40, problem(CANCER)), "WARNING warning"),
                    row("cauda equina", withPain(1, problem(CAUDA_EQUINA)), "CRITICAL cauda-equina"),
                    row(
                            "cauda equina among others",
                            withPain(1, problem(FEVER), problem(CAUDA_EQUINA)),
                            "CRITICAL cauda-equina"),
                    row(
                            "cauda equina refuted",
                            withPain(1, problem(CAUDA_EQUINA).refuted()),
                            SILENT),
                    row("without back pain", chart().problems(problem(CAUDA_EQUINA)), SILENT),
                    row("osteoporosis is imaging's matter", withPain(40, problem(OSTEOPOROSIS)), SILENT),
                    row("a fall at 80", withPain(5, problem(FALL).onset(ago(5))).born("1946"), "WARNING warning"),
                    row("a fall at 40", withPain(5, problem(FALL).onset(ago(5))), SILENT),
                    row(
                            "a fall at 40 with osteoporosis",
                            withPain(5, problem(FALL).onset(ago(5)), problem(OSTEOPOROSIS)),
                            "WARNING warning"),
                    row(
                            "a traffic accident at 40",
                            withPain(5, problem(SIGNIFICANT_TRAUMA).onset(ago(5))),
                            "WARNING warning"),
                    row("suspected cancer", withPain(5, problem(CANCER).inDoubt()), "WARNING warning"),
                    row(
                            "cauda equina suspected",
                            withPain(1, problem(CAUDA_EQUINA).verification(Verification.SUSPECTED)),
                            "CRITICAL cauda-equina"),
                    row(
                            "chronic pain, a fever that ended years ago",
                            withPain(4682, problem(FEVER).onset(ago(2454)).ended(2442)),
                            SILENT),
                    row(
                            "chronic pain, cancer from before it",
                            withPain(900, problem(CANCER).onset(ago(1000))),
                            SILENT),
                    row(
                            "chronic pain, a cancer suspected 57 days ago",
                            withPain(4682, problem(CANCER).onset(ago(57)).inDoubt()),
                            "WARNING warning"),
                    row(
                            "an immunosuppressant for 40 days",
                            withPain(5)
                                    .medications(recorded(drug("azathioprine", DrugClass.IMMUNOSUPPRESSANT), 40)
                                            .days(60)),
                            "WARNING warning"),
                    row(
                            "cancer of the past is imaging's matter",
                            withPain(40, problem(CANCER).resolved()),
                            SILENT),
                    row("chronic pain too", withPain(900, problem(SPINAL_INFECTION)), "WARNING warning"),
                    row(
                            "conditions not had, the encounter tells both",
                            chart().without(ChartKey.CONDITIONS)
                                    .encounterReasons(reason(LOW_BACK_PAIN), reason(CAUDA_EQUINA)),
                            "CRITICAL cauda-equina"),
                    row(
                            "encounter not had",
                            withPain(40, problem(CANCER)).without(ChartKey.ENCOUNTER),
                            "WARNING warning"),
                    row("17 years old", withPain(40, problem(CANCER)).born("2008-11-25"), SILENT),
                    row("deceased", withPain(40, problem(CANCER)).deceased(), SILENT),
                    row(
                            "patient not had",
                            withPain(40, problem(CANCER)).without(ChartKey.PATIENT),
                            "missing [PATIENT]"),
                    row("patient not had, no red flag", withPain(40).without(ChartKey.PATIENT), SILENT));
            return Stream.concat(
                    own, common().filter(row -> row.chart().patient().isHad()));
        }

        @ParameterizedTest
        @MethodSource("rows")
        void says(Row row) {
            assertThat(Said.by(RULE, view(row.chart()))).isEqualTo(row.said());
        }

        @Test
        void namesEachFlagWithItsDate() {
            Finding finding = Said.finding(
                    RULE,
                    view(withPain(
                            10,
                            problem(FEVER).label("Fever").onset(ago(4)).resolved(),
                            problem(CANCER).label("Lung cancer"))));

            assertThat(finding.proposals()).isEmpty();
            assertThat(finding.facts().asMap().get("flags"))
                    .asList()
                    .containsExactly(
                            Map.of(
                                    "name", "fever",
                                    "label", "Fever",
                                    "date", "2026-11-20",
                                    "byRecording", false,
                                    "byEncounter", false,
                                    "byOrders", false,
                                    "undated", false,
                                    "ended", true),
                            Map.of(
                                    "name", "cancer",
                                    "label", "Lung cancer",
                                    "byRecording", false,
                                    "byEncounter", false,
                                    "byOrders", false,
                                    "undated", true,
                                    "ended", false));
        }

        /** The summary names the finding and begins like a sentence. */
        @ParameterizedTest(name = "{0}")
        @MethodSource
        void summaryNames(String expected, ProblemBuilder flag) {
            Finding finding = Said.finding(RULE, view(withPain(5, flag).born("1946")));

            assertThat(finding.facts().asMap()).containsEntry("flag", expected);
        }

        static Stream<Arguments> summaryNames() {
            return Stream.of(
                    arguments("Cancer", problem(CANCER).onset(ago(400))),
                    arguments("Suspected cancer", problem(CANCER).inDoubt()),
                    arguments(
                            "Suspected spinal infection",
                            problem(SPINAL_INFECTION).verification(Verification.SUSPECTED)),
                    arguments("Fever", problem(FEVER)),
                    arguments("Fall (fracture possible)", problem(FALL).onset(ago(5))),
                    arguments(
                            "Significant trauma (fracture possible)",
                            problem(SIGNIFICANT_TRAUMA).onset(ago(5))));
        }

        /** The cards of a chronic pain are shown when its old fever no longer counts. */
        @Test
        void oldFever_silencesNothing() {
            Guideline guideline = new Guideline(
                    List.of(RULE, LowBackPainRule.PSYCHOSOCIAL_SCREENING.rule()), Map.of(), (rule, failure) -> {
                        throw failure;
                    });

            assertThat(guideline
                            .evaluate(view(withPain(
                                    4682, problem(FEVER).onset(ago(2454)).ended(2442))))
                            .findings())
                    .extracting(Finding::rule)
                    .containsExactly(LowBackPainRule.PSYCHOSOCIAL_SCREENING);
        }

        @Test
        void silencesTheAdviceForNonspecificPain() {
            Guideline guideline = new Guideline(
                    List.of(
                            RULE,
                            LowBackPainRule.REASSESS.rule(),
                            LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule(),
                            LowBackPainRule.PSYCHOSOCIAL_SCREENING.rule()),
                    Map.of(),
                    (rule, failure) -> {
                        throw failure;
                    });

            assertThat(guideline.evaluate(view(withPain(40, problem(CANCER)))).findings())
                    .extracting(Finding::rule, Finding::indicator)
                    .containsExactly(
                            org.assertj.core.api.Assertions.tuple(LowBackPainRule.RED_FLAGS, Indicator.WARNING));
        }
    }
}
