package org.lumbarcds.record;

/**
 * Which cards, value sets and configuration decide: "digest of cards, value sets and configuration; sent with every recorded
 * card".
 *
 * @param value 16 hexadecimal digits
 */
public record ContentVersion(String value) {}
