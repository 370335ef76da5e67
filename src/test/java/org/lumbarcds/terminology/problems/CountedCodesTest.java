package org.lumbarcds.terminology.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.guideline.model.meaning.UnknownCode;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;

/** Only what has the shape of a code is counted: a code or a system may be abused to carry text. */
class CountedCodesTest {

    private static List<UnknownCode> of(Coding... codings) {
        return CountedCodes.of(List.of(new Concept(List.of(codings), "Meier's Hans, seen 2026")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://snomed.info/sct | 987654321 | snomed-ct | http://snomed.info/sct | 987654321",
                "http://snomed.info/sct | 12345 | snomed-ct | http://snomed.info/sct | unreadable code",
                "http://snomed.info/sct | Meier | snomed-ct | http://snomed.info/sct | unreadable code",
                "http://snomed.info/sct/900000000000207008 | 987654321 | snomed-ct | http://snomed.info/sct | 987654321",
                "http://loinc.org | 33914-3 | loinc | http://loinc.org | 33914-3",
                "http://loinc.org | eGFR | loinc | http://loinc.org | unreadable code",
                "http://hl7.org/fhir/sid/ndc | 00406-0552-01 | ndc | http://hl7.org/fhir/sid/ndc | 00406-0552-01",
                "http://www.whocc.no/atc | n02ax99 | atc | http://www.whocc.no/atc | N02AX99",
                "http://www.nlm.nih.gov/research/umls/rxnorm | 999999999 | rxnorm | http://www.nlm.nih.gov/research/umls/rxnorm | unreadable code",
                "urn:oid:1.2.3 | SALVE-1 | other | urn:oid:1.2.3 | SALVE-1",
                "urn:oid:1.2.3 | Mueller1 | other | urn:oid:1.2.3 | unreadable code", // six letters in a row
                "urn:oid:1.2.3 | SALVE | other | urn:oid:1.2.3 | unreadable code", // no digit
                "urn:oid:1.2.3 | Hans 1 | other | urn:oid:1.2.3 | unreadable code", // a space
                "urn:oid:1.2.3 | 12345678901234567890 | other | urn:oid:1.2.3 | 12345678901234567890",
                "urn:oid:1.2.3 | 123456789012345678901 | other | urn:oid:1.2.3 | unreadable code", // 21 characters
                "Hans Meier | 4711 | other | '' | unreadable code",
                "http://x.example/a?name=hans | 4711 | other | '' | unreadable code",
            })
    void codes_areKeptByTheirShape(String system, String code, String family, String keptSystem, String kept) {
        UnknownCode found = of(new Coding(system, code, "Hans Meier")).get(0);

        assertThat(found.family().label()).isEqualTo(family);
        assertThat(found.system()).isEqualTo(keptSystem);
        assertThat(found.code()).isEqualTo(kept);
    }

    @Test
    void wordsAndDisplays_areNeverKept() {
        assertThat(of()).containsExactly(UnknownCode.NONE);
        assertThat(of(new Coding("http://snomed.info/sct", null, "Hans"), new Coding(null, " ", "Hans")))
                .containsExactly(UnknownCode.NONE);
        assertThat(of(new Coding(null, "4711", null)).get(0).code()).isEqualTo("unreadable code");
    }

    @Test
    void entry_countsFiveCodes_andEachOnce() {
        Coding[] six = IntStream.range(0, 6)
                .mapToObj(i -> new Coding("urn:oid:1.2.3", "c" + i, null))
                .toArray(Coding[]::new);
        assertThat(of(six)).hasSize(5);
        assertThat(of(six[0], six[0])).hasSize(1);
        assertThat(of(new Coding("urn:oid:1.2." + "3".repeat(109), "c1", null))
                        .get(0)
                        .system())
                .as("121 characters")
                .isEmpty();
    }
}
