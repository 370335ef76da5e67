package org.lumbarcds.terminology.valuesets;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationResult;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.terminology.ConceptsInShort;
import org.lumbarcds.terminology.codes.CodeSystems;

class ValueSetFilesTest {

    private static final Path FILES = Path.of("fhir-resources/valuesets");
    private static final String COMMENTS = "http://hl7.org/fhir/StructureDefinition/valueset-concept-comments";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<Path> files() {
        try (Stream<Path> list = Files.list(FILES)) {
            return list.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void files_areTheNamesTheServiceAsksFor() {
        assertThat(files().stream().map(f -> f.getFileName().toString().replace(".json", "")))
                .containsExactlyInAnyOrderElementsOf(ValueSetLibrary.names());
    }

    @Test
    void files_passTheBaseValidator() throws IOException {
        FhirContext r4 = FhirContext.forR4Cached();
        FhirValidator validator = r4.newValidator();
        validator.registerValidatorModule(new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(r4),
                new InMemoryTerminologyServerValidationSupport(r4),
                new CommonCodeSystemsTerminologyService(r4))));
        List<String> errors = new ArrayList<>();
        for (Path file : files()) {
            ValidationResult result = validator.validateWithResult(Files.readString(file));
            result.getMessages().stream()
                    .filter(m -> m.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                    .forEach(m -> errors.add(file.getFileName() + " " + m.getLocationString() + ": " + m.getMessage()));
        }
        assertThat(errors).isEmpty();
    }

    @Test
    void files_haveTheMetadataASiteNeeds() {
        for (Path file : files()) {
            JsonNode valueSet = json(file);
            String id = file.getFileName().toString().replace(".json", "");
            assertThat(valueSet.path("id").asText()).isEqualTo(id);
            assertThat(valueSet.path("url").asText()).isEqualTo("https://lumbar-cds.example.org/fhir/ValueSet/" + id);
            assertThat(valueSet.path("status").asText()).isEqualTo("active");
            assertThat(valueSet.path("experimental").asBoolean(true)).isFalse();
            for (String field : List.of("version", "name", "title", "date", "publisher", "description", "purpose")) {
                assertThat(valueSet.path(field).asText()).as(id + " " + field).isNotBlank();
            }
        }
    }

    @Test
    void codes_sayWhereTheyWereSeen() {
        for (Path file : files()) {
            for (JsonNode include : json(file).path("compose").path("include")) {
                if (include.path("system").asText().startsWith("https://lumbar-cds.")) {
                    continue;
                }
                for (JsonNode concept : include.path("concept")) {
                    JsonNode comment = concept.path("extension").path(0);
                    assertThat(comment.path("url").asText())
                            .as(file + " " + concept.path("code").asText())
                            .isEqualTo(COMMENTS);
                    assertThat(comment.path("valueString").asText())
                            .isNotBlank()
                            .doesNotContainIgnoringCase("unconfirmed");
                }
            }
        }
    }

    @Test
    void codes_ofLicensedSystemsAreAttributed() {
        for (Path file : files()) {
            JsonNode valueSet = json(file);
            String systems = valueSet.path("compose").toString();
            String copyright = valueSet.path("copyright").asText();
            assertThat(copyright.contains("SNOMED"))
                    .as(file.toString())
                    .isEqualTo(systems.contains(CodeSystems.SNOMED));
            assertThat(copyright.contains("LOINC")).as(file.toString()).isEqualTo(systems.contains(CodeSystems.LOINC));
            assertThat(copyright.contains("ATC")).as(file.toString()).isEqualTo(systems.contains(CodeSystems.ATC));
            assertThat(copyright.contains("CPT")).as(file.toString()).isEqualTo(systems.contains(CodeSystems.CPT));
        }
    }

    @Test
    void codes_ofCptAndAtcHaveNoNames() {
        for (Path file : files()) {
            for (JsonNode include : json(file).path("compose").path("include")) {
                if (Set.of(CodeSystems.CPT, CodeSystems.ATC)
                        .contains(include.path("system").asText())) {
                    include.path("concept").forEach(concept -> assertThat(concept.has("display"))
                            .as(file + " " + concept)
                            .isFalse());
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} {1} is nowhere: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        http://www.nlm.nih.gov/research/umls/rxnorm | 2914   | wrong code for cyclobenzaprine
        http://www.nlm.nih.gov/research/umls/rxnorm | 10634  | wrong code for tizanidine
        http://www.nlm.nih.gov/research/umls/rxnorm | 6834   | wrong code for methocarbamol
        http://www.nlm.nih.gov/research/umls/rxnorm | 720    | wrong code for baclofen
        http://www.nlm.nih.gov/research/umls/rxnorm | 3105   | dantrolene, not confirmed
        http://www.nlm.nih.gov/research/umls/rxnorm | 16689  | aceclofenac, not confirmed
        http://www.nlm.nih.gov/research/umls/rxnorm | 6692   | meclofenamate, not confirmed
        http://www.nlm.nih.gov/research/umls/rxnorm | 4077   | estazolam, not confirmed
        http://www.nlm.nih.gov/research/umls/rxnorm | 4501   | flurazepam, not confirmed
        http://www.nlm.nih.gov/research/umls/rxnorm | 35185  | quazepam, not confirmed
        http://www.nlm.nih.gov/research/umls/rxnorm | 6878   | methylene blue, name not confirmed
        http://loinc.org | 24531-6 | wrong code for MR of the lumbar spine
        http://loinc.org | 44250-9 | no name
        http://snomed.info/sct | 241646009 | not confirmed
        http://snomed.info/sct | 225305001 | not confirmed
        http://snomed.info/sct | 44868003 | name not confirmed
        http://www.ama-assn.org/go/cpt | 97810 | not confirmed
        """)
    void code_isNowhere(String system, String code, String reason) {
        for (String name : ValueSetLibrary.names()) {
            assertThat(ConceptsInShort.SHIPPED.codes(name, system)).as(name).doesNotContain(code);
        }
    }

    @Test
    void codes_thatAreExcludedAreNotIncludedToo() {
        for (Path file : files()) {
            JsonNode compose = json(file).path("compose");
            Set<String> included = codes(compose.path("include"));
            included.retainAll(codes(compose.path("exclude")));
            assertThat(included).as(file.toString()).isEmpty();
        }
    }

    private static Set<String> codes(JsonNode includes) {
        Set<String> codes = new TreeSet<>();
        for (JsonNode include : includes) {
            for (JsonNode concept : include.path("concept")) {
                codes.add(include.path("system").asText() + "|"
                        + concept.path("code").asText());
            }
        }
        return codes;
    }

    @ParameterizedTest(name = "{0}: {2} codes of {1}")
    @CsvSource({
        "problem-cancer, http://snomed.info/sct, 5758",
        "problem-immunosuppression, http://snomed.info/sct, 672",
        "problem-sickle-cell-disease, http://snomed.info/sct, 37",
        "problem-depression, http://snomed.info/sct, 248",
        "observation-egfr, http://loinc.org, 11",
        "observation-phq, http://loinc.org, 4",
        "service-lumbar-imaging, http://loinc.org, 14",
        "service-lumbar-imaging, http://www.ama-assn.org/go/cpt, 10",
    })
    void codes_count(String valueSet, String system, int count) {
        assertThat(ConceptsInShort.SHIPPED.codes(valueSet, system))
                .hasSize(count)
                .isSorted();
    }

    @Test
    void products_areAllThere() {
        Set<String> products = ValueSetLibrary.names().stream()
                .filter(name ->
                        name.startsWith("drug-") && !name.startsWith("drug-form") && !name.startsWith("drug-use"))
                .flatMap(name -> ConceptsInShort.SHIPPED.codes(name, CodeSystems.RXNORM).stream())
                .collect(Collectors.toSet());
        assertThat(products).hasSizeGreaterThan(3926);
        assertThat(products).contains("198014", "197806", "198440", "828320", "197944");
    }
}
