package org.lumbarcds.guideline.basis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumbarcds.guideline.basis.Caution.Kind;
import org.lumbarcds.guideline.basis.Caution.Severity;
import org.lumbarcds.guideline.model.Truth;

/** Allowed, ruled out, or neither: not allowed for lack of knowledge is not ruled out. */
class JudgementTest {

    private static Judgement judged(List<String> unknown, Caution... cautions) {
        return new Judgement(
                Remedy.CYCLOBENZAPRINE, List.of(cautions), unknown, List.of(), Set.of(), Set.of(), false, false, false);
    }

    private static Caution heartBlock(Severity severity, Truth present) {
        return new Caution(Kind.ARRHYTHMIA, severity, present, "heart block", null, "label", null);
    }

    @Test
    void isRuledOut_onlyByAnAvoidThatIsCertain() {
        assertThat(judged(List.of()).isRuledOut()).isFalse();
        assertThat(judged(List.of(), heartBlock(Severity.AVOID, Truth.UNKNOWN)).isRuledOut())
                .isFalse();
        assertThat(judged(List.of(), heartBlock(Severity.AVOID, Truth.UNKNOWN)).isAllowed())
                .isFalse();
        assertThat(judged(List.of(), heartBlock(Severity.CAUTION, Truth.YES)).isRuledOut())
                .isFalse();
        assertThat(judged(List.of(), heartBlock(Severity.WITHHOLD, Truth.YES)).isAllowed())
                .isFalse();
        assertThat(judged(List.of(), heartBlock(Severity.AVOID, Truth.YES)).isRuledOut())
                .isTrue();
        assertThat(judged(List.of(), heartBlock(Severity.CONTRAINDICATED, Truth.YES))
                        .isRuledOut())
                .isTrue();
    }

    @Test
    void unknownEntry_couldBeAnything() {
        Judgement judged = judged(List.of("313249005"));
        assertThat(judged.isChecked()).isTrue();
        assertThat(judged.isAllowed()).isFalse();
        assertThat(judged.isRuledOut()).isFalse();
        assertThat(judged.against()).isEmpty();
        assertThat(judged.unknown()).containsExactly("313249005");
    }

    @Test
    void unknownDraft_couldBeAnything() {
        Judgement judged =
                new Judgement(Remedy.NAPROXEN, List.of(), List.of(), List.of(), Set.of(), Set.of(), false, false, true);
        assertThat(judged.isChecked()).isFalse();
        assertThat(judged.isAllowed()).isFalse();
        assertThat(judged.isRuledOut()).isFalse();
        assertThat(judged.against()).containsExactly("drug of another drafted order not known");
    }
}
