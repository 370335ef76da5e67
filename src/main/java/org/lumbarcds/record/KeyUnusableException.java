package org.lumbarcds.record;

import org.jspecify.annotations.Nullable;

/** There is no key for hashes of patients, which stops the start; the message names the file. */
public final class KeyUnusableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String advice;

    KeyUnusableException(String problem, String advice, @Nullable Exception cause) {
        super(problem, cause);
        this.advice = advice;
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }
}
