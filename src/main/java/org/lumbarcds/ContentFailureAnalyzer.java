package org.lumbarcds;

import org.jspecify.annotations.Nullable;
import org.lumbarcds.cards.files.CardFileException;
import org.lumbarcds.terminology.valuesets.ContentException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says which card file or value set stopped the start, and what to write, instead of a stack trace. */
final class ContentFailureAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CardFileException || cause instanceof ContentException) {
                return new FailureAnalysis(
                        "The content is not usable: " + cause.getMessage(),
                        "Mend the file, or take it out of the directory so that the shipped one is used.",
                        cause);
            }
        }
        return null;
    }
}
