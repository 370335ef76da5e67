package org.lumbarcds.cards.writing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumbarcds.cards.Card.Action;
import org.lumbarcds.cards.Card.Suggestion;
import org.lumbarcds.cards.suggestions.SuggestedDrug;
import org.lumbarcds.cards.text.MarkdownEscaper;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.orders.UnknownDraft;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.KeyGap;

/** What a card says besides its findings: what was not looked at, and whose doses it suggests. In clinical words. */
final class Notes {

    private Notes() {}

    /** "Without them the rule runs and says what it could not check"; empty when all was at hand. */
    static String notChecked(Collection<ChartKey> keys) {
        return keys.isEmpty() ? "" : "Not checked: " + inWords(keys) + " (not provided or not readable).";
    }

    /**
     * The same where part of the data is there: what a limit cut off, and what the source kept back ("beside resources the key
     * counts as checked and the card says that part of it was withheld").
     */
    static String notWhole(Collection<ChartKey> keys, Map<ChartKey, KeyGap> gaps) {
        Set<ChartKey> cutOff = EnumSet.noneOf(ChartKey.class);
        Set<ChartKey> unread = EnumSet.noneOf(ChartKey.class);
        keys.forEach(key -> (gaps.get(key) == KeyGap.CUT_OFF ? cutOff : unread).add(key));
        Set<ChartKey> withheld = EnumSet.noneOf(ChartKey.class);
        gaps.forEach((key, gap) -> {
            if (gap == KeyGap.WITHHELD) {
                withheld.add(key);
            }
        });
        return Stream.of(
                        notChecked(unread),
                        cutOff.isEmpty() ? "" : "Checked only in part: " + inWords(cutOff) + " (the list was cut off).",
                        withheld.isEmpty() ? "" : "Withheld in part by their source: " + inWords(withheld) + ".")
                .filter(note -> !note.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** What this card would offer too, were it not on an earlier one; empty when there is no such drug. */
    static String offeredElsewhere(List<String> drugs) {
        return drugs.isEmpty() ? "" : "Offered on another card of this answer: " + String.join(", ", drugs) + ".";
    }

    /**
     * Why nothing takes away or changes an order that the card is about ("suggestions that would name it are left out");
     * empty when each can be named, or when no change was proposed.
     */
    static String sentWithoutId(List<Finding> findings) {
        return findings.stream()
                        .filter(finding -> finding.proposals().stream().anyMatch(Notes::changes))
                        .flatMap(finding -> finding.about().stream())
                        .anyMatch(order -> order.reference() == null)
                ? "No change of the order is offered: it was sent without an id."
                : "";
    }

    private static boolean changes(Proposal proposal) {
        return proposal instanceof Proposal.Remove
                || proposal instanceof Proposal.EndBy
                || proposal instanceof Proposal.Replace
                || proposal instanceof Proposal.AdviseActivity;
    }

    /** "If another finding makes a card, that card says what could not be checked"; empty when all was decided. */
    static String undecided(Map<RuleId, Set<ChartKey>> undecided, Function<RuleId, String> title) {
        Map<String, List<String>> byNeeds = new LinkedHashMap<>();
        new TreeMap<>(undecided)
                .forEach((rule, needs) -> byNeeds.computeIfAbsent(inWords(needs), words -> new ArrayList<>())
                        .add(title.apply(rule)));
        return byNeeds.isEmpty()
                ? ""
                : byNeeds.entrySet().stream()
                        .map(rules -> String.join("; ", rules.getValue()) + " (needs " + rules.getKey() + ")")
                        .collect(Collectors.joining("; ", "Could not be checked: ", "."));
    }

    /** The same for drafts whose drug is not to be had; empty when there are none. */
    static String unknownDrafts(List<UnknownDraft> drafts) {
        return drafts.stream()
                .map(draft -> "Could not be checked: a drafted order whose drug nobody can tell" + which(draft) + ".")
                .distinct()
                .collect(Collectors.joining("\n\n"));
    }

    private static String which(UnknownDraft draft) {
        if (draft.why() == UnknownDraft.Why.CODES_NOT_COVERED) {
            return " (not known here: " + MarkdownEscaper.escape(draft.label()) + ")";
        }
        return draft.medication() == null
                ? ""
                : " (" + MarkdownEscaper.escape(draft.medication()) + " was not to be had)";
    }

    /** "Suggested orders, policy, for the prescriber to confirm, said so on the card"; empty when none is created. */
    static String toConfirm(List<Suggestion> suggestions) {
        List<ObjectNode> created = suggestions.stream()
                .flatMap(suggestion -> suggestion.actions().stream())
                .filter(action -> action.type().equals("create"))
                .map(Action::resource)
                .filter(Objects::nonNull)
                .toList();
        Set<String> drugs = created.stream()
                .filter(Notes::isDrug)
                .map(drug -> SuggestedDrug.nameOf(
                        drug.at("/medicationCodeableConcept/coding/0/code").asText()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!drugs.isEmpty()) {
            return "To confirm: dose and days of " + String.join(", ", drugs) + " are this service's policy.";
        }
        return created.isEmpty() ? "" : "To confirm: the suggested order is a draft.";
    }

    private static boolean isDrug(ObjectNode order) {
        return order.path("resourceType").asText("").equals("MedicationRequest");
    }

    static String inWords(Collection<ChartKey> keys) {
        return keys.isEmpty()
                ? "more data"
                : EnumSet.copyOf(keys).stream().map(Notes::inWords).collect(Collectors.joining(", "));
    }

    static String inWords(ChartKey key) {
        return switch (key) {
            case PATIENT -> "the patient's age";
            case ENCOUNTER -> "the encounter";
            case CONDITIONS -> "conditions";
            case MEDICATIONS -> "medications";
            case ALLERGIES -> "allergies";
            case EGFR -> "kidney function (eGFR)";
            case SCREENINGS -> "depression screenings";
            case REFERRALS -> "referrals";
            case PROCEDURES -> "procedures";
            case STATEMENTS -> "drugs reported as taken";
        };
    }
}
