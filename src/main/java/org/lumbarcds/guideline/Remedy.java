package org.lumbarcds.guideline;

/** The drugs that may be suggested; product, dose and quantity of each are in the cards' order templates. */
public enum Remedy {
    NAPROXEN,
    IBUPROFEN,
    ACETAMINOPHEN,
    CYCLOBENZAPRINE,
    METHOCARBAMOL
}
