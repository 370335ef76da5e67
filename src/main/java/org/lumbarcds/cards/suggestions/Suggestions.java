package org.lumbarcds.cards.suggestions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.cards.Card.Action;
import org.lumbarcds.cards.Card.Suggestion;
import org.lumbarcds.cards.CardContext;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.model.orders.Order;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the rules propose, as suggestions. One that would name an order without an id, or contradict what stays of it, is
 * left out: "a draft without an id is evaluated at order-sign; suggestions that would name it are left out".
 */
public final class Suggestions {

    static final int MAX_LABEL_LENGTH = 100;

    private static final Logger log = LoggerFactory.getLogger(Suggestions.class);

    /** What a proposal orders that orders nothing. */
    private static final Object NOTHING = new Object();

    private final OfferWriter offers;
    private final Supplier<UUID> uuids;

    public Suggestions(OrderTemplates orders, Supplier<UUID> uuids) {
        this.offers = new OfferWriter(orders);
        this.uuids = uuids;
    }

    /**
     * The suggestions of one card: the recommended one first, plain removal last, otherwise those of the gravest finding
     * first; equal ones once, at most one recommended.
     *
     * @param findings of the card, gravest first
     * @param created what earlier cards of the same answer offer to order, and so what this one must not offer again:
     *     "the drug (or its class) isn't already active or drafted" must hold when both are accepted. What this card
     *     offers is added
     */
    public List<Suggestion> of(List<Finding> findings, CardContext context, Set<Object> created) {
        Map<List<String>, Offer> found = new LinkedHashMap<>();
        Set<Object> createdHere = new HashSet<>();
        for (Finding finding : findings) {
            for (Proposal proposal : finding.proposals()) {
                Object creates = creates(proposal);
                if (!isOverruled(proposal, finding, findings) && !created.contains(creates)) {
                    Offer offer = offerOrNull(proposal, finding, context);
                    if (offer != null) {
                        createdHere.add(creates);
                        found.merge(does(offer.actions()), offer, Offer::or);
                    }
                }
            }
        }
        createdHere.remove(NOTHING);
        created.addAll(createdHere);
        List<Suggestion> suggestions = new ArrayList<>();
        boolean recommended = false;
        List<Offer> sorted = found.values().stream()
                .sorted(Comparator.comparingInt(Offer::place))
                .toList();
        for (Offer offer : sorted) {
            boolean first = offer.recommended() && !recommended;
            recommended |= first;
            suggestions.add(new Suggestion(
                    offer.label(), uuids.get().toString(), first ? Boolean.TRUE : null, offer.actions()));
        }
        return suggestions;
    }

    /** The drugs proposed here that earlier cards of the same answer offer already, by their class. */
    public static List<String> offeredElsewhere(List<Finding> findings, Set<Object> created) {
        return findings.stream()
                .flatMap(finding -> finding.proposals().stream())
                .filter(proposal -> created.contains(creates(proposal)))
                .filter(Proposal.Replace.class::isInstance)
                .map(proposal -> ((Proposal.Replace) proposal).remedy().ingredient())
                .distinct()
                .toList();
    }

    /** What a proposal orders anew, as far as one of it is enough: a class of drugs, a referral. */
    private static Object creates(Proposal proposal) {
        if (proposal instanceof Proposal.Replace replace) {
            return replace.remedy().drugClass();
        }
        return proposal instanceof Proposal.ReferToPhysicalTherapy ? Proposal.ReferToPhysicalTherapy.class : NOTHING;
    }

    /** "If one finding removes the order, the card offers removal (and replacement), not an update." */
    public static boolean isOverruled(Proposal proposal, Finding finding, List<Finding> findings) {
        return proposal instanceof Proposal.EndBy endBy
                && findings.stream()
                        .filter(other -> other != finding)
                        .flatMap(other -> other.proposals().stream())
                        .flatMap(Suggestions::removed)
                        .anyMatch(order -> order.handle().equals(endBy.order().handle()));
    }

    private static Stream<Order> removed(Proposal proposal) {
        if (proposal instanceof Proposal.Remove remove) {
            return remove.orders().stream();
        }
        return proposal instanceof Proposal.Replace replace ? Stream.of(replace.order()) : Stream.empty();
    }

    /** What two equal suggestions have in common; their created orders may still name other reasons. */
    private static List<String> does(List<Action> actions) {
        return actions.stream()
                .map(action -> action.type() + ' ' + resource(action) + ' ' + action.description())
                .toList();
    }

    private static String resource(Action action) {
        ObjectNode resource = action.resource();
        return resource == null
                ? String.valueOf(action.resourceId())
                : resource.path("id").asText("");
    }

    private @Nullable Offer offerOrNull(Proposal proposal, Finding finding, CardContext context) {
        try {
            return offers.of(proposal, finding, context);
        } catch (RuntimeException e) {
            log.error(
                    "A suggestion of {} could not be written: {}",
                    finding.rule(),
                    e.getClass().getName());
            return null;
        }
    }
}
