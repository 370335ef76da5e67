package org.lumbarcds.guideline.engine;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * One rule of the guideline. It looks at the drafts first and asks the chart only when one of them concerns it, so an
 * order no rule cares about costs nothing. Implementations are stateless.
 */
public interface Rule {

    RuleId id();

    /** The hooks at which it is evaluated. */
    Set<Hook> hooks();

    /** Data without which it can't decide. */
    Set<ChartKey> required();

    /** Data it looks at but can do without; its finding then says what could not be checked. */
    Set<ChartKey> optional();

    /**
     * What a drug must be ordered for, for this rule to judge it, so that a draft of an unknown drug may concern it; null
     * when it judges no drugs.
     */
    default @Nullable Concern concern() {
        return null;
    }

    /** The numbers that are its own: records whose components are {@linkplain Threshold thresholds}. */
    default List<Class<? extends Record>> numbers() {
        return List.of();
    }

    /**
     * Decides. {@link Verdict#SILENT} only when that holds whatever the missing data may say; a rule that could fire but
     * lacks required data is {@linkplain Verdict#undecided undecided}.
     */
    Verdict evaluate(Situation situation);
}
