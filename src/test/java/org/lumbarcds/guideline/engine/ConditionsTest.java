package org.lumbarcds.guideline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.record.ChartKey;

/** The first condition that surely fails is why a rule is silent. */
class ConditionsTest {

    private static Conditions given(String truths) {
        Conditions conditions = new Conditions();
        List<String> each = Arrays.asList(truths.split(" "));
        for (int i = 0; i < each.size(); i++) {
            conditions.given(Truth.valueOf(each.get(i)), "the condition " + (i + 1) + " fails");
        }
        return conditions;
    }

    @ParameterizedTest
    @CsvSource({
        "YES YES, YES, all hold",
        "YES UNKNOWN, UNKNOWN, one is open",
        "UNKNOWN NO, NO, what fails decides whatever is open before it",
        "NO UNKNOWN, NO, or after it"
    })
    void met_isTheirConjunction(String truths, Truth expected, String reason) {
        assertThat(given(truths).met()).as(reason).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "NO NO, the condition 1 fails, the first of two",
        "YES NO, the condition 2 fails, what holds is no reason",
        "UNKNOWN NO, the condition 2 fails, what is open is no reason"
    })
    void silent_namesTheFirstThatFails(String truths, String why, String reason) {
        assertThat(given(truths).silent().silences()).as(reason).containsExactly(new Silence(why, null));
        assertThat(given(truths).silent().isSilent()).isTrue();
    }

    @Test
    void unless_turnsItRound() {
        assertThat(new Conditions().unless(Truth.YES, "it holds").silent().silences())
                .containsExactly(new Silence("it holds", null));
        assertThat(new Conditions().unless(Truth.UNKNOWN, "it holds").met()).isEqualTo(Truth.UNKNOWN);
        assertThat(new Conditions().unless(Truth.NO, "it holds").met()).isEqualTo(Truth.YES);
    }

    @Test
    void silent_whenNothingFails_isAFault() {
        assertThatThrownBy(() -> given("YES UNKNOWN").silent()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void eachSilence_saysWhatItIsAbout() {
        Verdict verdict = Verdict.ofEach(
                List.of("baclofen", "naproxen", "tizanidine"),
                String::toString,
                name -> name.equals("naproxen")
                        ? Verdict.undecided(Set.of(ChartKey.MEDICATIONS))
                        : Verdict.silent("it is " + name),
                "none is selected");

        assertThat(verdict.silences())
                .containsExactly(
                        new Silence("it is baclofen", "baclofen"), new Silence("it is tizanidine", "tizanidine"));
        assertThat(verdict.isSilent()).isFalse();
    }

    @Test
    void ofNone_isSilentForThatReason() {
        assertThat(Verdict.ofEach(List.<String>of(), String::toString, Verdict::silent, "none is selected")
                        .silences())
                .containsExactly(new Silence("none is selected", null));
    }

    @Test
    void undecidedForLackOfNothing_saysThatItIsOpen() {
        assertThat(Verdict.undecided(Set.of()).silences())
                .extracting(Silence::why)
                .containsExactly("What is on record leaves it open, and no data that could be fetched would tell.");
    }
}
