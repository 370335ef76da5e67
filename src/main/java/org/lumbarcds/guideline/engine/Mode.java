package org.lumbarcds.guideline.engine;

/** How a rule takes part. Specification 3.17. */
public enum Mode {
    /** Evaluated and shown. */
    ON,
    /** Evaluated on the data at hand and recorded; never shown, merged or silencing, never fetches or causes a 412. */
    SHADOW,
    /** Not evaluated, asks for no data, not in discovery's prefetch. */
    OFF
}
