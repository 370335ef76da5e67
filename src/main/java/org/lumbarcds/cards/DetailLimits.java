package org.lumbarcds.cards;

/**
 * "detail at most 1,200 characters for one finding and 2,000 in all (policy)".
 *
 * @param finding most characters of one finding's text, and of the detail of a card with one finding
 * @param card most characters of any detail
 */
public record DetailLimits(int finding, int card) {}
