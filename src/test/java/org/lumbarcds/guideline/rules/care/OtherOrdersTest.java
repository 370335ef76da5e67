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
import static org.lumbarcds.guideline.Charts.reasonInDoubt;
import static org.lumbarcds.guideline.Charts.reasonReference;
import static org.lumbarcds.guideline.Charts.reasonText;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.select;
import static org.lumbarcds.guideline.Charts.selectFirst;
import static org.lumbarcds.guideline.Charts.service;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.ADMINISTRATIVE;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CANCER;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CANCER_HISTORY;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CAUDA_EQUINA;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CHRONIC_LOW_BACK_PAIN;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.FALL;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.FRACTURE;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.LOW_BACK_PAIN;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.NEUROLOGICAL_DEFICIT;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.OBSTETRIC;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.OSTEOPOROSIS;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.POSTOPERATIVE;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.PREGNANCY;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.RADICULAR;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.SIGNIFICANT_TRAUMA;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.SPINAL_INFECTION;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.THROMBOSIS;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.VERTEBRAL_FRACTURE;
import static org.lumbarcds.guideline.model.orders.ServiceOrder.Kind.ACTIVE_TREATMENT;
import static org.lumbarcds.guideline.model.orders.ServiceOrder.Kind.BED_REST;
import static org.lumbarcds.guideline.model.orders.ServiceOrder.Kind.LUMBAR_IMAGING;
import static org.lumbarcds.guideline.model.orders.ServiceOrder.Kind.PASSIVE_TREATMENT;
import static org.lumbarcds.guideline.rules.Said.SILENT;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.Charts.ProblemBuilder;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.model.drugs.Drug.DrugForm;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.guideline.model.orders.ServiceOrder.Kind;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Problem.Verification;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.rules.Said;

/** Imaging, bed rest, passive treatment, and the fixed combination. */
class OtherOrdersTest {

    record Row(String reason, Situation situation, String said) {
        @Override
        public String toString() {
            return reason + ": " + said;
        }
    }

    private static FakeChart withPain(int days, ProblemBuilder... problems) {
        return chart().problems(backPain(days)).problems(problems);
    }

    private static ServiceOrder doNotPerform(Kind kind) {
        ServiceOrder order = draftService(kind);
        return new ServiceOrder(
                order.handle(),
                order.reference(),
                Set.of(),
                order.label(),
                order.kinds(),
                "draft",
                true,
                false,
                order.authored(),
                null,
                List.of());
    }

    @Nested
    class Imaging {

        static final Rule RULE = LowBackPainRule.ROUTINE_IMAGING.rule();
        static final String WARNS = "WARNING warning";

        private static Row on(String reason, FakeChart chart, String said, Reason... reasons) {
            return new Row(reason, sign(chart, draftService(LUMBAR_IMAGING, reasons)), said);
        }

        private static OrderBuilder prednisone(int daysAgo) {
            return recorded(drug("prednisone", DrugClass.SYSTEMIC_STEROID), daysAgo);
        }

        static Stream<Row> rows() {
            return Stream.of(
                    on("pain since yesterday", withPain(1), WARNS),
                    on("day 41 is under 6 weeks", withPain(41), WARNS),
                    on("day 42 is 6 weeks", withPain(42), SILENT),
                    on("84 days", withPain(84), SILENT),
                    on("85 days is chronic", withPain(85), SILENT),
                    on("onset not on record", chart().problems(problem(LOW_BACK_PAIN)), WARNS),
                    on(
                            "onset in the future is unknown",
                            chart().problems(problem(LOW_BACK_PAIN).onset(ago(-5))),
                            WARNS),
                    on(
                            "some day of this month",
                            chart().problems(problem(LOW_BACK_PAIN).onset("2026-11")),
                            WARNS),
                    on(
                            "some day of October: 24 to 54 days, so not surely under 6 weeks",
                            chart().problems(problem(LOW_BACK_PAIN).onset("2026-10")),
                            SILENT),
                    on(
                            "some day of 2026",
                            chart().problems(problem(LOW_BACK_PAIN).onset("2026")),
                            SILENT),
                    on(
                            "chronic by its code, dated lately",
                            chart().problems(problem(LOW_BACK_PAIN, CHRONIC_LOW_BACK_PAIN)
                                    .onset(ago(5))),
                            SILENT),
                    on(
                            "chronic by its code, no onset",
                            chart().problems(problem(LOW_BACK_PAIN, CHRONIC_LOW_BACK_PAIN)),
                            SILENT),
                    on(
                            "the order's reason is chronic pain",
                            chart(),
                            SILENT,
                            reason(LOW_BACK_PAIN, CHRONIC_LOW_BACK_PAIN)),
                    on(
                            "the encounter's reason is chronic pain",
                            withPain(3).encounterReasons(reason(LOW_BACK_PAIN, CHRONIC_LOW_BACK_PAIN)),
                            SILENT),
                    on(
                            "new pain, an entry of 2015 is history",
                            withPain(10, problem(LOW_BACK_PAIN).onset("2015")),
                            WARNS),
                    on(
                            "written down today, and 300 days ago: one episode",
                            chart().problems(
                                            problem(LOW_BACK_PAIN).recorded(0),
                                            problem(LOW_BACK_PAIN).recorded(300)),
                            SILENT),
                    on("no back pain anywhere", chart(), SILENT),
                    on("back pain is the order's reason only", chart(), WARNS, reason(LOW_BACK_PAIN)),
                    on("back pain in the reason's words", chart(), WARNS, reasonText("low back pain", LOW_BACK_PAIN)),
                    on("reason in words that say nothing: as no reason", withPain(5), WARNS, reasonText("please")),
                    on("back pain is refuted", chart().problems(backPain(5).refuted()), SILENT),
                    on("back pain has resolved", chart().problems(backPain(30).resolved()), SILENT),
                    on("the reason is something else", withPain(5), SILENT, reason()),
                    on("the reason is sciatica alone", withPain(5), SILENT, reason(RADICULAR)),
                    on("sciatica beside back pain", withPain(5), WARNS, reason(RADICULAR), reason(LOW_BACK_PAIN)),
                    on("sciatica on record beside back pain", withPain(5, problem(RADICULAR)), WARNS),
                    on(
                            "sciatica with a deficit",
                            withPain(
                                    5,
                                    problem(RADICULAR),
                                    problem(NEUROLOGICAL_DEFICIT).onset(ago(2))),
                            SILENT),
                    on(
                            "a red flag is a reason beside back pain",
                            withPain(5),
                            SILENT,
                            reason(LOW_BACK_PAIN),
                            reason(SPINAL_INFECTION)),
                    on(
                            "a fracture to be ruled out by lumbar imaging is one of the spine",
                            withPain(5),
                            SILENT,
                            reason(LOW_BACK_PAIN),
                            reason(FRACTURE)),
                    on("a fracture on record may be of any bone", withPain(5, problem(FRACTURE)), WARNS),
                    on(
                            "history of cancer is a reason",
                            withPain(5),
                            SILENT,
                            reason(LOW_BACK_PAIN),
                            reason(CANCER_HISTORY)),
                    on("a plain fall at 40 is no red flag", withPain(5), WARNS, reason(LOW_BACK_PAIN), reason(FALL)),
                    on(
                            "a plain fall at 70 is one",
                            withPain(5).born("1956"),
                            SILENT,
                            reason(LOW_BACK_PAIN),
                            reason(FALL)),
                    on(
                            "a plain fall, age not on record",
                            withPain(5).born(null),
                            SILENT,
                            reason(LOW_BACK_PAIN),
                            reason(FALL)),
                    on("osteoporosis matters to imaging", withPain(5, problem(OSTEOPOROSIS)), SILENT),
                    on(
                            "endocarditis of 20 days ago",
                            withPain(10, problem(SPINAL_INFECTION).onset(ago(20))),
                            SILENT),
                    on(
                            "endocarditis as a differential diagnosis",
                            withPain(10, problem(SPINAL_INFECTION).verification(Verification.SUSPECTED)),
                            SILENT),
                    on(
                            "bacteraemia that ended 31 days ago",
                            withPain(
                                    10, problem(SPINAL_INFECTION).onset(ago(60)).ended(31)),
                            WARNS),
                    on(
                            "sepsis refuted",
                            withPain(
                                    10, problem(SPINAL_INFECTION).onset(ago(20)).refuted()),
                            WARNS),
                    on("cancer suspected in words", withPain(5, problem(CANCER).inDoubt()), SILENT),
                    on(
                            "suspected fracture is a reason of the order",
                            withPain(5),
                            SILENT,
                            reason(LOW_BACK_PAIN),
                            reasonInDoubt(VERTEBRAL_FRACTURE)),
                    on(
                            "prednisone for 30 days",
                            withPain(5).medications(prednisone(29).days(60)),
                            SILENT),
                    on(
                            "prednisone for 29 days",
                            withPain(5).medications(prednisone(28).days(60)),
                            WARNS),
                    on("prednisone of unknown length for 30 days", withPain(5).medications(prednisone(29)), SILENT),
                    on("medications not had: fires, and says so", withPain(5).without(ChartKey.MEDICATIONS), WARNS),
                    on("the encounter is for sciatica alone", withPain(5).encounterReasons(reason(RADICULAR)), SILENT),
                    on(
                            "the encounter is for sciatica and back pain",
                            withPain(5).encounterReasons(reason(RADICULAR), reason(LOW_BACK_PAIN)),
                            WARNS),
                    on("the encounter is for something else", withPain(5).encounterReasons(reason()), SILENT),
                    on(
                            "a diagnosis of the encounter is something else",
                            withPain(5).encounterDiagnoses(reason()),
                            SILENT),
                    on(
                            "a diagnosis of the encounter is a check-up",
                            withPain(5).encounterDiagnoses(reason(ADMINISTRATIVE)),
                            WARNS),
                    on(
                            "accident 90 days ago",
                            withPain(5, problem(SIGNIFICANT_TRAUMA).onset(ago(90))),
                            SILENT),
                    on(
                            "accident 91 days ago",
                            withPain(5, problem(SIGNIFICANT_TRAUMA).onset(ago(91))),
                            WARNS),
                    on(
                            "fracture refuted",
                            withPain(
                                    5, problem(VERTEBRAL_FRACTURE).onset(ago(4)).refuted()),
                            WARNS),
                    on(
                            "resolved fracture that may be of now",
                            withPain(
                                    5, problem(VERTEBRAL_FRACTURE).onset("2026").resolved()),
                            SILENT),
                    on(
                            "red flag is the encounter's reason",
                            withPain(5).encounterReasons(reason(CAUDA_EQUINA)),
                            SILENT),
                    on("17 years old", withPain(5).born("2008-11-25"), SILENT),
                    on("18 today", withPain(5).born("2008-11-24"), WARNS),
                    on("age not on record excludes nobody", withPain(5).born(null), WARNS),
                    on("deceased", withPain(5).deceased(), SILENT),
                    on(
                            "conditions not had, reason is back pain: a red flag may be there",
                            chart().without(ChartKey.CONDITIONS),
                            "missing [CONDITIONS]",
                            reason(LOW_BACK_PAIN)),
                    on("conditions not had, no reason", chart().without(ChartKey.CONDITIONS), "missing [CONDITIONS]"),
                    on(
                            "conditions not had, but the encounter tells a red flag",
                            chart().without(ChartKey.CONDITIONS).encounterReasons(reason(CAUDA_EQUINA)),
                            SILENT,
                            reason(LOW_BACK_PAIN)),
                    on(
                            "conditions not had, reason is something else: definite",
                            chart().without(ChartKey.CONDITIONS),
                            SILENT,
                            reason()),
                    on("patient not had", withPain(5).without(ChartKey.PATIENT), "missing [PATIENT]"),
                    on("patient not had, pain too old", withPain(50).without(ChartKey.PATIENT), SILENT),
                    on("encounter not had: optional", withPain(5).without(ChartKey.ENCOUNTER), WARNS),
                    new Row("not to be done", sign(withPain(5), doNotPerform(LUMBAR_IMAGING)), SILENT),
                    new Row("revoked draft", sign(withPain(5), service(LUMBAR_IMAGING, "revoked", ago(0))), SILENT),
                    new Row(
                            "draft with status active counts",
                            sign(withPain(5), service(LUMBAR_IMAGING, "active", ago(0))),
                            WARNS),
                    new Row(
                            "not selected",
                            selectFirst(1, withPain(5), draftService(BED_REST), draftService(LUMBAR_IMAGING)),
                            SILENT),
                    new Row(
                            "two imaging orders",
                            sign(withPain(5), draftService(LUMBAR_IMAGING), draftService(LUMBAR_IMAGING)),
                            WARNS + ", " + WARNS),
                    new Row("another order", sign(withPain(5), draftService(PASSIVE_TREATMENT)), SILENT));
        }

        @ParameterizedTest
        @MethodSource("rows")
        void says(Row row) {
            assertThat(Said.by(RULE, row.situation())).isEqualTo(row.said());
        }

        @ParameterizedTest
        @MethodSource("referrals")
        void proposes(Row row) {
            assertThat(Said.proposals(Said.finding(RULE, row.situation()))).isEqualTo(row.said());
        }

        static Stream<Row> referrals() {
            return Stream.of(
                    on("13 days", withPain(13), "Remove"),
                    on("14 days", withPain(14), "Remove, ReferToPhysicalTherapy"),
                    on("onset unknown", chart().problems(problem(LOW_BACK_PAIN)), "Remove"),
                    on(
                            "some day of this month: 0 to 23 days",
                            chart().problems(problem(LOW_BACK_PAIN).onset("2026-11")),
                            "Remove"),
                    on(
                            "referred in the episode already",
                            withPain(20).referrals(service(ACTIVE_TREATMENT, "active", ago(3))),
                            "Remove"),
                    new Row(
                            "physical therapy is drafted beside it",
                            sign(withPain(20), draftService(LUMBAR_IMAGING), draftService(ACTIVE_TREATMENT)),
                            "Remove"));
        }

        @Test
        void tellsWhatItRestsOn() {
            ServiceOrder order = draftService(LUMBAR_IMAGING);
            Finding finding = Said.finding(
                    RULE,
                    select(withPain(20, problem(RADICULAR).label("Sciatica")).without(ChartKey.ENCOUNTER), order));

            assertThat(finding.about()).containsExactly(order);
            assertThat(finding.notChecked()).containsExactly(ChartKey.ENCOUNTER);
            assertThat(finding.facts().asMap())
                    .containsEntry("order", order.label())
                    .containsEntry("onset", "2026-11-04")
                    .containsEntry("episodeDays", "20")
                    .containsEntry("imagingFromDays", 42)
                    .containsEntry("radicular", "Sciatica")
                    .containsEntry("encounterNotChecked", true)
                    .containsEntry("medicationsNotChecked", false)
                    .containsEntry("byProblemList", true);
        }

        @Test
        void saysThatSteroidsWereNotChecked() {
            Finding finding = Said.finding(
                    RULE, select(withPain(20).without(ChartKey.MEDICATIONS), draftService(LUMBAR_IMAGING)));

            assertThat(finding.notChecked()).containsExactly(ChartKey.MEDICATIONS);
            assertThat(finding.facts().asMap()).containsEntry("medicationsNotChecked", true);
        }

        @Test
        void anotherOrder_opensNoChart() {
            FakeChart chart = withPain(5);

            RULE.evaluate(sign(
                    chart,
                    draftService(PASSIVE_TREATMENT),
                    draft(drug("naproxen", DrugClass.NSAID)).build()));

            assertThat(chart.asked()).isEmpty();
        }
    }

    @Nested
    class Rest {

        static final Rule RULE = LowBackPainRule.BED_REST.rule();
        static final String ADVISES = "INFO info";

        private static Row on(String reason, FakeChart chart, String said, Reason... reasons) {
            return new Row(reason, sign(chart, draftService(BED_REST, reasons)), said);
        }

        static Stream<Row> rows() {
            return Stream.of(
                    on("bed rest for acute pain", withPain(2), ADVISES),
                    on("bed rest for chronic pain", withPain(400), ADVISES),
                    on("no back pain", chart(), SILENT),
                    on("another reason", withPain(2), SILENT, reason()),
                    on("after surgery", withPain(2), SILENT, reason(LOW_BACK_PAIN), reason(POSTOPERATIVE)),
                    on("fracture", withPain(2), SILENT, reason(LOW_BACK_PAIN), reason(FRACTURE)),
                    on("vertebral fracture", withPain(2), SILENT, reason(LOW_BACK_PAIN), reason(VERTEBRAL_FRACTURE)),
                    on("obstetric", withPain(2), SILENT, reason(LOW_BACK_PAIN), reason(OBSTETRIC)),
                    on("pregnancy given as the reason", withPain(2), SILENT, reason(LOW_BACK_PAIN), reason(PREGNANCY)),
                    on("thrombosis", withPain(2), SILENT, reason(LOW_BACK_PAIN), reason(THROMBOSIS)),
                    on("reason of the encounter", withPain(2).encounterReasons(reason(POSTOPERATIVE)), SILENT),
                    on(
                            "current fracture on record, no reason given",
                            withPain(2, problem(FRACTURE).onset(ago(90))),
                            SILENT),
                    on(
                            "fracture of long ago on record",
                            withPain(2, problem(FRACTURE).onset(ago(91))),
                            ADVISES),
                    on(
                            "fracture on the day a pain of four months began",
                            withPain(120, problem(FRACTURE).onset(ago(120))),
                            SILENT),
                    on(
                            "fracture on the day before a pain of four months began",
                            withPain(120, problem(FRACTURE).onset(ago(121))),
                            ADVISES),
                    on(
                            "fracture of long ago, onset of the pain unknown",
                            chart().problems(
                                            problem(LOW_BACK_PAIN),
                                            problem(FRACTURE).onset(ago(91))),
                            ADVISES),
                    on("undated thrombosis, active", withPain(2, problem(THROMBOSIS)), SILENT),
                    on("thrombosis resolved", withPain(2, problem(THROMBOSIS).resolved()), ADVISES),
                    on("thrombosis refuted", withPain(2, problem(THROMBOSIS).refuted()), ADVISES),
                    on("pregnant, nobody gave it as the reason", withPain(2, problem(PREGNANCY)), ADVISES),
                    on("deceased", withPain(2).deceased(), SILENT),
                    on("17 years old", withPain(2).born("2008-11-25"), SILENT),
                    on(
                            "conditions not had: a fracture may be there",
                            chart().without(ChartKey.CONDITIONS),
                            "missing [CONDITIONS]",
                            reason(LOW_BACK_PAIN)),
                    on(
                            "conditions not had, justified by its reason",
                            chart().without(ChartKey.CONDITIONS),
                            SILENT,
                            reason(LOW_BACK_PAIN),
                            reason(THROMBOSIS)),
                    on("patient not had", withPain(2).without(ChartKey.PATIENT), "missing [PATIENT]"),
                    new Row("an order not to rest", sign(withPain(2), doNotPerform(BED_REST)), SILENT));
        }

        @ParameterizedTest
        @MethodSource("rows")
        void says(Row row) {
            assertThat(Said.by(RULE, row.situation())).isEqualTo(row.said());
        }

        @Test
        void proposesRemovalAndAdvice() {
            Finding finding = Said.finding(RULE, sign(withPain(2), draftService(BED_REST)));

            assertThat(Said.proposals(finding)).isEqualTo("Remove, AdviseActivity");
            assertThat(finding.facts().asMap())
                    .containsEntry("onset", "2026-11-22")
                    .containsEntry("episodeDays", "2")
                    .containsEntry("byProblemList", true)
                    .containsEntry("encounterNotChecked", false)
                    .containsEntry("ageUnknown", false);
        }
    }

    @Nested
    class Passive {

        static final Rule RULE = LowBackPainRule.PASSIVE_THERAPY_ONLY.rule();
        static final String ADVISES = "INFO info";

        private static Row on(String reason, FakeChart chart, String said, Order... drafts) {
            return new Row(reason, sign(chart, drafts), said);
        }

        private static ServiceOrder massage(Reason... reasons) {
            return draftService(PASSIVE_TREATMENT, reasons);
        }

        private static Row recorded(String reason, String status, int daysAgo, String said) {
            return on(reason, withPain(20).referrals(service(ACTIVE_TREATMENT, status, ago(daysAgo))), said, massage());
        }

        static Stream<Row> rows() {
            return Stream.of(
                    on("massage alone", withPain(20), ADVISES, massage()),
                    on("massage and TENS: one finding", withPain(20), ADVISES, massage(), massage()),
                    on("no back pain", chart(), SILENT, massage()),
                    on("massage for the neck", withPain(20), SILENT, massage(reason())),
                    on("massage for the neck, TENS for the back", withPain(20), ADVISES, massage(reason()), massage()),
                    on("exercise drafted beside it", withPain(20), SILENT, massage(), draftService(ACTIVE_TREATMENT)),
                    new Row(
                            "exercise drafted, not selected",
                            selectFirst(1, withPain(20), massage(), draftService(ACTIVE_TREATMENT)),
                            SILENT),
                    new Row(
                            "massage drafted, not selected",
                            selectFirst(1, withPain(20), draftService(BED_REST), massage()),
                            SILENT),
                    on(
                            "an exercise draft that is revoked",
                            withPain(20),
                            ADVISES,
                            massage(),
                            service(ACTIVE_TREATMENT, "revoked", ago(0))),
                    on(
                            "a drug beside it is no active strategy",
                            withPain(20),
                            ADVISES,
                            massage(),
                            draft(drug("naproxen", DrugClass.NSAID)).build()),
                    recorded("active referral of the episode", "active", 20, SILENT),
                    recorded("completed in the episode", "completed", 5, SILENT),
                    recorded("on hold", "on-hold", 5, SILENT),
                    recorded("saved draft", "draft", 1, SILENT),
                    recorded("before the episode", "completed", 21, ADVISES),
                    recorded("revoked", "revoked", 5, ADVISES),
                    recorded("entered in error", "entered-in-error", 5, ADVISES),
                    on(
                            "onset unknown, a referral still open",
                            chart().problems(problem(LOW_BACK_PAIN))
                                    .referrals(service(ACTIVE_TREATMENT, "active", ago(200))),
                            SILENT,
                            massage()),
                    on(
                            "onset unknown, completed 84 days ago",
                            chart().problems(problem(LOW_BACK_PAIN))
                                    .referrals(service(ACTIVE_TREATMENT, "completed", ago(84))),
                            SILENT,
                            massage()),
                    on(
                            "onset unknown, completed 85 days ago",
                            chart().problems(problem(LOW_BACK_PAIN))
                                    .referrals(service(ACTIVE_TREATMENT, "completed", ago(85))),
                            ADVISES,
                            massage()),
                    on("referrals not had", withPain(20).without(ChartKey.REFERRALS), ADVISES, massage()),
                    on(
                            "conditions not had, reason is back pain: enough",
                            chart().without(ChartKey.CONDITIONS),
                            ADVISES,
                            massage(reason(LOW_BACK_PAIN))),
                    on(
                            "conditions not had, no reason",
                            chart().without(ChartKey.CONDITIONS),
                            "missing [CONDITIONS]",
                            massage()),
                    on("patient not had", withPain(20).without(ChartKey.PATIENT), "missing [PATIENT]", massage()),
                    on("deceased", withPain(20).deceased(), SILENT, massage()),
                    on("17 years old", withPain(20).born("2008-11-25"), SILENT, massage()));
        }

        @ParameterizedTest
        @MethodSource("rows")
        void says(Row row) {
            assertThat(Said.by(RULE, row.situation())).isEqualTo(row.said());
        }

        @Test
        void oneFindingAboutAllPassiveOrdersForTheBack() {
            ServiceOrder one = massage();
            ServiceOrder other = massage();
            Finding finding =
                    Said.finding(RULE, sign(withPain(20).without(ChartKey.REFERRALS), massage(reason()), one, other));

            assertThat(finding.about()).containsExactly(one, other);
            assertThat(Said.proposals(finding)).isEqualTo("ReferToPhysicalTherapy");
            assertThat(finding.facts().asMap())
                    .containsEntry("several", true)
                    .containsEntry("referralsNotChecked", true);
            assertThat(RULE.optional()).doesNotContain(ChartKey.REFERRALS);
        }

        @Test
        void tellsWhatItRestsOn() {
            Finding finding = Said.finding(RULE, sign(withPain(20), massage()));
            Finding unread =
                    Said.finding(RULE, sign(chart().without(ChartKey.CONDITIONS), massage(reason(LOW_BACK_PAIN))));

            assertThat(finding.facts().asMap())
                    .containsEntry("several", false)
                    .containsEntry("referralsNotChecked", false)
                    .containsEntry("conditionsNotChecked", false)
                    .containsEntry("onset", "2026-11-04")
                    .containsEntry("ageUnknown", false);
            assertThat(unread.notChecked()).containsExactly(ChartKey.CONDITIONS);
            assertThat(unread.facts().asMap())
                    .containsEntry("conditionsNotChecked", true)
                    .doesNotContainKeys("onset", "onsetUnknown");
        }
    }

    @Nested
    class Combination {

        static final Rule RULE = LowBackPainRule.RELAXANT_COMBINATION.rule();
        static final String TELLS = "INFO info";

        private static Row on(String reason, FakeChart chart, String said, String... ingredients) {
            return new Row(reason, sign(chart, order(ingredients)), said);
        }

        private static Order order(String... ingredients) {
            return draft(product(
                            String.join(" / ", ingredients),
                            DrugForm.SYSTEMIC,
                            Stream.of(ingredients)
                                    .map(name -> ingredient(name, DrugClass.NSAID))
                                    .toArray(org.lumbarcds.guideline.model.drugs.Ingredient[]::new)))
                    .build();
        }

        private static final String[] ALL = {"chlorzoxazone", "aceclofenac", "acetaminophen"};

        static Stream<Row> rows() {
            return Stream.of(
                    on("the combination", withPain(3), TELLS, ALL),
                    on("chronic pain too", withPain(300), TELLS, ALL),
                    on("without aceclofenac", withPain(3), SILENT, "chlorzoxazone", "acetaminophen"),
                    on("without chlorzoxazone", withPain(3), SILENT, "aceclofenac", "acetaminophen"),
                    on("without paracetamol", withPain(3), SILENT, "chlorzoxazone", "aceclofenac"),
                    on("the other combination", withPain(3), SILENT, "thiocolchicoside", "aceclofenac"),
                    new Row(
                            "the same drugs one by one are no fixed combination",
                            sign(withPain(3), order("chlorzoxazone"), order("aceclofenac"), order("acetaminophen")),
                            SILENT),
                    on("no back pain", chart(), SILENT, ALL),
                    on("deceased", withPain(3).deceased(), SILENT, ALL),
                    on("patient not had", withPain(3).without(ChartKey.PATIENT), "missing [PATIENT]", ALL),
                    on("conditions not had", chart().without(ChartKey.CONDITIONS), "missing [CONDITIONS]", ALL),
                    new Row(
                            "conditions not had, reason points at one: low back pain unknown",
                            sign(
                                    chart().without(ChartKey.CONDITIONS),
                                    draft(product(
                                                    "combination",
                                                    DrugForm.SYSTEMIC,
                                                    ingredient(ALL[0], DrugClass.MUSCLE_RELAXANT),
                                                    ingredient(ALL[1], DrugClass.NSAID),
                                                    ingredient(ALL[2], DrugClass.ACETAMINOPHEN)))
                                            .reasons(reasonReference("Condition/x"))
                                            .build()),
                            "missing [CONDITIONS]"),
                    new Row("not selected", selectFirst(0, withPain(3), order(ALL)), SILENT));
        }

        @ParameterizedTest
        @MethodSource("rows")
        void says(Row row) {
            assertThat(Said.by(RULE, row.situation())).isEqualTo(row.said());
        }

        @Test
        void pregnancyIsSaid_andNothingProposed() {
            Finding finding = Said.finding(RULE, sign(withPain(3, problem(PREGNANCY)), order(ALL)));

            assertThat(finding.facts().asMap()).containsEntry("pregnant", true);
            assertThat(finding.proposals()).isEmpty();
        }
    }
}
