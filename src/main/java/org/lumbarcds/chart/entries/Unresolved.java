package org.lumbarcds.chart.entries;

/** What an order or an allergy is about cannot be told from the data at hand. */
public final class Unresolved extends Exception {

    private static final long serialVersionUID = 1;

    public Unresolved() {
        super(null, null, false, false);
    }
}
