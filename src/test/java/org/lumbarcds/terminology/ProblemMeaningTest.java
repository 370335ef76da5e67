package org.lumbarcds.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.terminology.ConceptsInShort.SHIPPED;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;

class ProblemMeaningTest {

    @ParameterizedTest(name = "{0} {1} -> {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
        # codings | text | groups | reason
        ICD M54.50 || LOW_BACK_PAIN | with the dot
        ICD M5450 || LOW_BACK_PAIN | without the dot
        ICD m54.59 || LOW_BACK_PAIN | in lower case
        ICD M54.5 || LOW_BACK_PAIN | the code of before 2021
        ICD10 M54.5 || LOW_BACK_PAIN | plain ICD-10
        ICDOID M54.51 || LOW_BACK_PAIN | the system as OID
        ICDSLASH M54.51 || LOW_BACK_PAIN | https and a slash
        ICD M54.41 || LOW_BACK_PAIN | lumbago with sciatica is low back pain
        ICD M54.9 || LOW_BACK_PAIN BACK_PAIN_WITHOUT_SITE | no site
        ICD M54.89 || LOW_BACK_PAIN BACK_PAIN_WITHOUT_SITE | other dorsalgia names no site
        SCT 161891005 || LOW_BACK_PAIN BACK_PAIN_WITHOUT_SITE | backache
        ICD M54.9 + SCT 279039007 || LOW_BACK_PAIN | the other code names the site
        SCT 278860009 || LOW_BACK_PAIN CHRONIC_LOW_BACK_PAIN | chronic by code
        SCT 134407002 || LOW_BACK_PAIN BACK_PAIN_WITHOUT_SITE CHRONIC_LOW_BACK_PAIN | chronic back pain names no site
        ICD M54.50 | Chronic low back pain | LOW_BACK_PAIN CHRONIC_LOW_BACK_PAIN | it says chronic
        SCTUS 279039007 || LOW_BACK_PAIN | a SNOMED edition in the system
        ICD M62.830 || LOW_BACK_PAIN BACK_SPASM | muscle spasm of back
        ICD M54.50 | Low back pain with muscle spasm | LOW_BACK_PAIN BACK_SPASM | spasm in the words
        ICD M62.838 | Other muscle spasm || spasm elsewhere
        SCT 262965006 || LOW_BACK_PAIN | a strain is no spasm
        ICD S39.012A || LOW_BACK_PAIN | strain of lower back
        ICD S39.012D || LOW_BACK_PAIN | subsequent encounter of a strain
        ICD S39.012S || | sequela
        ICD S33.5XXA || LOW_BACK_PAIN | lumbar sprain
        ICD S33.5XXS || | sequela
        ICD M54.31 || RADICULAR | sciatica alone
        ICD M51.16 || RADICULAR | disc disorder with radiculopathy
        SCT 128196005 || RADICULAR | lumbar radiculopathy
        ICD M54.2 | Cervicalgia || neck pain
        ICD M54.6 | Pain in thoracic spine || thoracic pain
        SCT 9121000119106 || OBSTETRIC LOW_BACK_PAIN_OF_PREGNANCY PREGNANCY | low back pain in pregnancy
        ICD M54.50 + ICD O99.891 || PREGNANCY OBSTETRIC | an O-code beside it: of pregnancy
        | Low back pain in pregnancy | LOW_BACK_PAIN_OF_PREGNANCY PREGNANCY OBSTETRIC | of pregnancy by words
        | Low back pain | LOW_BACK_PAIN | text only
        | LBP | LOW_BACK_PAIN | abbreviation
        | Lower back pain, acute | LOW_BACK_PAIN | lower
        | Low-back pain | LOW_BACK_PAIN | hyphen
        | Lumbago | LOW_BACK_PAIN | lumbago
        | Back pain | LOW_BACK_PAIN BACK_PAIN_WITHOUT_SITE | no site
        | Backache | LOW_BACK_PAIN BACK_PAIN_WITHOUT_SITE | no site
        | Back spasm | LOW_BACK_PAIN BACK_PAIN_WITHOUT_SITE BACK_SPASM | spasm
        | Lumbar strain | LOW_BACK_PAIN | strain
        | Lumbar sprain | LOW_BACK_PAIN | sprain
        | Upper back pain || upper
        | Mid back pain || mid
        | mid-back pain || mid
        | Thoracic back pain || thoracic
        | Neck and back pain || neck
        | Upper and lower back pain | LOW_BACK_PAIN | lower is named too
        | Neck pain and back pain | LOW_BACK_PAIN BACK_PAIN_WITHOUT_SITE | two pains
        | No back pain || negated
        | Denies low back pain || negated
        | History of low back pain || history is no problem of today
        | Backpack pain || a word inside another
        | Low back pain without sciatica | LOW_BACK_PAIN | sciatica is negated
        LOCAL 4711 [Low back pain] || LOW_BACK_PAIN | a local code says nothing, its display does
        NONE M54.50 || | a code without a system
        NONE M54.50 [Low back pain] || LOW_BACK_PAIN | a code without a system counts by its display
        ICD M25.50 [Low back pain] || | a code of a known system says it is something else
        """)
    void lowBackPain(String codings, String text, String groups, String reason) {
        assertGroups(SHIPPED.problem(ConceptsInShort.of(codings, text)), groups);
    }

    @ParameterizedTest(name = "{0} {1} -> {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
        ICD C50.911 || CANCER | breast cancer
        ICD C43.9 || CANCER | melanoma counts
        ICD C44.91 [Basal cell carcinoma of skin] || | skin cancer does not
        ICD C44.92 [Squamous cell carcinoma of skin] || | excluded code: its words do not count either
        ICD D05.11 [Intraductal carcinoma in situ of right breast] || | in situ
        ICD Z80.3 [Family history of malignant neoplasm of breast] || | family history
        ICD Z12.31 [Encounter for screening mammogram for malignant neoplasm of breast] || ADMINISTRATIVE | screening
        ICD Z15.01 [Genetic susceptibility to malignant neoplasm of breast] || | susceptibility
        ICD Z85.3 || CANCER_HISTORY | personal history
        ICD Z85.3 [Personal history of malignant neoplasm of breast] || CANCER_HISTORY | personal history with words
        SCT 363346000 || CANCER | malignant neoplastic disease
        SCT 94602001 || CANCER | metastasis to the spine
        SCT 315241008 || CANCER | pain from metastases
        SCT 868252007 || | only suspected
        | Metastatic disease | CANCER | whole word
        | Prostate carcinoma | CANCER | whole word
        | Hodgkin lymphoma | CANCER | whole word
        | Acute leukemia | CANCER | whole word
        | Breast cancer | CANCER | whole word
        | History of breast cancer | CANCER_HISTORY | history by words
        | h/o colon cancer | CANCER_HISTORY | history by abbreviation
        | Family history of breast cancer || family history
        | Breast cancer screening || screening
        | Basal cell carcinoma || skin
        | Carcinoma in situ of cervix || in situ
        | Benign neoplasm || benign
        | Malignant hypertension | HYPERTENSIVE_CRISIS | malignant of something else
        | Rule out cancer || looked for
        | No evidence of metastatic disease || negated
        | Fear of cancer || fear
        | At risk of cancer || risk
        | Non-melanoma skin cancer || skin
        | Cancer-free || free
        | Breast cancer, no family history | CANCER | what is negated does not take it out
        | Cancerous-looking mole || a word inside another
        ICD D57.1 || SICKLE_CELL_DISEASE | sickle-cell disease
        ICD D57.3 [Sickle-cell trait] || | trait
        ICD D57.3 [Sickle cell disease] || | the excluded code silences the words
        | Sickle cell disease | SICKLE_CELL_DISEASE | by words
        | Sickle cell trait || trait
        ICD Z51.5 || PALLIATIVE_CARE | palliative care
        SCT 385763009 || PALLIATIVE_CARE | hospice care
        | On hospice | PALLIATIVE_CARE | by words
        ICD G83.4 || CAUDA_EQUINA SPASTICITY | G83 is in the list for spasticity too
        | Cauda equina syndrome | CAUDA_EQUINA | by words
        | Saddle anesthesia | CAUDA_EQUINA | by words
        | Rule out cauda equina || looked for, no finding
        | Cauda equina ruled out || looked for, no finding
        ICD S32.010A || VERTEBRAL_FRACTURE SIGNIFICANT_TRAUMA FRACTURE | acute
        ICD S32.010D || FRACTURE | seventh character D: not acute
        ICD S32.010S || | sequela
        ICD S22.080G || FRACTURE | delayed healing: not acute
        ICD S32.010D [Wedge compression fracture of first lumbar vertebra, subsequent encounter] || FRACTURE | its words are not acute either
        ICD M80.08XA || VERTEBRAL_FRACTURE OSTEOPOROSIS FRACTURE | osteoporotic
        ICD M80.08XK || OSTEOPOROSIS FRACTURE | nonunion
        | Lumbar compression fracture | VERTEBRAL_FRACTURE FRACTURE | by words
        | Healed compression fracture | FRACTURE | healed
        ICD M46.26 || SPINAL_INFECTION | vertebral osteomyelitis
        | Spinal epidural abscess | SPINAL_INFECTION | by words
        | Discitis | SPINAL_INFECTION | by words
        | Osteomyelitis of foot || not of the spine
        ICD M21.371 || NEUROLOGICAL_DEFICIT | foot drop
        | Foot drop | NEUROLOGICAL_DEFICIT | by words
        | Bilateral leg weakness | NEUROLOGICAL_DEFICIT | by words
        | No leg weakness || negated
        ICD R33.9 || BLADDER_OR_BOWEL URINARY_OBSTRUCTION | retention
        ICD R33.0 || URINARY_OBSTRUCTION | drug induced
        ICD R15.9 || BLADDER_OR_BOWEL | full incontinence
        | Fecal incontinence | BLADDER_OR_BOWEL | by words
        ICD R50.9 || FEVER | fever
        | Hay fever || another thing
        | Fever and chills | FEVER | by words
        ICD R63.4 || WEIGHT_LOSS | abnormal weight loss
        | Weight loss || not unexplained
        | Unintentional weight loss | WEIGHT_LOSS | by words
        ICD V43.52XA || SIGNIFICANT_TRAUMA ADMINISTRATIVE | traffic accident
        ICD W11.XXXA || SIGNIFICANT_TRAUMA ADMINISTRATIVE | fall from a ladder
        ICD W19.XXXA || FALL ADMINISTRATIVE | plain fall
        ICD W19.XXXS || ADMINISTRATIVE | sequela
        | Fall from ladder | SIGNIFICANT_TRAUMA | from a height
        | Mechanical fall | FALL | plain fall
        | Fall risk || no fall
        | Motor vehicle accident | SIGNIFICANT_TRAUMA | by words
        ICD M81.0 || OSTEOPOROSIS | osteoporosis
        | Osteoporosis | OSTEOPOROSIS | by words
        | History of osteoporosis | OSTEOPOROSIS | it stays
        | Osteoporosis screening || screening
        | Osteopenia || not osteoporosis
        ICD Z79.52 || LONG_TERM_STEROID | long-term steroids
        | Long term (current) use of systemic steroids | LONG_TERM_STEROID | by words
        | Long term (current) use of inhaled steroids || inhaled
        ICD B20 || IMMUNOSUPPRESSION | HIV
        ICD Z21 || IMMUNOSUPPRESSION | HIV without symptoms
        ICD D84.9 || IMMUNOSUPPRESSION | immunodeficiency
        | HIV positive | IMMUNOSUPPRESSION | by words
        | HIV negative || negative
        | Hearing aids || another word
        SCT 228388006 || INJECTING_DRUG_USE | explicit
        ICD F11.20 || OPIOID_USE_DISORDER | substance-use codes alone are none
        SCT 145121000119106 || OPIOID_USE_DISORDER INJECTING_DRUG_USE | intravenous by its name
        | IV drug use | INJECTING_DRUG_USE | by words
        SCT 216466002 || | poisoning is no disorder of use
        """)
    void redFlagsAndExclusions(String codings, String text, String groups, String reason) {
        assertGroups(SHIPPED.problem(ConceptsInShort.of(codings, text)), groups);
    }

    @ParameterizedTest(name = "{0} {1} -> {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
        ICD K25.4 || GI_BLEEDING PEPTIC_ULCER | ulcer with bleeding
        ICD K25.7 || PEPTIC_ULCER | ulcer without bleeding
        ICD K92.2 || GI_BLEEDING | bleeding
        ICD Z87.11 || PEPTIC_ULCER_HISTORY | history
        | History of GI bleed | PEPTIC_ULCER_HISTORY | history by words
        ICD N18.4 || KIDNEY_DISEASE KIDNEY_DISEASE_ADVANCED | stage 4
        ICD N18.31 || KIDNEY_DISEASE | stage 3
        ICD N18.9 || KIDNEY_DISEASE | no stage
        ICD N18.2 || KIDNEY_DISEASE_EARLY | stage 2
        ICD N18.1 || KIDNEY_DISEASE_EARLY | stage 1
        ICD Z99.2 || KIDNEY_DISEASE KIDNEY_DISEASE_ADVANCED | dialysis
        ICD N17.9 || KIDNEY_DISEASE ACUTE_KIDNEY_INJURY | acute
        ICD I13.2 || KIDNEY_DISEASE KIDNEY_DISEASE_ADVANCED HEART_FAILURE | both in one code
        ICD I50.22 || HEART_FAILURE | heart failure
        | Congestive heart failure | HEART_FAILURE | by words
        ICD I21.4 || MYOCARDIAL_INFARCTION | acute
        ICD I25.2 || MYOCARDIAL_INFARCTION_HISTORY | old
        | History of myocardial infarction | MYOCARDIAL_INFARCTION_HISTORY | by words
        SCT 232717009 || VASCULAR_DISEASE CORONARY_BYPASS | operation
        ICD Z95.1 || VASCULAR_DISEASE CORONARY_BYPASS_HISTORY | history
        ICD O09.91 || PREGNANCY OBSTETRIC | high risk pregnancy
        ICD O9A.211 || PREGNANCY OBSTETRIC | the last category of the chapter
        ICD Z34.01 || PREGNANCY | supervision
        ICD Z3A.30 || PREGNANCY ADMINISTRATIVE | weeks
        SCT 77386006 || PREGNANCY OBSTETRIC | pregnant
        ICD Z32.02 [Encounter for pregnancy test, result negative] || | a test
        | Not pregnant || negated
        ICD Z88.6 || ANALGESIC_ALLERGY | analgesic agent
        SCT 407674008 || NSAID_ALLERGY | aspirin-induced asthma
        | Allergy to ibuprofen |  | by words
        | Asthma || asthma alone is no allergy
        ICD Z79.01 || ANTICOAGULANT_THERAPY | anticoagulants
        ICD Z79.02 || ANTIPLATELET_THERAPY | antiplatelets
        ICD D66 || BLEEDING_DISORDER | haemophilia
        ICD D68.51 || | thrombophilia does not bleed
        ICD D69.6 || BLEEDING_DISORDER | thrombocytopenia
        ICD K74.60 || HEPATIC_IMPAIRMENT CIRRHOSIS | cirrhosis
        ICD K76.0 ||  | the block K70 to K77
        ICD I48.91 || ARRHYTHMIA | atrial fibrillation
        | Atrial fibrillation | ARRHYTHMIA | by words
        ICD E05.90 || HYPERTHYROIDISM | thyrotoxicosis
        | Hypothyroidism || the other way round
        ICD H40.20X0 || GLAUCOMA | angle closure
        ICD N40.1 || URINARY_OBSTRUCTION | prostate with symptoms
        ICD N40.0 || PROSTATE_ENLARGED | prostate without symptoms
        ICD F10.20 || ALCOHOL_USE_DISORDER | dependence
        ICD F10.929 || ALCOHOL_USE_DISORDER | use without disorder
        ICD G70.00 || MYASTHENIA_GRAVIS | myasthenia
        ICD G35 || SPASTICITY | multiple sclerosis
        ICD S34.109S || SPASTICITY | sequela of cord injury
        SCT 221360009 || SPASTICITY | spasticity
        ICD F32.9 || DEPRESSION | depression
        SCT 370143000 || DEPRESSION | major depression
        | Respiratory depression || of breathing
        ICD Z98.890 || POSTOPERATIVE | after an operation
        ICD I82.401 || THROMBOSIS | thrombosis
        ICD J18.9 [Pneumonia, unspecified organism] || | nobody asks about it
        ICD M || | too short for any prefix
        || | nothing at all
        """)
    void cautionsAndReasonsForBedRest(String codings, String text, String groups, String reason) {
        assertGroups(SHIPPED.problem(ConceptsInShort.of(codings, text)), groups);
    }

    @ParameterizedTest(name = "{0} {1} -> {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
        ICD M54.50 || LOW_BACK_PAIN | coded
        | Low back pain for 3 weeks | LOW_BACK_PAIN | text that names it
        | Sciatica || a text that names no low back pain is no reason
        ICD M54.31 || RADICULAR | coded sciatica is another reason
        | Knee pain || no reason
        | History of low back pain | LOW_BACK_PAIN | a radiology order's way to say it
        | r/o cauda equina | CAUDA_EQUINA | who looks for a red flag has a reason to look
        | Rule out vertebral fracture | VERTEBRAL_FRACTURE | a reason to look
        | No red flags: no fever, no cancer || negated
        | Postoperative day 1 | POSTOPERATIVE | justifies bed rest
        | Upper back pain || not low
        ICD C79.51 | Metastatic disease | CANCER | red flag
        """)
    void reason(String codings, String text, String groups, String reason) {
        Set<ProblemGroup> meant = SHIPPED.reason(ConceptsInShort.of(codings, text));
        assertGroups(meant.stream().filter(g -> g != ProblemGroup.FRACTURE).collect(Collectors.toSet()), groups);
    }

    /** "Something suspected (the word) counts as a red flag", and is not confirmed. */
    @ParameterizedTest(name = "{0} {1} -> {2}, in doubt {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
        SCT 162573006 | Suspected lung cancer (situation) | CANCER | CANCER | the word
        ICD C34.90 | Suspected lung cancer | CANCER | CANCER | coded like a confirmed one
        ICD C34.90 | Lung cancer | CANCER || no doubt
        ICD C34.90 || CANCER || a code alone
        | Possible metastatic disease | CANCER | CANCER | possible
        | Probable lymphoma | CANCER | CANCER | probable
        | Lung cancer, suspected | CANCER | CANCER | behind it
        | Lung cancer? | CANCER | CANCER | question mark behind
        | ?lung cancer | CANCER | CANCER | question mark before
        | ? lung cancer | CANCER | CANCER | question mark apart
        | lung cancer ? | CANCER | CANCER | as French writes it
        | Back pain?, cancer | CANCER || the question is another
        | Cancer concerning for metastasis | CANCER || the cancer is sure
        | Verdacht auf Metastasen bei Lymphoma | CANCER | CANCER | German
        | V.a. Lymphoma | CANCER | CANCER | German, shortened
        | Lymphoma probable | CANCER | CANCER | French and Spanish
        | Sospecha de lymphoma | CANCER | CANCER | Spanish
        | No suspicion of cancer ||| denied
        | No evidence of possible cancer ||| denied
        | Family history of suspected cancer ||| family
        | Suspected cauda equina syndrome | CAUDA_EQUINA | CAUDA_EQUINA | another flag
        | Possible fracture of vertebra, lung cancer | FRACTURE VERTEBRAL_FRACTURE CANCER | FRACTURE VERTEBRAL_FRACTURE | one of two
        """)
    void suspected(String codings, String text, String groups, String suspected, String reason) {
        Meaning meaning = SHIPPED.meaning(ConceptsInShort.of(codings, text));
        assertGroups(
                meaning.groups().stream()
                        .filter(group ->
                                group != ProblemGroup.LOW_BACK_PAIN && group != ProblemGroup.BACK_PAIN_WITHOUT_SITE)
                        .collect(Collectors.toSet()),
                groups);
        assertGroups(
                meaning.suspected().stream()
                        .filter(group ->
                                group != ProblemGroup.LOW_BACK_PAIN && group != ProblemGroup.BACK_PAIN_WITHOUT_SITE)
                        .collect(Collectors.toSet()),
                suspected);
    }

    private static void assertGroups(Set<ProblemGroup> meant, String groups) {
        assertThat(meant.stream().map(Enum::name))
                .containsExactlyInAnyOrder(groups == null ? new String[0] : groups.split(" "));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "Z3A.30,30",
        "Z3A30,30",
        "z3a.08,8",
        "Z3A.42,42",
        "Z3A.01,7",
        "Z3A.49,42",
        "Z3A.00,",
        "Z3A.43,",
        "Z3A.50,",
        "Z3A.3,",
        "Z3A.300,",
        "Z3A.xx,",
        "O09.91,"
    })
    void gestationWeeks(String code, Integer weeks) {
        assertThat(SHIPPED.gestationWeeks(ConceptsInShort.of("ICD " + code, null)))
                .isEqualTo(weeks);
        assertThat(SHIPPED.gestationWeeks(ConceptsInShort.of("SCT 1 + ICD " + code, null)))
                .isEqualTo(weeks);
        assertThat(SHIPPED.gestationWeeks(ConceptsInShort.of("LOCAL " + code, null)))
                .isNull();
    }

    @Test
    void reason_aFractureLookedFor_isAReason_noFinding() {
        assertThat(SHIPPED.reason(ConceptsInShort.of(null, "Rule out fracture")))
                .containsExactly(ProblemGroup.FRACTURE);
        assertThat(SHIPPED.problem(ConceptsInShort.of(null, "Rule out fracture")))
                .isEmpty();
    }

    @Test
    void observations() {
        assertThat(SHIPPED.isKidneyFunction(ConceptsInShort.of("LOINC 98979-8", null)))
                .isTrue();
        assertThat(SHIPPED.isKidneyFunction(ConceptsInShort.of("LOINC 2160-0", null)))
                .isFalse();
        assertThat(SHIPPED.isScreening(ConceptsInShort.of("LOINC 55758-7", null)))
                .isTrue();
        assertThat(SHIPPED.isScreening(ConceptsInShort.of("LOINC 44261-6", null)))
                .isTrue();
        assertThat(SHIPPED.isScreening(ConceptsInShort.of("LOINC 72514-3", null)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Hypertension", "Type 2 diabetes mellitus", "Asthma", "Migraine", "Hyperlipidemia", "Eczema"})
    void problem_commonConditionsMeanNothing(String text) {
        assertThat(SHIPPED.problem(ConceptsInShort.text(text))).isEmpty();
    }
}
