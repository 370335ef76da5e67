package org.lumbarcds.guideline.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.TODAY;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.amount;
import static org.lumbarcds.guideline.Charts.cyclobenzaprine;
import static org.lumbarcds.guideline.Charts.dosage;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.tablets;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts.OrderBuilder;
import org.lumbarcds.guideline.Charts.Policies;

/** The days an order covers, and whether it runs or may still be taken today (specification, sections 1 and 2). */
class OrderDaysTest {

    private static final CourseNumbers NUMBERS = Policies.standard().of(CourseNumbers.class);

    private static OrderBuilder on(int daysAgo) {
        return recorded(cyclobenzaprine(), daysAgo);
    }

    private static String said(OrderDays span) {
        return span.start() + " to " + span.end();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void ofRecorded(String reason, OrderBuilder order, String expected) {
        assertThat(said(OrderDays.ofRecorded(order.build()))).isEqualTo(expected);
    }

    static Stream<Arguments> ofRecorded() {
        return Stream.of(
                arguments("from authoredOn, both days counted", on(0).days(7), "2026-11-24 to 2026-11-30"),
                arguments(
                        "boundsPeriod.start before authoredOn",
                        on(0).days(7).dosage(dosage().period("2026-12-01", null)),
                        "2026-12-01 to 2026-12-07"),
                arguments(
                        "the earliest start of several steps, in whatever order they stand",
                        on(0).dosage(
                                        dosage().sequence(2).period("2026-12-01", "2026-12-07"),
                                        dosage().sequence(1).period("2026-11-24", "2026-11-30")),
                        "2026-11-24 to 2026-12-07"),
                arguments("a month is no day", on(0).authored("2026-11").days(7), "null to null"),
                arguments("no date at all", on(0).authored((String) null).days(7), "null to null"),
                arguments("unknown length", on(0), "2026-11-24 to null"),
                arguments(
                        "a partial start of the period leaves authoredOn",
                        on(0).days(7).dosage(dosage().period("2026", null)),
                        "2026-11-24 to 2026-11-30"),
                arguments(
                        "stopped: at boundsPeriod.end",
                        on(20).status("stopped").days(30).dosage(dosage().period(null, "2026-11-10")),
                        "2026-11-04 to 2026-11-10"),
                arguments(
                        "stopped: at the latest boundsPeriod.end",
                        on(20).status("stopped")
                                .days(30)
                                .dosage(dosage().period(null, "2026-11-10"), dosage().period(null, "2026-11-20")),
                        "2026-11-04 to 2026-11-20"),
                arguments(
                        "stopped: at the latest boundsPeriod.end, in whatever order they stand",
                        on(20).status("stopped")
                                .days(30)
                                .dosage(dosage().period(null, "2026-11-20"), dosage().period(null, "2026-11-10")),
                        "2026-11-04 to 2026-11-20"),
                arguments(
                        "stopped: an end before the start is none",
                        on(20).status("stopped").days(30).dosage(dosage().period(null, "2026-11-01")),
                        "2026-11-04 to 2026-12-03"),
                arguments(
                        "stopped: an end on the start is one day",
                        on(20).status("stopped").days(30).dosage(dosage().period(null, "2026-11-04")),
                        "2026-11-04 to 2026-11-04"),
                arguments(
                        "stopped: on the day of lastUpdated",
                        on(20).status("stopped").days(30).lastUpdated(ago(10)),
                        "2026-11-04 to 2026-11-14"),
                arguments(
                        "stopped: lastUpdated on the first day",
                        on(20).status("stopped").days(30).lastUpdated(ago(20)),
                        "2026-11-04 to 2026-11-04"),
                arguments(
                        "stopped: lastUpdated on the last day of the supply",
                        on(20).status("stopped").days(11).lastUpdated(ago(10)),
                        "2026-11-04 to 2026-11-14"),
                arguments(
                        "stopped: lastUpdated after the supply tells nothing",
                        on(20).status("stopped").days(10).lastUpdated(ago(10)),
                        "2026-11-04 to 2026-11-13"),
                arguments(
                        "stopped: lastUpdated before the start tells nothing",
                        on(20).status("stopped").days(10).lastUpdated(ago(21)),
                        "2026-11-04 to 2026-11-13"),
                arguments(
                        "stopped: no lastUpdated, with its supply",
                        on(20).status("stopped").days(10),
                        "2026-11-04 to 2026-11-13"),
                arguments(
                        "stopped: of unknown length, nothing says till when",
                        on(20).status("stopped").lastUpdated(ago(10)),
                        "2026-11-04 to null"),
                arguments(
                        "stopped: of unknown length, with an end",
                        on(20).status("stopped").dosage(dosage().period(null, "2026-11-10")),
                        "2026-11-04 to 2026-11-10"),
                arguments(
                        "completed: lastUpdated is not its end",
                        on(20).status("completed").days(10).lastUpdated(ago(15)),
                        "2026-11-04 to 2026-11-13"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void ofDraft(String reason, OrderBuilder order, String expected) {
        assertThat(said(OrderDays.ofDraft(order.build(), TODAY))).isEqualTo(expected);
    }

    static Stream<Arguments> ofDraft() {
        OrderBuilder undated = draft(cyclobenzaprine()).authored((String) null);
        return Stream.of(
                arguments("no date: today", undated.days(7), "2026-11-24 to 2026-11-30"),
                arguments(
                        "its own date",
                        draft(cyclobenzaprine()).authored("2026-11-20").days(7),
                        "2026-11-20 to 2026-11-26"),
                arguments(
                        "a month is no date: today",
                        draft(cyclobenzaprine()).authored("2026-11").days(7),
                        "2026-11-24 to 2026-11-30"),
                arguments(
                        "its period's start",
                        draft(cyclobenzaprine())
                                .dosage(dosage().period("2026-12-01", null))
                                .days(7),
                        "2026-12-01 to 2026-12-07"),
                arguments("unknown length", draft(cyclobenzaprine()), "2026-11-24 to null"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void runs(String reason, OrderBuilder order, boolean runs, boolean possiblyTaken) {
        OrderDays span = OrderDays.ofRecorded(order.build());
        assertThat(span.runs(TODAY, NUMBERS)).as("runs").isEqualTo(runs);
        assertThat(span.isPossiblyTaken(TODAY, NUMBERS)).as("possibly taken").isEqualTo(possiblyTaken);
    }

    static Stream<Arguments> runs() {
        return Stream.of(
                arguments("first day", on(0).days(7), true, true),
                arguments("last day", on(6).days(7), true, true),
                arguments("the day after, still active: may be taken", on(7).days(7), false, true),
                arguments("ended 30 days ago, still active", on(37).days(8), false, true),
                arguments("ended 31 days ago, still active", on(38).days(8), false, false),
                arguments("ended yesterday and completed", on(7).days(7).status("completed"), false, false),
                arguments("completed, but its supply lasts", on(5).days(7).status("completed"), true, true),
                arguments("stopped yesterday", on(5).days(7).status("stopped").lastUpdated(ago(1)), false, false),
                arguments("begins tomorrow", on(-1).days(7), false, false),
                arguments("unknown length, begun today", on(0), true, true),
                arguments("unknown length, day 90", on(89), true, true),
                arguments("unknown length, day 91: no longer assumed, yet nobody ended it", on(90), false, true),
                arguments("unknown length, begins tomorrow", on(-1), false, true),
                arguments("unknown length, completed", on(10).status("completed"), false, false),
                arguments("unknown length and start", on(0).authored("2026-11"), false, true),
                arguments(
                        "as needed, the least number past: may go on",
                        on(30).dosage(tablets(3).asNeeded()).quantity(amount("30", "{tbl}")),
                        true,
                        true),
                arguments(
                        "as needed, past the 90 days",
                        on(90).dosage(tablets(3).asNeeded()).quantity(amount("30", "{tbl}")),
                        false,
                        true),
                arguments(
                        "as needed, the least number past, completed",
                        on(30).status("completed").dosage(tablets(3).asNeeded()).quantity(amount("30", "{tbl}")),
                        false,
                        false),
                arguments("cancelled was never given", on(1).days(7).status("cancelled"), false, false),
                arguments("entered in error was never given", on(1).days(7).status("entered-in-error"), false, false),
                arguments("a saved draft was never given", on(1).days(7).status("draft"), false, false),
                arguments("do not give", on(1).days(7).doNotPerform(), false, false),
                arguments("on hold, its days cover today", on(1).days(7).status("on-hold"), true, true));
    }
}
