package org.lumbarcds.simulate.input;

/** The command line, or the folder it names, can't be used; the message says what to write instead. */
public final class UnusableInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusableInputException(String message) {
        super(message);
    }
}
