package org.lumbarcds.terminology.drugs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.codes.CodeTable;
import org.lumbarcds.terminology.codes.Concept;
import org.lumbarcds.terminology.codes.ConceptText;
import org.lumbarcds.terminology.valuesets.ContentException;
import org.lumbarcds.terminology.valuesets.Phrases;
import org.lumbarcds.terminology.valuesets.StanceReading;
import org.lumbarcds.terminology.valuesets.Text;
import org.lumbarcds.terminology.valuesets.ValueSetFile;
import org.lumbarcds.terminology.valuesets.ValueSetLibrary;

/** The drug value sets, turned round: from codes and names to ingredients, classes and traits. */
public final class DrugTable {

    /** What one code stands for. */
    public static final class Entry {
        private final Set<String> ingredients = new LinkedHashSet<>(2);
        private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
        private boolean product;
        private @Nullable String productName;
        private @Nullable BigDecimal strengthMg;

        public Set<String> ingredients() {
            return ingredients;
        }

        Set<Trait> traits() {
            return traits;
        }

        boolean isProduct() {
            return product;
        }

        @Nullable
        String productName() {
            return productName;
        }

        /** Milligrams that the code itself implies. */
        @Nullable
        BigDecimal strengthMg() {
            return strengthMg;
        }
    }

    /** A pattern of words that tells a trait, or that forbids it. */
    record TraitWords(Trait trait, boolean forbids) {}

    /** How the drug value sets name what a class prefix stands for. */
    private static final String CLASS = " (class)";

    private final CodeTable<Entry> codes = new CodeTable<>();
    private final Map<String, Entry> byName = new HashMap<>();
    private final Map<String, Set<DrugClass>> classes = new HashMap<>();
    private final Map<String, Set<String>> namesOf = new HashMap<>();
    private final Phrases<String> names;
    private final Phrases<TraitWords> traitWords;
    private final CodeTable<Boolean> supplyCodes = new CodeTable<>();
    private final Phrases<Boolean> supplyWords;

    private DrugTable(StanceReading stances) {
        names = new Phrases<>(stances, true);
        traitWords = new Phrases<>(stances, false);
        supplyWords = new Phrases<>(stances, false);
    }

    public static DrugTable of(ValueSetLibrary library, StanceReading stances) {
        DrugTable table = new DrugTable(stances);
        for (DrugClass drugClass : DrugClass.values()) {
            table.addClass(Set.of(drugClass), library.get(ValueSetLibrary.of(drugClass)));
        }
        // Drugs of no class: known, and of no concern.
        table.addClass(Set.of(), library.get(ValueSetLibrary.OTHER_DRUG));
        table.addSupplies(library.get(ValueSetLibrary.SUPPLY));
        for (Trait trait : Trait.values()) {
            table.addTrait(trait, library.get(trait.valueSet()));
        }
        return table;
    }

    /** Whether an ingredient is the stand-in for all that a class prefix covers. */
    public static boolean isClass(String ingredient) {
        return ingredient.endsWith(CLASS);
    }

    private void addSupplies(ValueSetFile file) {
        for (ValueSetFile.Include include : file.includes()) {
            for (ValueSetFile.Member member : include.members()) {
                if (include.system().equals(CodeSystems.WORDS)) {
                    supplyWords.add(member.code(), Boolean.TRUE);
                } else {
                    supplyCodes.at(include.system(), member.code(), () -> Boolean.TRUE);
                }
            }
        }
    }

    /** "Supplies, devices and vaccines are harmless." */
    boolean isSupply(Concept concept) {
        boolean[] found = new boolean[1];
        concept.codings().forEach(coding -> supplyCodes.forEach(coding, (code, value) -> found[0] = true));
        List<String> texts = ConceptText.of(concept);
        return found[0] || !texts.isEmpty() && !supplyWords.find(Text.of(texts)).isEmpty();
    }

    private void addClass(Set<DrugClass> ofClasses, ValueSetFile file) {
        for (ValueSetFile.Include include : file.includes()) {
            String ingredient = include.ingredient();
            if (ingredient == null) {
                throw new ContentException("The value set " + file.name() + ".json has an include without the extension"
                        + " ingredient: say the generic name of the drug its codes stand for.");
            }
            String generic = ConceptText.lower(ingredient.strip());
            classes.computeIfAbsent(generic, g -> EnumSet.noneOf(DrugClass.class))
                    .addAll(ofClasses);
            for (ValueSetFile.Member member : include.members()) {
                add(file, include, member, generic);
            }
        }
        for (ValueSetFile.Include exclude : file.excludes()) {
            exclude.members().forEach(member -> names.addOther(member.code(), member.code()));
        }
    }

    private void add(ValueSetFile file, ValueSetFile.Include include, ValueSetFile.Member member, String generic) {
        Entry entry =
                switch (include.system()) {
                    case CodeSystems.DRUG_NAME -> named(member.code());
                    case CodeSystems.WORDS, CodeSystems.OTHER_WORDS, CodeSystems.STEMS ->
                        throw new ContentException(
                                "The value set " + file.name() + ".json lists words of " + include.system()
                                        + ": drugs are listed by codes and by " + CodeSystems.DRUG_NAME + ".");
                    default -> codes.at(include.system(), member.code(), Entry::new);
                };
        entry.ingredients.add(generic);
        if (include.system().equals(CodeSystems.DRUG_NAME)) {
            namesOf.computeIfAbsent(generic, g -> new LinkedHashSet<>()).add(ConceptText.lower(member.code()));
            return;
        }
        entry.product |= include.system().equals(CodeSystems.RXNORM) && !include.ingredientLevel();
        entry.productName = member.display() != null ? member.display() : entry.productName;
        entry.strengthMg = include.strengthMg() != null ? include.strengthMg() : entry.strengthMg;
    }

    private Entry named(String name) {
        return byName.computeIfAbsent(name, n -> {
            names.add(n, n);
            return new Entry();
        });
    }

    private void addTrait(Trait trait, ValueSetFile file) {
        for (ValueSetFile.Include include : file.includes()) {
            for (ValueSetFile.Member member : include.members()) {
                switch (include.system()) {
                    case CodeSystems.WORDS -> traitWords.add(member.code(), new TraitWords(trait, false));
                    // A name that no drug value set knows names no drug, so it has no traits either.
                    case CodeSystems.DRUG_NAME ->
                        byName.getOrDefault(member.code(), new Entry()).traits.add(trait);
                    default ->
                        codes.at(include.system(), member.code(), Entry::new)
                                .traits
                                .add(trait);
                }
            }
        }
        for (ValueSetFile.Include exclude : file.excludes()) {
            for (ValueSetFile.Member member : exclude.members()) {
                if (exclude.system().equals(CodeSystems.OTHER_WORDS)) {
                    addOtherWords(member.code(), trait);
                } else {
                    traitWords.add(member.code(), new TraitWords(trait, true));
                }
            }
        }
    }

    private void addOtherWords(String phrase, Trait trait) {
        traitWords.addOther(phrase, new TraitWords(trait, false));
    }

    public CodeTable<Entry> codes() {
        return codes;
    }

    /** The names of drugs in a text. */
    public List<Phrases.Mention<String>> names(Text text) {
        return names.find(text);
    }

    public Entry entryOf(String name) {
        return byName.getOrDefault(name, new Entry());
    }

    public Set<DrugClass> classesOf(String ingredient) {
        return classes.getOrDefault(ingredient, Set.of());
    }

    /** The words that name an ingredient: its generic name, synonyms, brands. */
    Set<String> wordsFor(String ingredient) {
        return namesOf.getOrDefault(ingredient, Set.of(ingredient));
    }

    /** The traits that words tell, given the recognised ingredients, which the words may speak of. */
    Set<Trait> traits(List<String> texts, Set<String> ingredients) {
        List<String> spoken = new ArrayList<>(texts);
        for (String ingredient : ingredients) {
            spoken.add(ingredient);
            classesOf(ingredient).forEach(c -> spoken.add(c.name().replace('_', ' ')));
        }
        Map<Trait, Boolean> told = new EnumMap<>(Trait.class);
        for (Phrases.Mention<TraitWords> mention : traitWords.find(Text.of(spoken))) {
            told.merge(mention.value().trait(), !mention.value().forbids(), Boolean::logicalAnd);
        }
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        told.forEach((trait, holds) -> {
            if (holds) {
                traits.add(trait);
            }
        });
        return traits;
    }
}
