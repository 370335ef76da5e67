package org.lumbarcds.cards.text;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What one finding says, in the order of the specification: "the reason in one sentence first, then the guideline's
 * sentence, then data, evidence last".
 *
 * @param reason never left out
 * @param guideline may be empty
 * @param data may be empty
 * @param evidence may be empty
 */
public record Passage(List<Block> reason, List<Block> guideline, List<Block> data, List<Block> evidence) {

    public static Passage of(String reason, String guideline, String data, String evidence) {
        return new Passage(Block.of(reason), Block.of(guideline), Block.of(data), Block.of(evidence));
    }

    /** Of this finding of a card, as much as is kept. */
    public Passage shortened(int place, Brevity brevity) {
        return new Passage(
                reason,
                place < brevity.guidelines() ? guideline : List.of(),
                place < brevity.data() ? each(data, block -> block.shortened(brevity.items())) : List.of(),
                place < brevity.evidence() ? evidence : List.of());
    }

    /** What was not said yet, but the reason always: a card must say why it is there. */
    public Passage unsaid(Set<String> said) {
        reason.forEach(block -> block.unsaid(said));
        return new Passage(
                reason,
                each(guideline, block -> block.unsaid(said)),
                each(data, block -> block.unsaid(said)),
                each(evidence, block -> block.unsaid(said)));
    }

    private static List<Block> each(List<Block> blocks, UnaryOperator<Block> change) {
        return blocks.stream().map(change).toList();
    }

    public int length() {
        return List.of(reason, guideline, data, evidence).stream()
                .flatMap(List::stream)
                .mapToInt(block -> block.text().length() + 2)
                .sum();
    }
}
