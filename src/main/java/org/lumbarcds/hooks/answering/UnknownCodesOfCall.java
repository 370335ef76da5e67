package org.lumbarcds.hooks.answering;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.basis.MissingCode;
import org.lumbarcds.guideline.model.meaning.UnknownCode;
import org.lumbarcds.record.CallEvent.Effect;
import org.lumbarcds.record.CallEvent.Unknown;

/** What the tables lacked in a call, each once, for metrics and record alike. */
final class UnknownCodesOfCall {

    /** More than a chart that is worth reading holds; what is beyond is counted as further codes. */
    private static final int MOST = 50;

    private UnknownCodesOfCall() {}

    /** What cost an offer on a card, shown or in shadow, and what made a 412. */
    static List<Unknown> of(HookService.Answer answer) {
        Set<Unknown> unknown = new LinkedHashSet<>();
        add(unknown, answer.evaluation().costingOffers(), Effect.OFFER);
        if (answer.refusal() != null) {
            add(unknown, answer.evaluation().leavingUndecided(), Effect.REFUSED);
        }
        return List.copyOf(unknown);
    }

    private static void add(Set<Unknown> unknown, List<MissingCode> found, Effect effect) {
        for (MissingCode each : found) {
            MissingCode kept = unknown.size() < MOST ? each : new MissingCode(each.kind(), UnknownCode.FURTHER);
            unknown.add(new Unknown(kept, effect));
        }
    }
}
