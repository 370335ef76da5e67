package org.lumbarcds.analytics.question;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What figures may be broken down by. */
public enum Dimension {
    RULE("rule"),
    /** Of the rule. */
    VERSION("rule_version"),
    /** Digest of cards, value sets and configuration. */
    CONTENT("content_version"),
    CLIENT("client"),
    TENANT("tenant"),
    DAY(day(10)),
    MONTH(day(7)),
    YEAR(day(4));

    private final String column;

    Dimension(String column) {
        this.column = column;
    }

    /** A date written as 2026-11-25 is cut to its month or year: both databases write dates that way. */
    private static String day(int length) {
        return "SUBSTRING(CAST(counted_on AS VARCHAR(10)) FROM 1 FOR " + length + ")";
    }

    /** As a caller names it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Dimension> of(String code) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.code().equals(code))
                .findFirst();
    }

    public String column() {
        return column;
    }
}
