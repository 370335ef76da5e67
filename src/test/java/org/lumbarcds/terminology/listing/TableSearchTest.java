package org.lumbarcds.terminology.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.terminology.ValueSetTerminology;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;
import org.lumbarcds.terminology.listing.TableSearch.Area;
import org.lumbarcds.terminology.valuesets.StanceReading;
import org.lumbarcds.terminology.valuesets.ValueSetFile;
import org.lumbarcds.terminology.valuesets.ValueSetLibrary;

/** Whoever asks which row accounts for an entry is told the row that decides. */
class TableSearchTest {

    private static final ValueSetLibrary LIBRARY = ValueSetLibrary.load(ValueSetLibrary::shipped, null);
    private static final TableSearch SEARCH = new TableSearch(LIBRARY, StanceReading.of(LIBRARY));
    private static final ValueSetTerminology TERMINOLOGY = ValueSetTerminology.load(null);

    /** Systems whose rows are words, not codes. */
    private static final Set<String> WORDS = Set.of(
            CodeSystems.WORDS, CodeSystems.OTHER_WORDS, CodeSystems.STEMS, CodeSystems.DRUG_NAME, CodeSystems.LANGUAGE);

    private static Concept coded(String system, String code) {
        return new Concept(List.of(new Coding(system, code, null)), null);
    }

    private static Concept worded(String text) {
        return new Concept(List.of(), text);
    }

    /** Every code of every table, looked for as a client would send it. */
    @Test
    void everyCode_findsItsRow() {
        List<String> lost = new ArrayList<>();
        int[] codes = new int[1];
        for (ValueSetFile file : LIBRARY.all()) {
            Area area = area(file.name());
            for (ValueSetFile.Include include : file.includes()) {
                if (area == null || WORDS.contains(include.system())) {
                    continue;
                }
                for (ValueSetFile.Member member : include.members()) {
                    codes[0]++;
                    boolean found = SEARCH.rows(area, List.of(coded(include.system(), member.code()))).stream()
                            .anyMatch(row ->
                                    row.table().equals(file.name()) && row.row().equals(member.code()) && !row.words());
                    if (!found) {
                        lost.add(file.name() + " " + member.code());
                    }
                }
            }
        }
        assertThat(lost).isEmpty();
        assertThat(codes[0]).isGreaterThan(5_000);
    }

    private static Area area(String table) {
        return switch (table.substring(0, table.indexOf('-'))) {
            case "drug" -> Area.DRUG;
            case "problem" -> Area.PROBLEM;
            case "allergy" -> Area.ALLERGY;
            case "service" -> Area.SERVICE;
            case "observation" -> Area.RESULT;
            default -> null;
        };
    }

    /** What the words of a problem mean here is told by a row of that very table. */
    @Test
    void everyMeaningInWords_hasARow() {
        List<String> untold = new ArrayList<>();
        for (ValueSetFile file : LIBRARY.all()) {
            if (!file.name().startsWith("problem-")) {
                continue;
            }
            file.includes().stream()
                    .filter(include -> include.system().equals(CodeSystems.WORDS))
                    .flatMap(include -> include.members().stream())
                    .map(member -> member.code().replace("&", " "))
                    .forEach(words -> {
                        List<String> tables = SEARCH.rows(Area.PROBLEM, List.of(worded(words))).stream()
                                .map(TableRow::table)
                                .toList();
                        TERMINOLOGY.problem(worded(words)).stream()
                                .filter(group -> !tables.contains(group.valueSet()))
                                .forEach(group -> untold.add(words + " means " + group));
                    });
        }
        assertThat(untold).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "M54.50 | problem-low-back-pain | M545 | false | by prefix, with a dot",
                "low back pain | problem-low-back-pain | low back pain | true | by words",
                "no fever | problem-fever | fever | true | denied words are shown, with how they are meant",
                "renal something | problem-kidney-disease | renal | true | a stem"
            })
    void rowsOfProblems(String sent, String table, String row, boolean words, String reason) {
        Concept concept = Character.isUpperCase(sent.charAt(0)) ? coded(CodeSystems.ICD_10, sent) : worded(sent);

        assertThat(SEARCH.rows(Area.PROBLEM, List.of(concept)))
                .as(reason)
                .anyMatch(found -> found.table().equals(table) && found.row().equals(row) && found.words() == words);
    }

    @Test
    void deniedWords_sayThatTheyAre() {
        assertThat(SEARCH.rows(Area.PROBLEM, List.of(worded("no fever"))))
                .extracting(TableRow::means)
                .contains("Fever (negated)");
    }

    @Test
    void whatNoTableHas_findsNothing() {
        assertThat(SEARCH.rows(Area.DRUG, List.of(worded("Zzyxolam 5 mg"), coded("urn:local", "17"))))
                .isEmpty();
    }
}
