package org.lumbarcds.invariants.labels;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of a decision table about the safety of suggestions: what is on record and how, and what is expected of each drug.
 * The rows are typed from the specification, not derived from the value sets.
 */
public record RecordRow(
        String id,
        String how,
        String system,
        String code,
        String text,
        String status,
        String date,
        Map<String, String> expected,
        String reason) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern RESULT = Pattern.compile("(>=|<=|>|<)?\\s*(\\d+(?:\\.\\d+)?)\\s*(.*)");

    private static final Map<String, String> SYSTEMS = Map.ofEntries(
            Map.entry("icd10", "http://hl7.org/fhir/sid/icd-10-cm"),
            Map.entry("icd10who", "http://hl7.org/fhir/sid/icd-10"),
            Map.entry("icd10gm", "http://fhir.de/CodeSystem/bfarm/icd-10-gm"),
            Map.entry("icd9", "http://hl7.org/fhir/sid/icd-9-cm"),
            Map.entry("snomed", "http://snomed.info/sct"),
            Map.entry("rxnorm", "http://www.nlm.nih.gov/research/umls/rxnorm"),
            Map.entry("atc", "http://www.whocc.no/atc"),
            Map.entry("ndc", "http://hl7.org/fhir/sid/ndc"),
            Map.entry("loinc", "http://loinc.org"),
            Map.entry("icpc", "http://hl7.org/fhir/sid/icpc-2"),
            Map.entry("read", "http://read.info/readv2"),
            Map.entry("pzn", "http://fhir.de/CodeSystem/ifa/pzn"),
            Map.entry("cvx", "http://hl7.org/fhir/sid/cvx"),
            Map.entry("unii", "http://fdasis.nlm.nih.gov"),
            Map.entry("icd10am", "urn:oid:2.16.840.1.113883.6.135"),
            Map.entry("icd10ca", "https://fhir.infoway-inforoute.ca/CodeSystem/icd-10-ca"),
            Map.entry("icd11", "http://id.who.int/icd/release/11/mms"),
            Map.entry("umls", "http://terminology.hl7.org/CodeSystem/umls"),
            Map.entry("cip", "urn:oid:1.2.250.1.213.2.3.1"),
            Map.entry("cn", "https://www.aemps.gob.es/codigo-nacional"),
            Map.entry("dmd", "https://dmd.nhs.uk"),
            Map.entry("local", "urn:oid:1.2.3.4.5.6.7.8"));

    /** The rows of a file of the test resources. */
    public static List<RecordRow> read(String file) {
        try {
            List<String> lines = Files.readAllLines(Path.of("src/test/resources/exclusions", file));
            List<String> head = List.of(lines.get(0).split("\t", -1));
            return lines.stream()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> of(head, List.of(line.split("\t", -1))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordRow of(List<String> head, List<String> cells) {
        return new RecordRow(
                cells.get(head.indexOf("id")),
                cells.get(head.indexOf("how")),
                cells.get(head.indexOf("system")),
                cells.get(head.indexOf("code")),
                cells.get(head.indexOf("text")),
                cells.get(head.indexOf("status")),
                cells.get(head.indexOf("date")),
                Map.of(
                        "naproxen", cells.get(head.indexOf("naproxen")),
                        "acetaminophen", cells.get(head.indexOf("acetaminophen")),
                        "cyclobenzaprine", cells.get(head.indexOf("cyclobenzaprine")),
                        "methocarbamol", cells.get(head.indexOf("methocarbamol"))),
                cells.get(head.indexOf("reason")));
    }

    /** The single entries of a row that has several, as {@code order + order}. */
    private List<RecordRow> entries() {
        List<RecordRow> entries = new ArrayList<>();
        String[] hows = how.split(" \\+ ", -1);
        for (int i = 0; i < hows.length; i++) {
            entries.add(new RecordRow(
                    id + "-" + i,
                    hows[i].strip(),
                    part(system, i, hows.length),
                    part(code, i, hows.length),
                    part(text, i, hows.length),
                    part(status, i, hows.length),
                    part(date, i, hows.length),
                    expected,
                    reason));
        }
        return entries;
    }

    private static String part(String cell, int index, int of) {
        String[] parts = (" " + cell + " ").split(" \\+ ", -1);
        return of == 1 ? cell : parts.length == of ? parts[index].strip() : "";
    }

    /** Puts what the row has on record into a chart's prefetch and the drafts of the session. */
    public void addTo(ObjectNode prefetch, ArrayNode drafts, LocalDate today) {
        for (RecordRow entry : entries()) {
            entry.addOne(prefetch, drafts, today);
        }
    }

    private void addOne(ObjectNode prefetch, ArrayNode drafts, LocalDate today) {
        switch (how) {
            case "problem", "allergy-condition" -> add(prefetch, "conditions", condition(today));
            case "encounter-reason" -> {
                ObjectNode encounter = resource("Encounter");
                encounter.put("id", "visit").put("status", "in-progress");
                encounter.putArray("reasonCode").add(concept());
                prefetch.set("encounter", encounter);
            }
            case "order" -> add(prefetch, "medications", order("MedicationRequest", today));
            case "plan", "proposal", "option" ->
                add(prefetch, "medications", order("MedicationRequest", today).put("intent", how));
            case "statement" -> add(prefetch, "statements", order("MedicationStatement", today));
            case "draft-order" -> drafts.add(JSON.objectNode().set("resource", order("MedicationRequest", today)));
            case "allergy" -> add(prefetch, "allergies", allergy());
            case "egfr", "result" -> add(prefetch, "egfr", observation(today));
            case "age" -> ((ObjectNode) prefetch.get("patient")).setAll(birth(today));
            default -> throw new IllegalArgumentException(id + ": how is " + how);
        }
    }

    private ObjectNode birth(LocalDate today) {
        ObjectNode patient = JSON.objectNode();
        if (text.isEmpty()) {
            return patient.putNull("birthDate");
        }
        if (text.contains("birth year")) {
            int age = Integer.parseInt(text.replaceAll("^\\D*(\\d+) or (\\d+).*$", "$2"));
            return patient.put("birthDate", String.valueOf(today.getYear() - age));
        }
        return patient.put("birthDate", today.minusYears(Integer.parseInt(text)).toString());
    }

    private ObjectNode condition(LocalDate today) {
        ObjectNode condition = resource("Condition");
        String[] dates = date.split("/");
        condition.set("code", concept());
        if (text.startsWith("[")) {
            condition.put("language", text.substring(1, text.indexOf(']')));
        }
        boolean verification = List.of("refuted", "entered-in-error", "provisional", "differential", "unconfirmed")
                .contains(status);
        if (verification) {
            condition.set("verificationStatus", status(status));
            if (!status.equals("entered-in-error")) {
                condition.set("clinicalStatus", status("active"));
            }
        } else {
            condition.set("clinicalStatus", status(status.isEmpty() ? "active" : status));
        }
        if (!dates[0].isEmpty()) {
            condition.put("onsetDateTime", day(dates[0], today));
        }
        if (dates.length > 1) {
            condition.put("abatementDateTime", day(dates[1], today));
        } else if (status.equals("resolved") && !dates[0].isEmpty()) {
            condition.put("abatementDateTime", day(dates[0], today));
        }
        return condition;
    }

    private ObjectNode order(String type, LocalDate today) {
        ObjectNode order = resource(type);
        String[] dates = date.split("/");
        order.put("status", status.isEmpty() ? "active" : status).put("intent", "order");
        if (system.equals("ref")) {
            order.putObject("medicationReference")
                    .put("reference", "Medication/elsewhere")
                    .put("display", text);
        } else {
            order.set("medicationCodeableConcept", concept());
        }
        order.putObject("subject").put("reference", "Patient/p");
        String dated = type.equals("MedicationStatement") ? "effectiveDateTime" : "authoredOn";
        if (!dates[0].isEmpty()) {
            order.put(dated, day(dates[0], today));
        } else if (type.equals("MedicationRequest")) {
            order.put(dated, day("-20d", today));
        }
        boolean ended = status.equals("stopped") && !dates[0].isEmpty();
        if (dates.length > 1 || ended) {
            ObjectNode period = order.putArray("dosageInstruction")
                    .addObject()
                    .putObject("timing")
                    .putObject("repeat")
                    .putObject("boundsPeriod");
            period.put("start", day(dates[0], today)).put("end", day(dates[dates.length - 1], today));
        }
        return order;
    }

    private ObjectNode allergy() {
        ObjectNode allergy = resource("AllergyIntolerance");
        String[] parts = text.split("\\|");
        if (status.equals("refuted") || status.equals("entered-in-error")) {
            allergy.set("verificationStatus", status(status));
        } else if (!status.isEmpty()) {
            allergy.set("clinicalStatus", status(status));
        }
        ObjectNode concept = concept(parts[0].strip());
        if (!concept.isEmpty()) {
            allergy.set("code", concept);
        }
        for (int i = 1; i < parts.length; i++) {
            String[] detail = parts[i].strip().split("=", 2);
            detail(allergy, detail[0], detail[1]);
        }
        return allergy;
    }

    private static void detail(ObjectNode allergy, String field, String value) {
        switch (field) {
            case "category" -> allergy.putArray("category").add(value);
            case "note" -> allergy.putArray("note").addObject().put("text", value);
            case "reaction" ->
                allergy.withArray("reaction")
                        .addObject()
                        .putArray("manifestation")
                        .addObject()
                        .put("text", value);
            case "reaction.substance" ->
                allergy.withArray("reaction").addObject().putObject("substance").put("text", value);
            default -> allergy.put(field, value);
        }
    }

    private ObjectNode observation(LocalDate today) {
        ObjectNode observation = resource("Observation");
        observation.put("status", status.isEmpty() ? "final" : status);
        RecordRow coded = this;
        observation.set("code", coded.concept(""));
        observation.put("effectiveDateTime", day(date.isEmpty() ? "-20d" : date, today));
        Matcher result = RESULT.matcher(text);
        if (!result.matches()) {
            return observation.put("valueString", text);
        }
        ObjectNode quantity = observation.putObject("valueQuantity");
        quantity.put("value", new java.math.BigDecimal(result.group(2)));
        if (result.group(1) != null) {
            quantity.put("comparator", result.group(1));
        }
        if (!result.group(3).isBlank()) {
            quantity.put("unit", result.group(3).strip());
        }
        return observation;
    }

    private ObjectNode concept() {
        return concept(text);
    }

    /** Codings pairwise by " ; "; the text is the display of the first and the text of the concept. */
    private ObjectNode concept(String named) {
        ObjectNode concept = JSON.objectNode();
        if (!code.isEmpty() || !system.isEmpty()) {
            String[] systems = system.split(" ; ", -1);
            String[] codes = code.split(" ; ", -1);
            ArrayNode codings = concept.putArray("coding");
            for (int i = 0; i < codes.length; i++) {
                ObjectNode coding = codings.addObject();
                String of = systems[Math.min(i, systems.length - 1)].strip();
                if (!of.isEmpty() && !of.equals("none")) {
                    coding.put("system", SYSTEMS.getOrDefault(of, of));
                }
                coding.put("code", codes[i].strip());
            }
        }
        String words = named.replaceFirst("^\\[\\w+] ", "");
        if (!words.isEmpty()) {
            concept.put("text", words);
        }
        return concept;
    }

    private static ObjectNode resource(String type) {
        return JSON.objectNode().put("resourceType", type);
    }

    private static ObjectNode status(String code) {
        ObjectNode concept = JSON.objectNode();
        concept.putArray("coding").addObject().put("code", code);
        return concept;
    }

    private static String day(String offset, LocalDate today) {
        return today.plusDays(Long.parseLong(offset.strip().replace("d", ""))).toString();
    }

    private void add(ObjectNode prefetch, String key, ObjectNode resource) {
        ArrayNode entries = (ArrayNode) prefetch.get(key).get("entry");
        resource.put("id", id + "-" + entries.size());
        entries.addObject().set("resource", resource);
    }

    /** A healthy patient of 40 with back pain and spasm of five days and nothing else on record. */
    public static ObjectNode healthy(LocalDate today) {
        ObjectNode prefetch = JSON.objectNode();
        ObjectNode patient = prefetch.putObject("patient");
        patient.put("resourceType", "Patient")
                .put("id", "p")
                .put("birthDate", today.minusYears(40).minusDays(100).toString());
        for (String key : List.of(
                "conditions",
                "medications",
                "allergies",
                "egfr",
                "screenings",
                "referrals",
                "procedures",
                "statements")) {
            prefetch.putObject(key)
                    .put("resourceType", "Bundle")
                    .put("type", "searchset")
                    .putArray("entry");
        }
        prefetch.putNull("encounter");
        new RecordRow("pain", "problem", "icd10", "M54.50", "", "active", "-5d", Map.of(), "")
                .addTo(prefetch, JSON.arrayNode(), today);
        new RecordRow("spasm", "problem", "icd10", "M62.830", "", "active", "-5d", Map.of(), "")
                .addTo(prefetch, JSON.arrayNode(), today);
        return prefetch;
    }

    @Override
    public String toString() {
        return id + " " + how + " " + system + " " + code + " '" + text + "' " + status + " " + date + ": " + reason;
    }
}
