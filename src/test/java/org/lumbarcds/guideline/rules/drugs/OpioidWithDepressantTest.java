package org.lumbarcds.guideline.rules.drugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.baclofen;
import static org.lumbarcds.guideline.Charts.buprenorphine;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.diazepam;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.gabapentin;
import static org.lumbarcds.guideline.Charts.methadone;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.selectFirst;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.with;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.rules.Outcome;

class OpioidWithDepressantTest {

    private static final Rule RULE = LowBackPainRule.OPIOID_WITH_DEPRESSANT.rule();
    private static final Drug COUGH_SYRUP = with(drug("codeine", DrugClass.OPIOID), Drug.Use.ANTITUSSIVE);
    private static final Drug SUBOXONE =
            with(drug("buprenorphine / naloxone", DrugClass.OPIOID), Drug.Use.OPIOID_USE_DISORDER);
    private static final Drug ZOLPIDEM = drug("zolpidem", DrugClass.Z_DRUG);
    private static final Drug INTRATHECAL = with(baclofen(), Drug.Use.NOT_OUTPATIENT);

    /** What it says: per finding the orders it is about, then what may be removed. */
    record Row(String reason, Situation situation, String outcome) {
        @Override
        public String toString() {
            return reason + ": " + outcome;
        }
    }

    private static FakeChart pain() {
        return chart().problems(backPain(5));
    }

    private static FakeChart disorder() {
        return pain().problems(problem(ProblemGroup.OPIOID_USE_DISORDER));
    }

    private static Row ordering(String reason, OrderBuilder draft, FakeChart chart, String outcome) {
        return new Row(reason, sign(chart, draft.build()), outcome);
    }

    private static Row both(String reason, OrderBuilder one, OrderBuilder other, String outcome) {
        return new Row(reason, sign(pain(), one.build(), other.build()), outcome);
    }

    private static String say(Verdict verdict) {
        if (verdict.findings().isEmpty()) {
            return verdict.lack().required().isEmpty()
                    ? "silent"
                    : "missing "
                            + verdict.lack().required().stream()
                                    .sorted()
                                    .map(ChartKey::key)
                                    .toList();
        }
        return verdict.findings().stream()
                .map(finding -> finding.about().stream().map(Order::label).collect(Collectors.joining(" & "))
                        + " with "
                        + Outcome.list(finding, "others").stream()
                                .map(other -> String.valueOf(other.get("order")))
                                .collect(Collectors.joining(" & "))
                        + (finding.proposals().isEmpty() ? "" : ", " + Outcome.proposals(finding)))
                .collect(Collectors.joining("; "));
    }

    static Stream<Row> pairs() {
        String oxycodone = "oxycodone with diazepam, remove oxycodone";
        return Stream.of(
                ordering("opioid alone", draft(oxycodone()), pain(), "silent"),
                ordering(
                        "benzodiazepine running",
                        draft(oxycodone()),
                        pain().medications(recorded(diazepam(), 3).days(10)),
                        oxycodone),
                ordering(
                        "gabapentinoid",
                        draft(oxycodone()),
                        pain().medications(recorded(gabapentin(), 3).days(10)),
                        "oxycodone with gabapentin, remove oxycodone"),
                ordering(
                        "z-drug",
                        draft(oxycodone()),
                        pain().medications(recorded(ZOLPIDEM, 3).days(10)),
                        "oxycodone with zolpidem, remove oxycodone"),
                ordering(
                        "barbiturate",
                        draft(oxycodone()),
                        pain().medications(recorded(drug("phenobarbital", DrugClass.BARBITURATE), 3)
                                .days(10)),
                        "oxycodone with phenobarbital, remove oxycodone"),
                ordering(
                        "meprobamate",
                        draft(oxycodone()),
                        pain().medications(recorded(drug("meprobamate", DrugClass.MEPROBAMATE), 3)
                                .days(10)),
                        "oxycodone with meprobamate, remove oxycodone"),
                ordering(
                        "another sedative is not in the row",
                        draft(oxycodone()),
                        pain().medications(recorded(drug("chloral hydrate", DrugClass.SEDATIVE), 3)
                                .days(10)),
                        "silent"),
                ordering(
                        "a headache combination is no such order",
                        draft(oxycodone()),
                        pain().medications(recorded(
                                with(drug("butalbital", DrugClass.BARBITURATE), Drug.Use.OTHER_PURPOSE), 3)),
                        "silent"),
                ordering(
                        "z-drug selected, treatment of use disorder running",
                        draft(ZOLPIDEM),
                        pain().medications(recorded(SUBOXONE, 3).days(30)),
                        "zolpidem with buprenorphine / naloxone, remove zolpidem"),
                ordering(
                        "relaxant",
                        draft(oxycodone()),
                        pain().medications(recorded(cyclobenzaprine(), 3).days(10)),
                        "oxycodone with cyclobenzaprine, remove oxycodone"),
                ordering(
                        "two of them",
                        draft(oxycodone()),
                        pain().medications(recorded(gabapentin(), 3), recorded(diazepam(), 3)),
                        "oxycodone with gabapentin & diazepam, remove oxycodone"),
                ordering("an NSAID is none", draft(oxycodone()), pain().medications(recorded(naproxen(), 3)), "silent"),
                ordering(
                        "active, ended 30 days ago",
                        draft(oxycodone()),
                        pain().medications(recorded(diazepam(), 39).days(10)),
                        oxycodone),
                ordering(
                        "active, ended 31 days ago",
                        draft(oxycodone()),
                        pain().medications(recorded(diazepam(), 40).days(10)),
                        "silent"),
                ordering(
                        "active, length unknown, a year old",
                        draft(oxycodone()),
                        pain().medications(recorded(diazepam(), 400)),
                        oxycodone),
                ordering(
                        "completed",
                        draft(oxycodone()),
                        pain().medications(recorded(diazepam(), 40).days(10).status("completed")),
                        "silent"),
                ordering(
                        "intrathecal baclofen is no such order",
                        draft(oxycodone()),
                        pain().medications(recorded(INTRATHECAL, 3)),
                        "silent"),
                ordering(
                        "cough syrup is no opioid here",
                        draft(COUGH_SYRUP),
                        pain().medications(recorded(diazepam(), 3)),
                        "silent"),
                ordering(
                        "relaxant selected, opioid running",
                        draft(cyclobenzaprine()),
                        pain().medications(recorded(oxycodone(), 3).days(10)),
                        "cyclobenzaprine with oxycodone, remove cyclobenzaprine"),
                ordering(
                        "gabapentinoid selected, opioid running",
                        draft(gabapentin()),
                        pain().medications(recorded(oxycodone(), 3).days(10)),
                        "gabapentin with oxycodone, remove gabapentin"),
                both(
                        "both selected: once, on the opioid",
                        draft(cyclobenzaprine()),
                        draft(oxycodone()),
                        "oxycodone & cyclobenzaprine with cyclobenzaprine, remove oxycodone, remove cyclobenzaprine"),
                both(
                        "opioid's order for something else: on the other",
                        draft(cyclobenzaprine()),
                        draft(oxycodone()).reason(),
                        "cyclobenzaprine & oxycodone with oxycodone, remove cyclobenzaprine, remove oxycodone"),
                both(
                        "inpatient opioid",
                        draft(cyclobenzaprine()),
                        draft(oxycodone()).inpatient(),
                        "silent"),
                both("inpatient relaxant", draft(cyclobenzaprine()).inpatient(), draft(oxycodone()), "silent"),
                both("not to be given", draft(cyclobenzaprine()).doNotPerform(), draft(oxycodone()), "silent"),
                new Row(
                        "opioid selected, relaxant drafted only",
                        selectFirst(
                                1,
                                pain(),
                                draft(oxycodone()).build(),
                                draft(cyclobenzaprine()).build()),
                        "oxycodone with cyclobenzaprine, remove oxycodone"),
                new Row(
                        "relaxant selected, opioid drafted only",
                        selectFirst(
                                1,
                                pain(),
                                draft(cyclobenzaprine()).build(),
                                draft(oxycodone()).build()),
                        "cyclobenzaprine with oxycodone, remove cyclobenzaprine"),
                new Row(
                        "neither selected",
                        selectFirst(
                                0,
                                pain(),
                                draft(cyclobenzaprine()).build(),
                                draft(oxycodone()).build()),
                        "silent"),
                new Row(
                        "an opioid selected and another on record",
                        sign(
                                pain().medications(recorded(methadone(), 3)),
                                draft(oxycodone()).build(),
                                draft(diazepam()).build()),
                        "oxycodone & diazepam with diazepam, remove oxycodone, remove diazepam;"
                                + " diazepam with methadone, remove diazepam"),
                ordering(
                        "the draft as the EHR saved it is not another",
                        draft(cyclobenzaprine()).id("m1"),
                        pain().medications(recorded(oxycodone(), 0).id("m1")),
                        "silent"));
    }

    static Stream<Row> whoAndWhen() {
        OrderBuilder diazepam = recorded(diazepam(), 3);
        return Stream.of(
                ordering("no low back pain", draft(oxycodone()), chart().medications(diazepam), "silent"),
                ordering(
                        "deceased",
                        draft(oxycodone()),
                        pain().medications(diazepam).deceased(),
                        "silent"),
                ordering(
                        "17 years",
                        draft(oxycodone()),
                        pain().medications(diazepam).born("2009-01-01"),
                        "silent"),
                ordering(
                        "cancer silences other rules, no interaction",
                        draft(oxycodone()),
                        pain().medications(diazepam)
                                .problems(problem(ProblemGroup.CANCER), problem(ProblemGroup.PALLIATIVE_CARE)),
                        "oxycodone with diazepam, remove oxycodone"),
                ordering(
                        "no orders had",
                        draft(oxycodone()),
                        pain().without(ChartKey.MEDICATIONS),
                        "missing [medications]"),
                ordering(
                        "no conditions had, nothing to run with",
                        draft(oxycodone()),
                        pain().without(ChartKey.CONDITIONS),
                        "silent"),
                ordering(
                        "no conditions had",
                        draft(oxycodone()),
                        pain().medications(diazepam).without(ChartKey.CONDITIONS),
                        "missing [conditions]"),
                ordering(
                        "no patient had",
                        draft(oxycodone()),
                        pain().medications(diazepam).without(ChartKey.PATIENT),
                        "missing [patient]"),
                ordering(
                        "no conditions had, the order tells",
                        draft(oxycodone()).reason(ProblemGroup.LOW_BACK_PAIN),
                        chart().medications(diazepam).without(ChartKey.CONDITIONS),
                        "oxycodone with diazepam, remove oxycodone"),
                new Row(
                        "no orders had, both drafted: said; taken long already? unknown, so no removal",
                        sign(
                                pain().without(ChartKey.MEDICATIONS),
                                draft(oxycodone()).build(),
                                draft(diazepam()).build()),
                        "oxycodone & diazepam with diazepam"));
    }

    static Stream<Row> removal() {
        OrderBuilder diazepam = recorded(diazepam(), 3).days(10);
        return Stream.of(
                ordering(
                        "treatment of use disorder counts, is never removed",
                        draft(SUBOXONE),
                        pain().medications(diazepam),
                        "buprenorphine / naloxone with diazepam"),
                ordering(
                        "methadone with the disorder on record",
                        draft(methadone()),
                        disorder().medications(diazepam),
                        "methadone with diazepam"),
                ordering(
                        "methadone, disorder in remission",
                        draft(methadone()),
                        pain().problems(problem(ProblemGroup.OPIOID_USE_DISORDER)
                                        .resolved())
                                .medications(diazepam),
                        "methadone with diazepam"),
                ordering(
                        "methadone for pain",
                        draft(methadone()),
                        pain().medications(diazepam),
                        "methadone with diazepam, remove methadone"),
                ordering(
                        "methadone, conditions could not be had",
                        draft(methadone()).reason(ProblemGroup.LOW_BACK_PAIN),
                        chart().medications(diazepam).without(ChartKey.CONDITIONS),
                        "methadone with diazepam"),
                ordering(
                        "buprenorphine, the order is for the disorder",
                        draft(buprenorphine())
                                .reason(ProblemGroup.OPIOID_USE_DISORDER)
                                .reason(ProblemGroup.LOW_BACK_PAIN),
                        pain().medications(diazepam),
                        "buprenorphine with diazepam"),
                ordering(
                        "opioids taken for 90 days",
                        draft(oxycodone()),
                        pain().medications(diazepam, recorded(methadone(), 89).days(90)),
                        "oxycodone with diazepam"),
                ordering(
                        "opioids taken for 89 days",
                        draft(oxycodone()),
                        pain().medications(diazepam, recorded(methadone(), 88).days(89)),
                        "oxycodone with diazepam, remove oxycodone"),
                ordering(
                        "baclofen taken for 30 days before today",
                        draft(baclofen()),
                        pain().medications(
                                        recorded(oxycodone(), 2),
                                        recorded(baclofen(), 30).days(30)),
                        "baclofen with oxycodone"),
                ordering(
                        "baclofen taken for 29 days before today",
                        draft(baclofen()),
                        pain().medications(
                                        recorded(oxycodone(), 2),
                                        recorded(baclofen(), 29).days(29)),
                        "baclofen with oxycodone, remove baclofen"),
                ordering(
                        "any benzodiazepine taken for 90 days, for another one",
                        draft(drug("lorazepam", DrugClass.BENZODIAZEPINE)),
                        pain().medications(
                                        recorded(oxycodone(), 2),
                                        recorded(diazepam(), 89).days(90)),
                        "lorazepam with oxycodone"),
                ordering(
                        "treatment of use disorder for 90 days is no opioid therapy of pain",
                        draft(oxycodone()),
                        disorder()
                                .medications(diazepam, recorded(methadone(), 89).days(90)),
                        "oxycodone with diazepam, remove oxycodone"),
                ordering(
                        "gabapentin taken for 90 days",
                        draft(gabapentin()),
                        pain().medications(
                                        recorded(oxycodone(), 2),
                                        recorded(gabapentin(), 89).days(90)),
                        "gabapentin with oxycodone"),
                ordering(
                        "another depressant taken for 90 days is not this one",
                        draft(gabapentin()),
                        pain().medications(
                                        recorded(oxycodone(), 2),
                                        recorded(diazepam(), 89).days(90)),
                        "gabapentin with oxycodone, remove gabapentin"),
                ordering(
                        "active since a year, length unknown: perhaps taken since",
                        draft(gabapentin()),
                        pain().medications(recorded(oxycodone(), 2), recorded(gabapentin(), 365)),
                        "gabapentin with oxycodone"),
                ordering(
                        "active since 89 days, length unknown: perhaps day 90",
                        draft(gabapentin()),
                        pain().medications(recorded(oxycodone(), 2), recorded(gabapentin(), 89)),
                        "gabapentin with oxycodone"),
                ordering(
                        "ten days of it a year ago are no therapy to break off",
                        draft(gabapentin()),
                        pain().medications(
                                        recorded(oxycodone(), 2),
                                        recorded(gabapentin(), 365).days(10).status("completed")),
                        "gabapentin with oxycodone, remove gabapentin"),
                ordering(
                        "active since 88 days, length unknown",
                        draft(gabapentin()),
                        pain().medications(recorded(oxycodone(), 2), recorded(gabapentin(), 88)),
                        "gabapentin with oxycodone, remove gabapentin"),
                new Row(
                        "the opioid is taken long, the relaxant is not",
                        sign(
                                pain().medications(recorded(oxycodone(), 100).days(101)),
                                draft(oxycodone()).build(),
                                draft(cyclobenzaprine()).build()),
                        "oxycodone & cyclobenzaprine with cyclobenzaprine, remove cyclobenzaprine"));
    }

    @ParameterizedTest
    @MethodSource({"pairs", "whoAndWhen", "removal"})
    void evaluate(Row row) {
        assertThat(say(RULE.evaluate(row.situation()))).isEqualTo(row.outcome());
    }

    @Test
    void facts_whyRemovalIsNotSuggested() {
        Finding treatment = Outcome.only(
                RULE,
                sign(
                        pain().medications(recorded(diazepam(), 3)),
                        draft(SUBOXONE).build()));
        assertThat(treatment.facts().asMap())
                .containsEntry("treatsUseDisorder", true)
                .containsEntry("taper", false)
                .containsEntry("isOpioid", true);
        assertThat(treatment.notChecked()).isEmpty();
    }

    @Test
    void notChecked_namesWhatWasNotAtHand() {
        FakeChart chart = pain().without(ChartKey.MEDICATIONS, ChartKey.ENCOUNTER);
        Finding finding = Outcome.only(
                RULE, sign(chart, draft(oxycodone()).build(), draft(diazepam()).build()));
        assertThat(finding.notChecked()).containsExactlyInAnyOrder(ChartKey.MEDICATIONS, ChartKey.ENCOUNTER);
    }

    @Test
    void evaluate_otherOrdersAskNothing() {
        FakeChart chart = pain();
        assertThat(RULE.evaluate(sign(chart, draft(naproxen()).build()))).matches(Verdict::isSilent);
        assertThat(chart.asked()).isEmpty();
    }
}
