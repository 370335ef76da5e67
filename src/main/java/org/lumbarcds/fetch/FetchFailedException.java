package org.lumbarcds.fetch;

/** Ends a fetch with its reason. Has no message and no stack trace: neither may carry what a server or caller sent. */
public final class FetchFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final FetchFailure failure;

    public FetchFailedException(FetchFailure failure) {
        super(null, null, false, false);
        this.failure = failure;
    }

    public FetchFailure failure() {
        return failure;
    }
}
