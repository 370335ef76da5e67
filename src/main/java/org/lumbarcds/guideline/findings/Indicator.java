package org.lumbarcds.guideline.findings;

/** How grave a finding is, from the least; the names are the protocol's. Specification 3.17. */
public enum Indicator {
    /** Advice. */
    INFO,
    /** The order conflicts with the guideline or a label. */
    WARNING,
    /** A labelled contraindication. */
    CRITICAL
}
