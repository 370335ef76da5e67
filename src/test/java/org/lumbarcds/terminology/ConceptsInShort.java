package org.lumbarcds.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;

/** Concepts for tests in a few words: {@code "RX 1049221 'Percocet' + ICD M54.50"}. */
public final class ConceptsInShort {

    /** The terminology every test reads, loaded once. */
    public static final ValueSetTerminology SHIPPED = ValueSetTerminology.load(null);

    private static final Map<String, String> SYSTEMS = Map.ofEntries(
            Map.entry("RX", CodeSystems.RXNORM),
            Map.entry("RXOID", "urn:oid:2.16.840.1.113883.6.88"),
            Map.entry("ATC", CodeSystems.ATC),
            Map.entry("ICD", CodeSystems.ICD_10),
            Map.entry("ICD10", "http://hl7.org/fhir/sid/icd-10"),
            Map.entry("ICDOID", "urn:oid:2.16.840.1.113883.6.90"),
            Map.entry("ICDSLASH", "https://hl7.org/fhir/sid/icd-10-cm/"),
            Map.entry("SCT", CodeSystems.SNOMED),
            Map.entry("SCTUS", "http://snomed.info/sct/731000124108"),
            Map.entry("LOINC", CodeSystems.LOINC),
            Map.entry("CPT", CodeSystems.CPT),
            Map.entry("NDC", "http://hl7.org/fhir/sid/ndc"),
            Map.entry("LOCAL", "urn:oid:1.2.3.4.5"));

    private ConceptsInShort() {}

    public static Concept of(String codings, String text) {
        List<Coding> result = new ArrayList<>();
        if (codings != null && !codings.isBlank()) {
            for (String coding : codings.split(" \\+ ")) {
                result.add(coding(coding.strip()));
            }
        }
        return new Concept(result, text == null || text.isBlank() ? null : text);
    }

    static Concept text(String text) {
        return of("", text);
    }

    private static Coding coding(String coding) {
        String[] parts = coding.split(" ", 3);
        String display = parts.length > 2 ? parts[2].replaceAll("^\\[|]$", "") : null;
        if (parts[0].equals("NONE")) {
            return new Coding(null, parts[1], display);
        }
        String system = SYSTEMS.get(parts[0]);
        if (system == null) {
            throw new IllegalArgumentException(coding);
        }
        return new Coding(system, parts[1], display);
    }
}
