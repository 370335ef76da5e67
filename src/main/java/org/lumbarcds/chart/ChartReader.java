package org.lumbarcds.chart;

import java.util.List;
import java.util.Set;

/** Reads what a call brings along, and what was fetched for it. Stateless and safe for concurrent use. */
public interface ChartReader {

    /**
     * What of a call's drafts and selections no answer could be right for; empty for a sound call. Looks at the prefetch only
     * for a draft whose subject is a {@code urn:}.
     */
    List<ContextFault> faults(CallData call);

    /**
     * The drafts of a call. Looks at the Bundle of drafts and {@code selections} only; at the prefetch and the
     * supplement only for a drafted drug whose {@code medicationReference} leads nowhere else.
     */
    DraftOrders drafts(CallData call, Supplement supplement);

    /**
     * Ids of the Medications without which nobody knows what is drafted: no resource at hand and no name tells. Empty for
     * most calls.
     */
    Set<String> unresolvedMedications(CallData call);

    /** The patient's chart; nothing is read until somebody asks. */
    OpenChart open(CallData call, Supplement supplement);

    /** The chart as the call alone tells it. */
    default OpenChart open(CallData call) {
        return open(call, Supplement.NONE);
    }

    /** The drafts as the call alone tells them. */
    default DraftOrders drafts(CallData call) {
        return drafts(call, Supplement.NONE);
    }
}
