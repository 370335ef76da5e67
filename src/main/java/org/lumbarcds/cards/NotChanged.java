package org.lumbarcds.cards;

import java.util.List;
import java.util.Objects;
import org.lumbarcds.cards.Card.Suggestion;
import org.lumbarcds.guideline.Finding;
import org.lumbarcds.guideline.Proposal;
import org.lumbarcds.guideline.model.Order;

/** Why a card that asks for a change offers none: whoever looks for the button must know to change the order by hand. */
final class NotChanged {

    private NotChanged() {}

    /**
     * One sentence, or empty when what the findings propose is offered.
     *
     * @param findings of the card
     * @param offered its suggestions
     */
    static String text(List<Finding> findings, List<Suggestion> offered) {
        if (offered.isEmpty() && findings.stream().anyMatch(NotChanged::isAboutNameless)) {
            return "No change is offered, as the order came without an id: change it by hand.";
        }
        boolean shortened = findings.stream().anyMatch(finding -> finding.proposals().stream()
                .anyMatch(proposal ->
                        proposal instanceof Proposal.EndBy && !Suggestions.isOverruled(proposal, finding, findings)));
        return shortened && offered.stream().noneMatch(NotChanged::updates)
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

    private static boolean isAboutNameless(Finding finding) {
        return !finding.proposals().isEmpty()
                && finding.about().stream().map(Order::reference).anyMatch(Objects::isNull);
    }
}
