package org.lumbarcds.guideline.rules.care;

import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.backpain.Episode;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.orders.Order;

/**
 * How far an episode has come. "Partial dates are intervals: a time rule fires only if it holds for the whole interval", so
 * every question is answered no when its days leave it open, and unknown only when conditions could not be had. Specification 1.4.
 */
record Stage(Episode episode, boolean chronicReason, boolean conditionsHad) {

    /** As an order sees it; null for the patient's, whatever is ordered. */
    static Stage of(@Nullable Order order, Situation situation) {
        OnRecord record = new OnRecord(situation);
        boolean chronicReason = Episode.isSaidChronic(record.encounterReasons())
                || order != null && Episode.isSaidChronic(record.reasonsOf(order));
        return new Stage(
                Episode.of(order, situation),
                chronicReason,
                situation.chart().problems().isHad());
    }

    /** Chronic by a code of its conditions, of the order or of the encounter, or by its days. */
    Truth chronic() {
        return chronicReason || episode.chronic().isYes() ? Truth.YES : whenChecked(false);
    }

    /** Chronic by a code, whatever its days. */
    boolean chronicByCode() {
        return chronicReason || episode.chronicCode();
    }

    Truth onsetUnknown() {
        return whenChecked(episode.onset() == null);
    }

    /** Surely at least so many days old. */
    Truth from(int days) {
        return whenChecked(episode.lastsAtLeast(days).isYes());
    }

    /** Surely less than so many days old. */
    Truth under(int days) {
        return whenChecked(episode.lastsAtLeast(days).isNo());
    }

    /** Surely {@code first} to {@code last} days old, both counted. */
    Truth between(int first, int last) {
        return from(first).and(under(last + 1));
    }

    private Truth whenChecked(boolean answer) {
        return conditionsHad ? Truth.of(answer) : Truth.UNKNOWN;
    }

    void describe(Facts facts) {
        episode.describe(facts, chronicByCode());
        facts.flag("chronicCode", chronicByCode());
    }
}
