package org.lumbarcds.cards.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.cards.text.PlainFacts;

class TemplatesTest {

    private static final Map<String, Object> FACTS = PlainFacts.of(Map.of(
            "drug",
            "oxycodone",
            "days",
            14,
            "zero",
            0,
            "dose",
            new BigDecimal("1E+2"),
            "yes",
            true,
            "no",
            false,
            "hidden",
            "\u200B",
            "value",
            "outer",
            "items",
            List.of(Map.of("label", "a", "sure", true), Map.of("label", "b", "sure", false))));

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "{{drug}}; oxycodone; a text",
                "{{days}}; 14; a number",
                "{{dose}}; 100; a number without exponent",
                "<{{missing}}>; <>; missing is empty, never an error",
                "<{{missing.part}}>; <>; nor is a part of what is missing",
                "<{{drug.length}}>; <>; no method of a value is called",
                "{{#drug}}x{{/drug}}; x; a text opens its section",
                "{{#missing}}x{{/missing}}-; -; missing does not",
                "{{^missing}}x{{/missing}}; x; but its inverse",
                "{{#hidden}}x{{/hidden}}-; -; a text without anything visible does not",
                "{{#zero}}x{{/zero}}; x; zero is a number like others",
                "{{#yes}}x{{/yes}}{{#no}}y{{/no}}; x; flags",
                "{{#items}}{{label}}{{#sure}}!{{/sure}} {{drug}} {{/items}}; a! oxycodone b oxycodone; lists, outer facts in them",
                "{{#days}}{{value}}{{/days}}; outer; a section of a number never looks into the number",
                "{{#drug}}{{value}}{{/drug}}; outer; nor one of a text",
                "{{#items}}{{label}}{{^-last}}/{{/-last}}{{/items}}; a/b; separators"
            })
    void execute(String template, String result, String reason) {
        assertThat(Templates.plain(template).execute(FACTS).strip()).as(reason).isEqualTo(result);
    }
}
