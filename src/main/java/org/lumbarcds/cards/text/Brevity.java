package org.lumbarcds.cards.text;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of a card's findings is said. What is too long is shortened in a fixed order: the evidence and the guideline's
 * sentences of further findings, then long lists, the first finding's evidence, long texts from the record, what further
 * findings rest on, and last still shorter texts. Reasons, what was not offered and what was not checked are never left out.
 *
 * @param evidence the evidence of so many findings is given, the gravest first
 * @param guidelines the guideline's sentence of so many
 * @param data what so many rest on
 * @param items most items of a list
 * @param value longest text from the record, in characters
 */
public record Brevity(int evidence, int guidelines, int data, int items, int value) {

    private static final int MANY = 30;
    private static final int[] FEWER = {8, 5, 3};
    private static final int SHORT = 80;
    private static final int[] SHORTER = {40, 24};

    public static List<Brevity> ladder(int findings) {
        List<Brevity> ladder = new ArrayList<>();
        Brevity now = new Brevity(findings, findings, findings, MANY, MarkdownEscaper.MAX_LENGTH);
        ladder.add(now);
        for (int kept = findings - 1; kept >= 1; kept--) {
            now = new Brevity(kept, now.guidelines, now.data, now.items, now.value);
            ladder.add(now);
        }
        for (int kept = findings - 1; kept >= 1; kept--) {
            now = new Brevity(now.evidence, kept, now.data, now.items, now.value);
            ladder.add(now);
        }
        for (int items : FEWER) {
            now = new Brevity(now.evidence, now.guidelines, now.data, items, now.value);
            ladder.add(now);
        }
        now = new Brevity(0, now.guidelines, now.data, now.items, now.value);
        ladder.add(now);
        now = new Brevity(0, now.guidelines, now.data, now.items, SHORT);
        ladder.add(now);
        for (int kept = findings - 1; kept >= 1; kept--) {
            now = new Brevity(0, now.guidelines, kept, now.items, now.value);
            ladder.add(now);
        }
        for (int value : SHORTER) {
            now = new Brevity(0, now.guidelines, now.data, now.items, value);
            ladder.add(now);
        }
        ladder.add(new Brevity(0, 0, now.data, 1, now.value));
        ladder.add(new Brevity(0, 0, 0, 1, now.value));
        return ladder;
    }
}
