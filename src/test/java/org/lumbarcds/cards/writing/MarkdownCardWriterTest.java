package org.lumbarcds.cards.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.cards.CardFixtures.OXYCODONE;
import static org.lumbarcds.cards.CardFixtures.RELAXANT;
import static org.lumbarcds.cards.CardFixtures.cardsOf;
import static org.lumbarcds.cards.CardFixtures.finding;
import static org.lumbarcds.cards.CardFixtures.signing;
import static org.lumbarcds.cards.CardFixtures.writer;
import static org.lumbarcds.guideline.findings.Indicator.CRITICAL;
import static org.lumbarcds.guideline.findings.Indicator.INFO;
import static org.lumbarcds.guideline.findings.Indicator.WARNING;
import static org.lumbarcds.guideline.rules.LowBackPainRule.MUSCLE_RELAXANT_DURATION;
import static org.lumbarcds.guideline.rules.LowBackPainRule.NSAID_CAUTION;
import static org.lumbarcds.guideline.rules.LowBackPainRule.OPIOID_FIRST_LINE;
import static org.lumbarcds.guideline.rules.LowBackPainRule.REASSESS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lumbarcds.cards.Card;
import org.lumbarcds.cards.Card.Code;
import org.lumbarcds.cards.Card.Suggestion;
import org.lumbarcds.cards.CardContext;
import org.lumbarcds.cards.CardFixtures;
import org.lumbarcds.cards.GithubMarkdown;
import org.lumbarcds.cards.WrittenCard;
import org.lumbarcds.cards.suggestions.OrderTemplates;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.engine.Evaluation;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.rules.LowBackPainRule;

class MarkdownCardWriterTest {

    private static final CardContext VIEWING = CardFixtures.context(Hook.PATIENT_VIEW, order -> null);

    @Test
    void write_oneFinding() {
        Card card = only(write(signing(OXYCODONE), finding(OPIOID_FIRST_LINE, WARNING, OXYCODONE)));
        assertThat(card.uuid()).isEqualTo(new UUID(0, 0).toString());
        assertThat(card.summary())
                .isEqualTo("Oxycodone 5 MG Oral Tablet for low back pain: avoid opioids as first-line treatment");
        assertThat(card.detail())
                .isEqualTo("**Oxycodone 5 MG Oral Tablet** is an opioid.\n\n"
                        + "See [the guideline](https://example.org/opioid).");
        assertThat(card.indicator()).isEqualTo("warning");
        assertThat(card.source())
                .isEqualTo(new Card.Source(
                        "Fixture guideline, 2020",
                        "https://example.org/opioid",
                        new Code("urn:oid:2.25.1", "opioid-first-line", "Opioid as first-line treatment")));
        assertThat(card.overrideReasons())
                .containsExactly(
                        reason("already-considered", "Already considered"),
                        reason("other-drugs-unsuitable", "Other drugs are unsuitable"));
        assertThat(card.suggestions()).isEmpty();
        assertThat(card.selectionBehavior()).isNull();
    }

    @Test
    void write_nothingFound() {
        assertThat(write(signing(OXYCODONE))).isEmpty();
        assertThat(cardsOf(
                        writer(),
                        evaluation(List.of(), Map.of(REASSESS, Set.of(ChartKey.CONDITIONS)), List.of()),
                        VIEWING))
                .as("undecided alone is for the caller to refuse")
                .isEmpty();
    }

    @Test
    void write_findingsAboutOneOrderBecomeOneCard() {
        Card card = only(write(
                signing(RELAXANT),
                finding(OPIOID_FIRST_LINE, INFO, RELAXANT),
                finding(MUSCLE_RELAXANT_DURATION, WARNING, RELAXANT)));
        assertThat(card.indicator()).as("the highest").isEqualTo("warning");
        assertThat(card.summary())
                .as("of the gravest")
                .isEqualTo("Cyclobenzaprine 10 MG Oral Tablet: 30 days exceed 21 days. Shorten the course.");
        assertThat(card.source().topic().code()).as("of the gravest").isEqualTo("muscle-relaxant-duration");
        assertThat(card.detail())
                .isEqualTo("Cyclobenzaprine 10 MG Oral Tablet would run for 30 days.\n\n"
                        + "### Opioid as first-line treatment\n\n"
                        + "First-line drugs were ordered before.");
        assertThat(card.overrideReasons())
                .as("of all, each once, the gravest first")
                .containsExactly(
                        reason("already-considered", "Already considered"),
                        reason("specialist-plan", "Longer course planned by a specialist"),
                        reason("other-drugs-unsuitable", "Other drugs are unsuitable"));
    }

    @Test
    void write_tiesInTheOrderOfTheTable() {
        Card card = only(write(
                signing(RELAXANT),
                finding(MUSCLE_RELAXANT_DURATION, WARNING, RELAXANT),
                finding(OPIOID_FIRST_LINE, WARNING, RELAXANT)));
        assertThat(card.source().topic().code()).isEqualTo("opioid-first-line");
    }

    @Test
    void write_findingAboutSeveralOrdersStandsOnItsFirst() {
        Finding both = new Finding(
                MUSCLE_RELAXANT_DURATION,
                "warning",
                CRITICAL,
                List.of(OXYCODONE, RELAXANT),
                new Facts(),
                List.of(),
                Set.of());
        List<Card> cards = write(
                signing(RELAXANT, OXYCODONE),
                finding(OPIOID_FIRST_LINE, WARNING, OXYCODONE),
                finding(MUSCLE_RELAXANT_DURATION, WARNING, RELAXANT),
                both);
        assertThat(cards).extracting(Card::indicator).containsExactly("critical", "warning");
        assertThat(cards.get(0).detail()).contains("### Opioid as first-line treatment");
        assertThat(cards.get(1).detail()).doesNotContain("###");
    }

    @Test
    void write_gravestFirstThenInTheOrderOfTheRequest() {
        MedicationOrder third = CardFixtures.order("3", "Tramadol", "tramadol", DrugClass.OPIOID);
        List<Card> cards = write(
                signing(third, RELAXANT, OXYCODONE),
                finding(OPIOID_FIRST_LINE, WARNING, OXYCODONE),
                finding(OPIOID_FIRST_LINE, INFO, third),
                finding(MUSCLE_RELAXANT_DURATION, WARNING, RELAXANT));
        assertThat(cards).extracting(card -> card.summary().substring(0, 5)).containsExactly("Cyclo", "Oxyco", "Trama");
    }

    @Test
    void write_sameCardsWhateverTheOrderOfFindings() {
        List<Finding> findings = new ArrayList<>(List.of(
                finding(OPIOID_FIRST_LINE, WARNING, OXYCODONE, new Proposal.Remove(List.of(OXYCODONE))),
                finding(MUSCLE_RELAXANT_DURATION, WARNING, RELAXANT),
                finding(OPIOID_FIRST_LINE, INFO, RELAXANT),
                finding(NSAID_CAUTION, CRITICAL, RELAXANT)));
        List<Card> expected = write(signing(OXYCODONE, RELAXANT), findings.toArray(Finding[]::new));
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(findings, random);
            assertThat(write(signing(OXYCODONE, RELAXANT), findings.toArray(Finding[]::new)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void write_patientView_atMostSoMany() {
        Finding[] findings = {
            finding(REASSESS, INFO, null),
            finding(OPIOID_FIRST_LINE, WARNING, null),
            finding(NSAID_CAUTION, CRITICAL, null),
            finding(MUSCLE_RELAXANT_DURATION, WARNING, null)
        };
        assertThat(write(VIEWING, findings))
                .as("warnings stay cards of their own, the gravest first, and go before advice")
                .extracting(
                        card -> card.indicator() + ' ' + card.source().topic().code())
                .containsExactly(
                        "critical nsaid-caution", "warning opioid-first-line", "warning muscle-relaxant-duration");
    }

    /** "Advice of several rules about one episode is one card." */
    @Test
    void write_patientView_adviceIsOneCard() {
        Proposal refer = new Proposal.ReferToPhysicalTherapy(null);
        List<WrittenCard> cards = writer().write(
                        evaluation(
                                List.of(
                                        finding(REASSESS, INFO, null, new Proposal.ScreenForDepression(null)),
                                        finding(OPIOID_FIRST_LINE, INFO, null, refer)),
                                Map.of(),
                                List.of()),
                        VIEWING);
        Card card = only(cards.stream().map(WrittenCard::card).toList());
        assertThat(card.summary())
                .as("the first rule's, and what the others say in a few words, else their titles")
                .isEqualTo(
                        ": first-line drugs were tried, confirm that an opioid is needed; Reassessment after a month");
        assertThat(card.detail())
                .as("a paragraph each, no heading")
                .isEqualTo("First-line drugs were ordered before.\n\nPain for 44 days.\n\n"
                        + "To confirm: the suggested order is a draft.");
        assertThat(card.source().topic().code()).isEqualTo("opioid-first-line");
        assertThat(card.source().label()).isEqualTo("Fixture guideline, 2020");
        assertThat(card.suggestions()).hasSize(2);
        assertThat(card.selectionBehavior()).isEqualTo("any");
        assertThat(card.overrideReasons())
                .extracting(Code::code)
                .containsExactly("already-considered", "other-drugs-unsuitable", "done");
        assertThat(cards.get(0).findings())
                .as("feedback counts for every rule in it")
                .extracting(Finding::rule)
                .containsExactly(OPIOID_FIRST_LINE, REASSESS);
    }

    /** "Ties: what the label forbids or boxes before what the guideline advises." */
    @Test
    void write_tiesByLabelFirst() {
        Card card = only(write(
                signing(RELAXANT),
                finding(MUSCLE_RELAXANT_DURATION, WARNING, RELAXANT),
                finding(LowBackPainRule.OPIOID_WITH_DEPRESSANT, WARNING, RELAXANT),
                finding(OPIOID_FIRST_LINE, WARNING, RELAXANT),
                finding(LowBackPainRule.ACETAMINOPHEN_CAUTION, WARNING, RELAXANT)));
        assertThat(card.source().topic().code()).isEqualTo("acetaminophen-caution");
        assertThat(card.detail().indexOf("opioid-with-depressant"))
                .isPositive()
                .isLessThan(card.detail().indexOf("Opioid as first-line"));
        assertThat(card.detail().indexOf("Opioid as first-line"))
                .isLessThan(card.detail().indexOf("Duration of a muscle-relaxant course"));
    }

    @Test
    void write_patientView_limitIsAskedForEachTime() {
        int[] limit = {1};
        MarkdownCardWriter writer = new MarkdownCardWriter(
                CardFixtures.library(),
                new OrderTemplates(OrderTemplates.Intent.ORDER),
                UUID::randomUUID,
                () -> limit[0],
                CardFixtures.SYSTEMS,
                CardFixtures.LIMITS);
        Evaluation two = evaluation(
                List.of(finding(OPIOID_FIRST_LINE, WARNING, null), finding(REASSESS, INFO, null)), Map.of(), List.of());
        assertThat(cardsOf(writer, two, VIEWING)).hasSize(1);
        limit[0] = 2;
        assertThat(cardsOf(writer, two, VIEWING))
                .hasSize(2)
                .extracting(Card::uuid)
                .allSatisfy(uuid -> assertThat(UUID.fromString(uuid).version()).isEqualTo(4))
                .doesNotHaveDuplicates();
    }

    @Test
    void write_notChecked() {
        Finding first = missing(finding(OPIOID_FIRST_LINE, WARNING, OXYCODONE), ChartKey.EGFR, ChartKey.ALLERGIES);
        Finding second = missing(finding(MUSCLE_RELAXANT_DURATION, INFO, OXYCODONE), ChartKey.ALLERGIES);
        assertThat(only(write(signing(OXYCODONE), first, second)).detail())
                .endsWith("\n\nNot checked: allergies, kidney function (eGFR) (not provided or not readable).");
    }

    @Test
    void write_undecidedOnTheGravestCardOnly() {
        Evaluation evaluation = evaluation(
                List.of(finding(OPIOID_FIRST_LINE, INFO, OXYCODONE), finding(OPIOID_FIRST_LINE, WARNING, RELAXANT)),
                Map.of(
                        NSAID_CAUTION, Set.of(ChartKey.MEDICATIONS, ChartKey.CONDITIONS),
                        MUSCLE_RELAXANT_DURATION, Set.of(ChartKey.MEDICATIONS)),
                List.of());
        List<Card> cards = cardsOf(writer(), evaluation, signing(OXYCODONE, RELAXANT));
        assertThat(cards.get(0).detail())
                .endsWith("\n\nCould not be checked: Duration of a muscle-relaxant course (needs medications);"
                        + " nsaid-caution (needs conditions, medications).");
        assertThat(cards.get(1).detail()).doesNotContain("Could not be checked");
    }

    @Test
    void write_failedRuleIsSaid() {
        Finding[] found = {
            finding(OPIOID_FIRST_LINE, WARNING, null),
            finding(NSAID_CAUTION, WARNING, null),
            finding(MUSCLE_RELAXANT_DURATION, WARNING, null),
            finding(REASSESS, INFO, null)
        };
        List<Card> cards =
                cardsOf(writer(), evaluation(List.of(found), Map.of(), List.of(MUSCLE_RELAXANT_DURATION)), VIEWING);
        assertThat(cards).as("beside as many others as there may be").hasSize(4);
        Card failure = cards.get(3);
        assertThat(failure.indicator()).isEqualTo("info");
        assertThat(failure.summary()).isEqualTo("This check could not run: Duration of a muscle-relaxant course");
        assertThat(failure.detail())
                .contains("Duration of a muscle-relaxant course")
                .contains("internal error");
        assertThat(failure.source().label()).isEqualTo("Lumbar CDS");
        assertThat(failure.source().url()).isNull();
        assertThat(failure.source().topic().code()).isEqualTo("muscle-relaxant-duration");
    }

    @Test
    void write_undecidedOnTheFailureWhenItIsTheOnlyCard() {
        Card card = only(cardsOf(
                writer(),
                evaluation(
                        List.of(),
                        Map.of(OPIOID_FIRST_LINE, Set.of(ChartKey.CONDITIONS)),
                        List.of(MUSCLE_RELAXANT_DURATION)),
                signing(OXYCODONE)));
        assertThat(card.detail()).contains("Could not be checked: Opioid as first-line treatment (needs conditions).");
    }

    @Test
    void write_findingWithoutTextIsShown() {
        Finding unknownVariant = new Finding(
                OPIOID_FIRST_LINE,
                "unheard-of",
                CRITICAL,
                List.of(OXYCODONE),
                new Facts(),
                List.of(new Proposal.Remove(List.of(OXYCODONE))),
                Set.of());
        Card card = only(write(signing(OXYCODONE), unknownVariant));
        assertThat(card.indicator()).isEqualTo("critical");
        assertThat(card.summary()).isEqualTo("Please review: Opioid as first-line treatment");
        assertThat(card.detail()).isNotEmpty();
        assertThat(card.suggestions()).hasSize(1);
        assertThat(only(write(signing(OXYCODONE), finding(NSAID_CAUTION, WARNING, OXYCODONE)))
                        .summary())
                .as("a rule without a file")
                .isEqualTo("Please review: nsaid-caution");
    }

    @Test
    void write_suggestedDrugIsForThePrescriberToConfirm() {
        String confirm = "To confirm: dose and days of naproxen are this service's policy.";
        Proposal start = new Proposal.Start(Remedy.NAPROXEN, List.of(), true);
        Proposal refer = new Proposal.ReferToPhysicalTherapy(null);
        assertThat(only(write(VIEWING, finding(REASSESS, INFO, null, start))).detail())
                .endsWith("\n\n" + confirm);
        assertThat(only(write(VIEWING, finding(REASSESS, INFO, null, refer))).detail())
                .endsWith("\n\nTo confirm: the suggested order is a draft.");
        assertThat(only(write(VIEWING, finding(REASSESS, INFO, null))).detail()).doesNotContain("To confirm");
    }

    @Test
    void write_whatOneCardOrdersNoOtherOrdersAgain() {
        List<Card> cards = write(
                signing(OXYCODONE, RELAXANT),
                finding(
                        OPIOID_FIRST_LINE,
                        WARNING,
                        OXYCODONE,
                        new Proposal.Remove(List.of(OXYCODONE)),
                        new Proposal.Replace(OXYCODONE, Remedy.NAPROXEN, List.of(), true),
                        new Proposal.ReferToPhysicalTherapy(null)),
                finding(
                        NSAID_CAUTION,
                        WARNING,
                        RELAXANT,
                        new Proposal.Remove(List.of(RELAXANT)),
                        new Proposal.Replace(RELAXANT, Remedy.IBUPROFEN, List.of(), true),
                        new Proposal.Replace(RELAXANT, Remedy.ACETAMINOPHEN, List.of(), false),
                        new Proposal.ReferToPhysicalTherapy(null)));
        assertThat(cards.get(0).suggestions())
                .extracting(Suggestion::label)
                .satisfiesExactly(
                        label -> assertThat(label).contains("naproxen"),
                        label -> assertThat(label).contains("physical therapy"),
                        label -> assertThat(label).startsWith("Remove"));
        assertThat(cards.get(1).suggestions())
                .as("accepting both cards must not order two NSAIDs or two referrals")
                .extracting(Suggestion::label)
                .satisfiesExactly(label -> assertThat(label).contains("acetaminophen"), label -> assertThat(label)
                        .startsWith("Remove"));
    }

    @Test
    void write_orderWithoutId_saysWhyNothingChangesIt() {
        MedicationOrder nameless = CardFixtures.order(null, "Oxycodone", "oxycodone", DrugClass.OPIOID);
        Proposal replace = new Proposal.Replace(nameless, Remedy.NAPROXEN, List.of(), true);
        String why = "No change of the order is offered: it was sent without an id.";
        Card card = only(write(signing(nameless), finding(OPIOID_FIRST_LINE, WARNING, nameless, replace)));
        assertThat(card.suggestions()).isEmpty();
        assertThat(card.detail()).contains(why);
        assertThat(only(write(signing(nameless), finding(OPIOID_FIRST_LINE, WARNING, nameless)))
                        .detail())
                .as("no change was proposed")
                .doesNotContain(why);
        assertThat(only(write(
                                signing(OXYCODONE),
                                finding(
                                        OPIOID_FIRST_LINE,
                                        WARNING,
                                        OXYCODONE,
                                        new Proposal.Remove(List.of(OXYCODONE)))))
                        .detail())
                .as("it can be named")
                .doesNotContain(why);
    }

    @Test
    void write_selectionBehaviorOnlyWithSuggestions() {
        CardContext any = new CardContext(
                Hook.ORDER_SIGN, CardFixtures.TODAY, "p1", null, null, List.of(OXYCODONE), order -> null, "any");
        Proposal remove = new Proposal.Remove(List.of(OXYCODONE));
        assertThat(only(write(any, finding(OPIOID_FIRST_LINE, WARNING, OXYCODONE, remove)))
                        .selectionBehavior())
                .isEqualTo("any");
        assertThat(only(write(any, finding(OPIOID_FIRST_LINE, WARNING, OXYCODONE)))
                        .selectionBehavior())
                .isNull();
    }

    @Test
    void write_hostileRecord() {
        String label = "<b>x</b> [y](https://evil.example)\n# www.evil.example \u202E*z*";
        MedicationOrder hostile = CardFixtures.order("1", label, "oxycodone", DrugClass.OPIOID);
        Facts facts = new Facts()
                .put("drug", label)
                .put("recognisedBy", label)
                .list("tried", List.of(new Facts().put("label", label).put("date", label)));
        Card card = only(write(
                signing(hostile),
                new Finding(
                        OPIOID_FIRST_LINE,
                        "warning",
                        WARNING,
                        List.of(hostile),
                        facts,
                        List.of(new Proposal.Remove(List.of(hostile))),
                        Set.of())));
        assertThat(GithubMarkdown.html(card.detail()))
                .containsOnlyOnce("<a ")
                .contains("href=\"https://example.org/opioid\"")
                .doesNotContain("<b>", "<h1>", "<em>");
        assertThat(card.summary()).doesNotContain("\n", "\u202E").hasSizeLessThanOrEqualTo(139);
        assertThat(card.suggestions().get(0).label())
                .isEqualTo("Remove <b>x</b> [y](https://evil.example) # www.evil.example *z*");
    }

    @Test
    void write_nothingEmptyOnTheWire() {
        ObjectNode draft = CardFixtures.json("""
                {"resourceType":"MedicationRequest","id":"2","status":"draft","note":[],"reasonCode":[{"coding":[{}]}],
                 "medicationCodeableConcept":{"text":"","coding":[{"code":"1","display":null}]}}""");
        CardContext context = CardFixtures.context(Hook.ORDER_SIGN, order -> draft, OXYCODONE, RELAXANT);
        Finding[] findings = {
            finding(
                    OPIOID_FIRST_LINE,
                    WARNING,
                    OXYCODONE,
                    new Proposal.Remove(List.of(OXYCODONE)),
                    new Proposal.Replace(OXYCODONE, Remedy.NAPROXEN, List.of(), true)),
            finding(
                    MUSCLE_RELAXANT_DURATION,
                    WARNING,
                    RELAXANT,
                    new Proposal.EndBy(RELAXANT, CardFixtures.TODAY, CardFixtures.TODAY.plusDays(6), 7)),
            finding(NSAID_CAUTION, INFO, null)
        };
        List<Card> cards = cardsOf(
                writer(),
                evaluation(
                        List.of(findings),
                        Map.of(REASSESS, Set.of(ChartKey.PATIENT)),
                        List.of(MUSCLE_RELAXANT_DURATION)),
                context);
        assertThat(cards).hasSize(4);
        JsonNode wire = CardFixtures.JSON.valueToTree(cards);
        assertThat(emptyPlaces(wire, "")).isEmpty();
        assertThat(wire.findValues("isRecommended")).hasSize(1);
        assertThat(wire.at("/1/suggestions/0/actions/0/resource/medicationCodeableConcept/coding/0/code")
                        .asText())
                .as("what is not empty stays")
                .isEqualTo("1");
    }

    @Test
    void warm_leavesNoTrace() {
        MarkdownCardWriter writer = writer();
        writer.warm();
        assertThat(only(cardsOf(
                                writer,
                                evaluation(List.of(finding(REASSESS, INFO, null)), Map.of(), List.of()),
                                VIEWING))
                        .uuid())
                .isEqualTo(new UUID(0, 0).toString());
    }

    private static List<String> emptyPlaces(JsonNode node, String path) {
        List<String> places = new ArrayList<>();
        if (node.isNull()
                || node.isContainerNode() && node.isEmpty()
                || node.isTextual() && node.textValue().isEmpty()) {
            places.add(path);
        }
        node.fields()
                .forEachRemaining(field -> places.addAll(emptyPlaces(field.getValue(), path + "/" + field.getKey())));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                places.addAll(emptyPlaces(node.get(i), path + "/" + i));
            }
        }
        return places;
    }

    private static List<Card> write(CardContext context, Finding... findings) {
        return cardsOf(writer(), evaluation(List.of(findings), Map.of(), List.of()), context);
    }

    private static Evaluation evaluation(
            List<Finding> findings, Map<RuleId, Set<ChartKey>> undecided, List<RuleId> failed) {
        return new Evaluation(findings, undecided, failed, List.of(), Set.of());
    }

    private static Finding missing(Finding finding, ChartKey... keys) {
        return new Finding(
                finding.rule(),
                finding.variant(),
                finding.indicator(),
                finding.about(),
                finding.facts(),
                finding.proposals(),
                Set.of(keys));
    }

    private static Card only(List<Card> cards) {
        assertThat(cards).hasSize(1);
        return cards.get(0);
    }

    private static Code reason(String code, String display) {
        return new Code("urn:oid:2.25.2", code, display);
    }
}
