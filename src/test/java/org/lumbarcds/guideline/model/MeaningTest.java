package org.lumbarcds.guideline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.meaning.UnknownCode;
import org.lumbarcds.guideline.model.meaning.UnknownCode.Family;

class MeaningTest {

    private static final Allergy ALLERGY = new Allergy("x", Set.of("aspirin"), Set.of(DrugClass.NSAID));
    private static final UnknownCode CODE = new UnknownCode(Family.SNOMED_CT, "http://snomed.info/sct", "1");

    static Stream<Arguments> concerns() {
        Set<ProblemGroup> none = Set.of();
        Set<ProblemGroup> fever = Set.of(ProblemGroup.FEVER);
        return Stream.of(
                Arguments.of("accounted for, and nothing", Meaning.HARMLESS, false),
                Arguments.of("nobody knows", new Meaning(none, none, false, List.of(), null), true),
                Arguments.of("of a group", Meaning.of(fever), true),
                Arguments.of("perhaps of a group", new Meaning(none, fever, true, List.of(), null), true),
                Arguments.of("names a drug", new Meaning(none, none, true, List.of(Charts.naproxen()), null), true),
                Arguments.of("tells an allergy", new Meaning(none, none, true, List.of(), ALLERGY), true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("concerns")
    void isOfConcern_unlessItSaysNothingAtAll(String reason, Meaning meaning, boolean expected) {
        assertThat(meaning.isOfConcern()).isEqualTo(expected);
    }

    @Test
    void confirms_whatIsNotOnlySuspected() {
        Meaning fever = Meaning.of(Set.of(ProblemGroup.FEVER));

        assertThat(fever.confirms(ProblemGroup.FEVER)).isTrue();
        assertThat(fever.confirms(ProblemGroup.CANCER)).isFalse();
        assertThat(fever.onlySuspected().confirms(ProblemGroup.FEVER)).isFalse();
        assertThat(fever.onlySuspected().groups()).containsExactly(ProblemGroup.FEVER);
    }

    @Test
    void of_otherGroups_keepsTheRestAndSuspectsOnlyWhatItSays() {
        Meaning meaning = new Meaning(
                Set.of(ProblemGroup.FALL),
                Set.of(ProblemGroup.STROKE),
                false,
                List.of(Charts.naproxen()),
                ALLERGY,
                Set.of(),
                List.of(CODE));

        Meaning other = meaning.of(
                Set.of(ProblemGroup.FEVER, ProblemGroup.CANCER), Set.of(ProblemGroup.FEVER, ProblemGroup.FRACTURE));

        assertThat(other)
                .isEqualTo(new Meaning(
                        Set.of(ProblemGroup.FEVER, ProblemGroup.CANCER),
                        Set.of(ProblemGroup.STROKE),
                        false,
                        List.of(Charts.naproxen()),
                        ALLERGY,
                        Set.of(ProblemGroup.FEVER),
                        List.of(CODE)));
    }

    @Test
    void of_codes_keepsWhatItMeans() {
        Meaning unknown = new Meaning(Set.of(), Set.of(), false, List.of(), null);

        Meaning counted = unknown.of(List.of(CODE));

        assertThat(counted.codes()).containsExactly(CODE);
        assertThat(counted.accounted()).isFalse();
    }
}
