package org.lumbarcds.cards.files;

import com.samskivert.mustache.Template;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.cards.text.Passage;
import org.lumbarcds.cards.text.PlainFacts;
import org.lumbarcds.cards.text.PlainText;
import org.lumbarcds.cards.text.Summary;
import org.lumbarcds.guideline.findings.Finding;

/** A card file, ready to speak. */
public record CardText(CardFile file, Map<String, Variant> variants) {

    public CardText {
        variants = Map.copyOf(variants);
    }

    /**
     * One text of a rule, compiled.
     *
     * @param summary what to do
     * @param also what to do in a few words, beside what an earlier rule of the same advice says; null for the rule's title
     * @param reason why, and all of a text without parts
     * @param guideline the guideline's sentence
     * @param data what it rests on
     * @param evidence how far that carries
     */
    public record Variant(
            Template summary,
            @Nullable Template also,
            Template reason,
            Template guideline,
            Template data,
            Template evidence) {

        /** @param value longest text from the record in the detail, in characters */
        public Passage passage(Finding finding, int value) {
            Map<String, Object> facts =
                    PlainFacts.shortened(PlainFacts.of(finding.facts().asMap()), value);
            return Passage.of(
                    reason.execute(facts), guideline.execute(facts), data.execute(facts), evidence.execute(facts));
        }

        public String summary(Finding finding) {
            return Summary.fit(summary, PlainFacts.of(finding.facts().asMap()));
        }

        /** In a few words; empty when the text has none. */
        public String also(Finding finding) {
            return also == null
                    ? ""
                    : PlainText.of(also.execute(PlainFacts.of(finding.facts().asMap())));
        }
    }
}
