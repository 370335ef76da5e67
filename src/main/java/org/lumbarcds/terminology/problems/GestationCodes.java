package org.lumbarcds.terminology.problems;

import org.jspecify.annotations.Nullable;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;

/** ICD-10-CM codes of weeks of gestation (Z3A). */
public final class GestationCodes {

    private static final String GESTATION = "Z3A";
    private static final int NOT_YET_EIGHT_WEEKS = 1;
    private static final int MORE_THAN_42_WEEKS = 49;

    private GestationCodes() {}

    /** Completed weeks: "less than 8 weeks" is 7, "greater than 42 weeks" is 42; null when no coding tells them. */
    public static @Nullable Integer weeks(Concept concept) {
        for (Coding coding : concept.codings()) {
            String system = CodeSystems.canonical(coding.system());
            String code =
                    CodeSystems.ICD_10.equals(system) ? CodeSystems.code(CodeSystems.ICD_10, coding.code()) : null;
            Integer weeks = code == null ? null : weeks(code);
            if (weeks != null) {
                return weeks;
            }
        }
        return null;
    }

    private static @Nullable Integer weeks(String code) {
        if (code.length() != 5 || !code.startsWith(GESTATION) || !isDigit(code.charAt(3)) || !isDigit(code.charAt(4))) {
            return null;
        }
        int number = Integer.parseInt(code.substring(3));
        return switch (number) {
            case NOT_YET_EIGHT_WEEKS -> 7;
            case MORE_THAN_42_WEEKS -> 42;
            default -> number >= 8 && number <= 42 ? number : null;
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
