package org.lumbarcds.hooks.answering;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.cards.Card;
import org.lumbarcds.cards.WrittenCard;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.errors.FailureLog;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.hooks.request.HookRequest;
import org.lumbarcds.record.CallEvent;
import org.lumbarcds.record.CallEvent.CardFinding;
import org.lumbarcds.record.CallEvent.Fate;
import org.lumbarcds.record.CallEvent.Fired;
import org.lumbarcds.record.CallEvent.IssuedCard;
import org.lumbarcds.record.CallEvent.IssuedSuggestion;
import org.lumbarcds.record.CallListener;
import org.lumbarcds.record.ContentVersion;
import org.lumbarcds.record.RuleVersions;
import org.lumbarcds.services.CdsService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners of every call, without any of the caller's data. */
public final class CallNotifier {

    private static final Logger LOG = LoggerFactory.getLogger(CallNotifier.class);

    private final List<CallListener> listeners;
    private final Subjects subjects;
    private final ContentVersion version;
    private final RuleVersions versions;
    private final Clock clock;

    public CallNotifier(
            List<CallListener> listeners,
            Subjects subjects,
            ContentVersion version,
            RuleVersions versions,
            Clock clock) {
        this.listeners = List.copyOf(listeners);
        this.subjects = subjects;
        this.version = version;
        this.versions = versions;
        this.clock = clock;
    }

    /**
     * @param request null when the call was refused before it was read
     * @param answer null when there is none
     * @param outcome {@code cards}, {@code no-cards}, {@code undecided} or the status of a refusal
     */
    public void publish(
            CdsService service,
            Caller caller,
            @Nullable HookRequest request,
            HookService.@Nullable Answer answer,
            String outcome,
            Duration took) {
        if (listeners.isEmpty()) {
            return;
        }
        CallEvent event = describe(service, caller, request, answer, outcome, took);
        listeners.forEach(listener -> tell(listener, event));
    }

    /** What would be told of a call; nobody is told. */
    public CallEvent describe(
            CdsService service,
            Caller caller,
            @Nullable HookRequest request,
            HookService.@Nullable Answer answer,
            String outcome,
            Duration took) {
        return new CallEvent(
                clock.instant(),
                took,
                caller,
                service.id(),
                service.hook().code(),
                request == null ? null : request.hookInstance(),
                request == null ? null : subjects.patient(caller, request.data().patientId()),
                request == null || !caller.client().userInFeedback() ? null : request.userId(),
                outcome,
                answer == null ? List.of() : fired(answer),
                request == null || answer == null ? List.of() : cards(caller, request, answer),
                answer == null ? Map.of() : data(answer),
                answer == null ? List.of() : UnknownCodesOfCall.of(answer),
                version.value());
    }

    private static void tell(CallListener listener, CallEvent event) {
        try {
            listener.answered(event);
        } catch (RuntimeException e) {
            FailureLog.error(LOG, "A call was not recorded", e);
        }
    }

    private List<Fired> fired(HookService.Answer answer) {
        Set<RuleId> written = new HashSet<>();
        answer.cards().forEach(card -> card.findings().forEach(finding -> written.add(finding.rule())));
        return Stream.of(
                        fired(answer.evaluation().findings(), written::contains, Fate.SHOWN),
                        fired(answer.evaluation().findings(), rule -> !written.contains(rule), Fate.LEFT_OUT),
                        fired(answer.evaluation().shadowed(), rule -> true, Fate.SHADOWED),
                        fired(answer.snoozed(), rule -> true, Fate.SNOOZED))
                .flatMap(List::stream)
                .toList();
    }

    private List<Fired> fired(List<Finding> findings, Predicate<RuleId> which, Fate fate) {
        List<Finding> asked =
                findings.stream().filter(finding -> which.test(finding.rule())).toList();
        return Finding.gravestByRule(asked).entrySet().stream()
                .map(entry -> new Fired(entry.getKey(), versions.of(entry.getKey()), entry.getValue(), fate))
                .toList();
    }

    private List<IssuedCard> cards(Caller caller, HookRequest request, HookService.Answer answer) {
        return answer.cards().stream()
                .map(card -> issued(caller, request, card))
                .toList();
    }

    private IssuedCard issued(Caller caller, HookRequest request, WrittenCard card) {
        List<CardFinding> findings = card.findings().stream()
                .map(finding -> cardFinding(caller, request, finding))
                .toList();
        List<IssuedSuggestion> suggestions = card.card().suggestions().stream()
                .map(suggestion -> new IssuedSuggestion(suggestion.uuid(), kind(suggestion)))
                .toList();
        return new IssuedCard(card.card().uuid(), findings, suggestions);
    }

    private CardFinding cardFinding(Caller caller, HookRequest request, Finding finding) {
        String subject = subjects.finding(caller, request.data().patientId(), finding, finding.indicator());
        return new CardFinding(
                finding.rule(),
                versions.of(finding.rule()),
                finding.indicator(),
                subject,
                subjects.showing(subject, finding));
    }

    private static String kind(Card.Suggestion suggestion) {
        Set<String> types = new TreeSet<>();
        suggestion.actions().forEach(action -> types.add(action.type()));
        if (types.contains("create")) {
            if (types.contains("delete")) {
                return "replace";
            }
            boolean drug = suggestion.actions().stream()
                    .anyMatch(action -> action.resource() != null
                            && action.resource().path("resourceType").asText().equals("MedicationRequest"));
            return drug ? "start" : "order";
        }
        return types.contains("update") ? "update" : "remove";
    }

    private static Map<ChartKey, String> data(HookService.Answer answer) {
        Map<ChartKey, String> data = new EnumMap<>(ChartKey.class);
        answer.data()
                .forEach((key, provenance) -> data.put(key, provenance.source().label()));
        return data;
    }
}
