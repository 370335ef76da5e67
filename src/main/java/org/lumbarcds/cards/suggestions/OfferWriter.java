package org.lumbarcds.cards.suggestions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.cards.Card.Action;
import org.lumbarcds.cards.CardContext;
import org.lumbarcds.cards.text.PlainText;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.model.orders.Order;

/** Writes what one proposal offers: which orders are created, changed and taken away, and how that is called. */
final class OfferWriter {

    private final OrderTemplates orders;

    OfferWriter(OrderTemplates orders) {
        this.orders = orders;
    }

    /** Null when it would name an order that can't be named. */
    @Nullable
    Offer of(Proposal proposal, Finding finding, CardContext context) {
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
        return PlainText.shorten(PlainText.of(label), Suggestions.MAX_LABEL_LENGTH);
    }
}
