package org.lumbarcds.cards.suggestions;

import java.util.Arrays;
import org.lumbarcds.guideline.basis.Remedy;

/**
 * "Suggested orders, policy, for the prescriber to confirm": product, dose, days and quantity of each drug.
 *
 * @param product RxNorm code of the product
 * @param display RxNorm name of the product
 * @param name what a prescriber calls it, with its strength
 * @param tablets tablets of one dose
 * @param times doses a day
 * @param timing v3-GTSAbbreviation code of that frequency
 * @param often that frequency in words
 * @param withFood whether it is taken with food
 * @param days days of the course and of its only fill
 * @param quantity tablets of that fill
 */
public record SuggestedDrug(
        String product,
        String display,
        String name,
        int tablets,
        int times,
        String timing,
        String often,
        boolean withFood,
        int days,
        int quantity) {

    /** The ingredient of one of the products that are suggested. */
    public static String nameOf(String product) {
        return Arrays.stream(Remedy.values())
                .filter(remedy -> of(remedy).product().equals(product))
                .findFirst()
                .map(Remedy::ingredient)
                .orElseThrow();
    }

    static SuggestedDrug of(Remedy remedy) {
        return switch (remedy) {
            case NAPROXEN ->
                new SuggestedDrug(
                        "198014",
                        "Naproxen 500 MG Oral Tablet",
                        "naproxen 500 mg",
                        1,
                        2,
                        "BID",
                        "twice daily",
                        true,
                        10,
                        20);
            case IBUPROFEN ->
                new SuggestedDrug(
                        "197806",
                        "Ibuprofen 600 MG Oral Tablet",
                        "ibuprofen 600 mg",
                        1,
                        3,
                        "TID",
                        "three times daily",
                        true,
                        10,
                        30);
            case ACETAMINOPHEN ->
                new SuggestedDrug(
                        "198440",
                        "Acetaminophen 500 MG Oral Tablet",
                        "acetaminophen 500 mg",
                        2,
                        3,
                        "TID",
                        "three times daily",
                        false,
                        10,
                        60);
            case CYCLOBENZAPRINE ->
                new SuggestedDrug(
                        "828320",
                        "cyclobenzaprine hydrochloride 5 MG Oral Tablet",
                        "cyclobenzaprine 5 mg",
                        1,
                        3,
                        "TID",
                        "three times daily",
                        false,
                        7,
                        21);
            case METHOCARBAMOL ->
                new SuggestedDrug(
                        "197944",
                        "methocarbamol 750 MG Oral Tablet",
                        "methocarbamol 750 mg",
                        1,
                        4,
                        "QID",
                        "four times daily",
                        false,
                        7,
                        28);
        };
    }

    /** The dosage in words, without its days: those are in its bounds, where a prescriber may change them. */
    String sig() {
        return "Take " + tabletsInWords() + " by mouth " + often + (withFood ? " with food" : "");
    }

    /** What is ordered, in one line. */
    String inShort() {
        return name + ", " + tabletsInWords() + " " + often + (withFood ? " with food" : "") + " for " + days + " days";
    }

    private String tabletsInWords() {
        return tablets == 1 ? "1 tablet" : tablets + " tablets";
    }
}
