package org.lumbarcds.cards.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.cards.CardFixtures.TODAY;
import static org.lumbarcds.cards.CardFixtures.lowBackPain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lumbarcds.cards.BaseValidator;
import org.lumbarcds.cards.CardContext;
import org.lumbarcds.cards.CardFixtures;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.Problem;

/** "Suggested orders are complete FHIR R4 resources … they pass the base R4 validator." */
class OrderTemplatesTest {

    private static final OrderTemplates ORDERS = new OrderTemplates(OrderTemplates.Intent.ORDER);
    private static final CardContext CONTEXT = context("p1", "e1", "Practitioner/dr-1");

    @ParameterizedTest
    @EnumSource(Remedy.class)
    void drug_valid(Remedy remedy) {
        ObjectNode order = ORDERS.drug(remedy, List.of(lowBackPain("Condition/c1")), CONTEXT);
        assertThat(BaseValidator.errors(order)).isEmpty();
        assertThat(BaseValidator.errors(new OrderTemplates(OrderTemplates.Intent.PROPOSAL)
                        .drug(remedy, List.of(), context("p1", null, null))))
                .isEmpty();
    }

    @Test
    void validator_findsErrors() {
        ObjectNode order = ORDERS.drug(Remedy.NAPROXEN, List.of(), CONTEXT);
        order.remove("subject");
        assertThat(BaseValidator.errors(order)).isNotEmpty();
    }

    @Test
    void services_valid() {
        assertThat(BaseValidator.errors(ORDERS.physicalTherapy(lowBackPain("Condition/c1"), CONTEXT)))
                .isEmpty();
        assertThat(BaseValidator.errors(ORDERS.activityAdvice(null, CONTEXT))).isEmpty();
        assertThat(BaseValidator.errors(ORDERS.depressionScreening(lowBackPain(null), CONTEXT)))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "NAPROXEN | 198014 | 1 | 2 | 10 | 20 | Take 1 tablet by mouth twice daily with food",
                "IBUPROFEN | 197806 | 1 | 3 | 10 | 30 | Take 1 tablet by mouth three times daily with food",
                "ACETAMINOPHEN | 198440 | 2 | 3 | 10 | 60 | Take 2 tablets by mouth three times daily",
                "CYCLOBENZAPRINE | 828320 | 1 | 3 | 7 | 21 | Take 1 tablet by mouth three times daily",
                "METHOCARBAMOL | 197944 | 1 | 4 | 7 | 28 | Take 1 tablet by mouth four times daily"
            })
    void drug_byThePolicy(Remedy remedy, String product, int tablets, int times, int days, int quantity, String text) {
        ObjectNode order = ORDERS.drug(remedy, List.of(), CONTEXT);
        assertThat(order.at("/medicationCodeableConcept/coding/0/system").asText())
                .isEqualTo("http://www.nlm.nih.gov/research/umls/rxnorm");
        assertThat(order.at("/medicationCodeableConcept/coding/0/code").asText())
                .isEqualTo(product);
        assertThat(order.at("/dosageInstruction/0/text").asText()).isEqualTo(text);
        assertThat(order.at("/dosageInstruction/0/route/coding/0/code").asText())
                .isEqualTo("26643006");
        assertThat(order.at("/dosageInstruction/0/timing/repeat/frequency").asInt())
                .isEqualTo(times);
        assertThat(order.at("/dosageInstruction/0/timing/repeat/period").asInt())
                .isOne();
        assertThat(order.at("/dosageInstruction/0/timing/repeat/boundsDuration/value")
                        .asInt())
                .isEqualTo(days);
        assertThat(order.at("/dosageInstruction/0/doseAndRate/0/doseQuantity/value")
                        .asInt())
                .isEqualTo(tablets);
        assertThat(order.at("/dispenseRequest/numberOfRepeatsAllowed").isInt()).isTrue();
        assertThat(order.at("/dispenseRequest/numberOfRepeatsAllowed").asInt()).isZero();
        assertThat(order.at("/dispenseRequest/expectedSupplyDuration/value").asInt())
                .isEqualTo(days);
        assertThat(order.at("/dispenseRequest/quantity/value").asInt())
                .isEqualTo(quantity)
                .isEqualTo(tablets * times * days);
        assertThat(order.at("/dispenseRequest/quantity/code").asText())
                .isEqualTo(order.at("/dosageInstruction/0/doseAndRate/0/doseQuantity/code")
                        .asText());
    }

    @Test
    void order_aboutTheCall() {
        ObjectNode order = ORDERS.drug(
                Remedy.NAPROXEN,
                List.of(lowBackPain("Condition/c1"), lowBackPain(null), lowBackPain("Condition/c1")),
                CONTEXT);
        assertThat(order.path("status").asText()).isEqualTo("draft");
        assertThat(order.path("intent").asText()).isEqualTo("order");
        assertThat(order.at("/subject/reference").asText()).isEqualTo("Patient/p1");
        assertThat(order.at("/encounter/reference").asText()).isEqualTo("Encounter/e1");
        assertThat(order.at("/requester/reference").asText()).isEqualTo("Practitioner/dr-1");
        assertThat(order.path("authoredOn").asText()).isEqualTo("2026-11-23");
        assertThat(order.at("/reasonCode/0/coding/0/code").asText()).isEqualTo("279039007");
        assertThat(order.path("reasonReference")).hasSize(1);
        assertThat(order.at("/reasonReference/0/reference").asText()).isEqualTo("Condition/c1");
        assertThat(order.has("id")).as("the client gives it").isFalse();
    }

    /** "reasonReference points at the condition that its reasonCode names." */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "LOW_BACK_PAIN | 279039007 | what it is",
                "LOW_BACK_PAIN BACK_SPASM | 203095000 | the spasm that the condition says",
                "LOW_BACK_PAIN CHRONIC_LOW_BACK_PAIN | 278860009 | chronic",
                "LOW_BACK_PAIN BACK_PAIN_WITHOUT_SITE | 161891005 | no site is not the lower back",
                "LOW_BACK_PAIN CHRONIC_LOW_BACK_PAIN BACK_PAIN_WITHOUT_SITE | 134407002 | chronic, no site",
                "LOW_BACK_PAIN BACK_PAIN_WITHOUT_SITE BACK_SPASM | 161891005 | the wider one is never wrong"
            })
    void order_reasonNamesTheConditionItPointsAt(String groups, String code, String reason) {
        Problem pain = CardFixtures.problem(
                "Condition/c7",
                "What the record says",
                Arrays.stream(groups.split(" ")).map(ProblemGroup::valueOf).collect(Collectors.toSet()));
        ObjectNode order = ORDERS.drug(Remedy.NAPROXEN, List.of(pain), CONTEXT);
        assertThat(order.path("reasonCode")).hasSize(1);
        assertThat(order.at("/reasonCode/0/coding/0/code").asText()).as(reason).isEqualTo(code);
        assertThat(order.at("/reasonCode/0/text").asText()).isEqualTo("What the record says");
        assertThat(order.at("/reasonReference/0/reference").asText()).isEqualTo("Condition/c7");
        assertThat(BaseValidator.errors(order)).isEmpty();
    }

    @Test
    void order_proposalByConfiguration() {
        OrderTemplates proposals = new OrderTemplates(OrderTemplates.Intent.PROPOSAL);
        assertThat(proposals
                        .drug(Remedy.NAPROXEN, List.of(), CONTEXT)
                        .path("intent")
                        .asText())
                .isEqualTo("proposal");
        assertThat(proposals.physicalTherapy(null, CONTEXT).path("intent").asText())
                .isEqualTo("proposal");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Practitioner/a.b_c-1 | true | may request",
                "PractitionerRole/1 | true | may request",
                "Patient/p1 | true | may request",
                "RelatedPerson/r1 | true | may request",
                "Organization/o1 | false | is no user",
                "Practitioner/ | false | has no id",
                "Practitioner/a/b | false | is no reference",
                "https://evil.example/Practitioner/1 | false | is no user of the protocol",
                "Practitioner/<b> | false | is no id"
            })
    void requester(String userId, boolean taken, String reason) {
        assertThat(ORDERS.physicalTherapy(null, context("p1", null, userId)).has("requester"))
                .as(reason)
                .isEqualTo(taken);
    }

    @Test
    void order_withoutEncounterAndUser() {
        ObjectNode order = ORDERS.physicalTherapy(null, context("p1", null, null));
        assertThat(order.has("encounter")).isFalse();
        assertThat(order.has("requester")).isFalse();
        assertThat(order.has("reasonReference")).isFalse();
    }

    @Test
    void services_codes() {
        assertThat(ORDERS.physicalTherapy(null, CONTEXT)
                        .at("/code/coding/0/code")
                        .asText())
                .isEqualTo("308447003");
        assertThat(ORDERS.depressionScreening(null, CONTEXT)
                        .at("/code/coding/0/code")
                        .asText())
                .isEqualTo("55757-9");
        assertThat(ORDERS.activityAdvice(null, CONTEXT).at("/code/text").asText())
                .isEqualTo("Advice to remain active and avoid bed rest");
    }

    @Test
    void orders_shareNothing() {
        ObjectNode first = ORDERS.drug(Remedy.NAPROXEN, List.of(), CONTEXT);
        first.withObject("/dispenseRequest").removeAll();
        assertThat(ORDERS.drug(Remedy.NAPROXEN, List.of(), CONTEXT).path("dispenseRequest"))
                .isNotEmpty();
    }

    private static CardContext context(String patient, String encounter, String user) {
        return new CardContext(
                Hook.PATIENT_VIEW, TODAY, patient, encounter, user, List.of(), order -> null, "at-most-one");
    }
}
