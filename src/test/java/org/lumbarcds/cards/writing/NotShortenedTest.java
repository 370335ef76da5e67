package org.lumbarcds.cards.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.cards.CardFixtures.RELAXANT;
import static org.lumbarcds.cards.CardFixtures.finding;
import static org.lumbarcds.guideline.findings.Indicator.WARNING;
import static org.lumbarcds.guideline.rules.LowBackPainRule.MUSCLE_RELAXANT_DURATION;
import static org.lumbarcds.guideline.rules.LowBackPainRule.RELAXANT_CAUTION;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lumbarcds.cards.Card.Action;
import org.lumbarcds.cards.Card.Suggestion;
import org.lumbarcds.cards.CardFixtures;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.orders.MedicationOrder;

/** A reader who is asked to end a course and sees no button for it is told why. */
class NotShortenedTest {

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
        assertThat(NotShortened.text(
                        List.of(TOO_LONG), List.of(suggestion("update", "draft"), suggestion("delete", null))))
                .isEmpty();
    }

    @Test
    void shorterOrderCouldNotBeWritten() {
        assertThat(NotShortened.text(List.of(TOO_LONG), List.of(suggestion("delete", null))))
                .startsWith("No shorter order is offered")
                .endsWith("change it by hand.");
        assertThat(NotShortened.text(List.of(TOO_LONG), List.of(suggestion("update", "stopped"))))
                .as("the end of a signed order is no shorter one")
                .startsWith("No shorter order is offered");
    }

    @Test
    void orderIsRemovedForAnotherReason_nobodyLooksForAShorterOne() {
        assertThat(NotShortened.text(
                        List.of(finding(RELAXANT_CAUTION, WARNING, RELAXANT, REMOVE), TOO_LONG),
                        List.of(suggestion("delete", null))))
                .isEmpty();
    }

    @Test
    void orderWithoutId_isSaidToHaveNone() {
        MedicationOrder nameless = CardFixtures.order(null, "Flexeril", "cyclobenzaprine", DrugClass.MUSCLE_RELAXANT);
        Proposal endBy = new Proposal.EndBy(nameless, DAY, DAY.plusDays(20), 21);
        assertThat(NotShortened.text(List.of(finding(MUSCLE_RELAXANT_DURATION, WARNING, nameless, endBy)), List.of()))
                .isEmpty();
    }
}
