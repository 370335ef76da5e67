package org.lumbarcds.cards.suggestions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.cards.Card.Action;
import org.lumbarcds.cards.Card.Suggestion;
import org.lumbarcds.cards.CardContext;
import org.lumbarcds.cards.text.PlainText;
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

    private final OrderTemplates orders;
    private final Supplier<UUID> uuids;

    public Suggestions(OrderTemplates orders, Supplier<UUID> uuids) {
        this.orders = orders;
        this.uuids = uuids;
    }

    /** A suggestion before it has its uuid. */
    private record Offer(String label, boolean recommended, List<Action> actions) {

        /** "The recommended suggestion stands first, plain removal last: many clients do not show isRecommended." */
        int place() {
            if (recommended) {
                return 0;
            }
            return actions.stream().allMatch(Offer::takesAway) ? 2 : 1;
        }

        /** A deletion, or the update that ends an order which can't be deleted any more. */
        private static boolean takesAway(Action action) {
            ObjectNode resource = action.resource();
            return resource == null || resource.path("status").asText("").equals("stopped");
        }

        Offer or(Offer same) {
            return new Offer(label, recommended || same.recommended, actions);
        }
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
        Map<List<String>, Offer> offers = new LinkedHashMap<>();
        Set<Object> createdHere = new HashSet<>();
        for (Finding finding : findings) {
            for (Proposal proposal : finding.proposals()) {
                Object creates = creates(proposal);
                if (!isOverruled(proposal, finding, findings) && !created.contains(creates)) {
                    Offer offer = offerOrNull(proposal, finding, context);
                    if (offer != null) {
                        createdHere.add(creates);
                        offers.merge(does(offer.actions()), offer, Offer::or);
                    }
                }
            }
        }
        createdHere.remove(NOTHING);
        created.addAll(createdHere);
        List<Suggestion> suggestions = new ArrayList<>();
        boolean recommended = false;
        List<Offer> sorted = offers.values().stream()
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
            return offer(proposal, finding, context);
        } catch (RuntimeException e) {
            log.error(
                    "A suggestion of {} could not be written: {}",
                    finding.rule(),
                    e.getClass().getName());
            return null;
        }
    }

    private @Nullable Offer offer(Proposal proposal, Finding finding, CardContext context) {
        if (proposal instanceof Proposal.Remove remove) {
            return remove(remove.orders(), context);
        }
        if (proposal instanceof Proposal.EndBy endBy) {
            return endBy(endBy, context);
        }
        if (proposal instanceof Proposal.Stop stop) {
            return stop(stop.order(), context);
        }
        if (proposal instanceof Proposal.Replace replace) {
            String drug = SuggestedDrug.of(replace.remedy()).inShort();
            Action create = create("Order " + drug, orders.drug(replace.remedy(), replace.reasons(), context));
            return replaced(List.of(replace.order()), "Replace with " + drug, replace.recommended(), create, context);
        }
        if (proposal instanceof Proposal.Start start) {
            String drug = SuggestedDrug.of(start.remedy()).inShort();
            return created(
                    "Start " + drug,
                    start.recommended(),
                    create("Order " + drug, orders.drug(start.remedy(), start.reasons(), context)));
        }
        if (proposal instanceof Proposal.ReferToPhysicalTherapy refer) {
            return created(
                    "Refer to physical therapy",
                    false,
                    create("Order a referral to physical therapy", orders.physicalTherapy(refer.problem(), context)));
        }
        if (proposal instanceof Proposal.AdviseActivity advise) {
            return advise(advise, finding, context);
        }
        if (proposal instanceof Proposal.ScreenForDepression screen) {
            return created(
                    "Order PHQ-2 depression screening",
                    false,
                    create("Order PHQ-2 depression screening", orders.depressionScreening(screen.problem(), context)));
        }
        throw new IllegalStateException("a proposal that no suggestion is written for");
    }

    /** Advice to avoid bed rest takes the place of the bed rest that the finding is about. */
    private @Nullable Offer advise(Proposal.AdviseActivity advise, Finding finding, CardContext context) {
        Action create = create("Add advice to stay active", orders.activityAdvice(advise.problem(), context));
        return finding.about().isEmpty()
                ? created("Add advice to stay active", false, create)
                : replaced(finding.about(), "Replace with advice to stay active", false, create, context);
    }

    private static @Nullable Offer remove(List<Order> orders, CardContext context) {
        List<Action> removals = removals(orders, context);
        String labels = orders.stream().map(Order::label).collect(Collectors.joining(", "));
        boolean signed = orders.stream().allMatch(order -> context.revisions().contains(order.handle()));
        return removals.isEmpty()
                ? null
                : new Offer(inOneLine((signed ? "Stop " : "Remove ") + labels), false, removals);
    }

    private static @Nullable Offer endBy(Proposal.EndBy endBy, CardContext context) {
        ObjectNode original = original(endBy.order(), context);
        ObjectNode shortened = original == null ? null : ShortenedOrder.of(endBy, original);
        if (shortened == null) {
            return null;
        }
        String days = endBy.days() == 1 ? "1 day" : endBy.days() + " days";
        String change = "Shorten to " + days + ", last day " + endBy.lastDay() + ", no refills";
        Action update =
                new Action("update", inOneLine(change + ": " + endBy.order().label()), shortened, null);
        return new Offer(change, false, List.of(update));
    }

    private static @Nullable Offer stop(Order order, CardContext context) {
        Action stop = stopping(order, context);
        return stop == null ? null : new Offer(stop.description(), false, List.of(stop));
    }

    /** A signed order is ended by its status; null when it can't be named whole. */
    private static @Nullable Action stopping(Order order, CardContext context) {
        ObjectNode original = original(order, context);
        if (original == null) {
            return null;
        }
        ObjectNode stopped = original.deepCopy();
        stopped.put("status", ended(stopped)).remove("_status");
        ClientJson.prune(stopped);
        return new Action("update", inOneLine("Stop " + order.label()), stopped, null);
    }

    /** What each type of order calls stopped. */
    private static String ended(ObjectNode order) {
        return switch (order.path("resourceType").asText("")) {
            case "MedicationRequest" -> "stopped";
            case "Task", "Appointment" -> "cancelled";
            default -> "revoked";
        };
    }

    /** "Create first, then delete": a client that applies only the first action then still has a drug. */
    private static @Nullable Offer replaced(
            List<Order> orders, String label, boolean recommended, Action create, CardContext context) {
        List<Action> removals = removals(orders, context);
        return removals.isEmpty()
                ? null
                : new Offer(
                        label,
                        recommended,
                        Stream.concat(Stream.of(create), removals.stream()).toList());
    }

    private static Offer created(String label, boolean recommended, Action create) {
        return new Offer(label, recommended, List.of(create));
    }

    private static Action create(String description, ObjectNode order) {
        return new Action("create", description, order, null);
    }

    /**
     * One delete for each order, or for one that revises a signed order its end: "an update to status stopped is offered,
     * never a delete". None at all when an order can't be named, as half a removal would mislead.
     */
    private static List<Action> removals(List<Order> orders, CardContext context) {
        List<@Nullable Action> removals = new ArrayList<>();
        orders.forEach(order -> removals.add(
                context.revisions().contains(order.handle()) ? stopping(order, context) : deletion(order)));
        List<Action> named =
                removals.stream().filter(Objects::nonNull).distinct().toList();
        return removals.stream().allMatch(Objects::nonNull) ? named : List.of();
    }

    private static @Nullable Action deletion(Order order) {
        return order.reference() == null
                ? null
                : new Action("delete", inOneLine("Remove " + order.label()), null, order.reference());
    }

    /** The client's own JSON of an order that can be named, or null. */
    private static @Nullable ObjectNode original(Order order, CardContext context) {
        if (order.reference() == null) {
            return null;
        }
        ObjectNode original = context.originals().apply(order);
        boolean whole = original != null
                && order.reference()
                        .equals(original.path("resourceType").asText("")
                                + '/'
                                + original.path("id").asText(""));
        return whole ? original : null;
    }

    private static String inOneLine(String label) {
        return PlainText.shorten(PlainText.of(label), MAX_LABEL_LENGTH);
    }
}
