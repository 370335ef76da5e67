package org.lumbarcds.terminology.drugs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.Drug.Recognition.By;
import org.lumbarcds.guideline.model.drugs.Ingredient;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;
import org.lumbarcds.terminology.codes.ConceptText;
import org.lumbarcds.terminology.valuesets.Phrases;
import org.lumbarcds.terminology.valuesets.Text;

/**
 * "Which drug is it? Try in this order and remember which one matched: RxNorm product code, RxNorm ingredient code, ATC
 * code (prefix), then whole-word ingredient name. All codings of a concept count, in any position." A product code says
 * everything; the other codes say at least what they say, so names in the text add ingredients to them.
 */
public final class DrugRecogniser {

    /** How many letters of codes and names are remembered: some ten thousand drugs. */
    private static final int MOST_LETTERS = 1_000_000;

    private final DrugTable table;

    /** What was recognised before: a site orders the same few hundred, and a chart brings all of its own at every call. */
    private final Cache<Named, Optional<Drug>> recognised = Caffeine.newBuilder()
            .maximumWeight(MOST_LETTERS)
            .weigher((Named named, Optional<Drug> drug) -> named.letters())
            .build();

    public DrugRecogniser(DrugTable table) {
        this.table = table;
    }

    /** All that tells a drug. */
    private record Named(Concept concept, List<Concept> ingredients) {

        int letters() {
            int letters = 1;
            for (Concept each :
                    Stream.concat(Stream.of(concept), ingredients.stream()).toList()) {
                letters += lettersOf(each.text());
                for (Coding coding : each.codings()) {
                    letters += lettersOf(coding.system()) + lettersOf(coding.code()) + lettersOf(coding.display());
                }
            }
            return letters;
        }

        private static int lettersOf(@Nullable String text) {
            return text == null ? 0 : text.length();
        }
    }

    public Optional<Drug> drug(Concept concept, List<Concept> ingredients) {
        return recognised.get(
                new Named(concept, List.copyOf(ingredients)), named -> recognise(named.concept, named.ingredients));
    }

    private Optional<Drug> recognise(Concept concept, List<Concept> ingredients) {
        List<Match> matches = new ArrayList<>();
        collect(concept, matches);
        ingredients.forEach(ingredient -> collect(ingredient, matches));
        List<Match> products =
                matches.stream().filter(match -> match.by == By.RXNORM_PRODUCT).toList();
        if (!products.isEmpty()) {
            return Optional.of(product(concept, ingredients, products));
        }
        List<String> texts = texts(concept, ingredients);
        if (!texts.isEmpty()) {
            for (Phrases.Mention<String> name : table.names(Text.of(texts))) {
                matches.add(new Match(By.NAME, name.value(), table.entryOf(name.value()), null));
            }
        }
        return matches.isEmpty() ? Optional.empty() : Optional.of(composed(concept, texts, matches));
    }

    public boolean isSupply(Concept concept) {
        return table.isSupply(concept);
    }

    private void collect(Concept concept, List<Match> matches) {
        for (Coding coding : concept.codings()) {
            table.codes().forEach(coding, (code, entry) -> {
                if (!entry.ingredients().isEmpty()) {
                    matches.add(new Match(means(coding, entry), code, entry, coding));
                }
            });
        }
    }

    private static By means(Coding coding, DrugTable.Entry entry) {
        if (CodeSystems.ATC.equals(CodeSystems.canonical(coding.system()))) {
            return By.ATC;
        }
        if (!CodeSystems.RXNORM.equals(CodeSystems.canonical(coding.system()))) {
            return By.SITE_CODE;
        }
        return entry.isProduct() ? By.RXNORM_PRODUCT : By.RXNORM_INGREDIENT;
    }

    private Drug product(Concept concept, List<Concept> ingredients, List<Match> products) {
        // The most telling of several product codes: the one whose name has a strength.
        Match best = products.stream()
                .filter(match -> match.productName().matches(".*\\d.*"))
                .findFirst()
                .orElse(products.get(0));
        Set<String> names = new LinkedHashSet<>();
        products.forEach(match -> names.addAll(match.entry.ingredients()));
        // A table lists a product for the ingredients that it is about; its name tells the others.
        products.forEach(match -> names.addAll(named(match.productName())));
        List<String> sources = new ArrayList<>();
        sources.add(best.productName());
        products.forEach(match -> sources.add(match.productName()));
        sources.addAll(texts(concept, ingredients));
        return new Drug(
                label(concept, best, names),
                ingredients(names, sources, null),
                Trait.form(best.entry.traits()),
                Trait.uses(best.entry.traits()),
                new Drug.Recognition(best.by, best.value));
    }

    private Set<String> named(String productName) {
        Set<String> ingredients = new LinkedHashSet<>();
        if (!productName.isEmpty()) {
            int brand = productName.indexOf('[');
            String generic = brand < 0 ? productName : productName.substring(0, brand);
            for (Phrases.Mention<String> name : table.names(Text.of(List.of(generic)))) {
                ingredients.addAll(table.entryOf(name.value()).ingredients());
            }
        }
        return ingredients;
    }

    private Drug composed(Concept concept, List<String> texts, List<Match> matches) {
        Match best = matches.stream()
                .min((a, b) -> Integer.compare(a.by.ordinal(), b.by.ordinal()))
                .orElseThrow();
        Set<String> names = new LinkedHashSet<>();
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        BigDecimal implied = null;
        for (Match match : matches) {
            names.addAll(match.entry.ingredients());
            traits.addAll(match.entry.traits());
            implied = match.entry.strengthMg() != null ? match.entry.strengthMg() : implied;
        }
        names.removeIf(name -> isClassOfAnother(name, names));
        traits.addAll(groupTraits(concept));
        traits.addAll(table.traits(texts, names));
        return new Drug(
                label(concept, best, names),
                ingredients(names, texts, implied),
                Trait.form(traits),
                Trait.uses(traits),
                new Drug.Recognition(best.by, best.value));
    }

    /** An ATC prefix stands for any drug of its class, so it says nothing beside one that is named. */
    private boolean isClassOfAnother(String name, Set<String> names) {
        return DrugTable.isClass(name)
                && names.stream().filter(other -> !DrugTable.isClass(other)).anyMatch(other -> table.classesOf(other)
                        .containsAll(table.classesOf(name)));
    }

    /** Traits of ATC groups, which name no ingredient of their own. */
    private Set<Trait> groupTraits(Concept concept) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        for (Coding coding : concept.codings()) {
            table.codes().forEach(coding, (code, entry) -> traits.addAll(entry.traits()));
        }
        return traits;
    }

    private List<Ingredient> ingredients(Set<String> names, List<String> sources, @Nullable BigDecimal implied) {
        // Most drugs of a record matter to nothing, and so do their strengths.
        if (names.stream().allMatch(name -> table.classesOf(name).isEmpty())) {
            return names.stream()
                    .map(name -> new Ingredient(name, Set.of(), null))
                    .toList();
        }
        List<Ingredient> result = new ArrayList<>(names.size());
        for (String name : names) {
            Set<String> others = new LinkedHashSet<>(names);
            others.remove(name);
            BigDecimal strength = strength(name, others, sources);
            result.add(new Ingredient(name, table.classesOf(name), strength != null ? strength : implied));
        }
        return result;
    }

    private @Nullable BigDecimal strength(String name, Set<String> others, Collection<String> sources) {
        for (String source : sources) {
            BigDecimal strength =
                    source.isEmpty() ? null : Strengths.milligrams(source, table.wordsFor(name), named(source, others));
            if (strength != null) {
                return strength;
            }
        }
        return null;
    }

    /** How this text names each of the other ingredients. */
    private List<String> named(String source, Set<String> others) {
        String lower = ConceptText.lower(source);
        List<String> result = new ArrayList<>();
        for (String other : others) {
            result.add(table.wordsFor(other).stream()
                    .filter(lower::contains)
                    .findFirst()
                    .orElse(other));
        }
        return result;
    }

    private static String label(Concept concept, Match best, Set<String> names) {
        String text = concept.text();
        if (text != null && !text.isBlank()) {
            return ConceptText.label(text);
        }
        String display = best.coding == null ? null : best.coding.display();
        if (display != null && !display.isBlank()) {
            return ConceptText.label(display);
        }
        List<String> texts = ConceptText.of(concept);
        return ConceptText.label(texts.isEmpty() ? String.join(" / ", names) : texts.get(0));
    }

    private static List<String> texts(Concept concept, List<Concept> ingredients) {
        List<String> texts = new ArrayList<>(ConceptText.of(concept));
        ingredients.forEach(ingredient -> texts.addAll(ConceptText.of(ingredient)));
        return texts;
    }

    private record Match(
            By by,
            String value,
            DrugTable.Entry entry,
            @Nullable Coding coding) {

        String productName() {
            String name = entry.productName();
            return name == null ? "" : name;
        }
    }
}
