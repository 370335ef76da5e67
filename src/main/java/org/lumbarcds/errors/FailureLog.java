package org.lumbarcds.errors;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/** Logs a failure by its classes and frames alone: an exception's message may hold patient data. */
public final class FailureLog {

    private static final int MOST_FRAMES = 30;
    private static final int MOST_CAUSES = 8;

    private FailureLog() {}

    public static void error(Logger log, String what, Throwable failure) {
        if (!log.isErrorEnabled()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        Throwable next = failure;
        for (int i = 0; next != null && i < MOST_CAUSES; i++) {
            text.append(i == 0 ? "" : "\ncaused by ").append(next.getClass().getName());
            text.append(Arrays.stream(next.getStackTrace())
                    .limit(MOST_FRAMES)
                    .map(frame -> "\n\tat " + frame)
                    .collect(Collectors.joining()));
            next = next.getCause();
        }
        log.error("{}: {}", what, text);
    }
}
