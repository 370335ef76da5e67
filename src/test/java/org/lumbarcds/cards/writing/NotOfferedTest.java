package org.lumbarcds.cards.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.basis.Remedy.ACETAMINOPHEN;
import static org.lumbarcds.guideline.basis.Remedy.CYCLOBENZAPRINE;
import static org.lumbarcds.guideline.basis.Remedy.NAPROXEN;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lumbarcds.guideline.basis.Caution;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.basis.Judgement;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.rules.LowBackPainRule;

/** "What was not offered is one list." */
class NotOfferedTest {

    private static final int WHOLE = 400;

    @Test
    void text_everyDrugWithWhatSpeaksAgainstIt() {
        assertThat(text(
                        judged(NAPROXEN, List.of(), caution("CKD 4"), caution(Caution.Kind.ALLERGY, "NSAID")),
                        judged(CYCLOBENZAPRINE, List.of(), caution("Heart block"))))
                .isEqualTo("**Not offered:** naproxen: CKD 4, NSAID allergy; cyclobenzaprine: Heart block.");
    }

    @Test
    void text_severalDrugsTogether_nothingTwice() {
        assertThat(text(
                        judged(NAPROXEN, List.of("Foo"), caution("CKD 4"), caution("Alcohol")),
                        judged(ACETAMINOPHEN, List.of("Foo"), caution("Alcohol"))))
                .isEqualTo("**Not offered:** naproxen: CKD 4; naproxen, acetaminophen: Alcohol, not known here: Foo.");
    }

    @Test
    void text_ofAllFindings() {
        Judgement naproxen = judged(NAPROXEN, List.of(), caution("CKD 4"));
        Judgement acetaminophen = judged(ACETAMINOPHEN, List.of(), caution("Cirrhosis"));
        assertThat(NotOffered.of(List.of(finding(naproxen), finding(acetaminophen, naproxen)))
                        .text(WHOLE))
                .isEqualTo("**Not offered:** naproxen: CKD 4; acetaminophen: Cirrhosis.");
    }

    @Test
    void text_fiveUnknownEntriesAndTheNumberOfTheRest() {
        List<String> five = List.of("a", "b", "c", "d", "e");
        assertThat(text(judged(NAPROXEN, five))).isEqualTo("**Not offered:** naproxen: not known here: a, b, c, d, e.");
        List<String> many = IntStream.rangeClosed(1, 9).mapToObj(i -> "E" + i).toList();
        assertThat(text(judged(NAPROXEN, many), judged(ACETAMINOPHEN, many)))
                .isEqualTo("**Not offered:** naproxen, acetaminophen: not known here: E1, E2, E3, E4, E5 and 4 more.");
    }

    @Test
    void text_whatWasNotCheckedStandsInTheList() {
        Judgement judged = new Judgement(
                NAPROXEN, List.of(), List.of(), List.of(), Set.of(ChartKey.ALLERGIES), Set.of(), true, true, false);
        NotOffered list = NotOffered.of(List.of(finding(judged)));
        assertThat(list.text(WHOLE))
                .isEqualTo("**Not offered:** naproxen: age not known, no eGFR of the last 12 months on record,"
                        + " allergies not checked.");
        assertThat(list.unchecked()).containsExactly(ChartKey.ALLERGIES);
    }

    @Test
    void text_recordIsEscapedAndCut() {
        assertThat(text(judged(NAPROXEN, List.of("*x* [y](https://evil.example)"))))
                .isEqualTo("**Not offered:** naproxen: not known here: \\*x\\* \\[y\\](https:/ /evil. example).");
        String cut = text(judged(NAPROXEN, List.of("long ".repeat(60))));
        assertThat(cut).hasSizeLessThan(120).endsWith("long….");
    }

    @Test
    void text_everythingOffered() {
        assertThat(text()).isEmpty();
    }

    private static String text(Judgement... judged) {
        return NotOffered.of(List.of(finding(judged))).text(WHOLE);
    }

    private static Finding finding(Judgement... judged) {
        return new Finding(
                        LowBackPainRule.FIRST_LINE_CARE,
                        "info",
                        Indicator.INFO,
                        List.of(),
                        new Facts(),
                        List.of(),
                        Set.of())
                .notOffering(Arrays.asList(judged));
    }

    private static Judgement judged(Remedy remedy, List<String> unknown, Caution... cautions) {
        return new Judgement(
                remedy, Arrays.asList(cautions), unknown, List.of(), Set.of(), Set.of(), false, false, false);
    }

    private static Caution caution(String onRecord) {
        return caution(Caution.Kind.KIDNEY_DISEASE, onRecord);
    }

    private static Caution caution(Caution.Kind kind, String onRecord) {
        return new Caution(kind, Caution.Severity.CONTRAINDICATED, Truth.YES, onRecord, null, "label", null);
    }
}
