package org.lumbarcds.terminology.codes;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Code systems by their canonical URL, whatever name a client gives them. */
public final class CodeSystems {

    public static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10-cm";
    public static final String SNOMED = "http://snomed.info/sct";
    public static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    public static final String ATC = "http://www.whocc.no/atc";
    public static final String LOINC = "http://loinc.org";
    public static final String CPT = "http://www.ama-assn.org/go/cpt";

    /** Names of drugs: ingredients, synonyms, brands. */
    public static final String DRUG_NAME = "https://lumbar-cds.example.org/fhir/CodeSystem/drug-name";
    /** Words of a text; excluded ones take the whole text out. */
    public static final String WORDS = "https://lumbar-cds.example.org/fhir/CodeSystem/words";
    /** Excluded longer phrases that mean something else than the words they contain. */
    public static final String OTHER_WORDS = "https://lumbar-cds.example.org/fhir/CodeSystem/other-words";

    /** Beginnings of words, or with a star what stands anywhere in one, that leave open what an entry is. */
    public static final String STEMS = "https://lumbar-cds.example.org/fhir/CodeSystem/stems";
    /** Languages by BCP 47. */
    public static final String LANGUAGE = "urn:ietf:bcp:47";

    private static final int LONGEST_CODE = 32;

    private static final Pattern NATIONAL_ICD_10 = Pattern.compile(".*(icd|cim|cie)-?10(?!-?pcs)(?!.*pcs).*");
    private static final Pattern NATIONAL_ATC = Pattern.compile(".*[/:.]atc([/._-].*)?");
    private static final Pattern ICD_10_SHAPE = Pattern.compile("[A-Z]\\d[0-9A-Z]{1,5}");

    private static final Map<String, String> CANONICAL = Map.ofEntries(
            Map.entry("http://hl7.org/fhir/sid/icd-10-cm", ICD_10),
            Map.entry("http://hl7.org/fhir/sid/icd-10", ICD_10),
            Map.entry("urn:oid:2.16.840.1.113883.6.90", ICD_10),
            Map.entry("urn:oid:2.16.840.1.113883.6.3", ICD_10),
            Map.entry("2.16.840.1.113883.6.90", ICD_10),
            Map.entry("2.16.840.1.113883.6.3", ICD_10),
            // The Australian edition.
            Map.entry("urn:oid:2.16.840.1.113883.6.135", ICD_10),
            Map.entry("http://snomed.info/sct", SNOMED),
            Map.entry("urn:oid:2.16.840.1.113883.6.96", SNOMED),
            Map.entry("2.16.840.1.113883.6.96", SNOMED),
            Map.entry("http://www.nlm.nih.gov/research/umls/rxnorm", RXNORM),
            Map.entry("urn:oid:2.16.840.1.113883.6.88", RXNORM),
            Map.entry("2.16.840.1.113883.6.88", RXNORM),
            Map.entry("http://www.whocc.no/atc", ATC),
            Map.entry("urn:oid:2.16.840.1.113883.6.73", ATC),
            Map.entry("2.16.840.1.113883.6.73", ATC),
            Map.entry("http://loinc.org", LOINC),
            Map.entry("urn:oid:2.16.840.1.113883.6.1", LOINC),
            Map.entry("2.16.840.1.113883.6.1", LOINC),
            Map.entry(DRUG_NAME, DRUG_NAME),
            Map.entry(WORDS, WORDS),
            Map.entry(OTHER_WORDS, OTHER_WORDS),
            Map.entry(STEMS, STEMS),
            Map.entry("http://www.ama-assn.org/go/cpt", CPT),
            Map.entry("urn:oid:2.16.840.1.113883.6.12", CPT),
            Map.entry("2.16.840.1.113883.6.12", CPT));

    private CodeSystems() {}

    /** The canonical URL; an unknown system in lower case without its last slash; null when there is none. */
    public static @Nullable String canonical(@Nullable String system) {
        if (system == null) {
            return null;
        }
        String known = CANONICAL.get(system);
        return known != null ? known : normalised(system);
    }

    private static @Nullable String normalised(String system) {
        String plain = system.strip().toLowerCase(Locale.ROOT);
        if (plain.startsWith("https://")) {
            plain = "http://" + plain.substring("https://".length());
        }
        while (plain.endsWith("/")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        if (plain.isEmpty()) {
            return null;
        }
        // SNOMED editions and versions are often written into the system.
        if (plain.startsWith(SNOMED + "/") || plain.startsWith(SNOMED + "|")) {
            return SNOMED;
        }
        String known = CANONICAL.get(plain);
        return known != null ? known : national(plain);
    }

    /** National editions have addresses of their own: {@code http://fhir.de/CodeSystem/bfarm/icd-10-gm}. */
    private static String national(String plain) {
        if (NATIONAL_ICD_10.matcher(plain).matches()) {
            return ICD_10;
        }
        return NATIONAL_ATC.matcher(plain).matches() ? ATC : plain;
    }

    /**
     * Whether a coding is an ICD-10 code by system and shape: "ICD-10 (any national edition) is covered whole, by prefix: the
     * tables say which prefixes matter, all others are harmless".
     */
    public static boolean isIcd10(Coding coding) {
        if (!ICD_10.equals(canonical(coding.system()))) {
            return false;
        }
        String code = code(ICD_10, coding.code());
        return code != null && ICD_10_SHAPE.matcher(code).matches();
    }

    /** Whether a code of this system stands for all codes that begin with it. */
    static boolean matchesByPrefix(String canonicalSystem) {
        return canonicalSystem.equals(ICD_10) || canonicalSystem.equals(ATC);
    }

    /** The code as tables hold it: ICD-10 in upper case without dots; null when there is none worth looking up. */
    public static @Nullable String code(String canonicalSystem, @Nullable String code) {
        if (code == null || code.length() > LONGEST_CODE) {
            return null;
        }
        String plain = code.strip();
        if (matchesByPrefix(canonicalSystem)) {
            // Dots, and the daggers, stars and exclamation marks of national editions.
            plain = plain.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
        }
        return plain.isEmpty() ? null : plain;
    }
}
