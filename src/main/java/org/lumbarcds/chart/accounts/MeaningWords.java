package org.lumbarcds.chart.accounts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.Ingredient;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.Meaning;

/** What an entry means to the rules, in words for who checks it. */
final class MeaningWords {

    private MeaningWords() {}

    static List<String> of(Meaning meaning) {
        List<String> words = new ArrayList<>();
        meaning.groups().stream()
                .sorted()
                .forEach(group -> words.add((meaning.confirms(group) ? "" : "suspected ") + word(group)));
        meaning.possibly().stream().sorted().forEach(group -> words.add("perhaps " + word(group)));
        meaning.named().forEach(drug -> of(drug).forEach(ingredient -> words.add("names as taken " + ingredient)));
        Allergy allergy = meaning.allergy();
        if (allergy != null) {
            words.addAll(of(allergy));
        }
        return words;
    }

    /** Each ingredient with its classes, then its form and purpose where these take it out of rules. */
    static List<String> of(Drug drug) {
        List<String> words = new ArrayList<>();
        for (Ingredient ingredient : drug.ingredients()) {
            String classes = ingredient.classes().isEmpty() ? "of no concern" : list(ingredient.classes());
            String strength = ingredient.strengthMg() == null
                    ? ""
                    : " " + ingredient.strengthMg().toPlainString() + " mg";
            words.add(ingredient.name() + strength + ": " + classes);
        }
        if (drug.form() != Drug.DrugForm.SYSTEMIC) {
            words.add("form: " + word(drug.form()));
        }
        drug.uses().stream().sorted().forEach(use -> words.add("use: " + word(use)));
        return words;
    }

    static List<String> of(Allergy allergy) {
        if (allergy.isToUnknownDrug()) {
            return List.of("may be to any drug");
        }
        List<String> words = new ArrayList<>();
        String to =
                allergy.severity() == Allergy.Severity.STOMACH_COMPLAINTS ? "stomach complaints of " : "allergy to ";
        allergy.ingredients().stream().sorted().forEach(ingredient -> words.add(to + ingredient));
        if (!allergy.classes().isEmpty()) {
            words.add(to + "the class: " + list(allergy.classes()));
        }
        return words;
    }

    static List<String> of(Collection<? extends Enum<?>> kinds) {
        return kinds.stream().sorted().map(MeaningWords::word).toList();
    }

    private static String list(Collection<? extends Enum<?>> values) {
        return String.join(", ", of(values));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
