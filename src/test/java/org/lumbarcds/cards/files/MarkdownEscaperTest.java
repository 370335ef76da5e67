package org.lumbarcds.cards.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.cards.GithubMarkdown;
import org.lumbarcds.cards.text.MarkdownEscaper;
import org.lumbarcds.cards.text.PlainText;

/** "Patient text is escaped: nothing from the record can become markup or a link." */
class MarkdownEscaperTest {

    /** Every place where a value can stand in an author's text. */
    private static final List<String> PLACES = List.of(
            "{{x}}",
            "{{x}} is an opioid",
            "before {{x}} after",
            "before {{x}}",
            "before\n{{x}}",
            "before\n\n{{x}}\n\nafter",
            "- {{x}}\n- {{x}}",
            "1. {{x}}",
            "> {{x}}",
            "### {{x}}",
            "**{{x}}**",
            "*{{x}}*: {{x}}",
            "[a link](https://example.org) {{x}}",
            "| a | b |\n|---|---|\n| {{x}} | {{x}} |",
            "| {{x}} | b |\n|---|---|\n| a | b |",
            "({{x}})",
            "\"{{x}}\"");

    static Stream<String> hostile() {
        return Stream.of(
                "<script>alert(1)</script>",
                "<b>bold</b>",
                "<!-- comment -->",
                "<?php ?>",
                "<![CDATA[x]]>",
                "<https://evil.example>",
                "<a@evil.example>",
                "&lt;script&gt;",
                "&#60;script&#62;",
                "AT&T &copy; &amp;",
                "[click](https://evil.example)",
                "![image](https://evil.example/x.png)",
                "[click][1]",
                "[1]: https://evil.example",
                "[^1]",
                "[^1]: note",
                "- [x] task",
                "*emphasis*",
                "**strong**",
                "_emphasis_",
                "__strong__",
                "~~struck~~",
                "~struck~",
                "`code`",
                "```\ncode\n```",
                "~~~\ncode",
                "# heading",
                "###### heading",
                "> quote",
                "- bullet",
                "+ bullet",
                "* bullet",
                "1. item",
                "1) item",
                "123456789. item",
                "1.",
                "1)",
                "-",
                "---",
                "===",
                "=",
                "***",
                "___",
                "* * *",
                ":--",
                ":-:",
                "|---|---|",
                "a | b\n---|---\nc | d",
                "    indented code",
                "\tindented code",
                "http://evil.example",
                "https://evil.example/a?b=c&d=e",
                "HTTPS://EVIL.EXAMPLE",
                "ftp://evil.example",
                "see http://evil.example.",
                "www.evil.example",
                "WWW.evil.example",
                "(www.evil.example)",
                "www.e.x",
                "www.1.2",
                "xwww.evil.example",
                "a@evil.example",
                "a.b-c_d+e@evil.example",
                "mailto:a@evil.example",
                "xmpp:a@evil.example",
                "javascript:alert(1)",
                "//evil.example",
                "///evil.example",
                "@everyone",
                "evil.example",
                "line\nbreak",
                "line\r\n\r\n# heading",
                "line\u2028# heading",
                "line\u2029- bullet",
                "line\u0085> quote",
                "trailing backslash \\",
                "\\*not escaped\\*",
                "\\",
                "\\\\[click](x)",
                "two spaces  \nbreak",
                "\u202Eright to left",
                "zero\u200Bwidth http\u200B://evil.example",
                "soft\u00ADhyphen",
                "null\u0000byte",
                "bell\u0007",
                "*\u200Bx*",
                "{{x}}",
                "{: .class}",
                "$x$ $$y$$",
                "!",
                "!\\[x](y)",
                "](https://evil.example)",
                ")](",
                "** ** **",
                "*a_b*c_",
                "emoji 😀 half \uD83D",
                "٣. arabic",
                "例え.テスト");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void escape_neverMarkup(String hostile) {
        for (String place : PLACES) {
            String benign = Templates.markdown(place).execute(Map.of("x", "word"));
            String markdown = Templates.markdown(place).execute(Map.of("x", hostile));
            assertThat(GithubMarkdown.structure(markdown))
                    .as("%s in %s gives %s", hostile, place, markdown)
                    .isEqualTo(GithubMarkdown.structure(benign));
            assertThat(markdown.replaceAll("^>|\n>", "")).doesNotContain("<").doesNotContain(">");
        }
    }

    @Test
    void escape_neverMarkup_randomCombinations() {
        List<String> pieces = List.of(
                "*",
                "_",
                "`",
                "~",
                "[",
                "]",
                "(",
                ")",
                "!",
                "<",
                ">",
                "&",
                "#",
                "-",
                "+",
                "=",
                ":",
                ".",
                "/",
                "//",
                "@",
                "|",
                "\\",
                "\n",
                " ",
                "  ",
                "1",
                "a",
                "www.",
                "http:",
                "evil.example",
                "{",
                "}",
                "\"",
                "'",
                "\u200B",
                "\t");
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder("w");
            if (random.nextBoolean()) {
                text.setLength(0);
            }
            int length = 1 + random.nextInt(8);
            for (int i = 0; i < length; i++) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            if (PlainText.of(text.toString()).isEmpty()) {
                continue;
            }
            String place = PLACES.get(random.nextInt(PLACES.size()));
            String benign = Templates.markdown(place).execute(Map.of("x", "word"));
            String markdown = Templates.markdown(place).execute(Map.of("x", text.toString()));
            assertThat(GithubMarkdown.structure(markdown))
                    .as("%s in %s gives %s", text, place, markdown)
                    .isEqualTo(GithubMarkdown.structure(benign));
        }
    }

    @ParameterizedTest(name = "{0} stays legible")
    @CsvSource(
            delimiter = ';',
            value = {
                "Oxycodone Hydrochloride 5 MG Oral Tablet; a drug's name is not touched",
                "Aspirin 325 MG / Hydrocodone Bitartrate 7 MG Oral Tablet; nor is a single slash",
                "cyclobenzaprine 7.5 mg; nor a decimal point",
                "take b.i.d. p.o.; nor an abbreviation",
                "Low back pain (M54.50); nor a code",
                "W19.XXXA; nor a code with fillers",
                "fall (V03.XXXD), later; nor one in brackets",
                "2026-11-23; nor a date",
                "1.5; nor a number",
                "pain @ night; nor an at sign that stands apart"
            })
    void escape_ordinaryTextUnchanged(String text, String reason) {
        assertThat(MarkdownEscaper.escape(text)).as(reason).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} is read as {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "eGFR >60; eGFR >60; a comparison is read as written",
                "a*b_c; a*b_c; punctuation is read as written",
                "AT&T &lt b; AT&T &lt b; an entity is not resolved",
                "-5; -5; a sign is read as written",
                "http://evil.example; http:/ /evil. example; an address is broken where every reader sees it",
                "a@b.org; a @ b. org; an e-mail address too",
                "W19.XXXA/x; W19. XXXA/x; what only begins like an injury code",
                "evil.XXXA; evil. XXXA; or ends like one",
                "a.W19.XXXA; a.W19. XXXA; or has one in it"
            })
    void escape_readAs(String text, String read, String reason) {
        assertThat(GithubMarkdown.text(MarkdownEscaper.escape(text))).as(reason).isEqualTo(read);
    }

    @Test
    void escape_longTextIsCut() {
        assertThat(MarkdownEscaper.escape("x".repeat(400))).hasSize(400);
        assertThat(MarkdownEscaper.escape("x".repeat(401))).isEqualTo("x".repeat(399) + "…");
    }
}
