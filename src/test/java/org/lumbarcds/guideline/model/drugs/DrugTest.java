package org.lumbarcds.guideline.model.drugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lumbarcds.guideline.Charts.aspirin;
import static org.lumbarcds.guideline.Charts.ingredient;
import static org.lumbarcds.guideline.Charts.oxycodoneAcetaminophen;
import static org.lumbarcds.guideline.Charts.product;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.model.drugs.Drug.DrugForm;

/** What a product is, by every ingredient. */
class DrugTest {

    @Test
    void ingredient_theOneOfTheClassWhereverItStands() {
        assertThat(oxycodoneAcetaminophen().ingredient(DrugClass.ACETAMINOPHEN))
                .map(Ingredient::name)
                .contains("acetaminophen");
        assertThat(oxycodoneAcetaminophen().ingredient(DrugClass.NSAID)).isEmpty();
    }

    static Stream<Arguments> aspirins() {
        return Stream.of(
                arguments("100 mg protects the heart", aspirin(100), true),
                arguments("101 mg is an analgesic", aspirin(101), false),
                arguments("strength not told: not low", Charts.drug("aspirin", DrugClass.NSAID), false),
                arguments(
                        "25 mg with dipyridamole prevents strokes; what is no NSAID does not make it one",
                        product(
                                "aspirin / dipyridamole",
                                DrugForm.SYSTEMIC,
                                ingredient("dipyridamole", DrugClass.ANTIPLATELET),
                                ingredient("aspirin", 25, DrugClass.NSAID, DrugClass.ANTIPLATELET)),
                        true),
                arguments(
                        "81 mg with ibuprofen is an analgesic by the other",
                        product(
                                "aspirin / ibuprofen",
                                DrugForm.SYSTEMIC,
                                ingredient("aspirin", 81, DrugClass.NSAID, DrugClass.ANTIPLATELET),
                                ingredient("ibuprofen", 100, DrugClass.NSAID)),
                        false),
                arguments(
                        "another NSAID of little weight is no aspirin",
                        product("meloxicam", DrugForm.SYSTEMIC, ingredient("meloxicam", 15, DrugClass.NSAID)),
                        false),
                arguments("a drug that is no NSAID", Charts.acetaminophen(), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("aspirins")
    void isLowDoseAspirin(String reason, Drug drug, boolean lowDose) {
        assertThat(drug.isLowDoseAspirin()).isEqualTo(lowDose);
        assertThat(drug.isSystemicNsaid()).isEqualTo(drug.has(DrugClass.NSAID) && !lowDose);
    }
}
