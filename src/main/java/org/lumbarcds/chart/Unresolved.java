package org.lumbarcds.chart;

/** What an order or an allergy is about cannot be told from the data at hand. */
final class Unresolved extends Exception {

    private static final long serialVersionUID = 1;

    Unresolved() {
        super(null, null, false, false);
    }
}
