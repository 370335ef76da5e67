package org.lumbarcds.guideline.therapy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.amount;
import static org.lumbarcds.guideline.Charts.baclofen;
import static org.lumbarcds.guideline.Charts.carisoprodol;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.diazepam;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.gabapentin;
import static org.lumbarcds.guideline.Charts.methadone;
import static org.lumbarcds.guideline.Charts.oxycodone;
import static org.lumbarcds.guideline.Charts.problem;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.sign;
import static org.lumbarcds.guideline.Charts.tablets;
import static org.lumbarcds.guideline.Charts.with;
import static org.lumbarcds.guideline.model.Truth.NO;
import static org.lumbarcds.guideline.model.Truth.UNKNOWN;
import static org.lumbarcds.guideline.model.Truth.YES;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * "No card of any rule offers to remove, stop or replace baclofen, carisoprodol or tizanidine taken for 30 days or more
 * before today, nor an opioid or benzodiazepine taken for 90 days or more."
 */
class TaperTest {

    private static final Drug TIZANIDINE = drug("tizanidine", DrugClass.MUSCLE_RELAXANT);

    private static OrderBuilder baclofenSince(int days) {
        return recorded(baclofen(), days).days(days);
    }

    private static FakeChart taking(OrderBuilder... orders) {
        return chart().medications(orders);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"relaxants", "opioids", "benzodiazepines", "others"})
    void taper(String reason, Drug ordered, FakeChart chart, Truth needed) {
        Taper taper = Therapy.taper(ordered, sign(chart, draft(ordered).build()));
        assertThat(taper.needed()).isEqualTo(needed);
        assertThat(taper.allowsRemoval()).isEqualTo(needed == NO);
    }

    static Stream<Arguments> relaxants() {
        return Stream.of(
                arguments("nothing before", baclofen(), taking(), NO),
                arguments("baclofen, 30 days before today", baclofen(), taking(baclofenSince(30)), YES),
                arguments("baclofen, 29 days before today", baclofen(), taking(baclofenSince(29)), NO),
                arguments(
                        "today is not before today",
                        baclofen(),
                        taking(recorded(baclofen(), 29).days(60)),
                        NO),
                arguments(
                        "on and on", baclofen(), taking(recorded(baclofen(), 30).days(60)), YES),
                arguments(
                        "carisoprodol the same",
                        carisoprodol(),
                        taking(recorded(carisoprodol(), 30).days(30).status("completed")),
                        YES),
                arguments(
                        "tizanidine the same",
                        TIZANIDINE,
                        taking(recorded(TIZANIDINE, 30).days(30).status("stopped")),
                        YES),
                arguments(
                        "cyclobenzaprine is not of the three",
                        cyclobenzaprine(),
                        taking(recorded(cyclobenzaprine(), 60).days(60)),
                        NO),
                arguments("another of the three is not this one", TIZANIDINE, taking(baclofenSince(60)), NO),
                arguments(
                        "two orders, 7 uncovered days between",
                        baclofen(),
                        taking(
                                recorded(baclofen(), 30).days(10),
                                recorded(baclofen(), 13).days(13)),
                        YES),
                arguments(
                        "two orders, 8 uncovered days between",
                        baclofen(),
                        taking(
                                recorded(baclofen(), 31).days(10),
                                recorded(baclofen(), 13).days(13)),
                        NO),
                arguments(
                        "ended 7 uncovered days before today",
                        baclofen(),
                        taking(recorded(baclofen(), 37).days(30).status("completed")),
                        YES),
                arguments(
                        "ended 8 uncovered days before today",
                        baclofen(),
                        taking(recorded(baclofen(), 38).days(30).status("completed")),
                        NO),
                arguments(
                        "cancelled was never taken",
                        baclofen(),
                        taking(baclofenSince(60).status("cancelled")),
                        NO),
                arguments(
                        "active, length unknown, since 30 days", baclofen(), taking(recorded(baclofen(), 30)), UNKNOWN),
                arguments("active, length unknown, since 29 days", baclofen(), taking(recorded(baclofen(), 29)), NO),
                arguments(
                        "active, length unknown, nobody knows since when",
                        baclofen(),
                        taking(recorded(baclofen(), 9).authored((String) null)),
                        UNKNOWN),
                arguments(
                        "completed, length unknown",
                        baclofen(),
                        taking(recorded(baclofen(), 60).status("completed")),
                        NO),
                arguments(
                        "as needed, at least 10 days, since 60 days: perhaps still taken",
                        baclofen(),
                        taking(recorded(baclofen(), 60)
                                .dosage(tablets(3).asNeeded())
                                .quantity(amount("30", "{tbl}"))),
                        UNKNOWN),
                arguments("orders not had", baclofen(), chart().without(ChartKey.MEDICATIONS), UNKNOWN),
                arguments(
                        "intrathecal baclofen is another treatment",
                        with(baclofen(), Drug.Use.NOT_OUTPATIENT),
                        taking(baclofenSince(60)),
                        NO));
    }

    static Stream<Arguments> opioids() {
        FakeChart disorder = chart().problems(problem(ProblemGroup.OPIOID_USE_DISORDER));
        return Stream.of(
                arguments(
                        "90 days", oxycodone(), taking(recorded(oxycodone(), 89).days(90)), YES),
                arguments(
                        "89 days", oxycodone(), taking(recorded(oxycodone(), 88).days(89)), NO),
                arguments(
                        "any opioid",
                        oxycodone(),
                        taking(recorded(methadone(), 89).days(90)),
                        YES),
                arguments(
                        "ended 30 days ago",
                        oxycodone(),
                        taking(recorded(oxycodone(), 119).days(90).status("completed")),
                        YES),
                arguments(
                        "ended 31 days ago",
                        oxycodone(),
                        taking(recorded(oxycodone(), 120).days(90).status("completed")),
                        NO),
                arguments("length unknown, since 89 days", oxycodone(), taking(recorded(oxycodone(), 89)), UNKNOWN),
                arguments("length unknown, since 88 days", oxycodone(), taking(recorded(oxycodone(), 88)), NO),
                arguments(
                        "methadone for the disorder is no therapy of pain",
                        oxycodone(),
                        disorder.medications(recorded(methadone(), 89).days(90)),
                        NO),
                arguments(
                        "conditions not had: methadone may be for pain",
                        oxycodone(),
                        taking(recorded(methadone(), 89).days(90)).without(ChartKey.CONDITIONS),
                        UNKNOWN),
                arguments(
                        "conditions not had, oxycodone is no treatment of the disorder",
                        oxycodone(),
                        taking(recorded(oxycodone(), 89).days(90)).without(ChartKey.CONDITIONS),
                        YES));
    }

    static Stream<Arguments> benzodiazepines() {
        Drug lorazepam = drug("lorazepam", DrugClass.BENZODIAZEPINE);
        return Stream.of(
                arguments("90 days", diazepam(), taking(recorded(diazepam(), 89).days(90)), YES),
                arguments("89 days", diazepam(), taking(recorded(diazepam(), 88).days(89)), NO),
                arguments(
                        "another benzodiazepine",
                        lorazepam,
                        taking(recorded(diazepam(), 89).days(90)),
                        YES),
                arguments("length unknown, since 89 days", diazepam(), taking(recorded(diazepam(), 89)), UNKNOWN));
    }

    static Stream<Arguments> others() {
        return Stream.of(arguments(
                "gabapentin is not named",
                gabapentin(),
                taking(recorded(gabapentin(), 200).days(300)),
                NO));
    }

    /** Of two reasons the surer one counts, with its own days. */
    @Test
    void or_theSurerOne() {
        Taper relaxant = new Taper(UNKNOWN, 30);
        Taper opioid = new Taper(YES, 90);
        assertThat(relaxant.or(opioid)).isEqualTo(opioid);
        assertThat(opioid.or(relaxant)).isEqualTo(opioid);
        assertThat(Taper.NONE.or(relaxant)).isEqualTo(relaxant);
        assertThat(relaxant.or(Taper.NONE)).isEqualTo(relaxant);
        assertThat(Taper.NONE.or(Taper.NONE)).isEqualTo(Taper.NONE);
        assertThat(relaxant.or(new Taper(UNKNOWN, 90))).isEqualTo(relaxant);
    }

    @Test
    void describe_saysWhatIsCertain() {
        Facts facts = new Facts();
        new Taper(UNKNOWN, 30).describe(facts);
        assertThat(facts.asMap())
                .containsEntry("taper", true)
                .containsEntry("taperPerhaps", true)
                .containsEntry("taperDays", 30);
        Facts none = new Facts();
        Taper.NONE.describe(none);
        assertThat(none.asMap())
                .containsEntry("taper", false)
                .containsEntry("taperPerhaps", false)
                .hasSize(2);
    }
}
