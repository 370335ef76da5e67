package org.lumbarcds.chart;

/** Reads what a call brings along. Stateless and safe for concurrent use. */
public interface ChartReader {

    /**
     * The drafts of a call. Looks at {@code context.draftOrders} and {@code selections} only; at the prefetch only for a
     * drafted drug whose {@code medicationReference} leads nowhere else.
     */
    DraftOrders drafts(CallData call);

    /** The patient's chart from the prefetch; nothing is read until somebody asks. */
    OpenChart open(CallData call, DraftOrders drafts);
}
