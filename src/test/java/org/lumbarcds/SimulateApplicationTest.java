package org.lumbarcds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.cards.BaseValidator;
import org.lumbarcds.guideline.rules.LowBackPainRule;

/** Simulations as they are started, on the shipped population and on small folders made here. */
class SimulateApplicationTest {

    private static final Path POPULATION = Path.of("bench/population");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        out.reset();
        err.reset();
        return SimulateApplication.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private JsonNode results(Path folder, String... more) throws IOException {
        List<String> args = new ArrayList<>(
                List.of(folder.toString(), "--out", directory.resolve("out").toString()));
        args.addAll(List.of(more));
        assertThat(run(args.toArray(String[]::new)))
                .as(() -> out.toString(UTF_8) + err.toString(UTF_8))
                .isZero();
        return MAPPER.readTree(directory.resolve("out/results.json").toFile());
    }

    /** The rules that fired, with how often. */
    private static Map<String, Integer> fired(JsonNode results) {
        Map<String, Integer> fired = new TreeMap<>();
        results.get("rules").forEach(rule -> {
            if (rule.get("fired").asInt() > 0) {
                fired.put(rule.get("rule").asText(), rule.get("fired").asInt());
            }
        });
        return fired;
    }

    private static JsonNode rule(JsonNode results, String id) {
        for (JsonNode rule : results.get("rules")) {
            if (rule.get("rule").asText().equals(id)) {
                return rule;
            }
        }
        throw new AssertionError("No line for " + id);
    }

    private static Map<String, List<ObjectNode>> population() throws IOException {
        Map<String, List<ObjectNode>> byType = new TreeMap<>();
        try (Stream<Path> files = Files.list(POPULATION)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".ndjson"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    ObjectNode resource = (ObjectNode) MAPPER.readTree(line);
                    byType.computeIfAbsent(resource.get("resourceType").asText(), t -> new ArrayList<>())
                            .add(resource);
                }
            }
        }
        return byType;
    }

    private static List<ObjectNode> everything() throws IOException {
        return population().values().stream().flatMap(List::stream).toList();
    }

    private static boolean belongsTo(ObjectNode resource, String patient) {
        String id = resource.get("id").asText();
        return id.equals(patient) || id.startsWith(patient + "-") || isMedication(resource);
    }

    private static boolean isMedication(ObjectNode resource) {
        return resource.get("resourceType").asText().equals("Medication");
    }

    private Path ndjson(String name, List<? extends JsonNode> resources) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(name));
        Files.write(
                folder.resolve("data.ndjson"),
                resources.stream().map(JsonNode::toString).toList());
        return folder;
    }

    @Test
    void populationIsReported() throws IOException {
        JsonNode results = results(POPULATION);

        assertThat(results.get("patients").asInt()).isEqualTo(60);
        assertThat(results.get("notUsed")).isEmpty();
        assertThat(results.get("notInFolder"))
                .extracting(JsonNode::asText)
                .containsExactly("MedicationStatement", "Procedure");
        assertThat(results.get("cards").get("callsRefused").asInt()).isZero();
        int orders = results.get("orders").asInt();
        assertThat(orders)
                .isEqualTo(population().get("MedicationRequest").size()
                        + population().get("ServiceRequest").size());
        assertThat(results.get("rules"))
                .as("rules with a patient whom they are about")
                .filteredOn(rule -> rule.get("fired").asInt() > 0)
                .hasSizeGreaterThanOrEqualTo(16);
        JsonNode bedRest = rule(results, "bed-rest");
        assertThat(bedRest.get("fired").asInt()).isEqualTo(5);
        assertThat(bedRest.get("patientsPer100").asText()).isEqualTo("8.3");
        assertThat(out.toString(UTF_8))
                .contains("60 patients, " + orders + " orders signed")
                .contains("bed-rest");
        assertThat(Files.readAllLines(directory.resolve("out/results.csv")))
                .hasSize(1 + LowBackPainRule.values().length)
                .anyMatch(line -> line.startsWith("bed-rest,on,orders,5,"));
        assertThat(ImageIO.read(directory.resolve("out/results.png").toFile()).getWidth())
                .isEqualTo(1100);
    }

    /** Each worked out by hand from the patient's dates; the numbers are rule=firings. */
    @ParameterizedTest
    @CsvSource({
        // An opioid for a knee.
        "p005, ''",
        // Ibuprofen, a past ulcer on record.
        "p012, first-line-care=1 nsaid-caution=1",
        // Naproxen, after its 10 days an opioid: still first-line time at both visits (days 1 and 12).
        "p014, first-line-care=2 opioid-first-line=1",
        // X-ray on the first day, MRI after 50: only the first is routine. The second visit has three things to say.
        "p024, first-line-care=1 physical-therapy-referral=1 psychosocial-screening=1 reassess=1 routine-imaging=1",
        // Naproxen with an eGFR of 24; visits on days 3, 24 and 44, a PHQ-2 on day 24.
        "p025, first-line-care=1 nsaid-caution=1 physical-therapy-referral=2 reassess=1",
        // Chlorzoxazone, aceclofenac and paracetamol in one tablet, ordered in words on day 4.
        "p034, acetaminophen-caution=1 first-line-care=1 relaxant-combination=1",
        "p039, bed-rest=1 first-line-care=1",
        // 10 days of cyclobenzaprine, from the 10th on 30 more: 39 days. Opened on days 4, 13 and 32; it runs on the
        // last.
        "p043, first-line-care=1 muscle-relaxant-duration=1 physical-therapy-referral=1 psychosocial-screening=1"
                + " reassess=1 relaxant-course-exceeded=1",
        // Aged 81, 10 days of cyclobenzaprine and after a gap of 2 another 14: 26 days. Second visit on day 14.
        "p060, first-line-care=1 muscle-relaxant-duration=1 physical-therapy-referral=1 psychosocial-screening=1"
                + " relaxant-caution=2",
    })
    void onePatient(String patient, String expected) throws IOException {
        Path folder = ndjson(
                "one",
                everything().stream()
                        .filter(resource -> belongsTo(resource, patient))
                        .toList());

        Map<String, Integer> rules = new TreeMap<>();
        Arrays.stream(expected.split(" "))
                .filter(rule -> !rule.isEmpty())
                .forEach(rule -> rules.put(
                        rule.substring(0, rule.indexOf('=')), Integer.valueOf(rule.substring(rule.indexOf('=') + 1))));
        // Nobody else in the folder says anything of allergies and orders of services; that is then not checked.
        assertThat(fired(results(withOneOfEachType(folder)))).isEqualTo(rules);
    }

    /** Somebody who never needed care has one resource of each type, so that each counts as exported. */
    private static Path withOneOfEachType(Path folder) throws IOException {
        Files.writeString(folder.resolve("other.ndjson"), """
                {"resourceType":"Patient","id":"other"}
                {"resourceType":"AllergyIntolerance","id":"a","patient":{"reference":"Patient/other"}}
                {"resourceType":"Condition","id":"c","subject":{"reference":"Patient/other"}}
                {"resourceType":"Observation","id":"o","subject":{"reference":"Patient/other"}}
                {"resourceType":"ServiceRequest","id":"s","status":"draft","subject":{"reference":"Patient/other"}}
                {"resourceType":"MedicationRequest","id":"m","status":"draft","subject":{"reference":"Patient/other"}}
                """);
        return folder;
    }

    @Test
    void orderOfResourcesIsIrrelevant() throws IOException {
        JsonNode expected = results(POPULATION);
        List<ObjectNode> shuffled = new ArrayList<>(everything());
        Collections.shuffle(shuffled, new Random(3));
        Path folder = ndjson("shuffled", shuffled.subList(0, 100));
        Path deeper = Files.createDirectories(folder.resolve("more"));
        try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(deeper.resolve("rest.ndjson.gz")))) {
            for (ObjectNode resource : shuffled.subList(100, shuffled.size())) {
                zipped.write((resource + "\n").getBytes(UTF_8));
            }
        }

        assertThat(results(folder)).isEqualTo(expected);
    }

    @Test
    void bundlesAreReportedAsLinesAre() throws IOException {
        JsonNode expected = results(POPULATION);

        assertThat(results(oneBundle("searchset"))).isEqualTo(expected);
        assertThat(results(transactions())).isEqualTo(expected);
    }

    private Path oneBundle(String type) throws IOException {
        ObjectNode bundle = MAPPER.createObjectNode();
        ArrayNode entries = bundle.putArray("entry");
        for (ObjectNode resource : everything()) {
            entries.addObject()
                    .put(
                            "fullUrl",
                            "https://ehr.example.org/fhir/"
                                    + resource.get("resourceType").asText() + "/"
                                    + resource.get("id").asText())
                    .set("resource", resource);
        }
        bundle.put("resourceType", "Bundle").put("type", type);
        Path folder = Files.createDirectories(directory.resolve(type));
        Files.writeString(folder.resolve("all.json"), bundle.toPrettyString());
        return folder;
    }

    /** A Bundle per patient, whose resources have no id and refer to each other by {@code urn:uuid:}. */
    private Path transactions() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("transactions"));
        Map<String, ObjectNode> bundles = new LinkedHashMap<>();
        for (ObjectNode resource : everything()) {
            String owner = isMedication(resource)
                    ? "medications"
                    : resource.get("id").asText().split("-")[0];
            ObjectNode bundle = bundles.computeIfAbsent(
                    owner,
                    o -> MAPPER.createObjectNode().put("resourceType", "Bundle").put("type", "transaction"));
            String urn = urn(resource.get("resourceType").asText() + "/"
                    + resource.get("id").asText());
            resource.remove("id");
            for (JsonNode parent : resource.findParents("reference")) {
                ((ObjectNode) parent)
                        .put("reference", urn(parent.get("reference").asText()));
            }
            bundle.withArray("entry").addObject().put("fullUrl", urn).set("resource", resource);
        }
        for (Map.Entry<String, ObjectNode> bundle : bundles.entrySet()) {
            Files.writeString(
                    folder.resolve(bundle.getKey() + ".json"), bundle.getValue().toString());
        }
        return folder;
    }

    private static String urn(String reference) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(reference.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"2025-03-10, 1", "2025-03-11, 0"})
    void conditionRecordedAfterTheOrderIsNotSeen(String recorded, int firings) throws IOException {
        JsonNode results = results(ndjson("then", List.of(opioidOrder("2025-03-10"), backPain(recorded), adult())));

        assertThat(rule(results, "opioid-first-line").get("fired").asInt()).isEqualTo(firings);
    }

    @Test
    void conditionThatEndedAfterTheOrderWasActive() throws IOException {
        ObjectNode ended = backPain("2025-03-01");
        ended.put("abatementDateTime", "2025-04-01").remove("clinicalStatus");
        ObjectNode over = backPain("2025-01-01");
        over.put("abatementDateTime", "2025-02-01").remove("clinicalStatus");

        assertThat(fired(results(ndjson("ended", List.of(opioidOrder("2025-03-10"), ended, adult())))))
                .containsKey("opioid-first-line");
        assertThat(fired(results(ndjson("over", List.of(opioidOrder("2025-03-10"), over, adult())))))
                .isEmpty();
    }

    @Test
    void patientWhoDiedLaterWasAlive() throws IOException {
        List<ObjectNode> chart = List.of(opioidOrder("2025-03-10"), backPain("2025-03-09"));

        assertThat(fired(results(ndjson("alive", with(chart, adult().put("deceasedDateTime", "2025-06-01"))))))
                .containsKey("opioid-first-line");
        assertThat(fired(results(ndjson("dead", with(chart, adult().put("deceasedDateTime", "2025-02-01"))))))
                .isEmpty();
    }

    private static List<ObjectNode> with(List<ObjectNode> resources, ObjectNode one) {
        List<ObjectNode> all = new ArrayList<>(resources);
        all.add(one);
        return all;
    }

    private static ObjectNode adult() throws IOException {
        return object("{'resourceType':'Patient','id':'p','birthDate':'1980-01-01'}");
    }

    private static ObjectNode opioidOrder(String day) throws IOException {
        return object("{'resourceType':'MedicationRequest','id':'o','status':'completed','intent':'order',"
                + "'medicationCodeableConcept':{'text':'Oxycodone 5 mg tablet'},"
                + "'subject':{'reference':'Patient/p'},'authoredOn':'" + day + "T11:00:00Z'}");
    }

    private static ObjectNode backPain(String recorded) throws IOException {
        return object("{'resourceType':'Condition','id':'c','clinicalStatus':{'coding':[{'code':'active'}]},"
                + "'code':{'text':'Low back pain'},'subject':{'reference':'Patient/p'},"
                + "'onsetDateTime':'2025-01-01','recordedDate':'" + recorded + "'}");
    }

    private static ObjectNode object(String json) throws IOException {
        return (ObjectNode) MAPPER.readTree(json.replace('\'', '"'));
    }

    @Test
    void typesThatWereNotExportedAreNotChecked() throws IOException {
        JsonNode results = results(ndjson("few", List.of(opioidOrder("2025-03-10"), adult())));

        assertThat(results.get("notInFolder").toString()).contains("Condition").contains("AllergyIntolerance");
        assertThat(rule(results, "opioid-first-line").get("undecided").asInt()).isEqualTo(1);
        assertThat(results.get("cards").get("callsRefused").asInt()).isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("Not in the folder, so not checked: ");
    }

    @Test
    void whatCannotBeUsedIsCounted() throws IOException {
        Path folder = ndjson(
                "broken",
                List.of(
                        adult(),
                        opioidOrder("2025-03-10").put("id", "draft").put("status", "draft"),
                        opioidOrder("2025-03-10").put("id", "undated").put("authoredOn", "in spring"),
                        object("{'resourceType':'MedicationRequest','id':'dangling','status':'active','intent':'order',"
                                + "'authoredOn':'2025-03-10','subject':{'reference':'Patient/p'},"
                                + "'encounter':{'reference':'Encounter/none'},"
                                + "'medicationReference':{'reference':'Medication/none'}}"),
                        backPain("2025-03-01").put("id", "nobody").putNull("subject"),
                        backPain("2025-03-01").put("id", "twice"),
                        backPain("2025-03-01").put("id", "twice"),
                        backPain("2025-03-01").<ObjectNode>set("subject", object("{'reference':'Patient/unknown'}")),
                        object("{'resourceType':'Spaceship','id':'x'}"),
                        object("{'id':'y'}")));
        Files.writeString(folder.resolve("bad.ndjson"), "{\"resourceType\":\n\n[1]\n");
        Files.writeString(folder.resolve("cut.json"), "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":");
        Files.write(folder.resolve("cut.ndjson.gz"), new byte[] {31, -117, 8});

        JsonNode notUsed = results(folder).get("notUsed");

        assertThat(notUsed)
                .isEqualTo(object("{'broken-line':2,'broken-file':2,'no-resource':1,'without-patient':1,"
                        + "'unknown-patient':1,'duplicate':1,'unknown-medication':1,'unknown-encounter':1,"
                        + "'undated-order':1,'not-signed':1}"));
        assertThat(err.toString(UTF_8)).contains("bad.ndjson, line 1: no JSON object");
    }

    @Test
    void chartsAreOpenedOncePerPatientAsOfADay() throws IOException {
        JsonNode results = results(POPULATION, "--as-of", "2025-05-01");

        assertThat(results.get("charts").asInt()).isEqualTo(60);
        assertThat(results.get("last").asText()).isEqualTo("2025-05-01");
        assertThat(results.get("notUsed").get("later").asInt()
                        + results.get("orders").asInt())
                .isEqualTo(population().get("MedicationRequest").size()
                        + population().get("ServiceRequest").size());
    }

    @Test
    void modesAndHooksAreObeyed() throws IOException {
        JsonNode results = results(
                POPULATION,
                "--hook",
                "order-sign",
                "--lumbar.rules.bed-rest.mode=shadow",
                "--lumbar.rules.routine-imaging.mode=off");

        assertThat(results.get("charts").asInt()).isZero();
        assertThat(results.get("rules").findValuesAsText("rule")).doesNotContain("routine-imaging", "reassess");
        assertThat(rule(results, "bed-rest").get("mode").asText()).isEqualTo("shadow");
        assertThat(rule(results, "bed-rest").get("fired").asInt()).isEqualTo(5);
        // Every order is selected, so only what is said at signing alone can differ; here nothing is.
        assertThat(fired(results(POPULATION, "--hook", "order-select", "--lumbar.rules.routine-imaging.mode=off")))
                .isEqualTo(fired(results));
    }

    @Test
    void nothingIsLeftWhereDataWasGrouped() throws IOException {
        Path spill = directory.resolve("spill");
        results(POPULATION, "--spill", spill.toString());

        try (Stream<Path> left = Files.list(spill)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void unusableInputEndsWith2AndSaysWhatToWrite() throws IOException {
        Path empty = Files.createDirectories(directory.resolve("empty"));
        Path other = Files.createDirectories(directory.resolve("other"));
        Files.writeString(other.resolve("settings.json"), "{\"a\":1}");

        assertUnusable("There is no folder", "nowhere");
        assertUnusable("There is no .ndjson or .json file in", empty.toString());
        assertUnusable(
                "hold no FHIR resource",
                other.toString(),
                "--out",
                directory.resolve("o").toString());
        assertUnusable("Usage: bench/simulate FOLDER");
        assertUnusable("--as-of is \"May\"; write a day such as", POPULATION.toString(), "--as-of", "May");
        assertUnusable("write one of patient-view, order-select", POPULATION.toString(), "--hook", "order-view");
        assertUnusable("What is \"--fast\"?", POPULATION.toString(), "--fast");
        assertUnusable("--out wants a value", POPULATION.toString(), "--out");
        assertThat(run(POPULATION.toString(), "--lumbar.rules.bed-rest.mode=sometimes"))
                .isEqualTo(2);
    }

    /** More than the service would take as a chart, if each order brought its Medication along. */
    @Test
    void drugOrderedAHundredTimesDoesNotMakeAChartTooLarge() throws IOException {
        List<ObjectNode> resources = new ArrayList<>(List.of(
                adult(),
                object("{'resourceType':'Medication','id':'m','code':{'text':'" + "oxycodone ".repeat(2_000) + "'}}")));
        for (int i = 0; i < 100; i++) {
            ObjectNode order = opioidOrder("2025-03-10").put("id", "o" + i);
            order.remove("medicationCodeableConcept");
            order.putObject("medicationReference").put("reference", "Medication/m");
            resources.add(order);
        }

        JsonNode results = results(ndjson("refills", resources), "--lumbar.limits.body=200KB");

        assertThat(results.get("orders").asInt()).isEqualTo(100);
        assertThat(results.get("notUsed").has("too-large")).isFalse();
    }

    /** As the service would: it can't tell what is ordered. */
    @Test
    void orderOfAMedicationThatIsNotInTheFolderIsRefused() throws IOException {
        ObjectNode order = opioidOrder("2025-03-10");
        order.remove("medicationCodeableConcept");
        order.putObject("medicationReference").put("reference", "Medication/none");

        JsonNode results = results(ndjson("unknown", List.of(adult(), backPain("2025-03-01"), order)));

        assertThat(results.at("/cards/callsRefused").asInt()).isEqualTo(1);
        assertThat(results.at("/notUsed/unknown-medication").asInt()).isEqualTo(1);
    }

    @Test
    void resultsMayGoIntoTheFolderItself_andAreNotReadAgain() throws IOException {
        Path folder = ndjson("both", List.of(adult(), backPain("2025-03-01"), opioidOrder("2025-03-10")));
        String name = folder.toString();

        assertThat(run(name, "--out", name)).as(err.toString(UTF_8)).isZero();
        String first = Files.readString(folder.resolve("results.json"));
        assertThat(run(name, "--out", name)).isZero();

        assertThat(Files.readString(folder.resolve("results.json")))
                .isEqualTo(first)
                .doesNotContain("no-resource");
    }

    private void assertUnusable(String message, String... args) {
        assertThat(run(args)).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains(message).doesNotContain("Exception");
    }

    @Test
    void populationIsWhatItsGeneratorMakes() throws Exception {
        Path again = directory.resolve("again");
        Process generator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "bench/Population.java",
                        again.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(generator.getInputStream().readAllBytes(), UTF_8);
        assertThat(generator.waitFor()).as(said).isZero();

        try (Stream<Path> made = Files.list(again)) {
            assertThat(made.toList()).hasSize(8).allSatisfy(file -> assertThat(file)
                    .hasSameBinaryContentAs(POPULATION.resolve(file.getFileName())));
        }
    }

    @Test
    void populationIsValid() throws IOException {
        for (List<ObjectNode> resources : population().values()) {
            for (ObjectNode resource : resources.subList(0, Math.min(8, resources.size()))) {
                assertThat(BaseValidator.errors(resource))
                        .as(resource.get("id").asText())
                        .isEmpty();
            }
        }
    }
}
