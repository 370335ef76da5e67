package org.lumbarcds.cards.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void of_oneVisibleLine() {
        assertThat(PlainText.of("a\nb\r\n\tc\u2028d\u00A0e  f")).isEqualTo("a b c d e f");
        assertThat(PlainText.of(" \u202Ea\u200B\u0000\uFEFFb ")).isEqualTo("ab");
        assertThat(PlainText.of("\u200E\n ")).isEmpty();
        assertThat(PlainText.of("half \uD83D, whole 😀")).isEqualTo("half , whole 😀");
        assertThat(PlainText.of("Müller <b>")).isEqualTo("Müller <b>");
        assertThat(PlainText.of("")).isEmpty();
    }

    @Test
    void shorten_boundary() {
        assertThat(PlainText.shorten("abcde", 5)).isEqualTo("abcde");
        assertThat(PlainText.shorten("abcdef", 5)).isEqualTo("abcd…");
        assertThat(PlainText.shorten("abc def", 5))
                .as("no space before the ellipsis")
                .isEqualTo("abc…");
        assertThat(PlainText.shorten("abc😀def", 5)).as("no half of a pair").isEqualTo("abc…");
        assertThat(PlainText.shorten("ab😀def", 5)).isEqualTo("ab😀…");
    }
}
