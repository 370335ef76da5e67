package org.lumbarcds.guideline.backpain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.backPain;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.reason;
import static org.lumbarcds.guideline.Charts.reasonReference;
import static org.lumbarcds.guideline.Charts.reasonText;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.view;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.ADMINISTRATIVE;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.BACK_PAIN_WITHOUT_SITE;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.CANCER;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.FALL;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.FRACTURE;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.LOW_BACK_PAIN;
import static org.lumbarcds.guideline.model.meaning.ProblemGroup.RADICULAR;
import static org.lumbarcds.guideline.model.record.ChartKey.CONDITIONS;
import static org.lumbarcds.guideline.model.record.ChartKey.ENCOUNTER;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Problem.ClinicalStatus;

/** Is low back pain present (specification, section 1)? */
class LowBackPainTest {

    private static Reason[] reasons(Reason... reasons) {
        return reasons;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void of(String why, Reason[] reasons, FakeChart chart, String expected) {
        MedicationOrder order = draft(oxycodone()).reasons(reasons).build();
        LowBackPain found = LowBackPain.of(order, sign(chart, order));
        assertThat(found.present() + (found.by() == null ? "" : " " + found.by()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> of() {
        Reason pain = reason(LOW_BACK_PAIN);
        Reason other = reason();
        Reason pointer = reasonReference("Condition/x");
        return Stream.of(
                arguments("by the order's code", reasons(pain), chart(), "YES ORDER_REASON"),
                arguments(
                        "by the order's code, conditions not had",
                        reasons(pain),
                        chart().without(CONDITIONS),
                        "YES ORDER_REASON"),
                arguments("one of several suffices", reasons(other, pain), chart(), "YES ORDER_REASON"),
                arguments("sciatica beside it", reasons(reason(RADICULAR), pain), chart(), "YES ORDER_REASON"),
                arguments(
                        "by the order's words",
                        reasons(reasonText("lumbago", LOW_BACK_PAIN)),
                        chart(),
                        "YES ORDER_REASON"),
                arguments(
                        "by the condition pointed at",
                        reasons(pointer),
                        chart().problems(backPain(3).reference("Condition/x")),
                        "YES ORDER_REASON"),
                arguments(
                        "pointed at and resolved: still why it is ordered",
                        reasons(pointer),
                        chart().problems(backPain(3).reference("Condition/x").resolved()),
                        "YES ORDER_REASON"),
                arguments(
                        "pointed at and refuted: as no reason",
                        reasons(pointer),
                        chart().problems(backPain(3).reference("Condition/x").refuted()),
                        "NO"),
                arguments(
                        "refuted, but another pain on the list",
                        reasons(pointer),
                        chart().problems(backPain(3).reference("Condition/x").refuted(), backPain(2)),
                        "YES PROBLEM_LIST"),
                arguments("all coded reasons are others", reasons(other), chart().problems(backPain(3)), "NO"),
                arguments(
                        "sciatica alone is radicular", reasons(reason(RADICULAR)), chart().problems(backPain(3)), "NO"),
                arguments(
                        "all coded reasons are others, conditions not had",
                        reasons(other),
                        chart().without(CONDITIONS),
                        "NO"),
                arguments(
                        "points at another condition of a group",
                        reasons(pointer),
                        chart().problems(problem(CANCER).reference("Condition/x"), backPain(3)),
                        "NO"),
                arguments(
                        "points at a condition no value set knows",
                        reasons(pointer),
                        chart().otherConditions("Condition/x").problems(backPain(3)),
                        "NO"),
                arguments(
                        "points at a condition that is not on record: as no reason",
                        reasons(pointer),
                        chart().problems(backPain(3)),
                        "YES PROBLEM_LIST"),
                arguments(
                        "words that name none: as no reason",
                        reasons(reasonText("pain")),
                        chart().problems(backPain(3)),
                        "YES PROBLEM_LIST"),
                arguments("words that name none, nothing on record", reasons(reasonText("pain")), chart(), "NO"),
                arguments(
                        "a code of another kind beside words that name none",
                        reasons(other, reasonText("pain")),
                        chart().problems(backPain(3)),
                        "NO"),
                arguments(
                        "a code of another kind beside words that name it",
                        reasons(other, reasonText("LBP", LOW_BACK_PAIN)),
                        chart(),
                        "YES ORDER_REASON"),
                arguments(
                        "a code of another kind beside an unread condition",
                        reasons(other, pointer),
                        chart().without(CONDITIONS),
                        "UNKNOWN"),
                arguments(
                        "a code of another kind beside a condition that is pain",
                        reasons(other, pointer),
                        chart().problems(backPain(3).reference("Condition/x")),
                        "YES ORDER_REASON"),
                arguments(
                        "a code of another kind and words, conditions not had",
                        reasons(other, reasonText("pain")),
                        chart().without(CONDITIONS),
                        "NO"),
                arguments("points at an unread condition", reasons(pointer), chart().without(CONDITIONS), "UNKNOWN"),
                arguments("no reason: the encounter's", reasons(), chart().encounterReasons(pain), "YES ENCOUNTER"),
                arguments(
                        "no reason: the encounter's, conditions not had",
                        reasons(),
                        chart().encounterReasons(pain).without(CONDITIONS),
                        "YES ENCOUNTER"),
                arguments(
                        "no reason: the encounter's diagnosis",
                        reasons(),
                        chart().encounterReasons(pointer)
                                .problems(backPain(3).reference("Condition/x").resolved()),
                        "YES ENCOUNTER"),
                arguments(
                        "no reason, the encounter not had",
                        reasons(),
                        chart().without(ENCOUNTER).problems(backPain(3)),
                        "YES PROBLEM_LIST"),
                arguments(
                        "no reason, the encounter not had, nothing on the list",
                        reasons(),
                        chart().without(ENCOUNTER),
                        "NO"),
                arguments("no reason, nothing on record", reasons(), chart(), "NO"),
                arguments("no reason, conditions not had", reasons(), chart().without(CONDITIONS), "UNKNOWN"),
                arguments(
                        "resolved on the list",
                        reasons(),
                        chart().problems(backPain(3).resolved()),
                        "NO"),
                arguments(
                        "refuted on the list",
                        reasons(),
                        chart().problems(backPain(3).refuted()),
                        "NO"),
                arguments(
                        "no status, not abated",
                        reasons(),
                        chart().problems(backPain(3).status(ClinicalStatus.UNSTATED)),
                        "YES PROBLEM_LIST"),
                arguments(
                        "no status, abated",
                        reasons(),
                        chart().problems(backPain(3)
                                .status(ClinicalStatus.UNSTATED)
                                .abated()),
                        "NO"),
                arguments("sciatica on the list is not it", reasons(), chart().problems(problem(RADICULAR)), "NO"));
    }

    /** "An order without a reason of its own belongs to its encounter." Low back pain is on the problem list. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void ofTheEncounter(String why, Reason[] reasons, FakeChart chart, String expected) {
        of(why, reasons, chart.problems(backPain(3)), expected);
    }

    static Stream<Arguments> ofTheEncounter() {
        Reason other = reason();
        Reason checkUp = reason(ADMINISTRATIVE);
        Reason pointer = reasonReference("Condition/x");
        return Stream.of(
                arguments(
                        "the encounter is for a broken tibia",
                        reasons(),
                        chart().encounterReasons(reason(FRACTURE)),
                        "NO"),
                arguments(
                        "the encounter is for a code of no concern", reasons(), chart().encounterReasons(other), "NO"),
                arguments(
                        "the encounter is for sciatica alone",
                        reasons(),
                        chart().encounterReasons(reason(RADICULAR)),
                        "NO"),
                arguments(
                        "a check-up tells nothing of what is treated",
                        reasons(),
                        chart().encounterReasons(checkUp),
                        "YES PROBLEM_LIST"),
                arguments("a check-up, and a burn", reasons(), chart().encounterReasons(checkUp, other), "NO"),
                arguments(
                        "a fall as external cause tells nothing",
                        reasons(),
                        chart().encounterReasons(reason(FALL, ADMINISTRATIVE)),
                        "YES PROBLEM_LIST"),
                arguments(
                        "a reason in words only is no coded one",
                        reasons(),
                        chart().encounterReasons(reasonText("broken tibia", FRACTURE)),
                        "YES PROBLEM_LIST"),
                arguments(
                        "low back pain is one of its reasons",
                        reasons(),
                        chart().encounterReasons(other, reason(LOW_BACK_PAIN)),
                        "YES ENCOUNTER"),
                arguments(
                        "low back pain in words is one of its reasons",
                        reasons(),
                        chart().encounterReasons(other, reasonText("LBP", LOW_BACK_PAIN)),
                        "YES ENCOUNTER"),
                arguments(
                        "it points at a condition that no value set knows",
                        reasons(),
                        chart().encounterReasons(pointer).otherConditions("Condition/x"),
                        "NO"),
                arguments(
                        "it points at a condition that is refuted",
                        reasons(),
                        chart().encounterReasons(pointer)
                                .problems(problem(FRACTURE)
                                        .reference("Condition/x")
                                        .refuted()),
                        "YES PROBLEM_LIST"),
                arguments(
                        "it points at a condition that is not on record",
                        reasons(),
                        chart().encounterReasons(pointer),
                        "YES PROBLEM_LIST"),
                arguments("a condition of it is an otitis", reasons(), chart().encounterDiagnoses(other), "NO"),
                arguments(
                        "a condition of it is a check-up",
                        reasons(),
                        chart().encounterDiagnoses(checkUp),
                        "YES PROBLEM_LIST"),
                arguments(
                        "conditions of it are an otitis and low back pain",
                        reasons(),
                        chart().encounterDiagnoses(other, reason(LOW_BACK_PAIN))
                                .problems(backPain(2).ofThisEncounter()),
                        "YES ENCOUNTER"),
                arguments(
                        "low back pain of it, resolved since",
                        reasons(),
                        chart().problems(backPain(2).ofThisEncounter().resolved()),
                        "YES ENCOUNTER"),
                arguments(
                        "low back pain of it, refuted, beside an otitis",
                        reasons(),
                        chart().encounterDiagnoses(other)
                                .problems(backPain(2).ofThisEncounter().refuted()),
                        "NO"),
                arguments(
                        "the order's own reason goes before the encounter",
                        reasons(reason(LOW_BACK_PAIN)),
                        chart().encounterReasons(other),
                        "YES ORDER_REASON"),
                arguments(
                        "an order whose words name none belongs to the encounter",
                        reasons(reasonText("pain")),
                        chart().encounterReasons(other),
                        "NO"),
                arguments(
                        "an order that points at a refuted condition belongs to the encounter",
                        reasons(pointer),
                        chart().encounterReasons(other)
                                .problems(backPain(1).reference("Condition/x").refuted()),
                        "NO"),
                arguments(
                        "conditions not had: one of them may be low back pain of this encounter",
                        reasons(),
                        chart().encounterReasons(other).without(CONDITIONS),
                        "UNKNOWN"),
                arguments(
                        "encounter not had, a condition of it is an otitis",
                        reasons(),
                        chart().encounterDiagnoses(other).without(ENCOUNTER),
                        "NO"));
    }

    /** The chart's own rules look at the whole problem list, whatever the encounter is for. */
    @Test
    void onChart_belongsToNoEncounter() {
        FakeChart chart = chart().encounterReasons(reason(FRACTURE)).problems(backPain(3));

        assertThat(LowBackPain.onChart(view(chart)).by()).isEqualTo(LowBackPain.Evidence.PROBLEM_LIST);
    }

    /** Another order's reason does not make a broken tibia's analgesic one for the back. */
    @Test
    void of_anotherOrderIsForPain_theEncounterIsNot() {
        MedicationOrder opioid = draft(oxycodone()).build();
        MedicationOrder other = draft(naproxen()).reason(LOW_BACK_PAIN).build();
        FakeChart chart = chart();

        assertThat(LowBackPain.of(opioid, sign(chart, opioid, other)).by()).isEqualTo(LowBackPain.Evidence.OTHER_ORDER);
        chart.encounterReasons(reason(FRACTURE));
        assertThat(LowBackPain.of(opioid, sign(chart, opioid, other)).present()).isEqualTo(Truth.NO);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void of_saysWhatCouldStillTell(String why, Reason[] reasons, FakeChart chart, Set<ChartKey> expected) {
        MedicationOrder order = draft(oxycodone()).reasons(reasons).build();

        assertThat(LowBackPain.of(order, sign(chart, order)).open()).isEqualTo(expected);
    }

    static Stream<Arguments> of_saysWhatCouldStillTell() {
        return Stream.of(
                arguments("absent, the encounter not had", reasons(), chart().without(ENCOUNTER), Set.of(ENCOUNTER)),
                arguments("absent, the encounter had", reasons(), chart(), Set.of()),
                arguments(
                        "present, the encounter not had",
                        reasons(),
                        chart().without(ENCOUNTER).problems(backPain(3)),
                        Set.of()),
                arguments(
                        "ordered for something else, the encounter not had",
                        reasons(reason()),
                        chart().without(ENCOUNTER),
                        Set.of()),
                arguments(
                        "unknown: the conditions are missing, not the encounter",
                        reasons(),
                        chart().without(CONDITIONS, ENCOUNTER),
                        Set.of()));
    }

    @Test
    void of_codedOtherwise_neverOpensTheChart() {
        FakeChart chart = chart();
        MedicationOrder order = draft(oxycodone()).reason().build();
        LowBackPain.of(order, sign(chart, order));
        assertThat(chart.asked()).isEmpty();
    }

    @Test
    void describe_saysWhatTells() {
        MedicationOrder order = draft(oxycodone())
                .reasons(reasonText("", LOW_BACK_PAIN, BACK_PAIN_WITHOUT_SITE))
                .build();
        Facts facts = new Facts();
        LowBackPain.of(order, sign(chart(), order)).describe(facts);
        assertThat(facts.toString())
                .isEqualTo(
                        "{backPain=low back pain, backPainBy=the order's reason, byOrderReason=true, byEncounter=false, byProblemList=false,"
                                + " withoutSite=true}");
        Facts none = new Facts();
        LowBackPain.onChart(sign(chart(), order)).describe(none);
        assertThat(none.asMap()).isEmpty();
        Facts listed = new Facts();
        LowBackPain.onChart(sign(chart().problems(backPain(1).label("Lumbago")), order))
                .describe(listed);
        assertThat(listed.asMap())
                .containsEntry("backPain", "Lumbago")
                .containsEntry("byProblemList", true)
                .containsEntry("byOrderReason", false)
                .containsEntry("withoutSite", false);
        Facts visit = new Facts();
        LowBackPain.onChart(sign(chart().encounterReasons(reason(LOW_BACK_PAIN)), order))
                .describe(visit);
        assertThat(visit.asMap()).containsEntry("byEncounter", true);
    }
}
