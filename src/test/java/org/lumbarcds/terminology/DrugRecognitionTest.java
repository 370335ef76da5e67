package org.lumbarcds.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.terminology.ConceptsInShort.SHIPPED;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.drugs.Ingredient;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;

class DrugRecognitionTest {

    @ParameterizedTest(name = "{0} {1}: {6}")
    @CsvSource(delimiter = '|', textBlock = """
        # codings | text | ingredients (mg) | form | uses | by | reason
        RX 1049221 || acetaminophen 325+oxycodone 5 | SYSTEMIC || RXNORM_PRODUCT | a product code needs no display
        RXOID 1049221 || acetaminophen 325+oxycodone 5 | SYSTEMIC || RXNORM_PRODUCT | the system as OID
        RX 828348 || cyclobenzaprine 10 | SYSTEMIC || RXNORM_PRODUCT | cyclobenzaprine tablet
        RX 243670 || aspirin 81 | SYSTEMIC || RXNORM_PRODUCT | strength from the product's name in the value set
        RX 212033 || aspirin 325 | SYSTEMIC || RXNORM_PRODUCT | full-strength aspirin
        RX 1049221 | Tylenol | acetaminophen 325+oxycodone 5 | SYSTEMIC || RXNORM_PRODUCT | the product code wins over the text
        RX 1049221 + RX 161 || acetaminophen 325+oxycodone 5 | SYSTEMIC || RXNORM_PRODUCT | product before ingredient
        NDC 00045-0511 + RX 7804 || oxycodone | SYSTEMIC || RXNORM_INGREDIENT | unknown systems are passed over
        RX 7804 | oxycodone-acetaminophen 5-325 mg | oxycodone 5+acetaminophen 325 | SYSTEMIC || RXNORM_INGREDIENT | an ingredient code says at least what it says
        RX 1187503 || codeine+acetaminophen | SYSTEMIC || RXNORM_PRODUCT | a brand in the product's name has all its ingredients
        RX 142439 || hydrocodone | SYSTEMIC || RXNORM_INGREDIENT | a salt (PIN) counts as ingredient
        RX 7804 + RX 161 || oxycodone+acetaminophen | SYSTEMIC || RXNORM_INGREDIENT | every ingredient code counts
        ATC N02AJ17 || oxycodone+acetaminophen | SYSTEMIC || ATC | an ATC combination has both ingredients
        ATC M03BX08 || cyclobenzaprine | SYSTEMIC || ATC | ATC of cyclobenzaprine
        ATC M03BX05 || thiocolchicoside | SYSTEMIC || ATC | thiocolchicoside has no RxNorm code
        | Thiocolchicoside 4 mg capsule | thiocolchicoside 4 | SYSTEMIC || NAME | by name
        ATC M01AB16 || aceclofenac | SYSTEMIC || ATC | aceclofenac has no confirmed RxNorm code
        ATC B01AC06 || aspirin 100 | SYSTEMIC || ATC | ATC of antithrombotic aspirin is low dose
        ATC B01AC06 | Aspirin 300 mg | aspirin 300 | SYSTEMIC || ATC | a stated strength wins over the implied one
        ATC N02BA01 || aspirin | SYSTEMIC || ATC | analgesic aspirin of unknown strength
        ATC M02AA15 || diclofenac | TOPICAL || ATC | ATC of topical products
        ATC R05DA04 || codeine | SYSTEMIC | ANTITUSSIVE | ATC | codeine as a cough suppressant
        ATC N02AA59 || codeine | SYSTEMIC || ATC | the code's own name says codeine
        ATC A07DA02 || opium | SYSTEMIC | OTHER_PURPOSE | ATC | antidiarrhoeal
        ATC N01AH01 || fentanyl | SYSTEMIC | NOT_OUTPATIENT | ATC | anaesthetic
        ATC N07BC01 || buprenorphine | SYSTEMIC | OPIOID_USE_DISORDER | ATC | treatment of opioid use disorder
        ATC N02AE01 || buprenorphine | SYSTEMIC || ATC | analgesic buprenorphine
        | Percocet 5-325 mg | oxycodone+acetaminophen | SYSTEMIC || NAME | a brand has all its ingredients
        | HYDROcodone-acetaminophen (NORCO) 5-325 mg per tablet | hydrocodone 5+acetaminophen 325 | SYSTEMIC || NAME | tall-man letters, generic and brand
        | Flexeril 10 mg tablet | cyclobenzaprine 10 | SYSTEMIC || NAME | brand of cyclobenzaprine
        | Tylenol #3 | acetaminophen+codeine | SYSTEMIC || NAME | the tablets with codeine
        | Tylenol 325 mg | acetaminophen 325 | SYSTEMIC || NAME | plain Tylenol
        | Paracetamol 500 mg | acetaminophen 500 | SYSTEMIC || NAME | synonym
        | APAP 500 MG | acetaminophen 500 | SYSTEMIC || NAME | synonym
        | Pethidine 50 mg tablet | meperidine 50 | SYSTEMIC || NAME | synonym
        | ASA 81 mg EC tablet | aspirin 81 | SYSTEMIC || NAME | synonym with strength
        | Acetylsalicylic acid 100 mg | aspirin 100 | SYSTEMIC || NAME | synonym of several words
        | aspirin 81mg | aspirin 81 | SYSTEMIC || NAME | no space before the unit
        | Aspirin 0.5 g | aspirin 500 | SYSTEMIC || NAME | grams
        | Aspirin-caffeine 400-32 mg | aspirin+caffeine 32 | SYSTEMIC || NAME | a list that names an unknown partner tells no strength
        | Oxycodone 5 MG / Acetaminophen 325 MG | oxycodone 5+acetaminophen 325 | SYSTEMIC || NAME | each its own strength
        | oxycodone 5 mg/5 mL oral solution | oxycodone | SYSTEMIC || NAME | a concentration is no strength of a unit
        NONE 1049221 [Oxycodone 5 MG Oral Tablet] || oxycodone 5 | SYSTEMIC || NAME | a code without system counts only by its display
        RX 99999999 [Naproxen 500 MG Oral Tablet] || naproxen 500 | SYSTEMIC || NAME | a product code nobody knows counts by its display
        LOCAL 4711 [Ketorolac 10 mg tablet] || ketorolac 10 | SYSTEMIC || NAME | a local code counts by its display
        RX 855635 || diclofenac | TOPICAL || RXNORM_PRODUCT | Voltaren gel
        | diclofenac sodium 1 % topical gel | diclofenac | TOPICAL || NAME | a gel is topical
        | diclofenac 3 % gel | diclofenac | LOCAL || NAME | the gel for actinic keratosis
        RX 855644 || diclofenac | LOCAL || RXNORM_PRODUCT | Solaraze
        RX 392668 || ibuprofen | TOPICAL || RXNORM_PRODUCT | ibuprofen gel with menthol
        | Flector 1.3 % patch | diclofenac | TOPICAL || NAME | the brand is only a patch
        | Voltaren 75 mg | diclofenac 75 | SYSTEMIC || NAME | a brand of several forms, so systemic
        RX 3355 | Voltaren Gel | diclofenac | TOPICAL || RXNORM_INGREDIENT | an ingredient code leaves the form to the text
        | Advil Liqui-Gels 200 mg | ibuprofen 200 | SYSTEMIC || NAME | a gel capsule is swallowed
        | ibuprofen 200 mg soft gel capsule | ibuprofen 200 | SYSTEMIC || NAME | a gel capsule is swallowed
        | fentanyl 25 mcg/hr patch | fentanyl | SYSTEMIC || NAME | an opioid patch acts in the whole body
        | ketorolac 0.5 % ophthalmic solution | ketorolac | LOCAL || NAME | eye drops
        | Acular | ketorolac | LOCAL || NAME | a brand of eye drops
        RX 1797855 || ketorolac | SYSTEMIC || RXNORM_PRODUCT | nasal ketorolac is systemic
        | ketorolac 15.75 mg/spray nasal spray | ketorolac | SYSTEMIC || NAME | nasal ketorolac is systemic
        RX 389247 || flurbiprofen 8.75 | LOCAL || RXNORM_PRODUCT | a lozenge
        | bromfenac | bromfenac | LOCAL || NAME | ophthalmic only
        RX 104957 || buprenorphine 0.2 | SYSTEMIC | OPIOID_USE_DISORDER | RXNORM_PRODUCT | Subutex
        | buprenorphine-naloxone 8-2 mg sublingual film | buprenorphine+naloxone 2 | SYSTEMIC | OPIOID_USE_DISORDER | NAME | with naloxone
        | Suboxone 8 mg-2 mg | buprenorphine | SYSTEMIC | OPIOID_USE_DISORDER | NAME | brand for opioid use disorder
        | buprenorphine-naloxone 4.2-0.7 mg buccal film | buprenorphine+naloxone 0.7 | SYSTEMIC | OPIOID_USE_DISORDER | NAME | naloxone decides, not the cheek
        | buprenorphine 100 mg/0.5 mL prefilled syringe | buprenorphine | SYSTEMIC | OPIOID_USE_DISORDER | NAME | the depot injection
        | Belbuca 150 mcg buccal film | buprenorphine 0.15 | SYSTEMIC || NAME | the buccal film is an analgesic
        | buprenorphine 10 mcg/hr transdermal patch | buprenorphine | SYSTEMIC || NAME | the patch is an analgesic
        | Sublocade 300 mg/1.5 mL injection | buprenorphine | SYSTEMIC | OPIOID_USE_DISORDER | NAME | the depot injection is for outpatients
        RX 1990745 || methadone 40 | SYSTEMIC | OPIOID_USE_DISORDER | RXNORM_PRODUCT | dispersible methadone
        RX 864720 || methadone 5 | SYSTEMIC || RXNORM_PRODUCT | methadone tablets: the record decides
        RX 864712 || methadone 10 | SYSTEMIC || RXNORM_PRODUCT | Methadose tablets are labelled for pain too
        | methadone 10 mg tablet | methadone 10 | SYSTEMIC || NAME | the record decides
        | guaifenesin-codeine 100-10 mg/5 mL syrup | guaifenesin 100+codeine 10 | SYSTEMIC | ANTITUSSIVE | NAME | cough syrup
        | promethazine with codeine | promethazine+codeine | SYSTEMIC | ANTITUSSIVE | NAME | cough syrup
        | Tussionex | hydrocodone | SYSTEMIC | ANTITUSSIVE | NAME | brand of a cough product
        RX 994012 || codeine 20+acetaminophen 500+chlorpheniramine 4 | SYSTEMIC | ANTITUSSIVE | RXNORM_PRODUCT | cold tablet with codeine
        | codeine sulfate 30 mg tablet | codeine 30 | SYSTEMIC || NAME | codeine as an analgesic
        | meperidine-promethazine 50-25 mg | meperidine+promethazine 25 | SYSTEMIC || NAME | not a cough product
        | morphine 4 mg/mL injection | morphine | SYSTEMIC | NOT_OUTPATIENT | NAME | injectable opioid
        | Tramadol 50 mg tablet (C-IV) | tramadol 50 | SYSTEMIC || NAME | schedule IV is no infusion
        | ketorolac 30 mg/mL injection | ketorolac | SYSTEMIC || NAME | an injected NSAID is systemic
        | baclofen intrathecal pump | baclofen | SYSTEMIC | NOT_OUTPATIENT | NAME | intrathecal
        | nalbuphine 10 mg | nalbuphine 10 | SYSTEMIC | NOT_OUTPATIENT | NAME | injectable only
        | Talwin NX | pentazocine | SYSTEMIC || NAME | the longer brand is the tablet
        | Fioricet | acetaminophen+butalbital | SYSTEMIC | OTHER_PURPOSE | NAME | for headache
        | Fioricet with Codeine | acetaminophen+codeine | SYSTEMIC || NAME | with codeine it is an opioid
        | acetaminophen-caffeine-dihydrocodeine | acetaminophen+caffeine+dihydrocodeine | SYSTEMIC || NAME | dihydrocodeine is not codeine
        | DayQuil Cold & Flu | acetaminophen | SYSTEMIC | ANTITUSSIVE | NAME | cold product
        RX 2001364 || acetaminophen 325+benzhydrocodone 6.12 | SYSTEMIC || RXNORM_PRODUCT | a prodrug of hydrocodone is an opioid
        | opium tincture 10 mg/mL | opium | SYSTEMIC | OTHER_PURPOSE | NAME | antidiarrhoeal
        | carisoprodol-aspirin-codeine 200-325-16 mg | carisoprodol 200+aspirin 325+codeine 16 | SYSTEMIC || NAME | three drugs in one
        | chlorzoxazone 500 mg + aceclofenac 100 mg + paracetamol 325 mg | chlorzoxazone 500+aceclofenac 100+acetaminophen 325 | SYSTEMIC || NAME | the fixed combination of the guideline
        | warfarin 5 mg | warfarin 5 | SYSTEMIC || NAME | a caution's drug
        | Eliquis 5 mg tablet | apixaban 5 | SYSTEMIC || NAME | a caution's drug by its brand
        | Nardil 15 mg | phenelzine 15 | SYSTEMIC || NAME | a caution's drug by its brand
        ATC B01AA03 || warfarin | SYSTEMIC || ATC | a caution's drug by ATC
        ATC B01AF02 || apixaban | SYSTEMIC || ATC | a caution's drug by ATC
        RX 312347 || phenelzine | SYSTEMIC || RXNORM_PRODUCT | product named in a note
        | amitriptyline-chlordiazepoxide | amitriptyline+chlordiazepoxide | SYSTEMIC | OTHER_PURPOSE | NAME | antidepressant combination
        | heparin lock flush 10 units/mL | heparin flush | SYSTEMIC | OTHER_PURPOSE | NAME | keeps a catheter open
        | hydrocortisone 1 % cream | hydrocortisone | TOPICAL || NAME | not a systemic steroid
        | prednisolone acetate 1 % eye drops | prednisolone | LOCAL || NAME | not a systemic steroid
        ATC N03AX16 || pregabalin | SYSTEMIC || ATC | an earlier ATC code
        """)
    void drug(String codings, String text, String ingredients, String form, String uses, String by, String reason) {
        Drug drug = SHIPPED.drug(ConceptsInShort.of(codings, text), List.of()).orElseThrow();
        assertThat(drug.ingredients().stream().map(DrugRecognitionTest::written))
                .containsExactlyInAnyOrder(ingredients.split("\\+"));
        assertThat(drug.form().name()).isEqualTo(form);
        assertThat(drug.uses().stream().map(Enum::name).sorted().collect(Collectors.joining(",")))
                .isEqualTo(uses == null ? "" : uses);
        assertThat(drug.recognition().by().name()).isEqualTo(by);
    }

    private static String written(Ingredient ingredient) {
        BigDecimal mg = ingredient.strengthMg();
        return ingredient.name() + (mg == null ? "" : " " + mg.toPlainString());
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        | codeinex 30 mg | a name inside another word
        | Casa de salud lotion | ASA inside another word
        | 5-ASA 400 mg | mesalamine is another drug
        | Mesalamine (5-ASA) enema | mesalamine is another drug
        | Metformin 500 mg | a drug nobody asks about
        | amoxicillin | a drug nobody asks about
        | apomorphine 10 mg | morphine inside another word
        RX 2914 || wrong code found in public projects (cyclobenzaprine)
        RX 10634 || wrong code found in public projects (tizanidine)
        RX 6834 || wrong code found in public projects (methocarbamol)
        RX 720 || wrong code found in public projects (baclofen)
        RX 8163 || wrong code found in public projects (baclofen)
        RX 16689 || aceclofenac's code is not confirmed
        RX 3105 || dantrolene's code is not confirmed
        NONE 1049221 || a code without a system
        ICD 7804 || the digits of another system
        LOCAL 1049221 || the digits of another system
        ATC M02AA || a group names no ingredient
        | aspirin-free | says what it is not
        | the | nothing
        || nothing at all
        """)
    void noDrug(String codings, String text, String reason) {
        assertThat(SHIPPED.drug(ConceptsInShort.of(codings, text), List.of()).filter(Drug::isOfConcern))
                .isEmpty();
    }

    /** "Wrong codes found in public projects": 37418 is sumatriptan's, 8163 phenylephrine's. */
    @ParameterizedTest
    @CsvSource({"RX 37418, tizanidine", "RX 8163, baclofen"})
    void wrongCode_isAnotherDrugs(String codings, String wrong) {
        assertThat(SHIPPED.drug(ConceptsInShort.of(codings, null), List.of()))
                .hasValueSatisfying(
                        drug -> assertThat(drug.hasIngredient(wrong)).isFalse());
    }

    @Test
    void drug_twentyCodingsInAnyPosition() {
        List<Coding> codings = new ArrayList<>();
        for (int i = 0; i < 19; i++) {
            codings.add(new Coding("urn:oid:1.2.840." + i, "c" + i, null));
        }
        codings.add(new Coding(CodeSystems.RXNORM, "828320", null));
        Drug drug = SHIPPED.drug(new Concept(codings, null), List.of()).orElseThrow();
        assertThat(drug.hasIngredient("cyclobenzaprine")).isTrue();
        assertThat(drug.recognition()).isEqualTo(new Drug.Recognition(Drug.Recognition.By.RXNORM_PRODUCT, "828320"));
        assertThat(drug.label()).isEqualTo("cyclobenzaprine");
    }

    @Test
    void drug_ingredientsOfAMedication() {
        Drug drug = SHIPPED.drug(
                        ConceptsInShort.text("Compounded capsule"),
                        List.of(ConceptsInShort.of("RX 7804", null), ConceptsInShort.text("Acetaminophen")))
                .orElseThrow();
        assertThat(drug.ingredients()).extracting(Ingredient::name).containsExactly("oxycodone", "acetaminophen");
        assertThat(drug.recognition().by()).isEqualTo(Drug.Recognition.By.RXNORM_INGREDIENT);
        assertThat(drug.label()).isEqualTo("Compounded capsule");
    }

    @Test
    void drug_classesOfAnIngredientOfSeveral() {
        Drug tramadol =
                SHIPPED.drug(ConceptsInShort.text("tramadol"), List.of()).orElseThrow();
        assertThat(tramadol.ingredients().get(0).classes())
                .containsExactlyInAnyOrder(DrugClass.OPIOID, DrugClass.SEROTONERGIC, DrugClass.SEROTONERGIC_STRONG);
    }

    @Test
    void drug_everyClassIsRecognised() {
        Map<DrugClass, String> names = Map.ofEntries(
                Map.entry(DrugClass.OPIOID, "oxycodone"),
                Map.entry(DrugClass.MUSCLE_RELAXANT, "tizanidine"),
                Map.entry(DrugClass.NSAID, "naproxen"),
                Map.entry(DrugClass.ACETAMINOPHEN, "acetaminophen"),
                Map.entry(DrugClass.BENZODIAZEPINE, "diazepam"),
                Map.entry(DrugClass.GABAPENTINOID, "gabapentin"),
                Map.entry(DrugClass.Z_DRUG, "zolpidem"),
                Map.entry(DrugClass.BARBITURATE, "phenobarbital"),
                Map.entry(DrugClass.MEPROBAMATE, "meprobamate"),
                Map.entry(DrugClass.SEDATIVE, "suvorexant"),
                Map.entry(DrugClass.SEDATING_WEAK, "quetiapine"),
                Map.entry(DrugClass.SYSTEMIC_STEROID, "prednisone"),
                Map.entry(DrugClass.IMMUNOSUPPRESSANT, "azathioprine"),
                Map.entry(DrugClass.ANTICOAGULANT, "apixaban"),
                Map.entry(DrugClass.ANTIPLATELET, "clopidogrel"),
                Map.entry(DrugClass.RAISED_BY_NSAID, "lithium"),
                Map.entry(DrugClass.NSAID_INTERACTION_WEAK, "digoxin"),
                Map.entry(DrugClass.ACE_INHIBITOR_OR_ARB, "lisinopril"),
                Map.entry(DrugClass.DIURETIC, "furosemide"),
                Map.entry(DrugClass.PYRAZOLONE, "metamizole"),
                Map.entry(DrugClass.HEART_FAILURE_DRUG, "sacubitril"),
                Map.entry(DrugClass.ANTIARRHYTHMIC, "amiodarone"),
                Map.entry(DrugClass.QT_OR_RATE, "verapamil"),
                Map.entry(DrugClass.ANTITHYROID, "methimazole"),
                Map.entry(DrugClass.ANTICHOLINERGIC, "oxybutynin"),
                Map.entry(DrugClass.MAO_INHIBITOR, "selegiline"),
                Map.entry(DrugClass.TRICYCLIC, "amitriptyline"),
                Map.entry(DrugClass.SEROTONERGIC_STRONG, "tramadol"),
                Map.entry(DrugClass.SEROTONERGIC, "trazodone"),
                Map.entry(DrugClass.SEROTONIN_REUPTAKE_INHIBITOR, "sertraline"),
                Map.entry(DrugClass.GUANETHIDINE, "guanethidine"),
                Map.entry(DrugClass.MYASTHENIA_TREATMENT, "pyridostigmine"),
                Map.entry(DrugClass.TIZANIDINE_INTERACTION, "ciprofloxacin"),
                Map.entry(DrugClass.KETOROLAC_INTERACTION, "probenecid"));
        assertThat(names).containsOnlyKeys(DrugClass.values());
        names.forEach((drugClass, name) -> assertThat(SHIPPED.drug(ConceptsInShort.text(name), List.of()))
                .as(name)
                .hasValueSatisfying(drug -> assertThat(drug.has(drugClass)).isTrue()));
    }

    @Test
    void drug_lowDoseAspirin() {
        assertThat(aspirin("aspirin 81 mg").isLowDoseAspirin()).isTrue();
        assertThat(aspirin("aspirin 100 mg").isLowDoseAspirin()).isTrue();
        assertThat(aspirin("aspirin 101 mg").isLowDoseAspirin()).isFalse();
        assertThat(aspirin("aspirin 325 mg").isLowDoseAspirin()).isFalse();
        assertThat(aspirin("aspirin").isLowDoseAspirin()).isFalse();
    }

    private static Drug aspirin(String text) {
        return SHIPPED.drug(ConceptsInShort.text(text), List.of()).orElseThrow();
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
        RX 1049221 [from the coding] | From   the text | From the text
        NDC 1 [another display] + RX 1049221 [of the matching coding] || of the matching coding
        NDC 1 [another display] + RX 1049221 || another display
        RX 1049221 || acetaminophen / oxycodone
        """)
    void label(String codings, String text, String label) {
        Drug drug = SHIPPED.drug(ConceptsInShort.of(codings, text), List.of()).orElseThrow();
        assertThat(drug.label().split(" / ")).containsExactlyInAnyOrder(label.split(" / "));
    }

    @Test
    void label_isCapped() {
        Drug drug = SHIPPED.drug(ConceptsInShort.text("oxycodone " + "x".repeat(300)), List.of())
                .orElseThrow();
        assertThat(drug.label()).hasSize(120);
    }

    @Test
    void drug_nonsenseNeverThrows() {
        List<String> nonsense = List.of(
                "",
                " ",
                "&",
                "#",
                "not",
                "a & b",
                "\u0000",
                "💊 aspirin 💊",
                "9".repeat(5000),
                "aspirin " + "9".repeat(400) + " mg",
                "mg/".repeat(500) + " aspirin",
                "aspirin 1,2,3,4 mg",
                "aspirin " + "1-".repeat(20_000) + "x");
        for (String text : nonsense) {
            Concept concept =
                    new Concept(List.of(new Coding(text, text, text), new Coding(CodeSystems.ATC, text, null)), text);
            assertThat(SHIPPED.drug(concept, List.of(concept))).isNotNull();
            assertThat(SHIPPED.problem(concept)).isEmpty();
            assertThat(SHIPPED.reason(concept)).isEmpty();
            assertThat(SHIPPED.service(concept)).isEmpty();
            assertThat(SHIPPED.allergy(List.of(concept))).isNotNull();
            assertThat(SHIPPED.gestationWeeks(concept)).isNull();
        }
    }

    /** Drugs are remembered: by all that tells them, and as no more than that. */
    @Test
    void drug_askedAgain_isTheSame_andNoneIsTakenForAnother() {
        Concept none = new Concept(List.of(), null);
        Coding local = new Coding("urn:local", "1", "oxycodone");
        List<Concept> alike = List.of(
                ConceptsInShort.text("oxycodone"),
                ConceptsInShort.text("oxycodone 10 mg"),
                new Concept(List.of(local), "naproxen"),
                new Concept(List.of(new Coding("urn:local", "1", "naproxen")), null),
                new Concept(List.of(new Coding("urn:local", null, "1")), "ibuprofen"),
                none);
        for (int round = 0; round < 2; round++) {
            assertThat(alike.stream().map(concept -> SHIPPED.drug(concept, List.of())
                            .map(drug -> drug.ingredients().toString())
                            .orElse("-")))
                    .doesNotHaveDuplicates();
            assertThat(SHIPPED.drug(none, List.of(alike.get(0)))).isPresent();
            assertThat(SHIPPED.drug(none, List.of())).isEmpty();
        }
    }
}
