package org.lumbarcds.invariants;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Real codes and what each means for the drugs that the service may suggest. Written from section 4 of the specification
 * and the labels' cautions, not from the service's value sets: it is what they are judged by.
 */
public final class Catalogue {

    public static final String ICD10 = "http://hl7.org/fhir/sid/icd-10-cm";
    public static final String SNOMED = "http://snomed.info/sct";
    public static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    public static final String LOINC = "http://loinc.org";

    private Catalogue() {}

    /** A drug that the service may suggest, by the RxNorm product of its order. */
    public enum Suggested {
        NAPROXEN("198014"),
        ACETAMINOPHEN("198440"),
        CYCLOBENZAPRINE("828320"),
        METHOCARBAMOL("197944");

        public final String product;

        Suggested(String product) {
            this.product = product;
        }

        boolean isRelaxant() {
            return this == CYCLOBENZAPRINE || this == METHOCARBAMOL;
        }
    }

    private static final Set<Suggested> NONE = Set.of();
    private static final Set<Suggested> NSAID = EnumSet.of(Suggested.NAPROXEN);
    private static final Set<Suggested> APAP = EnumSet.of(Suggested.ACETAMINOPHEN);
    private static final Set<Suggested> CYCLO = EnumSet.of(Suggested.CYCLOBENZAPRINE);
    private static final Set<Suggested> METHO = EnumSet.of(Suggested.METHOCARBAMOL);
    private static final Set<Suggested> RELAXANTS = EnumSet.of(Suggested.CYCLOBENZAPRINE, Suggested.METHOCARBAMOL);

    private static Set<Suggested> both(Set<Suggested> some, Set<Suggested> others) {
        Set<Suggested> both = EnumSet.copyOf(some);
        both.addAll(others);
        return both;
    }

    /**
     * A condition.
     *
     * @param active drugs not to be suggested while it is active
     * @param ever drugs not to be suggested once it was ever true
     * @param kidneys whether it makes an eGFR wanted before an NSAID
     * @param week completed weeks of pregnancy that its code says, else 0
     */
    public record Diagnosis(
            String system,
            String code,
            String display,
            Set<Suggested> active,
            Set<Suggested> ever,
            boolean kidneys,
            int week) {}

    /** A drug and the suggested ones it speaks against while it is active or drafted. */
    public record Product(String code, String name, Set<Suggested> against, boolean maoInhibitor) {}

    /** A substance somebody is allergic to. */
    public record Allergen(String code, String name, Set<Suggested> against) {}

    /** An order of something else than a drug. */
    public record Service(String system, String code, String text) {}

    public static final Diagnosis SPASM = diagnosis(ICD10, "M62.830", "Muscle spasm of back", NONE, 0);
    public static final List<Diagnosis> LOW_BACK_PAIN = new ArrayList<>();
    public static final List<Diagnosis> DIAGNOSES = new ArrayList<>();
    public static final List<Diagnosis> UNRELATED = new ArrayList<>();
    public static final List<Product> PRODUCTS = new ArrayList<>();
    public static final List<Product> UNRELATED_PRODUCTS = new ArrayList<>();

    static {
        lowBackPain(ICD10, "M54.50", "Low back pain, unspecified");
        lowBackPain(ICD10, "M54.59", "Other low back pain");
        lowBackPain(ICD10, "M54.41", "Lumbago with sciatica, right side");
        lowBackPain(ICD10, "M54.9", "Dorsalgia, unspecified");
        LOW_BACK_PAIN.add(SPASM);
        lowBackPain(ICD10, "S39.012A", "Strain of muscle, fascia and tendon of lower back, initial encounter");
        lowBackPain(SNOMED, "279039007", "Low back pain");
        lowBackPain(SNOMED, "278862001", "Acute low back pain");
        lowBackPain(SNOMED, "278860009", "Chronic low back pain");
        lowBackPain(SNOMED, "203095000", "Spasm of back muscles");

        // Radicular, red flags, exclusions: nothing against a drug by themselves.
        other(ICD10, "M54.16", "Radiculopathy, lumbar region");
        other(ICD10, "M54.31", "Sciatica, right side");
        other(ICD10, "C79.51", "Secondary malignant neoplasm of bone");
        other(SNOMED, "363346000", "Malignant neoplastic disease");
        other(ICD10, "Z85.3", "Personal history of malignant neoplasm of breast");
        other(ICD10, "M81.0", "Age-related osteoporosis without current pathological fracture");
        other(ICD10, "D84.9", "Immunodeficiency, unspecified");
        other(ICD10, "B20", "Human immunodeficiency virus [HIV] disease");
        other(SNOMED, "192970008", "Cauda equina syndrome");
        other(ICD10, "S32.010A", "Wedge compression fracture of first lumbar vertebra, initial encounter");
        other(ICD10, "M46.46", "Discitis, unspecified, lumbar region");
        other(ICD10, "R50.9", "Fever, unspecified");
        other(ICD10, "R63.4", "Abnormal weight loss");
        other(SNOMED, "6077001", "Foot-drop");
        other(SNOMED, "228388006", "Intravenous drug user");
        other(ICD10, "D57.1", "Sickle-cell disease without crisis");
        other(ICD10, "D57.3", "Sickle-cell trait");
        other(ICD10, "Z51.5", "Encounter for palliative care");
        other(ICD10, "F11.20", "Opioid dependence, uncomplicated");
        other(ICD10, "F32.9", "Major depressive disorder, single episode, unspecified");
        other(ICD10, "G35", "Multiple sclerosis");
        other(SNOMED, "221360009", "Spasticity");
        other(ICD10, "C44.91", "Basal cell carcinoma of skin, unspecified");

        // Cautions of the NSAID class.
        ever(ICD10, "K25.9", "Gastric ulcer, unspecified", NSAID);
        ever(ICD10, "K27.9", "Peptic ulcer, site unspecified", NSAID);
        ever(SNOMED, "13200003", "Peptic ulcer", NSAID);
        ever(ICD10, "K92.2", "Gastrointestinal hemorrhage, unspecified", NSAID);
        ever(SNOMED, "74474003", "Gastrointestinal hemorrhage", NSAID);
        ever(ICD10, "Z87.11", "Personal history of peptic ulcer disease", NSAID);
        ever(ICD10, "I25.2", "Old myocardial infarction", NSAID);
        active(ICD10, "Z95.1", "Presence of aortocoronary bypass graft", NSAID);
        active(SNOMED, "77386006", "Pregnant", both(NSAID, RELAXANTS));
        active(ICD10, "Z33.1", "Pregnant state, incidental", both(NSAID, RELAXANTS));
        active(ICD10, "Z34.02", "Encounter for supervision of normal first pregnancy", both(NSAID, RELAXANTS));
        DIAGNOSES.add(diagnosis(ICD10, "Z3A.22", "22 weeks gestation of pregnancy", both(NSAID, RELAXANTS), 22));
        DIAGNOSES.add(diagnosis(ICD10, "Z3A.32", "32 weeks gestation of pregnancy", both(NSAID, RELAXANTS), 32));
        active(ICD10, "D68.9", "Coagulation defect, unspecified", NSAID);
        active(ICD10, "D69.6", "Thrombocytopenia, unspecified", NSAID);
        active(ICD10, "Z79.01", "Long term (current) use of anticoagulants", NSAID);
        active(ICD10, "Z88.6", "Allergy status to analgesic agent", NSAID);
        kidneys(ICD10, "N18.31", "Chronic kidney disease, stage 3a");
        kidneys(ICD10, "N18.4", "Chronic kidney disease, stage 4 (severe)");
        kidneys(SNOMED, "709044004", "Chronic kidney disease");
        kidneys(ICD10, "N17.9", "Acute kidney failure, unspecified");

        // Heart and liver, of several drugs; then those of one drug.
        both(ICD10, "I50.9", "Heart failure, unspecified", NSAID, CYCLO);
        both(SNOMED, "84114007", "Heart failure", NSAID, CYCLO);
        DIAGNOSES.add(new Diagnosis(ICD10, "I21.4", "NSTEMI", both(NSAID, CYCLO), NSAID, false, 0));
        active(ICD10, "K74.60", "Unspecified cirrhosis of liver", EnumSet.allOf(Suggested.class));
        active(SNOMED, "19943007", "Cirrhosis of liver", EnumSet.allOf(Suggested.class));
        active(ICD10, "K76.0", "Fatty (change of) liver, not elsewhere classified", NONE);
        active(ICD10, "F10.20", "Alcohol dependence, uncomplicated", APAP);
        active(ICD10, "F10.10", "Alcohol abuse, uncomplicated", APAP);
        active(ICD10, "G70.00", "Myasthenia gravis without (acute) exacerbation", METHO);
        active(ICD10, "E05.90", "Thyrotoxicosis, unspecified", CYCLO);
        active(SNOMED, "34486009", "Hyperthyroidism", CYCLO);
        active(SNOMED, "23986001", "Glaucoma", CYCLO);
        active(ICD10, "N40.1", "Benign prostatic hyperplasia with lower urinary tract symptoms", CYCLO);
        active(ICD10, "R33.9", "Retention of urine, unspecified", CYCLO);
        ever(ICD10, "I48.91", "Unspecified atrial fibrillation", CYCLO);
        ever(ICD10, "I44.2", "Atrioventricular block, complete", CYCLO);
        ever(SNOMED, "233916004", "Heart block", CYCLO);

        unrelated(ICD10, "E11.9", "Type 2 diabetes mellitus without complications");
        unrelated(ICD10, "J06.9", "Acute upper respiratory infection, unspecified");
        unrelated(ICD10, "H25.9", "Unspecified age-related cataract");
        unrelated(ICD10, "L30.9", "Dermatitis, unspecified");
        DIAGNOSES.addAll(UNRELATED);

        product("828320", "cyclobenzaprine hydrochloride 5 MG Oral Tablet", RELAXANTS);
        product("828348", "cyclobenzaprine hydrochloride 10 MG Oral Tablet", RELAXANTS);
        product("197446", "carisoprodol 350 MG Oral Tablet", RELAXANTS);
        product("197944", "methocarbamol 750 MG Oral Tablet", RELAXANTS);
        product("313413", "tizanidine 4 MG Oral Tablet", RELAXANTS);
        product("197391", "Baclofen 10 MG Oral Tablet", RELAXANTS);
        product("351254", "metaxalone 800 MG Oral Tablet", RELAXANTS);
        product("994841", "Orphenadrine Citrate 100 MG Oral Tablet", RELAXANTS);
        product(
                null,
                "Chlorzoxazone 500 mg / Aceclofenac 100 mg / Paracetamol 325 mg tablet",
                EnumSet.allOf(Suggested.class));
        product("1049621", "oxycodone hydrochloride 5 MG Oral Tablet", RELAXANTS);
        product("1049221", "acetaminophen 325 MG / oxycodone hydrochloride 5 MG Oral Tablet", both(APAP, RELAXANTS));
        product("857002", "acetaminophen 325 MG / hydrocodone bitartrate 5 MG Oral Tablet", both(APAP, RELAXANTS));
        product("835603", "tramadol hydrochloride 50 MG Oral Tablet", RELAXANTS);
        product("993781", "acetaminophen 300 MG / codeine phosphate 30 MG Oral Tablet", both(APAP, RELAXANTS));
        product("864706", "methadone hydrochloride 10 MG Oral Tablet", RELAXANTS);
        product("1010604", "buprenorphine 8 MG / naloxone 2 MG Sublingual Film", RELAXANTS);
        product("198014", "Naproxen 500 MG Oral Tablet", NSAID);
        product("197806", "Ibuprofen 600 MG Oral Tablet", NSAID);
        product("152695", "meloxicam 15 MG Oral Tablet", NSAID);
        product("205323", "celecoxib 200 MG Oral Capsule", NSAID);
        product("855926", "Diclofenac Sodium 75 MG Delayed Release Oral Tablet", NSAID);
        product("212033", "aspirin 325 MG Oral Tablet", NSAID);
        product("243670", "aspirin 81 MG Oral Tablet", NONE);
        product("855633", "Diclofenac Sodium 0.01 MG/MG Topical Gel", NONE);
        product("198440", "Acetaminophen 500 MG Oral Tablet", APAP);
        product(
                "1425315",
                "Acetaminophen 325 MG / Chlorpheniramine Maleate 6.25 MG / Dextromethorphan Hydrobromide 15 MG Oral Tablet",
                APAP);
        product("198145", "prednisone 10 MG Oral Tablet", NSAID);
        product("310431", "gabapentin 300 MG Oral Capsule", RELAXANTS);
        product("483450", "pregabalin 75 MG Oral Capsule", RELAXANTS);
        product("197591", "diazepam 5 MG Oral Tablet", RELAXANTS);
        product("197901", "lorazepam 1 MG Oral Tablet", RELAXANTS);
        product("11289", "warfarin", NSAID);
        product("1364430", "apixaban", NSAID);
        product("67108", "enoxaparin", NSAID);
        product("32968", "clopidogrel", NSAID);
        product("6448", "lithium", NSAID);
        product("6851", "methotrexate", NSAID);
        product("36437", "sertraline", CYCLO);
        product("72625", "duloxetine", CYCLO);
        product("704", "amitriptyline", CYCLO);
        PRODUCTS.add(new Product("8123", "phenelzine", CYCLO, true));
        PRODUCTS.add(new Product("190376", "linezolid", CYCLO, true));
        UNRELATED_PRODUCTS.add(new Product("314076", "lisinopril 10 MG Oral Tablet", NONE, false));
        UNRELATED_PRODUCTS.add(new Product("860975", "metformin hydrochloride 500 MG Oral Tablet", NONE, false));
        UNRELATED_PRODUCTS.add(new Product("617311", "atorvastatin 40 MG Oral Tablet", NONE, false));
        PRODUCTS.addAll(UNRELATED_PRODUCTS);
    }

    public static final List<Allergen> ALLERGENS = List.of(
            new Allergen("7258", "naproxen", NSAID),
            new Allergen("5640", "ibuprofen", NSAID),
            new Allergen("1191", "aspirin", NSAID),
            new Allergen(null, "NSAIDs", NSAID),
            new Allergen(null, "nonsteroidal anti-inflammatory drugs", NSAID),
            new Allergen("161", "acetaminophen", APAP),
            new Allergen(null, "paracetamol", APAP),
            new Allergen("21949", "cyclobenzaprine", CYCLO),
            new Allergen("6845", "methocarbamol", METHO),
            new Allergen("2670", "codeine", NONE),
            new Allergen(null, "Penicillin", NONE),
            new Allergen(null, "Peanut", NONE));

    public static final List<Service> SERVICES = List.of(
            new Service(LOINC, "24968-0", "MR Lumbar spine"),
            new Service(LOINC, "24972-2", "XR Lumbar spine Views"),
            new Service(null, null, "CT lumbar spine without contrast"),
            new Service(null, null, "Bed rest for 3 days"),
            new Service(null, null, "Avoid bed rest"),
            new Service(null, null, "Massage therapy"),
            new Service(null, null, "TENS unit"),
            new Service(SNOMED, "308447003", "Referral to physiotherapist"),
            new Service(null, null, "XR knee 3 views"),
            new Service(LOINC, "58410-2", "CBC panel"));

    private static Diagnosis diagnosis(String system, String code, String display, Set<Suggested> active, int week) {
        return new Diagnosis(system, code, display, active, NONE, false, week);
    }

    private static void lowBackPain(String system, String code, String display) {
        LOW_BACK_PAIN.add(diagnosis(system, code, display, NONE, 0));
    }

    private static void other(String system, String code, String display) {
        DIAGNOSES.add(diagnosis(system, code, display, NONE, 0));
    }

    private static void unrelated(String system, String code, String display) {
        UNRELATED.add(diagnosis(system, code, display, NONE, 0));
    }

    private static void active(String system, String code, String display, Set<Suggested> active) {
        DIAGNOSES.add(diagnosis(system, code, display, active, 0));
    }

    private static void ever(String system, String code, String display, Set<Suggested> ever) {
        DIAGNOSES.add(new Diagnosis(system, code, display, ever, ever, false, 0));
    }

    private static void both(String system, String code, String display, Set<Suggested> active, Set<Suggested> ever) {
        DIAGNOSES.add(new Diagnosis(system, code, display, both(active, ever), ever, false, 0));
    }

    private static void kidneys(String system, String code, String display) {
        DIAGNOSES.add(new Diagnosis(system, code, display, NSAID, NONE, true, 0));
    }

    private static void product(@org.jspecify.annotations.Nullable String code, String name, Set<Suggested> against) {
        PRODUCTS.add(new Product(code, name, against, false));
    }
}
