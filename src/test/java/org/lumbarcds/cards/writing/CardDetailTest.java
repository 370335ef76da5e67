package org.lumbarcds.cards.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lumbarcds.cards.DetailLimits;
import org.lumbarcds.cards.text.Passage;
import org.lumbarcds.cards.text.PlainText;

/** What is too long is shortened in a fixed order, and some things never. */
class CardDetailTest {

    private static final String NOTE = "**Not offered:** naproxen: not known here: A, B.";
    private static final int WIDE = 20_000;

    private static IntFunction<Passage> finding(String name, int items) {
        String list = String.join(
                "\n",
                IntStream.range(0, items).mapToObj(i -> "- " + name + ' ' + i).toList());
        return value -> Passage.of(
                "Reason " + name + ".",
                "Guideline " + name + ".",
                (items == 0 ? "" : "Listed:\n" + list + "\n") + "Record: "
                        + PlainText.shorten((name + " ").repeat(100).strip(), value),
                "Evidence " + name + ".");
    }

    private static String write(DetailLimits limits, boolean together, List<IntFunction<Passage>> findings) {
        return new CardDetail(findings, List.of("Title x", "Title y"), value -> List.of(NOTE), together, limits)
                .write(new HashSet<>());
    }

    @Test
    void write_reasonGuidelineDataNotesEvidence() {
        assertThat(shown(write(new DetailLimits(WIDE, WIDE), false, List.of(finding("x", 2)))))
                .isEqualTo("Reason x.\n\nGuideline x.\n\nListed:\n\n- x 0\n- x 1\n\nRecord: x…\n\n" + NOTE
                        + "\n\nEvidence x.");
    }

    @Test
    void write_severalFindings_evidenceOfAllLast() {
        assertThat(shown(write(new DetailLimits(WIDE, WIDE), false, List.of(finding("x", 0), finding("y", 0)))))
                .isEqualTo("Reason x.\n\nGuideline x.\n\nRecord: x…\n\n### Title y\n\nReason y.\n\nGuideline y.\n\n"
                        + "Record: y…\n\n" + NOTE + "\n\nEvidence x.\n\nEvidence y.");
    }

    @Test
    void write_together_aParagraphEach() {
        assertThat(shown(write(new DetailLimits(WIDE, WIDE), true, List.of(finding("x", 0), finding("y", 0)))))
                .startsWith("Reason x. Guideline x. Record: x…\n\nReason y. Guideline y. Record: y…\n\n");
    }

    /** Each limit is one less than what the card before it needed. */
    @Test
    void write_tooLong_shortenedInAFixedOrder() {
        List<String> steps = new ArrayList<>();
        int most = WIDE;
        for (int step = 0; step < 12; step++) {
            String text = write(new DetailLimits(WIDE, most), false, List.of(finding("x", 20), finding("y", 20)));
            assertThat(text).contains("Reason x.", "Reason y.", NOTE);
            steps.add(inShort(text));
            most = text.length() - 1;
        }
        assertThat(steps)
                .containsExactly(
                        "Evidence xy, guideline xy, 20 items, 200 characters",
                        "Evidence x, guideline xy, 20 items, 200 characters",
                        "Evidence x, guideline x, 20 items, 200 characters",
                        "Evidence x, guideline x, 8 items, 200 characters",
                        "Evidence x, guideline x, 5 items, 200 characters",
                        "Evidence x, guideline x, 3 items, 200 characters",
                        "Evidence , guideline x, 3 items, 200 characters",
                        "Evidence , guideline x, 3 items, 80 characters",
                        "Evidence , guideline x, 3 items, 80 characters, of x only",
                        "Evidence , guideline x, 3 items, 40 characters, of x only",
                        "Evidence , guideline x, 3 items, 24 characters, of x only",
                        "Evidence , guideline , 1 items, 24 characters, of x only");
    }

    private static String inShort(String text) {
        String record = text.lines()
                .filter(line -> line.startsWith("Record: "))
                .findFirst()
                .orElseThrow();
        return "Evidence " + said(text, "Evidence ") + ", guideline " + said(text, "Guideline ") + ", "
                + text.lines().filter(line -> line.startsWith("- x")).count() + " items, "
                + (record.length() - "Record: ".length() + 1) / 4 * 4 + " characters"
                + (text.contains("- y 0") ? "" : ", of x only");
    }

    private static String said(String text, String part) {
        return (text.contains(part + "x.") ? "x" : "") + (text.contains(part + "y.") ? "y" : "");
    }

    @Test
    void write_oneFinding_hasItsOwnLimit() {
        List<IntFunction<Passage>> one = List.of(finding("x", 60));
        assertThat(write(new DetailLimits(400, 2_000), false, one))
                .hasSizeLessThanOrEqualTo(400)
                .contains("Reason x.", NOTE);
    }

    @Test
    void write_neverLeavesOutReasonsAndNotes() {
        assertThat(write(new DetailLimits(1, 1), false, List.of(finding("x", 60), finding("y", 60))))
                .isEqualTo("Reason x.\n\n### Title y\n\nReason y.\n\n" + NOTE);
    }

    @Test
    void write_whatAnEarlierCardSaidIsNotSaidAgain() {
        Set<String> said = new HashSet<>();
        CardDetail first = new CardDetail(
                List.of(finding("x", 1)), List.of("X"), value -> List.of(NOTE), false, new DetailLimits(WIDE, WIDE));
        assertThat(first.write(said)).contains("Guideline x.");
        assertThat(first.write(said)).as("but why the card is there").isEqualTo("Reason x.");
    }

    private static String shown(String text) {
        return text.replaceAll("([xy]) ([xy] ?){90,}", "$1…");
    }
}
