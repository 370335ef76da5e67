package org.lumbarcds.guideline.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.Charts.drug;
import static org.lumbarcds.guideline.Charts.recorded;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.guideline.basis.Caution.Kind;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.orders.MedicationOrder;

class CautionTest {

    @ParameterizedTest(name = "{1} -> {3}")
    @CsvSource({
        "KIDNEY_DISEASE, CKD stage 4, YES, CKD stage 4, the record's own words",
        "KIDNEY_DISEASE, N18.4, YES, kidney disease (N18.4), a code alone tells nobody",
        "ARRHYTHMIA, 233917008, YES, arrhythmia or conduction disorder (233917008), nor does a number",
        "PEPTIC_ULCER, Ulcer, UNKNOWN, perhaps Ulcer, dates leave it open",
        "ALLERGY, NSAID, YES, NSAID allergy, a substance alone is none",
        "ALLERGY, Allergy to aspirin, YES, Allergy to aspirin, it says so",
        "ALLERGY, Aspirin-induced asthma, YES, allergy (Aspirin-induced asthma), words that do not say so",
        "OLDER_AGE, 76 years, YES, age 76 years, years of what",
    })
    void inShort(Kind kind, String onRecord, Truth present, String expected, String reason) {
        assertThat(caution(kind, onRecord, present, null).inShort()).as(reason).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Ibuprofen, Ibuprofen intolerance",
        "stomach upset by ibuprofen, intolerance (stomach upset by ibuprofen)",
        "Ibuprofen intolerance, Ibuprofen intolerance",
        "5640, intolerance (5640)",
    })
    void allergyThatIsACautionOnly_isCalledAnIntolerance(String onRecord, String expected) {
        Caution mild = new Caution(Kind.ALLERGY, Caution.Severity.CAUTION, Truth.YES, onRecord, null, "label", null);
        assertThat(mild.inShort()).isEqualTo(expected);
        assertThat(mild.inSummary()).isEqualTo("intolerance");
        assertThat(mild.describe().asMap()).containsEntry("caution", "intolerance");
    }

    @Test
    void draftOfTheClass_isNotCalledOnRecord() {
        MedicationOrder draft =
                recorded(drug("naproxen", DrugClass.NSAID), 0).status("draft").build();
        assertThat(caution(Kind.SAME_CLASS, "Naproxen", Truth.YES, draft).inShort())
                .isEqualTo("naproxen already drafted");
    }

    @Test
    void anotherOrder_byIngredient() {
        MedicationOrder warfarin =
                recorded(drug("warfarin", DrugClass.ANTICOAGULANT), 3).build();
        Caution anticoagulant = caution(Kind.ANTICOAGULANT, "Coumadin 5 mg", Truth.YES, warfarin);
        assertThat(anticoagulant.inShort()).isEqualTo("warfarin (anticoagulant)");
        assertThat(anticoagulant.inASentence()).isEqualTo("anticoagulant (warfarin)");
        assertThat(anticoagulant.inSummary()).isEqualTo("anticoagulant: warfarin");
        assertThat(caution(Kind.SAME_CLASS, "Coumadin", Truth.YES, warfarin).inShort())
                .isEqualTo("warfarin already on record");
        assertThat(caution(Kind.SAME_INGREDIENT, "Coumadin", Truth.YES, warfarin)
                        .inShort())
                .isEqualTo("warfarin already on record");
        assertThat(caution(Kind.MAO_INHIBITOR, "Coumadin", Truth.YES, warfarin).inSummary())
                .as("at most 45 characters")
                .isEqualTo("MAO inhibitor now or within 14 days: warfarin");
        MedicationOrder other =
                recorded(drug("isosorbide dinitrate", DrugClass.QT_OR_RATE), 3).build();
        assertThat(caution(Kind.HEART_RHYTHM_DRUG, "Isordil", Truth.YES, other).inSummary())
                .as("no room for the name")
                .isEqualTo("drug that affects the heart rhythm");
    }

    private static Caution caution(Kind kind, String onRecord, Truth present, @Nullable MedicationOrder order) {
        return new Caution(kind, Caution.Severity.CONTRAINDICATED, present, onRecord, null, "label", order);
    }
}
