package org.lumbarcds.guideline.model;

/** The moments of the workflow at which an EHR asks. */
public enum Hook {
    PATIENT_VIEW("patient-view"),
    ORDER_SELECT("order-select"),
    ORDER_SIGN("order-sign");

    private final String code;

    Hook(String code) {
        this.code = code;
    }

    /** The hook's name in the protocol. */
    public String code() {
        return code;
    }
}
