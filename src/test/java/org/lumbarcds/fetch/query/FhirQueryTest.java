package org.lumbarcds.fetch.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FhirQueryTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '"', textBlock = """
            Patient/{{context.patientId}}                  | Patient     | a.b-1 | ""                       | read
            Encounter/{{context.encounterId}}              | Encounter   | e1    | ""                       | read
            Condition?patient={{context.patientId}}        | Condition   | -     | patient=a.b-1            | search
            Observation?patient={{context.patientId}}&code=http://loinc.org%7C98979-8,http://loinc.org%7C62238-1 | Observation | - | patient=a.b-1&code=http://loinc.org%7C98979-8,http://loinc.org%7C62238-1 | encoded already
            MedicationRequest?patient={{context.patientId}}&_include=MedicationRequest:medication | MedicationRequest | - | patient=a.b-1&_include=MedicationRequest:medication | with includes
            """)
    void template(String template, String type, String id, String parameters, String why) {
        assertThat(FhirQuery.of(template, "a.b-1", "e1")).as(why).isEqualTo(new FhirQuery(type, id, parameters));
    }

    @Test
    void barsOfATemplateAreEncoded() {
        FhirQuery query =
                FhirQuery.of("Observation?patient={{context.patientId}}&code=http://loinc.org|98979-8", "1", null);

        assertThat(query).isEqualTo(new FhirQuery("Observation", null, "patient=1&code=http://loinc.org%7C98979-8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a/b",
                "a,b",
                "a|b",
                "a&b",
                "a?b",
                "a#b",
                "a%2Fb",
                "a b",
                "a\\b",
                "a\r\nb",
                "{{context.encounterId}}",
                "$everything",
                "ä"
            })
    void valueThatIsNoIdMakesNoQuery(String value) {
        assertThat(FhirQuery.of("Condition?patient={{context.patientId}}", value, null))
                .isNull();
        assertThat(FhirQuery.of("Patient/{{context.patientId}}", value, null)).isNull();
    }

    @Test
    void unusualIdsAreEncoded() {
        FhirQuery read = Objects.requireNonNull(FhirQuery.of("Patient/{{context.patientId}}", "a_b~c:d=e+f", null));

        assertThat(read.id()).isEqualTo("a_b~c%3Ad%3De%2Bf");
        assertThat(read.asksFor("Patient", "a_b~c:d=e+f")).isTrue();
        assertThat(read.asksFor("Patient", "a_b")).isFalse();
        assertThat(FhirQuery.of("Condition?patient={{context.patientId}}", "x".repeat(200), null))
                .isNotNull();
        assertThat(FhirQuery.of("Condition?patient={{context.patientId}}", "x".repeat(513), null))
                .isNull();
    }

    @Test
    void missingValueMakesNoQuery() {
        assertThat(FhirQuery.of("Encounter/{{context.encounterId}}", "1", null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Condition",
                "Condition/",
                "Condition?",
                "condition?patient=1",
                "../Condition?patient=1",
                "https://evil.example/Condition?patient=1",
                "Patient/1/$everything",
                "Condition?patient={{context.userId}}",
                "Condition?patient={{context.patientId",
                "Condition?patient=%zz",
                "Condition?patient=1#x"
            })
    void whatIsNoTemplateMakesNoQuery(String template) {
        assertThat(FhirQuery.of(template, "1", "2")).isNull();
    }

    @Test
    void noTemplateMakesNoQuery() {
        assertThat(FhirQuery.of(null, "1", "2")).isNull();
    }

    @Test
    void byIds() {
        assertThat(FhirQuery.byIds("Medication", List.of("a", "b=c"), null).parameters())
                .isEqualTo("_id=a,b%3Dc");
        assertThat(FhirQuery.byIds("Condition", List.of("a"), "p1").parameters())
                .isEqualTo("_id=a&patient=p1");
    }
}
