package org.lumbarcds.guideline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumbarcds.guideline.Caution.Kind;
import org.lumbarcds.guideline.Caution.Severity;
import org.lumbarcds.guideline.model.Truth;

/** Allowed, unsafe, or neither: not allowed for lack of knowledge is not unsafe. */
class JudgementTest {

    private static Judgement judged(boolean nameless, Caution... cautions) {
        return new Judgement(Remedy.CYCLOBENZAPRINE, List.of(cautions), Set.of(), false, false, nameless, false);
    }

    private static Caution olderAge(Truth present) {
        return new Caution(Kind.OLDER_AGE, Severity.CAUTION, present, "65 years or older", null, "Beers", null);
    }

    @Test
    void isUnsafe_onlyByWhatIsCertain() {
        assertThat(judged(false).isUnsafe()).isFalse();
        assertThat(judged(false, olderAge(Truth.UNKNOWN)).isUnsafe()).isFalse();
        assertThat(judged(false, olderAge(Truth.UNKNOWN)).isAllowed()).isFalse();
        assertThat(judged(false, olderAge(Truth.YES)).isUnsafe()).isTrue();
    }

    @Test
    void namelessOrder_couldBeAnything() {
        Judgement judged = judged(true);
        assertThat(judged.isChecked()).isFalse();
        assertThat(judged.isAllowed()).isFalse();
        assertThat(judged.isUnsafe()).isFalse();
        assertThat(judged.why())
                .containsExactly("an active order on record has no name and a code that is not known here");
    }

    @Test
    void unknownDraft_couldBeAnything() {
        Judgement judged = new Judgement(Remedy.NAPROXEN, List.of(), Set.of(), false, false, false, true);
        assertThat(judged.isChecked()).isFalse();
        assertThat(judged.isAllowed()).isFalse();
        assertThat(judged.isUnsafe()).isFalse();
    }
}
