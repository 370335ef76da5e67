package org.lumbarcds.guideline.model;

/** Three-valued truth (Kleene): missing data is {@link #UNKNOWN}, never {@link #NO}. Specification 1.7. */
public enum Truth {
    YES,
    NO,
    UNKNOWN;

    public static Truth of(boolean value) {
        return value ? YES : NO;
    }

    public Truth and(Truth other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES && other == YES ? YES : UNKNOWN;
    }

    public Truth or(Truth other) {
        return not().and(other.not()).not();
    }

    public Truth not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }

    public boolean isYes() {
        return this == YES;
    }

    public boolean isNo() {
        return this == NO;
    }

    public boolean isUnknown() {
        return this == UNKNOWN;
    }
}
