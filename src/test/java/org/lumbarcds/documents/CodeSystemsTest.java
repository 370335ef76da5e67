package org.lumbarcds.documents;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.CodeSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.cards.files.CardFile;
import org.lumbarcds.cards.files.CardLibrary;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.settings.ContentSettings;

/** The two shipped code systems hold what cards say in codes, under identifiers that need no registration. */
class CodeSystemsTest {

    private static final Path FOLDER = Path.of("fhir-resources/codesystems");
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final CardLibrary CARDS = CardLibrary.load(CardLibrary.SHIPPED, null, Set.of());

    @Test
    void rules() throws IOException {
        Map<String, String> expected = new LinkedHashMap<>();
        for (RuleId rule : LowBackPainRule.values()) {
            expected.put(rule.id(), CARDS.file(rule).orElseThrow().title());
        }
        assertThat(read("rule.json").getUrl()).isEqualTo(ContentSettings.RULE_SYSTEM);
        check("rule.json", expected);
    }

    @Test
    void overrideReasons() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (CardFile file : CARDS.files()) {
            file.overrideReasons().forEach(reason -> expected.put(reason.code(), reason.display()));
        }
        assertThat(read("override-reason.json").getUrl()).isEqualTo(ContentSettings.OVERRIDE_SYSTEM);
        check("override-reason.json", expected);
    }

    private static void check(String file, Map<String, String> concepts) throws IOException {
        CodeSystem system = read(file);
        system.getConcept().clear();
        concepts.forEach((code, display) -> system.addConcept().setCode(code).setDisplay(display));
        system.setCount(concepts.size());
        String json = FHIR.newJsonParser().setPrettyPrint(true).encodeResourceToString(system);
        DerivedFile.check(FOLDER.resolve(file), json + "\n");
    }

    @ParameterizedTest
    @CsvSource({"rule.json", "override-reason.json"})
    void identifierIsTheDecimalOfARandomUuid(String file) throws IOException {
        CodeSystem system = read(file);
        assertThat(system.getUrl()).startsWith("urn:oid:2.25.");
        assertThat(system.getIdentifierFirstRep().getValue()).isEqualTo(system.getUrl());
        BigInteger number = new BigInteger(system.getUrl().substring("urn:oid:2.25.".length()));
        UUID uuid = new UUID(number.shiftRight(64).longValue(), number.longValue());
        assertThat(number.bitLength()).isLessThanOrEqualTo(128);
        assertThat(uuid.version()).isEqualTo(4);
        assertThat(system.getCount()).isEqualTo(system.getConcept().size());
    }

    @ParameterizedTest
    @CsvSource({"rule.json", "override-reason.json"})
    void valid(String file) throws IOException {
        FhirValidator validator = FHIR.newValidator()
                .registerValidatorModule(new FhirInstanceValidator(new ValidationSupportChain(
                        new DefaultProfileValidationSupport(FHIR),
                        new InMemoryTerminologyServerValidationSupport(FHIR),
                        new CommonCodeSystemsTerminologyService(FHIR))));
        assertThat(validator
                        .validateWithResult(Files.readString(FOLDER.resolve(file)))
                        .getMessages())
                .filteredOn(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .isEmpty();
    }

    private static CodeSystem read(String file) throws IOException {
        return FHIR.newJsonParser().parseResource(CodeSystem.class, Files.readString(FOLDER.resolve(file)));
    }
}
