package org.lumbarcds.cards.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumbarcds.cards.text.PlainFacts;
import org.lumbarcds.cards.text.PlainText;
import org.lumbarcds.cards.text.Summary;

/** "summary at most 139 characters, says what to do." */
class SummaryTest {

    private static final String ADVICE = " for low back pain: avoid opioids as first-line treatment";

    @Test
    void fit_139and140() {
        String fits = "d".repeat(Summary.MAX_LENGTH - ADVICE.length());
        assertThat(fit("{{drug}}" + ADVICE, Map.of("drug", fits))).hasSize(139).isEqualTo(fits + ADVICE);
        String cut = fit("{{drug}}" + ADVICE, Map.of("drug", fits + "d"));
        assertThat(cut).hasSize(139).endsWith("d…" + ADVICE);
    }

    @Test
    void fit_longValueNeverCutsAdvice() {
        assertThat(fit("{{drug}}" + ADVICE, Map.of("drug", "long ".repeat(1000))))
                .hasSizeLessThanOrEqualTo(139)
                .endsWith("…" + ADVICE);
    }

    @Test
    void fit_onlyLongestValuesAreCut() {
        assertThat(fit("{{a}} with {{b}}: stop", Map.of("a", "naproxen", "b", "x".repeat(200))))
                .hasSize(139)
                .startsWith("naproxen with xxx")
                .endsWith("…: stop");
    }

    @Test
    void fit_neverHalfASurrogatePair() {
        for (int before = 0; before < 4; before++) {
            String drug = "x".repeat(before) + "😀".repeat(100);
            String summary = fit("{{drug}}: stop", Map.of("drug", drug));
            assertThat(summary).hasSizeLessThanOrEqualTo(139).endsWith("😀…: stop");
            assertThat(PlainText.of(summary)).isEqualTo(summary);
        }
    }

    @Test
    void fit_valuesInLists() {
        String summary = fit(
                "{{#drugs}}{{label}} {{/drugs}}stop",
                Map.of("drugs", List.of(Map.of("label", "a".repeat(100)), Map.of("label", "b".repeat(100)))));
        assertThat(summary).hasSizeLessThanOrEqualTo(139).contains("a… b").endsWith("… stop");
    }

    @Test
    void fit_plainTextIsNotEscaped() {
        assertThat(fit("{{drug}}: stop", Map.of("drug", "a*b <c> & d"))).isEqualTo("a*b <c> & d: stop");
    }

    @Test
    void fit_manyLongValues_cutAtTheEnd() {
        String text = "{{a}} ".repeat(40);
        assertThat(fit(text, Map.of("a", "word"))).hasSizeLessThanOrEqualTo(139).endsWith("…");
    }

    private static String fit(String template, Map<String, Object> facts) {
        return Summary.fit(Templates.plain(template), PlainFacts.of(facts));
    }
}
