package org.lumbarcds.guideline.model.record;

/** Why a key that came is not the whole record. */
public enum KeyGap {
    /** Its source says that something was withheld or cut short; the key counts as checked, and the card says so. */
    WITHHELD,
    /** A limit cut the list off: what it shows is used, what it can't exclude is not checked. */
    CUT_OFF
}
