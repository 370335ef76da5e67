package org.lumbarcds;

import org.lumbarcds.record.KeyUnusableException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which key file stopped the start, and what to do, instead of a stack trace. */
final class KeyFailureAnalyzer extends AbstractFailureAnalyzer<KeyUnusableException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, KeyUnusableException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.advice(), cause);
    }
}
