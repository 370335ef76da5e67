package org.lumbarcds.cards.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockTest {

    @Test
    void of_paragraphsAndLists() {
        assertThat(Block.of("One.\nTwo.\n\n\n\nOrdered:\n- a\n- b\n\nThree.\n"))
                .containsExactly(
                        new Block(List.of("One.", "Two."), List.of()),
                        new Block(List.of("Ordered:"), List.of("- a", "- b")),
                        new Block(List.of("Three."), List.of()));
    }

    @Test
    void of_listAnnouncedAcrossABlankLine() {
        assertThat(Block.of("Ordered:\n\n1. a\n\n2. b"))
                .containsExactly(new Block(List.of("Ordered:"), List.of("1. a", "2. b")));
        assertThat(Block.of("Said.\n\n- a"))
                .as("what does not announce it stays a paragraph")
                .containsExactly(new Block(List.of("Said."), List.of()), new Block(List.of(), List.of("- a")));
    }

    @Test
    void of_paragraphRightAfterAList() {
        assertThat(Block.of("- a\n  more of a\nNot of it."))
                .containsExactly(
                        new Block(List.of(), List.of("- a\n  more of a")), new Block(List.of("Not of it."), List.of()));
    }

    @Test
    void text_setsListsOff() {
        assertThat(new Block(List.of("Ordered", "today:"), List.of("- a", "- b")).text())
                .isEqualTo("Ordered today:\n\n- a\n- b");
        assertThat(new Block(List.of(), List.of()).text()).isEmpty();
    }

    @Test
    void shortened_countsTheRest() {
        Block list = new Block(List.of("Ordered:"), List.of("- a", "- b", "- c"));
        assertThat(list.shortened(3)).isEqualTo(list);
        assertThat(list.shortened(1).items()).containsExactly("- a", "- and 2 more");
    }

    @Test
    void unsaid_keepsWhatIsNew() {
        Set<String> said = new HashSet<>(Set.of("One.", "- a"));
        assertThat(Block.of("One.\nTwo.\n\nOrdered:\n- a\n- b"))
                .extracting(block -> block.unsaid(said).text())
                .containsExactly("Two.", "Ordered:\n\n- b");
        assertThat(Block.of("Ordered:\n- b").get(0).unsaid(said).text())
                .as("what announces nothing goes too")
                .isEmpty();
    }
}
