package org.lumbarcds.record;

/**
 * Which cards, value sets and configuration decide: "digest of cards, value sets and configuration; sent with every recorded
 * card".
 *
 * <p>The same content has the same version on any machine; any change of a card file, of a value set or of a setting that
 * decides what is said makes another one.
 *
 * @param value 16 hexadecimal digits
 */
public record ContentVersion(String value) {}
