package org.lumbarcds.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.terminology.ConceptsInShort.SHIPPED;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.guideline.model.meaning.Allergy;

class AllergyMeaningTest {

    @ParameterizedTest(name = "{0} {1} -> {2} {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
        # codings | text | ingredients | classes | reason
        RX 1191 || aspirin | NSAID | an allergy to one NSAID counts for the class
        RX 7258 || naproxen | NSAID | naproxen
        RX 198014 || naproxen | NSAID | a product code
        ATC M01AE01 || ibuprofen | NSAID | ATC
        RX 2670 || codeine | OPIOID | codeine
        RX 161 || acetaminophen | ACETAMINOPHEN | acetaminophen
        | Ibuprofen | ibuprofen | NSAID | by name
        | Advil | ibuprofen | NSAID | by brand
        | Percocet | oxycodone acetaminophen | OPIOID ACETAMINOPHEN | both ingredients of a brand
        | Cyclobenzaprine | cyclobenzaprine | MUSCLE_RELAXANT | a relaxant
        | NSAIDs || NSAID | the class by words
        | Non-steroidal anti-inflammatory agents || NSAID | the class by words
        | Nonsteroidal anti-inflammatory drug || NSAID | the class by words
        | Salicylates || NSAID | the class by words
        | Opioid analgesics || OPIOID | the class by words
        | Narcotics || OPIOID | the class by words
        SCT 407674008 || | NSAID | aspirin-induced asthma
        ATC M01A || | NSAID | the class by its ATC group
        | Metamizole | metamizole | PYRAZOLONE | a relative of NSAIDs
        | Muscle relaxants || MUSCLE_RELAXANT | the class by words
        | Tricyclic antidepressants || TRICYCLIC | the class by words
        | Penicillin | penicillin || known, and of no concern
        LOCAL 77 [Aspirin] || aspirin | NSAID | a local code counts by its display
        | Tramadol | tramadol | OPIOID SEROTONERGIC SEROTONERGIC_STRONG | every class of an ingredient
        """)
    void allergy(String codings, String text, String ingredients, String classes, String reason) {
        Allergy allergy =
                SHIPPED.allergy(List.of(ConceptsInShort.of(codings, text))).orElseThrow();
        assertThat(allergy.ingredients()).containsExactlyInAnyOrder(words(ingredients));
        assertThat(allergy.classes().stream().map(Enum::name)).containsExactlyInAnyOrder(words(classes));
        assertThat(allergy.label()).isNotEmpty().isNotBlank();
    }

    private static String[] words(String list) {
        return list == null ? new String[0] : list.split(" ");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        ICD Z88.6 || which analgesic, it does not say
        | No known drug allergies | none
        | No known allergy to aspirin | negated
        | Denies NSAID allergy | negated
        | Peanut | food
        SCT 293611001 || not confirmed
        NONE 1191 || a code without a system
        || nothing at all
        """)
    void noAllergy(String codings, String text, String reason) {
        assertThat(SHIPPED.allergy(List.of(ConceptsInShort.of(codings, text)))).isEmpty();
    }

    @Test
    void allergy_reactionSubstanceNamesIt() {
        Allergy allergy = SHIPPED.allergy(
                        List.of(ConceptsInShort.text("Pain medicine"), ConceptsInShort.of("RX 5640", null)))
                .orElseThrow();
        assertThat(allergy.ingredients()).containsExactly("ibuprofen");
        assertThat(allergy.label()).isEqualTo("Pain medicine");
    }
}
