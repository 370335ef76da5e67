package org.lumbarcds.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.cards.CardContext;
import org.lumbarcds.cards.WrittenCard;
import org.lumbarcds.chart.CallData;
import org.lumbarcds.chart.DraftOrders;
import org.lumbarcds.chart.OpenChart;
import org.lumbarcds.chart.json.Reference;
import org.lumbarcds.guideline.engine.Evaluation;
import org.lumbarcds.guideline.engine.Numbers;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.orders.UnknownDraft;
import org.lumbarcds.simulate.input.Options;
import org.lumbarcds.simulate.input.Trouble;
import org.lumbarcds.simulate.input.TroubleLog;
import org.lumbarcds.simulate.patients.PatientRecord;
import org.lumbarcds.simulate.patients.Recorded;
import org.lumbarcds.simulate.report.Tally;

/** Makes the calls that an EHR would have made for a patient, and counts what the service would have answered. */
final class Replay {

    private static final List<String> ORDERS = List.of("MedicationRequest", "ServiceRequest");
    private static final Set<String> UNSIGNED = Set.of("draft", "entered-in-error");
    private static final Set<String> INTENTIONS = Set.of("proposal", "plan", "option");
    private static final Set<String> NOT_HELD = Set.of("planned", "cancelled", "entered-in-error");

    private final Service service;
    private final Numbers numbers;
    private final Options options;
    private final Set<String> notExported;
    private final Tally tally;
    private final TroubleLog troubles;

    /** @param notExported types of which the folder has no resource at all */
    Replay(Service service, Options options, Set<String> notExported, Tally tally, TroubleLog troubles) {
        this.service = service;
        this.numbers = service.settings().toNumbers();
        this.options = options;
        this.notExported = notExported;
        this.tally = tally;
        this.troubles = troubles;
    }

    void patient(PatientRecord record) {
        if (record.patient() == null) {
            troubles.count(Trouble.UNKNOWN_PATIENT);
            return;
        }
        countUndated(record);
        tally.beginPatient();
        ChartThen chart = new ChartThen(record, notExported);
        if (options.hooks().contains(Hook.PATIENT_VIEW)) {
            views(record, chart);
        }
        for (Hook hook : List.of(Hook.ORDER_SELECT, Hook.ORDER_SIGN)) {
            if (options.hooks().contains(hook)) {
                signings(record, hook).forEach(signing -> sign(hook, signing, record, chart));
            }
        }
    }

    private void countUndated(PatientRecord record) {
        for (String type : List.of("Condition", "AllergyIntolerance", "Observation")) {
            record.ofType(type).stream()
                    .filter(recorded -> recorded.known() == null)
                    .forEach(recorded -> troubles.count(Trouble.UNDATED_RECORD));
        }
    }

    private void views(PatientRecord record, ChartThen chart) {
        LocalDate asOf = options.asOf();
        if (asOf != null) {
            view(asOf, null, record, chart);
            return;
        }
        for (Recorded encounter : record.ofType("Encounter")) {
            if (NOT_HELD.contains(code(encounter.resource(), "status"))) {
                troubles.count(Trouble.NOT_HELD);
            } else if (encounter.known() == null) {
                troubles.count(Trouble.UNDATED_ENCOUNTER);
            } else {
                view(encounter.known(), encounter, record, chart);
            }
        }
    }

    /** The chart is opened before anything is ordered in the encounter. */
    private void view(LocalDate day, @Nullable Recorded encounter, PatientRecord record, ChartThen chart) {
        String key = encounter == null ? null : encounter.key();
        Predicate<Recorded> orderedHere =
                order -> key != null && key.equals(order.encounter()) && isOrder(order.resource());
        ObjectNode prefetch = chart.on(day, encounter, orderedHere, Set.of(), encounter != null);
        tally.view(day);
        answer(new CallData(Hook.PATIENT_VIEW, record.id(), id(key), null, null, prefetch), day);
    }

    private static boolean isOrder(ObjectNode resource) {
        return ORDERS.contains(resource.path("resourceType").asText());
    }

    /**
     * Orders signed together: those of one day in one encounter.
     *
     * @param encounter {@code Encounter/id} or empty
     */
    private record Session(LocalDate day, String encounter) {}

    /** What was signed together. */
    private record Signing(Session session, List<Recorded> orders) {}

    private List<Signing> signings(PatientRecord record, Hook hook) {
        TreeMap<Session, List<Recorded>> sessions =
                new TreeMap<>(Comparator.comparing(Session::day).thenComparing(Session::encounter));
        for (String type : ORDERS) {
            for (Recorded order : record.ofType(type)) {
                Trouble trouble = whyNot(order);
                if (trouble == null && order.known() != null) {
                    String encounter = order.encounter();
                    sessions.computeIfAbsent(
                                    new Session(order.known(), encounter == null ? "" : encounter),
                                    session -> new ArrayList<>())
                            .add(order);
                } else if (trouble != null && hook == lastOrderHook()) {
                    troubles.count(trouble);
                }
            }
        }
        List<Signing> signings = new ArrayList<>();
        sessions.forEach((session, orders) -> signings.add(new Signing(session, orders)));
        return signings;
    }

    /** Orders left out are counted once, however many hooks replay them. */
    private Hook lastOrderHook() {
        return options.hooks().contains(Hook.ORDER_SIGN) ? Hook.ORDER_SIGN : Hook.ORDER_SELECT;
    }

    /** Why an order is not replayed, or null. */
    private @Nullable Trouble whyNot(Recorded order) {
        ObjectNode resource = order.resource();
        boolean reported =
                resource.path("reportedBoolean").asBoolean(false) || resource.hasNonNull("reportedReference");
        if (reported || UNSIGNED.contains(code(resource, "status")) || INTENTIONS.contains(code(resource, "intent"))) {
            return Trouble.NOT_SIGNED;
        }
        if (order.known() == null) {
            return Trouble.UNDATED_ORDER;
        }
        return options.asOf() != null && order.known().isAfter(options.asOf()) ? Trouble.LATER : null;
    }

    private static String code(ObjectNode resource, String field) {
        return resource.path(field).asText().toLowerCase(Locale.ROOT);
    }

    private void sign(Hook hook, Signing signing, PatientRecord record, ChartThen chart) {
        List<Recorded> orders = signing.orders();
        LocalDate day = signing.session().day();
        Set<Recorded> drafts = Collections.newSetFromMap(new IdentityHashMap<>());
        drafts.addAll(orders);
        Set<String> named = new HashSet<>();
        ArrayNode selections = JsonNodeFactory.instance.arrayNode();
        List<ObjectNode> drafted = new ArrayList<>();
        for (Recorded order : orders) {
            named.addAll(order.conditionsNamed());
            drafted.add(asDraft(order.resource()));
            if (order.key() != null) {
                selections.add(order.key());
            }
            checkReferences(order, record, hook);
        }
        drafted.addAll(record.medications());
        Recorded encounter = record.find("Encounter", signing.session().encounter());
        ObjectNode prefetch = chart.on(day, encounter, drafts::contains, named, true);
        tally.signing(hook, orders.size(), day);
        answer(
                new CallData(
                        hook,
                        record.id(),
                        encounter == null ? null : id(encounter.key()),
                        hook.hasSelections() ? selections : null,
                        ChartThen.bundle(drafted),
                        prefetch),
                day);
    }

    private static ObjectNode asDraft(ObjectNode order) {
        ObjectNode draft = order.deepCopy();
        draft.put("status", "draft");
        draft.remove("statusReason");
        return draft;
    }

    private void checkReferences(Recorded order, PatientRecord record, Hook hook) {
        if (hook != lastOrderHook()) {
            return;
        }
        String encounter = order.encounter();
        if (encounter != null && record.find("Encounter", encounter) == null) {
            troubles.count(Trouble.UNKNOWN_ENCOUNTER);
        }
        String medication = order.resource().has("medicationReference")
                ? Reference.of(order.resource().get("medicationReference")).key()
                : null;
        boolean found = medication == null
                || record.medications().stream().anyMatch(resource -> medication.equals(Recorded.keyOf(resource)));
        if (!found) {
            troubles.count(Trouble.UNKNOWN_MEDICATION);
        }
    }

    private static @Nullable String id(@Nullable String key) {
        return key == null ? null : key.substring(key.indexOf('/') + 1);
    }

    /** As the service answers a call whose data is all there. */
    private void answer(CallData call, LocalDate today) {
        DraftOrders drafts = call.hook().hasDrafts() ? service.charts().drafts(call) : DraftOrders.NONE;
        if (call.hook().hasDrafts()
                && drafts.orders().isEmpty()
                && drafts.unknown().stream().noneMatch(UnknownDraft::unresolved)) {
            return;
        }
        if (drafts.orders().size() > service.settings().limits().drafts()) {
            troubles.count(Trouble.TOO_MANY_DRAFTS);
            return;
        }
        OpenChart chart = service.charts().open(call);
        Evaluation evaluation = service.guideline()
                .evaluate(new Situation(
                        call.hook(), today, drafts.orders(), drafts.selected(), chart, numbers, drafts.unknown()));
        evaluation.failed().forEach(rule -> troubles.count(Trouble.RULE_FAILED));
        tally.evaluated(evaluation, cards(call, today, drafts, chart, evaluation));
    }

    private List<WrittenCard> cards(
            CallData call, LocalDate today, DraftOrders drafts, OpenChart chart, Evaluation evaluation) {
        if (evaluation.findings().isEmpty() && evaluation.failed().isEmpty()) {
            return List.of();
        }
        CardContext context = new CardContext(
                call.hook(),
                today,
                call.patientId(),
                call.encounterId(),
                null,
                drafts.orders(),
                order -> original(order, drafts, chart),
                service.settings().cards().selectionBehavior().code());
        return service.cards().write(evaluation, context);
    }

    private static @Nullable ObjectNode original(Order order, DraftOrders drafts, OpenChart chart) {
        ObjectNode draft = drafts.json().get(order.handle());
        return draft != null ? draft.deepCopy() : chart.jsonOf(order);
    }
}
