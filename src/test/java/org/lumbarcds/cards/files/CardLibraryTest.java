package org.lumbarcds.cards.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.cards.CardFixtures;
import org.lumbarcds.guideline.rules.LowBackPainRule;

/** A file that can't be used stops the start-up and says where and what to write. */
class CardLibraryTest {

    private static final String GOOD = """
            ---
            id: bed-rest
            title: Bed rest
            source:
              label: "Review"
              url: https://example.org/a
            override-reasons:
              - code: done
                display: Done
            evidence:
              - citation: "Review"
                kind: review
                year: 2012
                says: "Avoid."
                limits: "Few trials."
            purpose: "Fixture."
            released: 2026-01-01
            revised: 2026-01-01
            version: "1.0.0"
            demographics:
              date-of-birth: "Adults only."
            limits:
              - "Seen in part."
            ---
            # variant: info
            summary: {{order}}: avoid bed rest

            Detail {{#onset}}since {{onset}}{{/onset}}.

            # variant: other
            summary: Avoid bed rest

            More.
            """;

    @TempDir
    Path directory;

    @Test
    void load_frontMatter() {
        CardFile file = CardLibrary.load(CardFixtures.FOLDER, null, Set.of())
                .file(LowBackPainRule.OPIOID_FIRST_LINE)
                .orElseThrow();
        assertThat(file.title()).isEqualTo("Opioid as first-line treatment");
        assertThat(file.source())
                .isEqualTo(new CardFile.MainSource("Fixture guideline, 2020", "https://example.org/opioid"));
        assertThat(file.overrideReasons())
                .containsExactly(
                        new CardFile.OverrideReason("already-considered", "Already considered"),
                        new CardFile.OverrideReason("other-drugs-unsuitable", "Other drugs are unsuitable"));
        assertThat(file.evidence())
                .containsExactly(new CardFile.Evidence(
                        "Fixture guideline", "guideline", 2020, "https://example.org/opioid", "Avoid.", "None known."));
        assertThat(file.version()).isEqualTo("1.2.3");
        assertThat(file.demographics()).isEqualTo(Map.of(PersonalData.DATE_OF_BIRTH, "Adults only."));
        assertThat(file.limits()).containsExactly("A fixture.");
        assertThat(file.beyond()).isEqualTo("Nothing.");
        assertThat(file.released()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(file.revised()).isEqualTo(LocalDate.of(2026, 1, 2));
        assertThat(file.variants()).containsExactly("warning", "info");
    }

    @Test
    void load_whatMayBeMissing() {
        CardLibrary library = CardLibrary.load(CardFixtures.FOLDER, null, Set.of());
        CardFile file = library.file(LowBackPainRule.REASSESS).orElseThrow();
        assertThat(file.beyond()).isNull();
        assertThat(file.evidence().get(0).url()).isNull();
        assertThat(library.file(LowBackPainRule.BED_REST)).isEmpty();
        assertThat(library.files()).extracting(CardFile::rule).isSorted().hasSize(3);
    }

    @Test
    void load_directoryOverridesFileByFile() throws IOException {
        CardLibrary shipped = CardLibrary.load(CardFixtures.FOLDER, null, Set.of());
        write("reassess.md", GOOD.replace("bed-rest", "reassess").replace("Bed rest", "Ours"));
        write("README.md", "no card");
        write("notes.txt", "no card");
        CardLibrary library =
                CardLibrary.load(CardFixtures.FOLDER, directory, Set.of(LowBackPainRule.OPIOID_FIRST_LINE));
        assertThat(library.file(LowBackPainRule.REASSESS).orElseThrow().title()).isEqualTo("Ours");
        assertThat(library.file(LowBackPainRule.OPIOID_FIRST_LINE))
                .isEqualTo(shipped.file(LowBackPainRule.OPIOID_FIRST_LINE));
        assertThat(library.digest()).isNotEqualTo(shipped.digest());
        assertThat(library.isReplaced(LowBackPainRule.REASSESS)).isTrue();
        assertThat(library.isReplaced(LowBackPainRule.OPIOID_FIRST_LINE)).isFalse();
    }

    @Test
    void digest_ofContentOnly() {
        CardLibrary once = CardLibrary.load(CardFixtures.FOLDER, null, Set.of());
        assertThat(once.digest())
                .matches("[0-9a-f]{64}")
                .isEqualTo(CardLibrary.load(CardFixtures.FOLDER, null, Set.of()).digest());
    }

    @Test
    void load_windowsLineEndsAndByteOrderMark() throws IOException {
        write("bed-rest.md", "\uFEFF" + GOOD.replace("\n", "\r\n"));
        assertThat(CardLibrary.load("nowhere", directory, Set.of(LowBackPainRule.BED_REST))
                        .files())
                .hasSize(1);
    }

    @Test
    void load_requiredFileMissing() {
        assertThatThrownBy(() -> CardLibrary.load(CardFixtures.FOLDER, null, Set.of(LowBackPainRule.BED_REST)))
                .isInstanceOf(CardFileException.class)
                .hasMessage("card-fixtures/bed-rest.md:1: the file is missing. Write it, or switch the rule off.");
    }

    @Test
    void load_noSuchDirectory() {
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> CardLibrary.load(CardFixtures.FOLDER, missing, Set.of()))
                .hasMessageStartingWith(missing + ": no such directory. Write ");
    }

    @Test
    void load_unknownRule() throws IOException {
        write("bedrest.md", GOOD);
        assertThatThrownBy(this::load)
                .hasMessageStartingWith(directory.resolve("bedrest.md") + ":1: no rule is called \"bedrest\". Write ")
                .hasMessageContaining("bed-rest");
    }

    @Test
    void load_notUtf8() throws IOException {
        Files.write(directory.resolve("bed-rest.md"), new byte[] {'-', '-', '-', '\n', (byte) 0xE9, '\n'});
        assertThatThrownBy(this::load).hasMessageContaining("bed-rest.md:1: the file is not UTF-8. Write ");
    }

    @Test
    void load_namesEveryBrokenFile() throws IOException {
        write("bed-rest.md", "");
        write("reassess.md", "# variant: x");
        assertThatThrownBy(this::load).hasMessageContaining("bed-rest.md:1:").hasMessageContaining("reassess.md:1:");
    }

    @Test
    void load_oneCodeTwoDisplays() throws IOException {
        write("bed-rest.md", GOOD);
        write("reassess.md", GOOD.replace("bed-rest", "reassess").replace("display: Done", "display: Has been done"));
        assertThatThrownBy(this::load)
                .hasMessage("reassess.md:1: override reason done is displayed as \"Has been done\" here and as \"Done\""
                        + " in another file. Write the same, or another code.");
    }

    @ParameterizedTest(name = "{0} -> {1}: line {2}, {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            commentCharacter = ';',
            value = {
                "---\\nid: | id: | 1 | the file does not start with its front matter. Write ---",
                "---\\n# v | # v | 1 | the front matter has no end. Write ---",
                "id: bed-rest | id: reassess | 2 | id \"reassess\" is not the file's name. Write id: bed-rest",
                "id: bed-rest\\n | ~~ | 2 | id is missing. Write id: \"…\".",
                "title: Bed rest | title: | 3 | title is missing. Write title: \"…\".",
                "title: Bed rest | title: [a] | 3 | title is no text. Write title: \"…\".",
                "title: Bed rest | title: Bed: rest | 3 | no valid YAML: ",
                "title: Bed rest | titel: Bed rest | 3 | unknown key titel. Write one of id, version, title, ",
                "title: Bed rest | id: bed-rest | 3 | id stands here twice. Write it once.",
                "~  label: \"Review\"\\n~ | ~~ | 5 | source.label is missing. Write label: \"…\".",
                "https://example.org/a | labels/a | 6 | source.url \"labels/a\" is no absolute https address. Write ",
                "https://example.org/a | http://example.org/a | 6 | source.url \"http://example.org/a\" is no absolute https",
                "https://example.org/a | https:///a | 6 | source.url \"https:///a\" is no absolute https address. Write ",
                "https://example.org/a | https://exa mple.org | 6 | source.url \"https://exa mple.org\" is no absolute",
                "code: done | code: Done it | 8 | override reason code \"Done it\". Write words-like-this.",
                "~  - code: done\\n    display: Done\\n~ | ~~ | 7 | override-reasons is missing. Write ",
                "~    display: Done~ | ~    display: Done\\n  - code: done\\n    display: Done~ | 10 | override reason done stands",
                "~    display: Done\\n~ | ~~ | 8 | override-reasons.display is missing. Write display: ",
                "year: 2012 | year: about 2012 | 13 | evidence.year \"about 2012\" is no year. Write four digits",
                "year: 2012 | url: x.html\\n    year: 2012 | 13 | evidence.url \"x.html\" is no absolute https address",
                "~    limits: \"Few trials.\"\\n~ | ~~ | 11 | evidence.limits is missing. Write ",
                "released: 2026-01-01 | released: soon | 17 | released \"soon\" is no day. Write it as 2026-11-23.",
                "revised: 2026-01-01 | revised: 2025-12-31 | 18 | revised is before released. Write ",
                "~version: \"1.0.0\"\\n~ | ~~ | 2 | version is missing. Write version: \"…\".",
                "1.0.0 | 1.0 | 19 | version \"1.0\" is no version. Write three numbers: \"1.0.0\".",
                "1.0.0 | v1.0.0 | 19 | version \"v1.0.0\" is no version. Write three numbers: \"1.0.0\".",
                "~demographics:\\n  date-of-birth: \"Adults only.\"\\n~ | ~~ | 2 | demographics is missing. Write demographics: and its",
                "~demographics:\\n  date-of-birth: \"Adults only.\"~ | demographics: none | 20 | demographics is missing. Write demographics:",
                "date-of-birth | age | 21 | unknown key demographics.age. Write one of race, ethnicity, language, ",
                "~date-of-birth: \"Adults only.\"~ | ~sex:~ | 21 | demographics.sex is missing. Write sex: ",
                "~limits:\\n  - \"Seen in part.\"\\n~ | ~~ | 2 | limits is missing. Write limits: and at least one item",
                "~limits:\\n  - \"Seen in part.\"~ | ~limits: []~ | 22 | limits is missing. Write limits: and at least one item",
                "~- \"Seen in part.\"~ | ~- a: b~ | 23 | an item of limits is no text. Write - \"…\".",
                "# variant: info | # variant: | 25 | a text without a variant. Write # variant: <name>",
                "# variant: info | Some text | 25 | a text without a variant. Write # variant: <name>",
                "# variant: other | # Variant other | 30 | a text without a variant. Write # variant: <name>",
                "# variant: other | # variant: info | 30 | variant info stands here twice. Write another name.",
                "summary: Avoid bed rest | Avoid bed rest | 30 | the variant has no summary. Write summary: ",
                "~summary: Avoid bed rest\\n\\nMore.\\n~ | ~~ | 30 | the variant has no summary. Write summary: ",
                "summary: Avoid bed rest | ~summary: ~ | 31 | the summary is empty. Write what to do",
                "~More.~ | ~~ | 30 | the variant has no detail. Write Markdown",
                "~More.~ | ~More.\\n\\n## facts\\n\\nX.~ | 35 | ## facts is no part, or stands behind a later one. Write ## guideline",
                "~More.~ | ~More.\\n\\n## data\\n\\nX.\\n\\n## guideline\\n\\nY.~ | 39 | ## guideline is no part, or stands behind a later one. Write ",
                "~More.~ | ~More.\\n\\n## data\\n~ | 35 | ## data has no text. Write one",
                "~More.~ | ~## data\\n\\nX.~ | 32 | the detail does not begin with its reason. Write why",
                "~rest\\n\\nMore.~ | ~rest\\nalso: \\n\\nMore.~ | 32 | also is empty. Write what to do in a few words",
                "~Avoid bed rest\\n\\nMore~ | ~Avoid bed rest\\nMore~ | 32 | the detail follows the summary directly. Write an empty line",
                "More. | More {{order. | 33 | {{ without }} in this line. Write {{name}} in one line.",
                "More. | More order}}. | 33 | }} without {{. Write {{name}}, or remove it.",
                "More. | {{{order}}} | 33 | {{{order}} is not supported",
                "More. | {{&order}} | 33 | {{&order}} is not supported",
                "More. | {{>other}} | 33 | {{>other}} is not supported",
                "More. | {{=<% %>=}} | 33 | {{=<% %>=}} is not supported",
                "More. | {{}} | 33 | {{}} has no usable name. Write letters",
                "More. | {{an order}} | 33 | {{an order}} has no usable name. Write letters",
                "More. | {{#a}}\\nMore. | 33 | section {{#a}} is not closed. Write {{/a}} where it ends.",
                "More. | More.\\n{{/a}} | 34 | {{/a}} closes nothing. Write {{#a}} before it.",
                "More. | {{#a}}{{#b}}\\n{{/a}}{{/b}} | 34 | {{/a}} closes the section {{#b}} of line 33. Write {{/b}}.",
                "avoid bed rest | {{#a}}avoid bed rest | 26 | section {{#a}} is not closed. Write {{/a}}",
                "More. | <b>More</b> | 33 | HTML is not allowed. Write Markdown",
                "More. | <https://example.org> | 33 | HTML is not allowed. Write Markdown",
                "More. | [More](page.md) | 33 | link to \"page.md\". Write a fixed absolute address",
                "More. | [More](https://example.org/{{order}}) | 33 | link to \"https://example.org/{{order}}\". Write a fixed",
                "More. | ~[1]: page.md~ | 33 | link to \"page.md\". Write a fixed absolute address",
                "More. | `{{order}}` | 33 | a variable in a line with back ticks can't be escaped. Write it without",
                "More. | {{a}}{{b}} | 33 | two variables touch. Write a space",
            })
    void load_malformed(String replaced, String by, int line, String message) throws IOException {
        String from = replaced.replace("\\n", "\n");
        String content = from.equals("---\n# v") ? GOOD.replace("---\n# v", "# v") : GOOD.replace(from, by(by));
        assertThat(content).as("the replacement changes the file").isNotEqualTo(GOOD);
        write("bed-rest.md", content);
        assertThatThrownBy(this::load)
                .isInstanceOf(CardFileException.class)
                .hasMessageStartingWith(directory.resolve("bed-rest.md") + ":" + line + ": " + message);
    }

    @Test
    void load_summaryFixedLength() throws IOException {
        String advice = "{{order}}" + "x".repeat(139) + "{{#a}} {{b}} y{{#c}}z{{/c}}{{/a}}";
        write("bed-rest.md", GOOD.replace("Avoid bed rest", advice));
        assertThat(load().files()).hasSize(1);
        write("bed-rest.md", GOOD.replace("Avoid bed rest", advice + "x"));
        assertThatThrownBy(this::load)
                .hasMessageContaining("bed-rest.md:31: the summary has 140 characters without its variables. Write ");
    }

    @Test
    void load_yamlTagsConstructNothing() throws IOException {
        write("bed-rest.md", GOOD.replace("title: Bed rest", "title: !!java.net.URL [\"https://example.org\"]"));
        assertThatThrownBy(this::load).hasMessageContaining("bed-rest.md:3: no valid YAML: Global tag is not allowed");
    }

    private static String by(String by) {
        return by.replace("\\n", "\n");
    }

    private CardLibrary load() {
        return CardLibrary.load("nowhere", directory, Set.of());
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }
}
