package org.lumbarcds.cards.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.cards.CardFixtures.OXYCODONE;
import static org.lumbarcds.cards.CardFixtures.RELAXANT;
import static org.lumbarcds.cards.CardFixtures.TODAY;
import static org.lumbarcds.cards.CardFixtures.finding;
import static org.lumbarcds.cards.CardFixtures.lowBackPain;
import static org.lumbarcds.guideline.findings.Indicator.INFO;
import static org.lumbarcds.guideline.findings.Indicator.WARNING;
import static org.lumbarcds.guideline.rules.LowBackPainRule.BED_REST;
import static org.lumbarcds.guideline.rules.LowBackPainRule.MUSCLE_RELAXANT_DURATION;
import static org.lumbarcds.guideline.rules.LowBackPainRule.OPIOID_FIRST_LINE;
import static org.lumbarcds.guideline.rules.LowBackPainRule.RELAXANT_CAUTION;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lumbarcds.cards.Card.Action;
import org.lumbarcds.cards.Card.Suggestion;
import org.lumbarcds.cards.CardFixtures;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;

class SuggestionsTest {

    private static final String DRAFT = """
            {"resourceType":"MedicationRequest","id":"2","status":"draft","intent":"order",
             "subject":{"reference":"Patient/p1"},"medicationCodeableConcept":{"text":"Cyclobenzaprine"},
             "extension":[{"url":"https://vendor.example.org/x","valueString":"kept"}],
             "dispenseRequest":{"numberOfRepeatsAllowed":1,"expectedSupplyDuration":
               {"value":30,"unit":"d","system":"http://unitsofmeasure.org","code":"d"}}}""";

    private static final Proposal REMOVE = new Proposal.Remove(List.of(RELAXANT));
    private static final Proposal END_BY = new Proposal.EndBy(RELAXANT, TODAY, TODAY.plusDays(20), 21);
    private static final Proposal REPLACE =
            new Proposal.Replace(RELAXANT, Remedy.NAPROXEN, List.of(lowBackPain("Condition/c1")), true);

    @Test
    void remove() {
        Suggestion suggestion = only(of(finding(OPIOID_FIRST_LINE, WARNING, RELAXANT, REMOVE)));
        assertThat(suggestion.label()).isEqualTo("Remove Cyclobenzaprine 10 MG Oral Tablet");
        assertThat(suggestion.actions())
                .containsExactly(
                        new Action("delete", "Remove Cyclobenzaprine 10 MG Oral Tablet", null, "MedicationRequest/2"));
        assertThat(suggestion.isRecommended()).isNull();
    }

    @Test
    void remove_several() {
        Suggestion suggestion = only(
                of(finding(OPIOID_FIRST_LINE, WARNING, RELAXANT, new Proposal.Remove(List.of(OXYCODONE, RELAXANT)))));
        assertThat(suggestion.actions())
                .extracting(Action::resourceId)
                .containsExactly("MedicationRequest/1", "MedicationRequest/2");
        assertThat(suggestion.label())
                .isEqualTo("Remove Oxycodone 5 MG Oral Tablet, Cyclobenzaprine 10 MG Oral Tablet");
    }

    @Test
    void label_atMost100() {
        MedicationOrder named = CardFixtures.order("9", "long ".repeat(60), "tramadol", DrugClass.OPIOID);
        Suggestion suggestion =
                only(of(finding(OPIOID_FIRST_LINE, WARNING, named, new Proposal.Remove(List.of(named)))));
        assertThat(suggestion.label()).hasSizeLessThanOrEqualTo(100).endsWith("…");
    }

    @Test
    void orderWithoutId_isNotNamed() {
        MedicationOrder nameless = CardFixtures.order(null, "Oxycodone", "oxycodone", DrugClass.OPIOID);
        Function<Order, ObjectNode> originals = order -> CardFixtures.json(DRAFT);
        assertThat(of(
                        originals,
                        finding(
                                OPIOID_FIRST_LINE,
                                WARNING,
                                nameless,
                                new Proposal.Remove(List.of(nameless)),
                                new Proposal.Remove(List.of(RELAXANT, nameless)),
                                new Proposal.Replace(nameless, Remedy.NAPROXEN, List.of(), true),
                                new Proposal.EndBy(nameless, TODAY, TODAY.plusDays(6), 7),
                                new Proposal.Stop(nameless))))
                .isEmpty();
    }

    @Test
    void replace_isOneSuggestionWithTwoActions() {
        Suggestion suggestion = only(of(finding(OPIOID_FIRST_LINE, WARNING, RELAXANT, REPLACE)));
        assertThat(suggestion.label())
                .isEqualTo("Replace with naproxen 500 mg, 1 tablet twice daily with food for 10 days");
        assertThat(suggestion.isRecommended()).isTrue();
        assertThat(suggestion.actions()).extracting(Action::type).containsExactly("create", "delete");
        assertThat(suggestion.actions().get(0).resourceId()).isNull();
        assertThat(suggestion.actions().get(1).resource()).isNull();
    }

    @Test
    void endBy_andRemoveOfOneFindingBothStand() {
        assertThat(types(of(finding(MUSCLE_RELAXANT_DURATION, WARNING, RELAXANT, END_BY, REMOVE))))
                .containsExactly("update", "delete");
    }

    @Test
    void endBy_goesWhenAnotherFindingRemoves() {
        Finding duration = finding(MUSCLE_RELAXANT_DURATION, WARNING, RELAXANT, END_BY, REMOVE);
        assertThat(types(of(duration, finding(RELAXANT_CAUTION, WARNING, RELAXANT, REMOVE))))
                .containsExactly("delete");
        assertThat(types(of(duration, finding(RELAXANT_CAUTION, WARNING, RELAXANT, REPLACE))))
                .as("a replacement removes too")
                .containsExactly("create+delete", "delete");
        assertThat(types(of(
                        duration,
                        finding(RELAXANT_CAUTION, WARNING, RELAXANT, new Proposal.Remove(List.of(OXYCODONE))))))
                .as("the removal of another order leaves it")
                .containsExactly("update", "delete", "delete");
    }

    @Test
    void equalSuggestionsOnce_gravestFirst() {
        Proposal otherReasons = new Proposal.Replace(RELAXANT, Remedy.NAPROXEN, List.of(), false);
        List<Suggestion> suggestions = of(
                finding(RELAXANT_CAUTION, WARNING, RELAXANT, REMOVE, REPLACE),
                finding(OPIOID_FIRST_LINE, INFO, RELAXANT, otherReasons, REMOVE));
        assertThat(types(suggestions)).containsExactly("create+delete", "delete");
    }

    @Test
    void atMostOneRecommended() {
        List<Suggestion> suggestions = of(
                finding(
                        OPIOID_FIRST_LINE,
                        WARNING,
                        RELAXANT,
                        REMOVE,
                        new Proposal.Replace(RELAXANT, Remedy.ACETAMINOPHEN, List.of(), false),
                        REPLACE),
                finding(
                        RELAXANT_CAUTION,
                        WARNING,
                        RELAXANT,
                        new Proposal.Replace(RELAXANT, Remedy.IBUPROFEN, List.of(), true)));
        assertThat(suggestions).extracting(Suggestion::isRecommended).containsExactly(true, null, null, null);
        assertThat(suggestions).extracting(Suggestion::uuid).doesNotHaveDuplicates();
    }

    @Test
    void recommendedFirst_removalLast() {
        Proposal safe = new Proposal.Replace(RELAXANT, Remedy.ACETAMINOPHEN, List.of(), true);
        Proposal refer = new Proposal.ReferToPhysicalTherapy(null);
        assertThat(of(finding(RELAXANT_CAUTION, WARNING, RELAXANT, REMOVE, refer, safe)))
                .extracting(suggestion -> suggestion.label().split(" ", 2)[0])
                .containsExactly("Replace", "Refer", "Remove");
        assertThat(types(of(finding(
                        MUSCLE_RELAXANT_DURATION, WARNING, RELAXANT, new Proposal.Stop(RELAXANT), END_BY, refer))))
                .as("an order that can't be deleted is ended by an update, which is a removal too")
                .containsExactly("update", "create", "update");
    }

    @Test
    void stop_keepsEverythingElse() {
        Suggestion suggestion = only(of(finding(MUSCLE_RELAXANT_DURATION, WARNING, null, new Proposal.Stop(RELAXANT))));
        assertThat(suggestion.label()).isEqualTo("Stop Cyclobenzaprine 10 MG Oral Tablet");
        ObjectNode expected = CardFixtures.json(DRAFT).put("status", "stopped");
        assertThat(suggestion.actions().get(0).type()).isEqualTo("update");
        assertThat(suggestion.actions().get(0).resource()).isEqualTo(expected);
    }

    @Test
    void update_onlyOfTheVeryOrder() {
        Finding finding = finding(MUSCLE_RELAXANT_DURATION, WARNING, RELAXANT, END_BY, new Proposal.Stop(RELAXANT));
        assertThat(of(order -> null, finding)).as("not at hand").isEmpty();
        assertThat(of(order -> CardFixtures.json(DRAFT.replace("\"2\"", "\"7\"")), finding))
                .as("another resource")
                .isEmpty();
        assertThat(of(
                        order -> {
                            throw new IllegalStateException();
                        },
                        finding))
                .as("a failure costs the suggestion only")
                .isEmpty();
    }

    @Test
    void adviseActivity_takesThePlaceOfBedRest() {
        List<Suggestion> suggestions =
                of(finding(BED_REST, INFO, RELAXANT, REMOVE, new Proposal.AdviseActivity(lowBackPain("Condition/c1"))));
        assertThat(types(suggestions)).containsExactly("create+delete", "delete");
        assertThat(suggestions.get(0).label()).isEqualTo("Replace with advice to stay active");
    }

    private static List<String> types(List<Suggestion> suggestions) {
        return suggestions.stream()
                .map(suggestion -> String.join(
                        "+", suggestion.actions().stream().map(Action::type).toList()))
                .toList();
    }

    private static List<Suggestion> of(Finding... findings) {
        return of(order -> CardFixtures.json(DRAFT), findings);
    }

    private static List<Suggestion> of(Function<Order, ObjectNode> originals, Finding... findings) {
        return new Suggestions(new OrderTemplates(OrderTemplates.Intent.ORDER), CardFixtures.countingUuids())
                .of(
                        List.of(findings),
                        CardFixtures.context(Hook.ORDER_SIGN, originals, OXYCODONE, RELAXANT),
                        new HashSet<>());
    }

    private static Suggestion only(List<Suggestion> suggestions) {
        assertThat(suggestions).hasSize(1);
        return suggestions.get(0);
    }
}
