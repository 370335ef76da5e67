package org.lumbarcds.cards.writing;

import java.util.List;
import org.lumbarcds.cards.Card.Suggestion;
import org.lumbarcds.cards.suggestions.Suggestions;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Proposal;

/** Why a card that asks for a shorter order offers none: whoever looks for the button must know to change it by hand. */
final class NotShortened {

    private NotShortened() {}

    /**
     * One sentence, or empty when what the findings propose is offered.
     *
     * @param findings of the card
     * @param offered its suggestions
     */
    static String text(List<Finding> findings, List<Suggestion> offered) {
        boolean shortened = findings.stream().anyMatch(finding -> finding.proposals().stream()
                .anyMatch(proposal -> proposal instanceof Proposal.EndBy endBy
                        && endBy.order().reference() != null
                        && !Suggestions.isOverruled(proposal, finding, findings)));
        return shortened && offered.stream().noneMatch(NotShortened::updates)
                ? "No shorter order is offered, as words or amounts in this one would contradict it: change it by hand."
                : "";
    }

    /** Changes an order that stays; the update that ends a signed one does not. */
    private static boolean updates(Suggestion suggestion) {
        return suggestion.actions().stream()
                .anyMatch(action -> action.resource() != null
                        && action.type().equals("update")
                        && !action.resource().path("status").asText("").equals("stopped"));
    }
}
