package org.lumbarcds.terminology.valuesets;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the running service needs of a ValueSet.
 *
 * @param name its id and file name without {@code .json}
 * @param about what it says of itself
 * @param includes what it includes
 * @param excludes what it takes out again
 * @param replaced whether a site's file replaces the shipped one
 */
public record ValueSetFile(String name, About about, List<Include> includes, List<Include> excludes, boolean replaced) {

    /** What a file says of itself; empty texts where it says nothing, but for the version. */
    public record About(String url, String version, String title, String date, String purpose, String copyright) {}

    /**
     * One compose.include or compose.exclude.
     *
     * @param system canonical code system
     * @param ingredient generic name, or null outside drug value sets
     * @param ingredientLevel whether the codes are of ingredients, not of products
     * @param strengthMg milligrams that the codes imply, or null
     * @param seventhNot seventh characters of ICD-10-CM that do not count; often empty
     * @param stance how words of a text speak of what they name, or null outside {@code text-stance}
     * @param members its codes
     */
    public record Include(
            String system,
            @Nullable String ingredient,
            boolean ingredientLevel,
            @Nullable BigDecimal strengthMg,
            String seventhNot,
            @Nullable String stance,
            List<Member> members) {}

    /** A code as tables hold it, with its display if any. */
    public record Member(String code, @Nullable String display) {}

    /** This one with the rows of a site's addition. */
    ValueSetFile plus(ValueSetFile more) {
        return new ValueSetFile(name, about, concat(includes, more.includes), concat(excludes, more.excludes), true);
    }

    private static List<Include> concat(List<Include> one, List<Include> more) {
        List<Include> all = new ArrayList<>(one);
        all.addAll(more);
        return List.copyOf(all);
    }

    public int size() {
        return includes.stream().mapToInt(include -> include.members().size()).sum();
    }
}
