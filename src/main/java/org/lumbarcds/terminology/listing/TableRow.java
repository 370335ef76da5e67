package org.lumbarcds.terminology.listing;

/**
 * A row of a table that an entry matches.
 *
 * @param table the value set's name, as {@code problem-cancer}
 * @param system the code system of the row
 * @param row the code, the prefix or the words, as the table writes them
 * @param words whether these are words, not a code
 * @param excludes whether the row says that the entry is none of the table's
 * @param means what the row says of the entry: a drug, or the title of the table
 */
public record TableRow(String table, String system, String row, boolean words, boolean excludes, String means) {}
