package org.lumbarcds.terminology.problems;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.terminology.codes.Concept;
import org.lumbarcds.terminology.codes.ConceptText;
import org.lumbarcds.terminology.valuesets.Phrases;
import org.lumbarcds.terminology.valuesets.Text;

/**
 * "Something suspected (verification provisional or differential, or the word)": what the words only suspect. The text
 * counts before the names of the codes beside it: "suspected lung cancer" is often coded as lung cancer.
 */
final class Suspicions {

    private final Phrases<WordMeaning> words;

    Suspicions(Phrases<WordMeaning> words) {
        this.words = words;
    }

    /** The groups that the words name, and nowhere without doubt. */
    Set<ProblemGroup> of(Concept concept) {
        Set<ProblemGroup> suspected = EnumSet.noneOf(ProblemGroup.class);
        List<String> texts = concept.text() == null ? ConceptText.of(concept) : List.of(concept.text());
        if (texts.isEmpty()) {
            return suspected;
        }
        Set<ProblemGroup> certain = EnumSet.noneOf(ProblemGroup.class);
        for (Phrases.Mention<WordMeaning> mention : words.find(Text.of(texts))) {
            switch (mention.stance()) {
                case SUSPECTED, RULED_OUT -> suspected.add(mention.value().group());
                case PRESENT -> certain.add(mention.value().group());
                case NEGATED, HISTORY -> {}
            }
        }
        suspected.removeAll(certain);
        return suspected;
    }
}
