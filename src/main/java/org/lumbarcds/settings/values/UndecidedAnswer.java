package org.lumbarcds.settings.values;

/** What a call gets whose checks could not be decided for lack of data, when there is nothing else to say. */
public enum UndecidedAnswer {
    /** Status 412 with an OperationOutcome. */
    STATUS,
    /** One info card that says so, for clients that show a failed call as "all clear". */
    CARD
}
