package org.lumbarcds.analytics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What figures may be broken down by. */
enum Dimension {
    RULE("rule", "rule"),
    /** Of the rule. */
    VERSION("rule_version", "rule_version"),
    /** Digest of cards, value sets and configuration. */
    CONTENT("content_version", "content_version"),
    CLIENT("client", "client"),
    TENANT("tenant", "tenant"),
    DAY(day("issued_on", 10), day("fired_on", 10)),
    MONTH(day("issued_on", 7), day("fired_on", 7)),
    YEAR(day("issued_on", 4), day("fired_on", 4));

    private final String ofFindings;
    private final String ofFirings;

    Dimension(String ofFindings, String ofFirings) {
        this.ofFindings = ofFindings;
        this.ofFirings = ofFirings;
    }

    /** A date written as 2026-11-25 is cut to its month or year: both databases write dates that way. */
    private static String day(String column, int length) {
        return "SUBSTRING(CAST(" + column + " AS VARCHAR(10)) FROM 1 FOR " + length + ")";
    }

    /** As a caller names it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Dimension> of(String code) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.code().equals(code))
                .findFirst();
    }

    String ofFindings() {
        return ofFindings;
    }

    String ofFirings() {
        return ofFirings;
    }
}
