package org.lumbarcds.invariants.labels;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.chart.CallData;
import org.lumbarcds.chart.DraftOrders;
import org.lumbarcds.chart.reading.FhirChartReader;
import org.lumbarcds.guideline.basis.Caution;
import org.lumbarcds.guideline.basis.Judgement;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.engine.Numbers;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.safety.DrugSafety;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.terminology.ValueSetTerminology;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

/**
 * "A suggestion must be safe": each row of the exclusions in each way that a record can carry it, through the chart reader
 * and the shipped value sets; and its mirror, what is common and harmless.
 */
class ExclusionRowsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final List<Remedy> OFFERED =
            List.of(Remedy.NAPROXEN, Remedy.ACETAMINOPHEN, Remedy.CYCLOBENZAPRINE, Remedy.METHOCARBAMOL);
    private static final FhirChartReader READER =
            new FhirChartReader(ValueSetTerminology.load(null), FhirContext.forR4Cached());
    private static final Numbers NUMBERS = Binder.get(new MockEnvironment())
            .bindOrCreate("lumbar", LumbarSettings.class)
            .toNumbers();

    static Stream<RecordRow> exclusions() {
        return RecordRow.read("exclusions.tsv").stream();
    }

    static List<RecordRow> harmless() {
        return RecordRow.read("harmless.tsv");
    }

    @ParameterizedTest
    @MethodSource("exclusions")
    void exclusion(RecordRow row) {
        assertThat(judged(List.of(row))).isEqualTo(new TreeMap<>(row.expected()));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void harmless(RecordRow row) {
        assertThat(judged(List.of(row))).isEqualTo(new TreeMap<>(row.expected()));
    }

    /**
     * Charts thought out by attackers: what they have on record must keep a drug from being offered ("no", whatever the
     * level); "ok" must stay offered, "any" is not asked.
     */
    @ParameterizedTest
    @MethodSource("attacks")
    void attack(RecordRow row) {
        Map<String, String> judged = judged(List.of(row));
        Map<String, String> seen = new TreeMap<>(row.expected());
        seen.replaceAll((drug, expected) -> {
            String level = judged.getOrDefault(drug, "");
            return expected.equals("any") ? "any" : expected.equals("no") && !level.equals("ok") ? "no" : level;
        });
        assertThat(seen).isEqualTo(new TreeMap<>(row.expected()));
    }

    static List<RecordRow> attacks() {
        return RecordRow.read("attacks.tsv");
    }

    static Stream<List<RecordRow>> chartsOfThirty() throws IOException {
        Map<String, RecordRow> byId = new HashMap<>();
        harmless().forEach(row -> byId.put(row.id(), row));
        return Files.readAllLines(Path.of("src/test/resources/exclusions/charts-of-thirty.tsv")).stream()
                .map(line -> Stream.of(line.split("[\t ]+"))
                        .filter(byId::containsKey)
                        .map(byId::get)
                        .toList())
                .filter(rows -> !rows.isEmpty());
    }

    /** Charts that hold some thirty harmless entries each keep every offer. */
    @ParameterizedTest
    @MethodSource("chartsOfThirty")
    void thirtyHarmlessEntriesAtOnce_keepEveryOffer(List<RecordRow> rows) {
        assertThat(rows).hasSizeGreaterThan(25);
        assertThat(judged(rows).values()).containsOnly("ok");
    }

    private static Map<String, String> judged(List<RecordRow> rows) {
        ObjectNode prefetch = RecordRow.healthy(TODAY);
        ArrayNode drafts = JsonNodeFactory.instance.arrayNode();
        rows.forEach(row -> row.addTo(prefetch, drafts, TODAY));
        ObjectNode bundle = JsonNodeFactory.instance.objectNode().put("resourceType", "Bundle");
        bundle.set("entry", drafts);
        boolean visit = !prefetch.get("encounter").isNull();
        Hook hook = drafts.isEmpty() ? Hook.PATIENT_VIEW : Hook.ORDER_SIGN;
        CallData call = new CallData(hook, "p", visit ? "visit" : null, null, bundle, prefetch);
        DraftOrders read = drafts.isEmpty() ? DraftOrders.NONE : READER.drafts(call);
        Situation situation =
                new Situation(hook, TODAY, read.orders(), read.selected(), READER.open(call), NUMBERS, read.unknown());
        Map<String, String> judged = new TreeMap<>();
        for (Remedy remedy : OFFERED) {
            judged.put(remedy.ingredient(), level(DrugSafety.judge(remedy, situation, List.of())));
        }
        return judged;
    }

    /** The level of the gravest caution; "unknown" when only what nobody knows speaks against the drug. */
    private static String level(Judgement judgement) {
        Optional<Caution> gravest = judgement.cautions().stream()
                .filter(caution -> caution.present().isYes())
                .max(Comparator.comparing(Caution::severity));
        if (gravest.isEmpty()) {
            return judgement.isAllowed() ? "ok" : "unknown";
        }
        Caution caution = gravest.get();
        if (caution.isAvoid()) {
            return "avoid";
        }
        return caution.severity() == Caution.Severity.CAUTION
                ? "caution"
                : Caution.Severity.WITHHOLD.name().toLowerCase(Locale.ROOT);
    }
}
