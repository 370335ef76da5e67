package org.lumbarcds.store;

/** The database can't be had now; the same work may succeed later. Its cause may be quoted by class only. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreUnavailableException(Throwable cause) {
        super("The database can't be had", cause);
    }

    StoreUnavailableException(String why) {
        super(why);
    }
}
