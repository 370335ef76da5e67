import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Makes a population up, as the NDJSON files of a bulk export. Nobody in it is real: every patient is drawn from a seeded
 * generator and called "Patient 001". The same arguments give the same bytes; more patients leave the first ones as they
 * are.
 *
 * <p>Usage: java bench/Population.java FOLDER [patients, 60 unless set] [seed, 7 unless set]
 */
class Population {

    private static final LocalDate FIRST_VISIT = LocalDate.of(2025, 1, 6);
    private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final String LOINC = "http://loinc.org";
    private static final String CONDITION = "http://terminology.hl7.org/CodeSystem/condition-";

    /** A drug: its RxNorm code or nothing where RxNorm has none, its name, tablets at a time, times a day. */
    private enum Drug {
        NAPROXEN("198014", "naproxen 500 MG Oral Tablet", 1, 2),
        IBUPROFEN("197806", "ibuprofen 600 MG Oral Tablet", 1, 3),
        ACETAMINOPHEN("198440", "acetaminophen 500 MG Oral Tablet", 2, 3),
        CYCLOBENZAPRINE("828320", "cyclobenzaprine hydrochloride 5 MG Oral Tablet", 1, 3),
        METHOCARBAMOL("197944", "methocarbamol 750 MG Oral Tablet", 1, 4),
        OXYCODONE("1049621", "oxycodone hydrochloride 5 MG Oral Tablet", 1, 4),
        DIAZEPAM("197591", "diazepam 5 MG Oral Tablet", 1, 2),
        WARFARIN("855332", "warfarin sodium 5 MG Oral Tablet", 1, 1),
        LISINOPRIL("314076", "lisinopril 10 MG Oral Tablet", 1, 1),
        COMBINATION("", "chlorzoxazone 500 mg / aceclofenac 100 mg / paracetamol 325 mg tablet", 1, 2);

        final String code;
        final String words;
        final int dose;
        final int times;

        Drug(String code, String words, int dose, int times) {
            this.code = code;
            this.words = words;
            this.dose = dose;
            this.times = times;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<String, BufferedWriter> files = new TreeMap<>();
    private final Path folder;

    private Random random = new Random(0);
    private String patient = "";
    private String encounter = "";
    private LocalDate day = FIRST_VISIT;
    private int number;

    private Population(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            System.err.println("Usage: java bench/Population.java FOLDER [patients] [seed]");
            System.exit(2);
        }
        int patients = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        long seed = args.length > 2 ? Long.parseLong(args[2]) : 7;
        new Population(Files.createDirectories(Path.of(args[0]))).write(patients, seed);
    }

    private void write(int patients, long seed) throws IOException {
        for (Drug drug : Drug.values()) {
            if (byReference(drug)) {
                put("Medication", drug.id(), "\"code\":" + concept(RXNORM, drug.code, drug.words));
            }
        }
        for (int i = 1; i <= patients; i++) {
            // Multiplied, since neighbouring seeds begin alike.
            random = new Random((seed * 1_000_003L + i) * 0x9e3779b97f4a7c15L);
            patient(i);
        }
        for (BufferedWriter file : files.values()) {
            file.close();
        }
    }

    /** Some systems write the drug into the order, others refer to it. */
    private static boolean byReference(Drug drug) {
        return drug.ordinal() % 2 == 0;
    }

    private void patient(int i) throws IOException {
        patient = String.format(Locale.ROOT, "p%03d", i);
        number = 0;
        int age = chance(3) ? 8 + random.nextInt(9) : 20 + random.nextInt(62);
        day = FIRST_VISIT.plusDays(random.nextInt(240));
        put(
                "Patient",
                patient,
                String.format(
                        Locale.ROOT,
                        "\"active\":true,\"name\":[{\"text\":\"Patient %03d\"}],\"gender\":\"%s\",\"birthDate\":\"%s\"",
                        i,
                        chance(50) ? "female" : "male",
                        day.minusYears(age).minusDays(random.nextInt(364))));
        if (age >= 18) {
            history(age);
        }
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> checkUp(age);
            case 5 -> knee();
            case 6, 7 -> plainBackPain();
            case 8 -> combined();
            case 9, 10 -> spasm();
            case 11 -> lastingSpasm();
            case 12, 13 -> opioid();
            case 14, 15 -> imaged();
            case 16 -> rested();
            default -> lastingBackPain();
        }
    }

    /** What stood on the record before. */
    private void history(int age) throws IOException {
        LocalDate visit = day;
        encounter = "";
        day = visit.minusDays(200 + random.nextInt(900));
        if (age >= 45 && chance(40)) {
            condition("I10", "Essential (primary) hypertension");
        }
        boolean failing = age >= 55 && chance(15);
        if (failing) {
            condition("N18.4", "Chronic kidney disease, stage 4 (severe)");
        }
        if (age >= 50 && chance(12)) {
            condition("Z87.11", "Personal history of peptic ulcer disease");
        }
        if (age >= 50 && chance(10)) {
            condition("I48.20", "Chronic atrial fibrillation, unspecified");
            day = visit.minusDays(20);
            order(Drug.WARFARIN, 90, null);
        }
        if (age >= 40 && chance(12)) {
            condition("C18.9", "Malignant neoplasm of colon, unspecified");
        }
        if (chance(10)) {
            condition("F32.9", "Major depressive disorder, single episode, unspecified");
        }
        if (chance(8)) {
            allergy();
        }
        day = visit.minusDays(random.nextInt(300));
        if (failing || age >= 60 || chance(30)) {
            kidneyFunction(failing ? 16 + random.nextInt(13) : 62 + random.nextInt(40));
        }
        day = visit;
    }

    private void checkUp(int age) throws IOException {
        visit();
        if (age >= 40 && chance(60)) {
            order(Drug.LISINOPRIL, 90, null);
        }
    }

    private void knee() throws IOException {
        visit();
        String knee = condition("M25.561", "Pain in right knee");
        order(chance(50) ? Drug.OXYCODONE : Drug.IBUPROFEN, 7, knee);
    }

    private void plainBackPain() throws IOException {
        visit();
        String back = backPain();
        if (chance(70)) {
            order(chance(60) ? Drug.NAPROXEN : Drug.IBUPROFEN, 10, back);
        }
        if (chance(30)) {
            order(Drug.ACETAMINOPHEN, 10, back);
        }
    }

    private void spasm() throws IOException {
        visit();
        String back = condition("M62.830", "Muscle spasm of back");
        order(chance(75) ? Drug.CYCLOBENZAPRINE : Drug.METHOCARBAMOL, chance(40) ? 30 : 10, back);
        if (chance(30)) {
            later(12);
            order(Drug.CYCLOBENZAPRINE, 14, back);
        }
    }

    /** A fixed combination that RxNorm doesn't know, so it is ordered in words; acetaminophen comes on top. */
    private void combined() throws IOException {
        visit();
        String back = chance(60) ? condition("M62.830", "Muscle spasm of back") : backPain();
        order(Drug.COMBINATION, chance(50) ? 7 : 5, back);
        // It holds acetaminophen already.
        order(Drug.ACETAMINOPHEN, 5, back);
    }

    /** The relaxant is renewed while the spasm lasts, and nobody closes the renewal in the record. */
    private void lastingSpasm() throws IOException {
        visit();
        String back = condition("M62.830", "Muscle spasm of back");
        order(Drug.CYCLOBENZAPRINE, 10, back);
        later(9);
        order("active", Drug.CYCLOBENZAPRINE, 30, back);
        later(chance(70) ? 19 : 10);
    }

    private void opioid() throws IOException {
        visit();
        String back = backPain();
        if (chance(30)) {
            order(Drug.NAPROXEN, 10, back);
            later(11);
        }
        order(Drug.OXYCODONE, 7, back);
        if (chance(40)) {
            order(Drug.DIAZEPAM, 5, back);
        }
    }

    private void imaged() throws IOException {
        visit();
        String back = backPain();
        service(concept(LOINC, "24970-6", "XR Lumbar spine AP and Lateral"), back);
        if (chance(40)) {
            later(50);
            service(concept(LOINC, "24968-0", "MR Lumbar spine"), back);
        }
    }

    private void rested() throws IOException {
        visit();
        String back = backPain();
        service("{\"text\":\"Bed rest\"}", back);
        if (chance(50)) {
            service("{\"text\":\"Massage therapy\"}", back);
        }
    }

    private void lastingBackPain() throws IOException {
        visit();
        String back = backPain();
        order(Drug.NAPROXEN, 10, back);
        later(21);
        if (chance(50)) {
            service(concept("http://snomed.info/sct", "308447003", "Referral to physiotherapist"), back);
        }
        if (chance(40)) {
            screening();
        }
        later(20);
        if (chance(50)) {
            service("{\"text\":\"Massage therapy\"}", back);
        }
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private void later(int days) throws IOException {
        day = day.plusDays(days);
        visit();
    }

    private String id(String kind) {
        return patient + "-" + kind + "-" + ++number;
    }

    private void visit() throws IOException {
        encounter = id("visit");
        put(
                "Encounter",
                encounter,
                "\"status\":\"finished\",\"class\":{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\","
                        + "\"code\":\"AMB\"}," + subject("subject") + ",\"period\":{\"start\":\"" + day
                        + "T09:00:00Z\",\"end\":\"" + day + "T09:20:00Z\"}");
        encounter = "\"encounter\":{\"reference\":\"Encounter/" + encounter + "\"},";
    }

    private String backPain() throws IOException {
        return condition("M54.50", "Low back pain, unspecified");
    }

    /** The reference to it. */
    private String condition(String code, String words) throws IOException {
        String id = id("condition");
        boolean now = !encounter.isEmpty();
        put(
                "Condition",
                id,
                "\"clinicalStatus\":" + coding(CONDITION + "clinical", "active") + ",\"verificationStatus\":"
                        + coding(CONDITION + "ver-status", "confirmed") + ",\"category\":["
                        + coding(CONDITION + "category", now ? "encounter-diagnosis" : "problem-list-item")
                        + "],\"code\":" + concept(ICD, code, words) + "," + subject("subject") + "," + encounter
                        + "\"onsetDateTime\":\"" + (now ? day.minusDays(random.nextInt(6)) : day)
                        + "\",\"recordedDate\":\"" + day + "\"");
        return "\"reasonReference\":[{\"reference\":\"Condition/" + id + "\"}],";
    }

    private void order(Drug drug, int days, String reason) throws IOException {
        order("completed", drug, days, reason);
    }

    private void order(String status, Drug drug, int days, String reason) throws IOException {
        String medication = byReference(drug)
                ? "\"medicationReference\":{\"reference\":\"Medication/" + drug.id() + "\"}"
                : "\"medicationCodeableConcept\":" + concept(RXNORM, drug.code, drug.words);
        put(
                "MedicationRequest",
                id("drug"),
                "\"status\":\"" + status + "\",\"intent\":\"order\"," + medication + "," + subject("subject") + ","
                        + encounter + "\"authoredOn\":\"" + day + "\"," + (reason == null ? "" : reason)
                        + String.format(
                                Locale.ROOT,
                                "\"dosageInstruction\":[{\"timing\":{\"repeat\":{\"frequency\":%d,\"period\":1,"
                                        + "\"periodUnit\":\"d\"}},\"doseAndRate\":[{\"doseQuantity\":{\"value\":%d,"
                                        + "\"unit\":\"tablet\"}}]}],\"dispenseRequest\":{\"numberOfRepeatsAllowed\":0,"
                                        + "\"quantity\":{\"value\":%d,\"unit\":\"tablet\"},\"expectedSupplyDuration\":"
                                        + "{\"value\":%d,\"unit\":\"days\",\"system\":\"http://unitsofmeasure.org\","
                                        + "\"code\":\"d\"}}",
                                drug.times,
                                drug.dose,
                                drug.dose * drug.times * days,
                                days));
    }

    private void service(String code, String reason) throws IOException {
        put(
                "ServiceRequest",
                id("service"),
                "\"status\":\"completed\",\"intent\":\"order\",\"code\":" + code + "," + subject("subject") + ","
                        + encounter + "\"authoredOn\":\"" + day + "\"," + reason.substring(0, reason.length() - 1));
    }

    private void kidneyFunction(int value) throws IOException {
        observation(
                concept(LOINC, "62238-1", "eGFR CKD-EPI"),
                "\"valueQuantity\":{\"value\":" + value + ",\"unit\":\"mL/min/{1.73_m2}\","
                        + "\"system\":\"http://unitsofmeasure.org\",\"code\":\"mL/min/{1.73_m2}\"}");
    }

    private void screening() throws IOException {
        observation(concept(LOINC, "55758-7", "PHQ-2 total score"), "\"valueInteger\":" + random.nextInt(4));
    }

    private void observation(String code, String value) throws IOException {
        put(
                "Observation",
                id("result"),
                "\"status\":\"final\",\"code\":" + code + "," + subject("subject") + "," + encounter
                        + "\"effectiveDateTime\":\"" + day + "\"," + value);
    }

    private void allergy() throws IOException {
        put(
                "AllergyIntolerance",
                id("allergy"),
                "\"clinicalStatus\":" + coding("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", "active")
                        + ",\"verificationStatus\":"
                        + coding("http://terminology.hl7.org/CodeSystem/allergyintolerance-verification", "confirmed")
                        + ",\"code\":" + concept(RXNORM, "7258", "naproxen") + "," + subject("patient")
                        + ",\"recordedDate\":\"" + day + "\"");
    }

    private String subject(String field) {
        return "\"" + field + "\":{\"reference\":\"Patient/" + patient + "\"}";
    }

    private static String coding(String system, String code) {
        return "{\"coding\":[{\"system\":\"" + system + "\",\"code\":\"" + code + "\"}]}";
    }

    private static String concept(String system, String code, String words) {
        String coded = code.isEmpty() ? "" : "\"coding\":[{\"system\":\"" + system + "\",\"code\":\"" + code + "\"}],";
        return "{" + coded + "\"text\":\"" + words + "\"}";
    }

    private void put(String type, String id, String rest) throws IOException {
        BufferedWriter file = files.get(type);
        if (file == null) {
            file = Files.newBufferedWriter(folder.resolve(type + ".ndjson"));
            files.put(type, file);
        }
        file.write("{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\"," + rest + "}\n");
    }
}
