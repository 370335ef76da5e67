package org.lumbarcds.guideline.engine;

/**
 * Ages that matter, in years (<em>policy</em>).
 *
 * @param adult younger patients get no cards
 * @param older Beers criteria for muscle relaxants, and an eGFR is wanted before an NSAID
 */
public record Ages(int adult, int older) {}
