package org.lumbarcds.hooks.answering;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BiConsumer;
import org.lumbarcds.errors.FailureLog;
import org.lumbarcds.guideline.findings.RuleId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Told of a rule that threw: "the failure is logged, counted, and not shown as no problem". */
public final class RuleFailures implements BiConsumer<RuleId, RuntimeException> {

    private static final Logger LOG = LoggerFactory.getLogger(RuleFailures.class);

    private final MeterRegistry meters;

    public RuleFailures(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void accept(RuleId rule, RuntimeException failure) {
        meters.counter("lumbar.rule.failures", "rule", rule.id()).increment();
        FailureLog.error(LOG, "The rule " + rule.id() + " failed", failure);
    }
}
