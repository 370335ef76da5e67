package org.lumbarcds.terminology;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CodeableConcept as a client sends it: all codings count, in any position. */
public record Concept(List<Coding> codings, @Nullable String text) {

    public Concept {
        codings = List.copyOf(codings);
    }
}
