package org.lumbarcds.guideline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.TODAY;
import static org.lumbarcds.guideline.Charts.ago;
import static org.lumbarcds.guideline.Charts.chart;
import static org.lumbarcds.guideline.Charts.draft;
import static org.lumbarcds.guideline.Charts.naproxen;
import static org.lumbarcds.guideline.Charts.recorded;
import static org.lumbarcds.guideline.Charts.service;
import static org.lumbarcds.guideline.Charts.sign;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.orders.ServiceOrder.Kind;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * "A revision of a signed order when its own status is active and the record holds the same id or identifier as active or
 * on-hold, or it was authored before today (a draft of status draft is never one)."
 */
class RevisionsTest {

    private static Arguments row(String reason, Order draft, FakeChart chart, boolean revision) {
        return Arguments.of(reason, draft, chart, revision);
    }

    private static Charts.OrderBuilder active() {
        return draft(naproxen()).status("active").id("m1");
    }

    private static FakeChart holding(String id, String identifier, String status) {
        return chart().medications(
                        recorded(naproxen(), 3).id(id).identifier(identifier).status(status));
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row("active, written today, not on record", active().build(), chart(), false),
                row("the same id, active", active().build(), holding("m1", "x", "active"), true),
                row("the same id, on hold", active().build(), holding("m1", "x", "on-hold"), true),
                row("the same id, completed", active().build(), holding("m1", "x", "completed"), false),
                row("the same id, a draft", active().build(), holding("m1", "x", "draft"), false),
                row("another id", active().build(), holding("m2", "x", "active"), false),
                row("the same identifier", active().identifier("rx|1").build(), holding("m2", "rx|1", "active"), true),
                row("another identifier", active().identifier("rx|1").build(), holding("m2", "rx|2", "active"), false),
                row("authored yesterday", active().authored(ago(1)).build(), chart(), true),
                row("authored tomorrow", active().authored(ago(-1)).build(), chart(), false),
                row(
                        "authored this month, as far as known",
                        active().authored("2026-11").build(),
                        chart(),
                        false),
                row("authored last month", active().authored("2026-10").build(), chart(), true),
                row("without a date", active().authored((PartialDate) null).build(), chart(), false),
                row(
                        "a draft is never one",
                        active().status("draft").authored(ago(9)).build(),
                        holding("m1", "x", "active"),
                        false),
                row(
                        "nor is one on hold",
                        active().status("on-hold").authored(ago(9)).build(),
                        holding("m1", "x", "active"),
                        false),
                row(
                        "record not at hand: it may be signed",
                        active().build(),
                        chart().without(ChartKey.MEDICATIONS),
                        true),
                row(
                        "record cut off: it may be signed",
                        active().build(),
                        holding("m2", "x", "active").inPart(ChartKey.MEDICATIONS),
                        true),
                row("a service of today", service(Kind.BED_REST, "active", PartialDate.of(TODAY)), chart(), false),
                row("a service of yesterday", service(Kind.BED_REST, "active", ago(1)), chart(), true),
                row("a drafted service of yesterday", service(Kind.BED_REST, "draft", ago(1)), chart(), false),
                row(
                        "a service of today, referrals not at hand",
                        service(Kind.BED_REST, "active", PartialDate.of(TODAY)),
                        chart().without(ChartKey.REFERRALS),
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void whichDraftsRevise(String reason, Order draft, FakeChart chart, boolean revision) {
        assertThat(Revisions.among(List.of(draft), sign(chart, draft)).contains(draft.handle()))
                .isEqualTo(revision);
    }
}
