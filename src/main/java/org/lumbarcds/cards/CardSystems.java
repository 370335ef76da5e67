package org.lumbarcds.cards;

/**
 * The code systems of what cards say in codes.
 *
 * @param rule system of the topic's code, which is the rule's id
 * @param overrideReason system of override reasons
 */
public record CardSystems(String rule, String overrideReason) {}
