package org.lumbarcds.terminology.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeTableTest {

    private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final String SNOMED = "http://snomed.info/sct";

    /** Prefixes of any length count: a chapter ("external causes, V-Y") as well as a subcategory. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        ICD + ", W19.XXXA, fall|external",
        ICD + ", W20, external",
        ICD + ", w20.8, external",
        ICD + ", V43.52XA, ",
        ICD + ", S82.201A, ",
        SNOMED + ", W19, ",
    })
    void forEach_tellsEveryPrefix(String system, String code, String expected) {
        CodeTable<String> table = new CodeTable<>();
        table.at(ICD, "W", () -> "external");
        table.at(ICD, "W19", () -> "fall");
        table.at(SNOMED, "W", () -> "exact");
        List<String> told = new ArrayList<>();

        table.forEach(new Coding(system, code, null), (found, meaning) -> told.add(meaning));

        assertThat(String.join("|", told)).isEqualTo(expected == null ? "" : expected);
    }
}
