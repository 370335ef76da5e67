package org.lumbarcds.terminology.valuesets;

/** Content that the service cannot start with; the message says which file and what to write. */
public final class ContentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ContentException(String message) {
        super(message);
    }

    public ContentException(String message, Throwable cause) {
        super(message, cause);
    }
}
