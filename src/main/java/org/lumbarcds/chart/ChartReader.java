package org.lumbarcds.chart;

/** Reads what a call brings along. Stateless and safe for concurrent use. */
public interface ChartReader {

    /** The drafts of a call; looks at {@code context.draftOrders} and {@code selections} only. */
    DraftOrders drafts(CallData call);

    /** The patient's chart from the prefetch; nothing is read until somebody asks. */
    OpenChart open(CallData call, DraftOrders drafts);
}
