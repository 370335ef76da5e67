package org.lumbarcds.cards.writing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.lumbarcds.cards.DetailLimits;
import org.lumbarcds.cards.text.Block;
import org.lumbarcds.cards.text.Brevity;
import org.lumbarcds.cards.text.Passage;

/**
 * A card's detail: its findings' texts, what the service adds, and the evidence last, "nothing said twice" and within the
 * limits. What an earlier card of the answer said is not said again either.
 *
 * @param passages of each finding, for a longest text from the record
 * @param titles of each finding, in Markdown
 * @param notes what the service adds, by the longest text from the record: never shortened otherwise
 * @param together whether each finding is one paragraph of one advice, without headings
 * @param limits most characters
 */
record CardDetail(
        List<IntFunction<Passage>> passages,
        List<String> titles,
        IntFunction<List<String>> notes,
        boolean together,
        DetailLimits limits) {

    CardDetail {
        passages = List.copyOf(passages);
        titles = List.copyOf(titles);
    }

    /** What was said and how. */
    private record Attempt(String text, int longest, Set<String> said) {}

    /** The detail; {@code said} grows by what it says. */
    String write(Set<String> said) {
        Attempt attempt = new Attempt("", 0, said);
        for (Brevity brevity : Brevity.ladder(passages.size())) {
            attempt = attempt(brevity, said);
            int most = passages.size() == 1 ? limits.finding() : limits.card();
            if (attempt.text().length() <= most && attempt.longest() <= limits.finding()) {
                break;
            }
        }
        said.addAll(attempt.said());
        return attempt.text();
    }

    private Attempt attempt(Brevity brevity, Set<String> saidBefore) {
        Set<String> said = new HashSet<>(saidBefore);
        List<String> parts = new ArrayList<>();
        List<Block> evidence = new ArrayList<>();
        int longest = 0;
        for (int i = 0; i < passages.size(); i++) {
            Passage passage =
                    passages.get(i).apply(brevity.value()).shortened(i, brevity).unsaid(said);
            longest = Math.max(longest, passage.length());
            if (i > 0 && !together) {
                parts.add("### " + titles.get(i));
            }
            parts.addAll(together ? asOneParagraph(passage) : texts(passage));
            evidence.addAll(passage.evidence());
        }
        notes.apply(brevity.value()).stream().filter(said::add).forEach(parts::add);
        evidence.forEach(block -> parts.add(block.text()));
        String text = String.join(
                "\n\n", parts.stream().filter(part -> !part.isEmpty()).toList());
        return new Attempt(text, longest, said);
    }

    private static List<String> texts(Passage passage) {
        return blocks(passage).map(Block::text).toList();
    }

    /** "Each rule has a paragraph." Lists stay lists, below it. */
    private static List<String> asOneParagraph(Passage passage) {
        List<String> sentences = blocks(passage)
                .filter(block -> block.items().isEmpty())
                .flatMap(block -> block.lines().stream())
                .toList();
        Stream<String> lists =
                blocks(passage).filter(block -> !block.items().isEmpty()).map(Block::text);
        return Stream.concat(Stream.of(String.join(" ", sentences)), lists).toList();
    }

    private static Stream<Block> blocks(Passage passage) {
        return Stream.of(passage.reason(), passage.guideline(), passage.data()).flatMap(List::stream);
    }
}
