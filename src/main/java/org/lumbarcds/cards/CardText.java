package org.lumbarcds.cards;

import com.samskivert.mustache.Template;
import java.util.Map;
import org.lumbarcds.guideline.Finding;

/** A card file, ready to speak. */
record CardText(CardFile file, Map<String, Variant> variants) {

    CardText {
        variants = Map.copyOf(variants);
    }

    /** One text of a rule, compiled. */
    record Variant(Template summary, Template detail) {

        Rendered render(Finding finding) {
            Map<String, Object> facts = PlainFacts.of(finding.facts().asMap());
            return new Rendered(Summary.fit(summary, facts), tidy(detail.execute(facts)));
        }

        /** Sections that stay away leave blank lines behind. */
        private static String tidy(String markdown) {
            StringBuilder tidy = new StringBuilder(markdown.length());
            int blank = 0;
            for (String line : markdown.split("\n", -1)) {
                blank = line.isBlank() ? blank + 1 : 0;
                if (blank < 2) {
                    tidy.append(blank == 1 ? "" : line.stripTrailing()).append('\n');
                }
            }
            return tidy.toString().strip();
        }
    }

    /** What a variant says of one finding: a plain summary that fits and GitHub Flavored Markdown. */
    record Rendered(String summary, String detail) {}
}
