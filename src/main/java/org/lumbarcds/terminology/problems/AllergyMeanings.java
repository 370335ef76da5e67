package org.lumbarcds.terminology.problems;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.codes.CodeTable;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;
import org.lumbarcds.terminology.codes.ConceptText;
import org.lumbarcds.terminology.drugs.DrugTable;
import org.lumbarcds.terminology.valuesets.Phrases;
import org.lumbarcds.terminology.valuesets.Stance;
import org.lumbarcds.terminology.valuesets.StanceReading;
import org.lumbarcds.terminology.valuesets.Text;
import org.lumbarcds.terminology.valuesets.ValueSetFile;
import org.lumbarcds.terminology.valuesets.ValueSetLibrary;

/** "Allergies by code, by ingredient or class in the text. An allergy to one NSAID counts for the class." */
public final class AllergyMeanings {

    private final DrugTable drugs;
    private final CodeTable<Set<DrugClass>> codes = new CodeTable<>();
    private final Phrases<DrugClass> words;
    private final Phrases<Boolean> reactions;
    private final CodeTable<Boolean> otherCodes = new CodeTable<>();
    private final Phrases<Boolean> otherWords;
    /** Whole texts that say that there is no allergy. */
    private final Set<List<String>> none;

    public AllergyMeanings(ValueSetLibrary library, StanceReading stances, DrugTable drugs) {
        this.drugs = drugs;
        this.words = new Phrases<>(stances, false);
        this.reactions = new Phrases<>(stances, false);
        this.otherWords = new Phrases<>(stances, false);
        addPlain(library.get(ValueSetLibrary.ALLERGY_REACTION), new CodeTable<>(), reactions);
        addPlain(library.get(ValueSetLibrary.OTHER_ALLERGY), otherCodes, otherWords);
        this.none = library.get(ValueSetLibrary.NO_ALLERGY).includes().stream()
                .filter(include -> include.system().equals(CodeSystems.WORDS))
                .flatMap(include -> include.members().stream())
                .map(member -> Text.words(member.code()))
                .collect(Collectors.toUnmodifiableSet());
        for (DrugClass drugClass : ValueSetLibrary.ALLERGY_CLASSES) {
            add(drugClass, library.get(ValueSetLibrary.allergyTo(drugClass)));
        }
    }

    private void add(DrugClass drugClass, ValueSetFile file) {
        for (ValueSetFile.Include include : file.includes()) {
            for (ValueSetFile.Member member : include.members()) {
                if (include.system().equals(CodeSystems.WORDS)) {
                    words.add(member.code(), drugClass);
                } else {
                    codes.at(include.system(), member.code(), () -> EnumSet.noneOf(DrugClass.class))
                            .add(drugClass);
                }
            }
        }
        for (ValueSetFile.Include exclude : file.excludes()) {
            exclude.members().forEach(member -> words.addOther(member.code(), drugClass));
        }
    }

    private static void addPlain(ValueSetFile file, CodeTable<Boolean> codes, Phrases<Boolean> words) {
        for (ValueSetFile.Include include : file.includes()) {
            for (ValueSetFile.Member member : include.members()) {
                if (include.system().equals(CodeSystems.WORDS)) {
                    words.add(member.code(), Boolean.TRUE);
                } else {
                    codes.at(include.system(), member.code(), () -> Boolean.TRUE);
                }
            }
        }
        for (ValueSetFile.Include exclude : file.excludes()) {
            exclude.members().forEach(member -> words.addOther(member.code(), Boolean.TRUE));
        }
    }

    /** "Allergies to food, environment, latex and contrast are harmless", and so is "none" as a whole text. */
    public boolean isToNoDrug(Concept concept) {
        boolean[] found = new boolean[1];
        concept.codings().forEach(coding -> otherCodes.forEach(coding, (code, value) -> found[0] = true));
        List<String> texts = ConceptText.of(concept);
        boolean none = !texts.isEmpty() && texts.stream().map(Text::words).allMatch(this.none::contains);
        return found[0]
                || none
                || !texts.isEmpty() && !otherWords.find(Text.of(texts)).isEmpty();
    }

    /**
     * The allergy to a drug that a condition tells: by a code of an allergy, or by a word of a reaction together with the name
     * of a drug or of a class; null when it tells none.
     *
     * @param text its words, or null when it has none
     */
    @Nullable
    Allergy ofProblem(Concept concept, @Nullable Text text) {
        Set<String> ingredients = new LinkedHashSet<>();
        Set<DrugClass> classes = EnumSet.noneOf(DrugClass.class);
        for (Coding coding : concept.codings()) {
            codes.forEach(coding, (code, meant) -> classes.addAll(meant));
        }
        boolean reaction = text != null
                && reactions.find(text).stream()
                        .anyMatch(
                                mention -> mention.stance() != Stance.NEGATED && mention.stance() != Stance.RULED_OUT);
        if (text != null && reaction) {
            readWords(text, ingredients, classes);
        }
        ingredients.forEach(ingredient -> classes.addAll(drugs.classesOf(ingredient)));
        ingredients.removeIf(ingredient -> DrugTable.isClass(ingredient) && !classes.isEmpty());
        if (ingredients.isEmpty() && classes.isEmpty()) {
            return null;
        }
        List<String> texts = ConceptText.of(concept);
        String label = texts.isEmpty() ? named(ingredients, classes) : texts.get(0);
        return new Allergy(ConceptText.label(label), ingredients, classes);
    }

    /** Whether words speak of a reaction to something, present or denied: then a drug in them is not one that is taken. */
    boolean speaksOfReaction(Text text) {
        return !reactions.find(text).isEmpty();
    }

    public Optional<Allergy> allergy(List<Concept> concepts) {
        Set<String> ingredients = new LinkedHashSet<>();
        Set<DrugClass> classes = EnumSet.noneOf(DrugClass.class);
        String label = "";
        for (Concept concept : concepts) {
            List<String> texts = ConceptText.of(concept);
            label = label.isEmpty() && !texts.isEmpty() ? texts.get(0) : label;
            readCodes(concept, ingredients, classes);
            if (!texts.isEmpty()) {
                readWords(Text.of(texts), ingredients, classes);
            }
        }
        ingredients.forEach(ingredient -> classes.addAll(drugs.classesOf(ingredient)));
        ingredients.removeIf(ingredient -> DrugTable.isClass(ingredient) && !classes.isEmpty());
        if (ingredients.isEmpty() && classes.isEmpty()) {
            return Optional.empty();
        }
        String named = label.isEmpty() ? named(ingredients, classes) : label;
        return Optional.of(new Allergy(ConceptText.label(named), ingredients, classes));
    }

    /** A label for a record that has codes only. */
    private static String named(Set<String> ingredients, Set<DrugClass> classes) {
        if (!ingredients.isEmpty()) {
            return String.join(" / ", ingredients);
        }
        return classes.stream()
                .map(drugClass -> drugClass.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .sorted()
                .collect(Collectors.joining(" / "));
    }

    private void readCodes(Concept concept, Set<String> ingredients, Set<DrugClass> classes) {
        for (Coding coding : concept.codings()) {
            drugs.codes().forEach(coding, (code, entry) -> ingredients.addAll(entry.ingredients()));
            codes.forEach(coding, (code, meant) -> classes.addAll(meant));
        }
    }

    private void readWords(Text text, Set<String> ingredients, Set<DrugClass> classes) {
        for (Phrases.Mention<String> name : drugs.names(text)) {
            if (name.stance() != Stance.NEGATED) {
                ingredients.addAll(drugs.entryOf(name.value()).ingredients());
            }
        }
        for (Phrases.Mention<DrugClass> word : words.find(text)) {
            if (word.stance() != Stance.NEGATED) {
                classes.add(word.value());
            }
        }
    }
}
