package org.lumbarcds.views;

/**
 * Which of the views there are, for the links between them.
 *
 * @param tryIt whether calls can be tried at {@code /}; the others are always there
 */
public record Navigation(boolean tryIt) {}
