package org.lumbarcds.terminology.codes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CodeableConcept as a client sends it: all codings count, in any position.
 *
 * @param codings its codings
 * @param text its text, or null
 * @param language the language that the resource says it is written in (BCP 47), or null
 */
public record Concept(
        List<Coding> codings,
        @Nullable String text,
        @Nullable String language) {

    public Concept {
        codings = List.copyOf(codings);
    }

    /** One that does not say its language. */
    public Concept(List<Coding> codings, @Nullable String text) {
        this(codings, text, null);
    }

    /** The same, said to be in a language. */
    public Concept in(@Nullable String tag) {
        return new Concept(codings, text, tag);
    }
}
