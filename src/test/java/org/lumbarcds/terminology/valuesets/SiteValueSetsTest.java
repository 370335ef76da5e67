package org.lumbarcds.terminology.valuesets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.terminology.ConceptsInShort;
import org.lumbarcds.terminology.ValueSetTerminology;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;

/** What a site may put into its own directory. */
class SiteValueSetsTest {

    private static final String FEVER = """
            {"resourceType": "ValueSet", "id": "problem-fever", "version": "2.0.0", "title": "Ours", "status": "active",
             "compose": {"include": [{"system": "urn:oid:1.2.3", "concept": [{"code": "HOT-1", "display": "Hot"}]}]}}
            """;

    @TempDir
    private Path directory;

    @Test
    void file_replacesTheShippedOne() throws IOException {
        Files.writeString(directory.resolve("problem-fever.json"), FEVER);
        ValueSetTerminology terminology = ValueSetTerminology.load(directory);

        Concept local = new Concept(List.of(new Coding("urn:oid:1.2.3", "HOT-1", null)), null);
        assertThat(terminology.problem(local)).containsExactly(ProblemGroup.FEVER);
        assertThat(terminology.problem(ConceptsInShort.of("ICD R50.9", "Fever")))
                .isEmpty();
        assertThat(terminology.problem(ConceptsInShort.of("ICD M54.50", null)))
                .containsExactly(ProblemGroup.LOW_BACK_PAIN);
        assertThat(terminology.valueSets())
                .filteredOn(LoadedValueSet::replaced)
                .containsExactly(
                        new LoadedValueSet("problem-fever", "", "2.0.0", "Ours", "", "", "", 1, sha256(FEVER), true));
    }

    /** "A site adds rows in its own directory, without a build." */
    @Test
    void localFile_addsToTheShippedOne() throws IOException {
        Files.writeString(directory.resolve("problem-fever.local.json"), FEVER);
        Files.writeString(directory.resolve("drug-other.local.json"), """
                {"resourceType": "ValueSet", "id": "drug-other", "version": "1", "compose": {"include": [{
                 "extension": [{"url": "https://lumbar-cds.example.org/fhir/StructureDefinition/ingredient",
                                "valueString": "our ointment"}],
                 "system": "urn:oid:1.2.3", "concept": [{"code": "SALVE-1"}]}]}}
                """);
        ValueSetTerminology terminology = ValueSetTerminology.load(directory);

        Concept local = new Concept(List.of(new Coding("urn:oid:1.2.3", "HOT-1", null)), null);
        assertThat(terminology.meaning(local).groups()).containsExactly(ProblemGroup.FEVER);
        assertThat(terminology.meaning(local).accounted()).isTrue();
        assertThat(terminology.problem(ConceptsInShort.of("ICD R50.9", "Fever")))
                .containsExactly(ProblemGroup.FEVER);
        Concept salve = new Concept(List.of(new Coding("urn:oid:1.2.3", "SALVE-1", null)), null);
        assertThat(terminology.drug(salve, List.of()))
                .hasValueSatisfying(drug -> assertThat(drug.isOfConcern()).isFalse());
        assertThat(terminology.valueSets())
                .filteredOn(LoadedValueSet::replaced)
                .extracting(LoadedValueSet::name)
                .containsExactlyInAnyOrder("problem-fever", "drug-other");
        String alone = digest(ValueSetTerminology.load(null));
        assertThat(digest(terminology)).isNotEqualTo(alone).hasSize(64);
    }

    private static String digest(ValueSetTerminology terminology) {
        return terminology.valueSets().stream()
                .filter(set -> set.name().equals("problem-fever"))
                .map(LoadedValueSet::digest)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void file_inTheSubdirectoryValuesets() throws IOException {
        Files.createDirectory(directory.resolve("valuesets"));
        Files.writeString(directory.resolve("valuesets/problem-fever.json"), FEVER);
        assertThat(ValueSetTerminology.load(directory).valueSets())
                .filteredOn(LoadedValueSet::replaced)
                .hasSize(1);
    }

    @Test
    void directory_empty() throws IOException {
        Files.writeString(directory.resolve("README.md"), "ours");
        Files.writeString(directory.resolve(".keep"), "");
        ValueSetTerminology terminology = ValueSetTerminology.load(directory);
        assertThat(terminology.valueSets())
                .hasSize(ValueSetLibrary.names().size())
                .noneMatch(LoadedValueSet::replaced);
        assertThat(terminology.valueSets())
                .allMatch(set -> set.codes() > 0 && !set.version().isEmpty());
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        problem-fever.json | not json | is not JSON (line 1)
        problem-fever.json | [] | it is no JSON object
        problem-fever.json | {"resourceType": "CodeSystem", "id": "problem-fever"} | its resourceType is not ValueSet
        problem-fever.json | {"resourceType": "ValueSet", "id": "problem-cancer", "version": "1"} | its id is not "problem-fever"
        problem-fever.json | {"resourceType": "ValueSet", "id": "problem-fever"} | it has no version
        problem-fever.json | {"resourceType": "ValueSet", "id": "problem-fever", "version": "1"} | it includes no code
        problem-fever.json | {"resourceType": "ValueSet", "id": "problem-fever", "version": "1", "compose": {"include": [{"concept": [{"code": "R50.9"}]}]}} | has no system
        problem-fever.json | {"resourceType": "ValueSet", "id": "problem-fever", "version": "1", "compose": {"include": [{"system": "x", "concept": [{"display": "Fever"}]}]}} | a concept has no code
        problem-fever.json | {"resourceType": "ValueSet", "id": "problem-fever", "version": "1", "compose": {"include": [{"system": "x", "filter": []}]}} | compose.include.filter is not supported
        problem-fever.json | {"resourceType": "ValueSet", "id": "problem-fever", "version": "1", "compose": {"include": {}}} | compose.include has the wrong type
        problem-fever.json | {"resourceType": "ValueSet", "id": "problem-fever", "version": {}} | version is not a text
        problem-fever.json | {"resourceType": "ValueSet", "id": "problem-fever", "version": "1", "compose": {"include": [{"system": "https://lumbar-cds.example.org/fhir/CodeSystem/words", "concept": [{"code": "fever & -"}]}]}} | "fever & -" has no words that must be there
        problem-fever.json | {"resourceType": "ValueSet", "id": "problem-fever", "version": "1", "compose": {"include": [{"system": "https://lumbar-cds.example.org/fhir/CodeSystem/words", "concept": [{"code": "not fever"}]}]}} | "not fever" has no words that must be there
        drug-opioid.json | {"resourceType": "ValueSet", "id": "drug-opioid", "version": "1", "compose": {"include": [{"system": "https://lumbar-cds.example.org/fhir/CodeSystem/words", "extension": [{"url": "https://lumbar-cds.example.org/fhir/StructureDefinition/ingredient", "valueString": "x"}], "concept": [{"code": "oxycodone"}]}]}} | drugs are listed by codes and by
        problem-fever.json | {"resourceType": "ValueSet", "id": "problem-fever", "version": "1", "compose": {"include": [{"system": "https://lumbar-cds.example.org/fhir/CodeSystem/stems", "concept": [{"code": "two words"}]}]}} | the stem "two words" is not one word
        text-stance.json | {"resourceType": "ValueSet", "id": "text-stance", "version": "1", "compose": {"include": [{"system": "https://lumbar-cds.example.org/fhir/CodeSystem/words", "concept": [{"code": "no"}]}]}} | without a known extension stance
        problem-fever.local.json | {"resourceType": "ValueSet", "id": "problem-cancer", "version": "1"} | its id is not "problem-fever"
        drug-opioid.json | {"resourceType": "ValueSet", "id": "drug-opioid", "version": "1", "compose": {"include": [{"system": "http://www.whocc.no/atc", "concept": [{"code": "N02AA05"}]}]}} | without the extension ingredient
        problem-feber.json | {} | is no value set of this service
        problem-fever.jsn | {} | is no value set of this service
        """)
    void file_thatIsWrongFailsTheStart(String file, String content, String message) throws IOException {
        Files.writeString(directory.resolve(file), content);
        assertThatThrownBy(() -> ValueSetTerminology.load(directory))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining(file)
                .hasMessageContaining(message);
    }

    @Test
    void directory_thatIsNoneFailsTheStart() {
        assertThatThrownBy(() -> ValueSetTerminology.load(directory.resolve("nowhere")))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("is not a directory");
    }

    @Test
    void shipped_fileMissingFailsTheStart() {
        assertThatThrownBy(() -> new ValueSetTerminology(name -> null, null))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("is missing");
    }

    @Test
    void digest_changesWithOneCharacter() throws IOException {
        Files.writeString(directory.resolve("problem-fever.json"), FEVER.replace("Hot", "hot"));
        assertThat(ValueSetTerminology.load(directory).valueSets())
                .filteredOn(LoadedValueSet::replaced)
                .extracting(LoadedValueSet::digest)
                .doesNotContain(sha256(FEVER))
                .allMatch(digest -> digest.matches("[0-9a-f]{64}"));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void codes_ofNoValueSet() {
        assertThatThrownBy(() -> ConceptsInShort.SHIPPED.codes("problem-nothing", CodeSystems.ICD_10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ConceptsInShort.SHIPPED.codes("observation-egfr", "https://loinc.org/"))
                .contains("98979-8");
    }
}
