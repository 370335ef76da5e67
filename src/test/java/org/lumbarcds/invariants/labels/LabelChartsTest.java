package org.lumbarcds.invariants.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lumbarcds.invariants.Catalogue.Suggested;
import org.lumbarcds.invariants.Pipeline;
import org.lumbarcds.invariants.labels.LabelTables.Known;

/**
 * "A suggestion must be safe", on ten thousand charts: against a second opinion from the labels alone, and by what must
 * hold whatever the tables say: not knowing more never offers more.
 */
class LabelChartsTest {

    private static final int CHARTS = 10_000;
    private static final int SHOWN = 5;
    private static final Pipeline PIPELINE = new Pipeline();
    private static final List<String> REQUIRED = List.of("patient", "conditions", "medications", "allergies");
    /** "Required" by no rule: what they say counts when it is there. */
    private static final List<String> OPTIONAL = List.of("encounter", "egfr");

    private static final Set<String> ALL = Set.of("naproxen", "acetaminophen", "cyclobenzaprine", "methocarbamol");
    private static final Set<String> NAPROXEN = Set.of("naproxen");

    private static List<Case> cases = List.of();

    /**
     * A suggestion that starts a drug.
     *
     * @param removed the drafts that it removes
     */
    private record Offer(String drug, Set<String> removed) {}

    private record Case(LabelChart chart, List<Offer> offers) {

        static Case of(LabelChart chart) {
            return new Case(chart, LabelChartsTest.offers(chart));
        }

        Set<String> drugs() {
            Set<String> drugs = new TreeSet<>();
            offers.forEach(offer -> drugs.add(offer.drug()));
            return drugs;
        }
    }

    @BeforeAll
    static void answerAll() {
        cases = LongStream.range(0, CHARTS)
                .parallel()
                .mapToObj(LabelCharts::of)
                .map(Case::of)
                .toList();
    }

    @AfterAll
    static void forgetAll() {
        cases = List.of();
    }

    /** What the tables of the oracle say of each entry is what the oracle says. */
    @Test
    void theOracleAgreesWithItsOwnEntries() {
        for (Known known : LabelTables.entries()) {
            assertThat(LabelOracle.forbidden(40, List.of(known.entry())))
                    .as("%s", known)
                    .containsExactlyInAnyOrderElementsOf(known.forbids());
        }
    }

    /** Else the rest of this class would prove nothing. */
    @Test
    void eachDrugIsOfferedOftenAndWithheldOften() {
        Map<String, Integer> offered = new TreeMap<>();
        cases.forEach(each -> each.drugs().forEach(drug -> offered.merge(drug, 1, Integer::sum)));
        assertThat(offered.keySet()).isEqualTo(ALL);
        assertThat(offered.values()).allMatch(times -> times > CHARTS / 20 && times < CHARTS * 9 / 10);
    }

    @Test
    void nothingIsOfferedThatTheLabelsForbid() {
        check(0, 1, LabelChartsTest::forbidden);
    }

    /** Each entry of the oracle by its code, by its words and by both, with nothing else on record. */
    @Test
    void eachEntryAloneTakesItsDrugsAway() {
        List<String> violations = new ArrayList<>();
        for (Known known : LabelTables.entries()) {
            for (LabelChart chart : LabelCharts.ofOne(known.entry())) {
                violations.addAll(forbidden(Case.of(chart)));
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void anUnknownProblemTakesAllOffersAway() {
        check(0, 4, each -> notBeside(each, ALL, new LabelChanges(each.chart()).unknownProblem()));
    }

    @Test
    void anUnknownOrderTakesAllOffersAway() {
        check(1, 4, each -> notBeside(each, ALL, new LabelChanges(each.chart()).unknownOrder()));
    }

    @Test
    void anUnknownAllergyTakesAllOffersAway() {
        check(2, 4, each -> notBeside(each, ALL, new LabelChanges(each.chart()).unknownAllergy()));
    }

    @Test
    void anUnreadableResultTakesTheNsaidAway() {
        check(3, 4, each -> notBeside(each, NAPROXEN, new LabelChanges(each.chart()).unreadableResult()));
    }

    /** One of the required keys, for each chart another, is absent or failed. */
    @Test
    void withoutARequiredKeyNothingIsOffered() {
        check(0, 3, each -> {
            String key = REQUIRED.get((int) (each.chart().seed() / 3 % REQUIRED.size()));
            return notBeside(each, ALL, less(each, key));
        });
    }

    /** The specification lets go without; but what was not had is never better than none. */
    @Test
    void withoutAnOptionalKeyNoMoreIsOfferedThanWithNothingUnderIt() {
        check(1, 3, each -> {
            String key = OPTIONAL.get((int) (each.chart().seed() / 3 % OPTIONAL.size()));
            Case none = Case.of(new LabelChanges(each.chart()).none(key));
            return notBeside(none, Set.of(), less(each, key));
        });
    }

    @Test
    void anUnreadableEntryAddsNoOffer() {
        check(2, 3, each -> {
            List<String> keys = List.of("conditions", "medications", "allergies", "egfr", "statements");
            String key = keys.get((int) (each.chart().seed() / 3 % keys.size()));
            return notBeside(each, Set.of(), new LabelChanges(each.chart()).unreadableEntry(key));
        });
    }

    @Test
    void anAllergyWithoutCodeAndWordsMayBeToAnyDrug() {
        check(0, 5, each -> notBeside(each, ALL, new LabelChanges(each.chart()).allergyWithoutCodeAndWords()));
    }

    @Test
    void aProblemWithAnEmptyCodeMayBeAnything() {
        check(1, 5, each -> notBeside(each, ALL, new LabelChanges(each.chart()).problemWithEmptyCode()));
    }

    @Test
    void aCodeInTheWrongSystemIsKnownToNobody() {
        check(2, 5, each -> notBeside(each, ALL, new LabelChanges(each.chart()).codeInTheWrongSystem()));
    }

    @Test
    void aRefutedEntryDoesNotOutweighTheSameActiveOne() {
        check(3, 5, each -> both(each, new LabelChanges(each.chart()).activeAndRefuted()));
    }

    @Test
    void ofTenCodingsThatDisagreeEachCounts() {
        check(4, 5, each -> both(each, new LabelChanges(each.chart()).tenCodingsThatDisagree()));
    }

    private static List<String> both(Case before, LabelChart after) {
        Case answered = Case.of(after);
        List<String> violations = new ArrayList<>(forbidden(answered));
        Set<String> wrong = answered.drugs();
        wrong.removeAll(before.drugs());
        // "Cyclobenzaprine, else methocarbamol".
        if (before.drugs().contains("cyclobenzaprine")) {
            wrong.remove("methocarbamol");
        }
        if (!wrong.isEmpty()) {
            violations.add(wrong + " beside " + after.entries());
        }
        return violations;
    }

    private static LabelChart less(Case each, String key) {
        LabelChanges changes = new LabelChanges(each.chart());
        return each.chart().seed() % 2 == 0 ? changes.failed(key) : changes.without(key);
    }

    private static List<String> forbidden(Case each) {
        List<String> violations = new ArrayList<>();
        for (Offer offer : each.offers()) {
            if (each.chart().forbids(offer.drug(), offer.removed())) {
                violations.add(offer.drug() + " despite " + each.chart().against(offer.drug(), offer.removed()));
            }
        }
        return violations;
    }

    /** No offer after that was none before, and none of those that must go. */
    private static List<String> notBeside(Case before, Set<String> gone, LabelChart changed) {
        Case after = Case.of(changed);
        Set<String> wrong = new TreeSet<>(after.drugs());
        wrong.removeIf(drug -> before.drugs().contains(drug) && !gone.contains(drug));
        return wrong.isEmpty()
                ? List.of()
                : List.of(wrong + " where " + before.drugs() + " were offered before: " + changed.body());
    }

    private static List<Offer> offers(LabelChart chart) {
        List<Offer> offers = new ArrayList<>();
        for (JsonNode card : PIPELINE.answer(chart.call()).cards()) {
            for (JsonNode suggestion : card.path("suggestions")) {
                Set<String> removed = new HashSet<>(suggestion.findValuesAsText("resourceId"));
                for (JsonNode action : suggestion.path("actions")) {
                    String product = action.at("/resource/medicationCodeableConcept/coding/0/code")
                            .asText();
                    if (action.path("type").asText().equals("create") && !product.isEmpty()) {
                        offers.add(new Offer(drugOf(product), removed));
                    }
                }
            }
        }
        return offers;
    }

    private static String drugOf(String product) {
        for (Suggested known : Suggested.values()) {
            if (known.product.equals(product)) {
                return known.name().toLowerCase(Locale.ROOT);
            }
        }
        throw new AssertionError("a drug is suggested that nobody knows: " + product);
    }

    /** On each n-th chart: of every kind of change each chart gets one. */
    private static void check(int first, int nth, Function<Case, List<String>> invariant) {
        Map<Long, List<String>> broken = new ConcurrentHashMap<>();
        cases.parallelStream()
                .filter(each -> each.chart().seed() % nth == first)
                .forEach(each -> {
                    List<String> violations = invariant.apply(each);
                    if (!violations.isEmpty()) {
                        broken.put(each.chart().seed(), violations);
                    }
                });
        List<String> shown = broken.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(SHOWN)
                .map(entry -> "seed " + entry.getKey() + ": " + entry.getValue())
                .toList();
        assertThat(broken.keySet())
                .as("%s charts; the first:%n%s", broken.size(), String.join("\n\n", shown))
                .isEmpty();
    }
}
