package org.lumbarcds.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.cards.CardFixtures.OXYCODONE;
import static org.lumbarcds.cards.CardFixtures.RELAXANT;
import static org.lumbarcds.cards.CardFixtures.finding;
import static org.lumbarcds.guideline.Indicator.WARNING;
import static org.lumbarcds.guideline.RuleId.MUSCLE_RELAXANT_DURATION;
import static org.lumbarcds.guideline.RuleId.OPIOID_FIRST_LINE;
import static org.lumbarcds.guideline.RuleId.RELAXANT_CAUTION;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lumbarcds.cards.Card.Action;
import org.lumbarcds.cards.Card.Suggestion;
import org.lumbarcds.guideline.Finding;
import org.lumbarcds.guideline.Proposal;
import org.lumbarcds.guideline.model.DrugClass;
import org.lumbarcds.guideline.model.MedicationOrder;

/** A reader who is asked for a change and sees no button is told why. */
class NotChangedTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final Proposal REMOVE = new Proposal.Remove(List.of(RELAXANT));
    private static final Finding TOO_LONG = finding(
            MUSCLE_RELAXANT_DURATION,
            WARNING,
            RELAXANT,
            new Proposal.EndBy(RELAXANT, DAY, DAY.plusDays(20), 21),
            REMOVE);

    private static Suggestion suggestion(String type, @Nullable String status) {
        Action action = status == null
                ? new Action(type, type, null, "MedicationRequest/2")
                : new Action(type, type, CardFixtures.json("{\"status\":\"" + status + "\"}"), null);
        return new Suggestion(type, "uuid", null, List.of(action));
    }

    @Test
    void shorterOrderIsOffered_nothingToSay() {
        assertThat(NotChanged.text(
                        List.of(TOO_LONG), List.of(suggestion("update", "draft"), suggestion("delete", null))))
                .isEmpty();
    }

    @Test
    void shorterOrderCouldNotBeWritten() {
        assertThat(NotChanged.text(List.of(TOO_LONG), List.of(suggestion("delete", null))))
                .startsWith("No shorter order is offered")
                .endsWith("change it by hand.");
        assertThat(NotChanged.text(List.of(TOO_LONG), List.of(suggestion("update", "stopped"))))
                .as("the end of a signed order is no shorter one")
                .startsWith("No shorter order is offered");
    }

    @Test
    void orderIsRemovedForAnotherReason_nobodyLooksForAShorterOne() {
        assertThat(NotChanged.text(
                        List.of(finding(RELAXANT_CAUTION, WARNING, RELAXANT, REMOVE), TOO_LONG),
                        List.of(suggestion("delete", null))))
                .isEmpty();
    }

    @Test
    void orderWithoutId() {
        MedicationOrder nameless = CardFixtures.order(null, "Oxycodone", "oxycodone", DrugClass.OPIOID);
        Finding opioid = finding(OPIOID_FIRST_LINE, WARNING, nameless, new Proposal.Remove(List.of(nameless)));
        assertThat(NotChanged.text(List.of(opioid), List.of())).contains("without an id");
        assertThat(NotChanged.text(List.of(finding(OPIOID_FIRST_LINE, WARNING, nameless)), List.of()))
                .as("nothing was to be changed")
                .isEmpty();
        assertThat(NotChanged.text(List.of(finding(OPIOID_FIRST_LINE, WARNING, OXYCODONE, REMOVE)), List.of()))
                .isEmpty();
    }
}
