package org.lumbarcds.analytics.codes;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A code that no table has, and what it cost.
 *
 * @param kind {@code problem}, {@code allergy}, {@code order}, {@code result} or {@code draft}
 * @param system as a value set names it; empty when it is not kept
 * @param code as a value set holds it, else {@code no code}, {@code unreadable code} or {@code further codes}
 * @param offers calls in which a drug was not offered for it
 * @param refusals calls that were refused for it
 * @param mend what to write, and where
 */
@JsonPropertyOrder({"kind", "system", "code", "offers", "refusals", "mend"})
public record CodeCount(String kind, String system, String code, long offers, long refusals, String mend) {

    static CodeCount of(String kind, String system, String code, long offers, long refusals) {
        return new CodeCount(kind, system, code, offers, refusals, mend(kind, system, code));
    }

    private static String mend(String kind, String system, String code) {
        return switch (code) {
            case "no code" -> "Have a code sent beside the words, or write the words' meaning into a value set.";
            case "unreadable code" -> "Have codes of a system sent, each with its system.";
            case "further codes" -> "There was no room for these; add the others first.";
            default ->
                "Write {\"system\": \"" + system + "\", \"concept\": [{\"code\": \"" + code
                        + "\"}]} into compose.include of " + files(kind);
        };
    }

    private static String files(String kind) {
        return switch (kind) {
            case "problem" ->
                "problem-harmless.local.json if it matters to no drug, else of the problem-*.local.json that it is.";
            case "allergy" ->
                "allergy-other.local.json if it is to no drug, else of the allergy-*.local.json that it is.";
            case "result" -> "the observation-*.local.json that it is.";
            default ->
                "drug-other.local.json if the drug matters to nothing, else of the drug-*.local.json that it is,"
                        + " with its ingredient.";
        };
    }
}
