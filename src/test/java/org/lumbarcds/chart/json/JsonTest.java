package org.lumbarcds.chart.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u0000", "\u00a0", "\u200b\u202e", "\ud800", "\u0000 \ufeff"})
    void text_ofNothingToSee_isNone(String text) {
        assertThat(Json.text(TextNode.valueOf(text))).isNull();
    }

    @Test
    void text_keepsWhatCanBeSeen_andWhatStandsBetween() {
        assertThat(Json.text(TextNode.valueOf(" a\u200bb "))).isEqualTo("a\u200bb");
        assertThat(Json.text(TextNode.valueOf("-"))).isEqualTo("-");
        assertThat(Json.text(TextNode.valueOf("\ud83d\udc8a"))).isEqualTo("\ud83d\udc8a");
    }
}
