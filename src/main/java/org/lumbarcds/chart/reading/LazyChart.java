package org.lumbarcds.chart.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.CallData;
import org.lumbarcds.chart.OpenChart;
import org.lumbarcds.chart.entries.Allergies;
import org.lumbarcds.chart.entries.Observations;
import org.lumbarcds.chart.entries.Orders;
import org.lumbarcds.chart.entries.Problems;
import org.lumbarcds.chart.entries.Procedures;
import org.lumbarcds.chart.entries.Unresolved;
import org.lumbarcds.chart.json.Dates;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.chart.json.Lookup;
import org.lumbarcds.chart.json.Reference;
import org.lumbarcds.chart.json.Resources;
import org.lumbarcds.chart.prefetch.Answer;
import org.lumbarcds.chart.prefetch.ChartSource;
import org.lumbarcds.chart.prefetch.PatientIdentity;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Checked;
import org.lumbarcds.guideline.model.record.Encounter;
import org.lumbarcds.guideline.model.record.Gap;
import org.lumbarcds.guideline.model.record.KidneyFunction;
import org.lumbarcds.guideline.model.record.LabResult;
import org.lumbarcds.guideline.model.record.Patient;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.model.record.Procedure;
import org.lumbarcds.guideline.model.record.Screening;
import org.lumbarcds.guideline.model.record.UnknownEntry;
import org.lumbarcds.terminology.Terminology;

/** A chart that asks its source for a key when somebody asks the chart, once. For one call and one thread. */
final class LazyChart implements OpenChart {

    private static final String ENTERED_IN_ERROR = "entered-in-error";

    private final ChartSource source;
    private final Orders orders;
    private final RecordedConditions conditions;
    private final RecordedResults results;
    private final Allergies allergyReader;
    private final Procedures procedureReader;
    private final RecordedDrugs drugs;
    private final PatientIdentity identity;
    private final @Nullable String encounterId;
    private final Resources drafts;
    private final Resources elsewhere;

    private final Map<ChartKey, State> asked = new EnumMap<>(ChartKey.class);
    private final Map<String, ObjectNode> json = new HashMap<>();
    private int resourcesRead;
    private final Map<ChartKey, Gap> gaps = new EnumMap<>(ChartKey.class);

    private final Supplier<Checked<Patient>> patient = new Once<>(this::readPatient);
    private final Supplier<Checked<Encounter>> encounter = new Once<>(this::readEncounter);
    private final Supplier<Checked<List<Problem>>> problems = new Once<>(this::readProblems);
    private final Supplier<Checked<List<MedicationOrder>>> medications = new Once<>(this::readMedications);
    private final Supplier<Checked<List<Allergy>>> allergies = new Once<>(this::readAllergies);
    private final Supplier<Checked<List<KidneyFunction>>> kidneyFunction = new Once<>(this::readKidneyFunction);
    private final Supplier<Checked<List<Screening>>> screenings = new Once<>(this::readScreenings);
    private final Supplier<Checked<List<ServiceOrder>>> referrals = new Once<>(this::readReferrals);
    private final Supplier<Checked<List<Procedure>>> procedures = new Once<>(this::readProcedures);
    private final Supplier<Checked<List<MedicationOrder>>> statements = new Once<>(this::readStatements);

    LazyChart(CallData call, ChartSource source, Terminology terminology, Orders orders) {
        this.source = source;
        this.orders = orders;
        this.identity = PatientIdentity.of(call.patientId());
        this.encounterId = encounterId(call);
        this.conditions = new RecordedConditions(new Problems(terminology, encounterId));
        this.results = new RecordedResults(new Observations(terminology));
        this.allergyReader = new Allergies(terminology);
        this.procedureReader = new Procedures(terminology);
        this.drugs = new RecordedDrugs(orders);
        this.drafts = Resources.ofBundle(call.draftOrders());
        this.elsewhere = new Resources(source::entries);
    }

    private static @Nullable String encounterId(CallData call) {
        String id = call.encounterId();
        return id == null || id.isBlank()
                ? null
                : Reference.of(id.strip(), null, null).id();
    }

    @Override
    public Checked<Patient> patient() {
        return patient.get();
    }

    @Override
    public Checked<Encounter> encounter() {
        return encounter.get();
    }

    @Override
    public Checked<List<Problem>> problems() {
        return problems.get();
    }

    @Override
    public Checked<Set<String>> otherConditions() {
        return problems().map(read -> conditions.others());
    }

    @Override
    public Checked<List<Reason>> encounterDiagnoses() {
        return problems().map(read -> conditions.encounterDiagnoses());
    }

    @Override
    public Checked<List<MedicationOrder>> medications() {
        return medications.get();
    }

    @Override
    public List<UnknownEntry> unknownOrders() {
        return medications().orNull() == null ? List.of() : drugs.unknownOrders();
    }

    @Override
    public List<LabResult> labResults() {
        return kidneyFunction().orNull() == null ? List.of() : results.labResults();
    }

    @Override
    public List<UnknownEntry> unreadableResults() {
        return kidneyFunction().orNull() == null ? List.of() : results.unreadable();
    }

    @Override
    public Checked<List<Allergy>> allergies() {
        return allergies.get();
    }

    @Override
    public Checked<List<KidneyFunction>> kidneyFunction() {
        return kidneyFunction.get();
    }

    @Override
    public Checked<List<Screening>> screenings() {
        return screenings.get();
    }

    @Override
    public Checked<List<ServiceOrder>> referrals() {
        return referrals.get();
    }

    @Override
    public Checked<List<Procedure>> procedures() {
        return procedures.get();
    }

    @Override
    public Checked<List<MedicationOrder>> statements() {
        return statements.get();
    }

    @Override
    public List<UnknownEntry> unknownStatements() {
        return statements().orNull() == null ? List.of() : drugs.unknownStatements();
    }

    @Override
    public Map<ChartKey, Gap> gaps() {
        return Map.copyOf(gaps);
    }

    @Override
    public Map<ChartKey, State> asked() {
        return Map.copyOf(asked);
    }

    @Override
    public int resourcesRead() {
        return resourcesRead;
    }

    @Override
    public @Nullable ObjectNode jsonOf(Order order) {
        ObjectNode own = json.get(order.handle());
        return own == null ? null : own.deepCopy();
    }

    /** No patient at all, or another one, is no answer: a call is always about somebody. */
    private Checked<Patient> readPatient() {
        Answer answer = answer(ChartKey.PATIENT);
        ObjectNode resource = single(answer, ChartKey.PATIENT, identity.id());
        if (resource == null) {
            return answer.state() == State.ABSENT ? Checked.notHad(ChartKey.PATIENT) : failed(ChartKey.PATIENT);
        }
        boolean deceased = Json.isTrue(resource, "deceasedBoolean") || Json.text(resource, "deceasedDateTime") != null;
        return Checked.had(new Patient(Dates.read(Json.text(resource, "birthDate")), deceased));
    }

    /** "Had with an encounter without reasons when the client has none"; without encounterId there is none to miss. */
    private Checked<Encounter> readEncounter() {
        Answer answer = answer(ChartKey.ENCOUNTER);
        ObjectNode resource = single(answer, ChartKey.ENCOUNTER, encounterId);
        if (resource != null) {
            return readEncounter(resource, answer);
        }
        if (encounterId == null || answer.state() == State.EMPTY) {
            asked.put(ChartKey.ENCOUNTER, State.EMPTY);
            return Checked.had(new Encounter(null, List.of()));
        }
        return answer.state() == State.ABSENT ? Checked.notHad(ChartKey.ENCOUNTER) : failed(ChartKey.ENCOUNTER);
    }

    private Checked<Encounter> readEncounter(ObjectNode resource, Answer answer) {
        if (identity.isOthers(resource, new Resources(answer::entries), elsewhere)) {
            return failed(ChartKey.ENCOUNTER);
        }
        Lookup lookup = new Lookup(List.of(drafts), List.of());
        String reference = new Entry(null, resource).reference();
        return Checked.had(new Encounter(reference, orders.reasons().ofEncounter(resource, lookup)));
    }

    /** The one resource of a key; one with another id is not it, one without an id only when it is alone. */
    private static @Nullable ObjectNode single(Answer answer, ChartKey key, @Nullable String id) {
        if (answer.state() != State.GIVEN) {
            return null;
        }
        List<Entry> found = answer.ofType(Answer.typeOf(key));
        for (Entry entry : found) {
            if (id != null && id.equals(entry.id())) {
                return entry.resource();
            }
        }
        boolean isAlone = found.size() == 1 && (id == null || found.get(0).id() == null);
        return isAlone ? found.get(0).resource() : null;
    }

    private Checked<List<Problem>> readProblems() {
        return read(ChartKey.CONDITIONS, entry -> some(conditions.read(entry)));
    }

    private Checked<List<Allergy>> readAllergies() {
        return read(ChartKey.ALLERGIES, entry -> some(allergyReader.read(entry.resource())));
    }

    private Checked<List<KidneyFunction>> readKidneyFunction() {
        return read(ChartKey.EGFR, entry -> results.kidneyFunction(entry.resource()));
    }

    private Checked<List<Screening>> readScreenings() {
        return read(ChartKey.SCREENINGS, entry -> some(results.screening(entry.resource())));
    }

    private Checked<List<ServiceOrder>> readReferrals() {
        return read(ChartKey.REFERRALS, entry -> some(referral(entry)));
    }

    /** An order whose drug stands in a resource that is not at hand could be any drug: then nobody knows the drugs. */
    private Checked<List<MedicationOrder>> readMedications() {
        Answer answer = answer(ChartKey.MEDICATIONS);
        Lookup lookup = new Lookup(List.of(drafts, new Resources(answer::entries)), List.of(elsewhere));
        return read(ChartKey.MEDICATIONS, answer, entry -> some(medication(entry, lookup)));
    }

    private @Nullable MedicationOrder medication(Entry entry, Lookup lookup) throws Unresolved {
        return keep(drugs.order(handle(entry), entry, lookup), entry.resource());
    }

    /** Statements lead to Medications as orders do; one that leads nowhere leaves the rest as it is. */
    private Checked<List<MedicationOrder>> readStatements() {
        Answer answer = answer(ChartKey.STATEMENTS);
        Lookup lookup = new Lookup(List.of(drafts, new Resources(answer::entries)), List.of(elsewhere));
        AtomicInteger number = new AtomicInteger();
        Checked<List<MedicationOrder>> read = read(
                ChartKey.STATEMENTS,
                answer,
                entry -> some(drugs.statement("statement:" + number.getAndIncrement(), entry, lookup)));
        return drugs.hasUnresolvedStatement() && read instanceof Checked.Had<List<MedicationOrder>> had
                ? Checked.inPart(ChartKey.STATEMENTS, had.value())
                : read;
    }

    private Checked<List<Procedure>> readProcedures() {
        return read(ChartKey.PROCEDURES, entry -> some(procedureReader.read(entry.resource())));
    }

    private @Nullable ServiceOrder referral(Entry entry) {
        ObjectNode order = entry.resource();
        if (Json.lower(order, "status").equals(ENTERED_IN_ERROR)) {
            return null;
        }
        return keep(orders.service(handle(entry), entry, new Lookup(List.of(drafts), List.of())), order);
    }

    private <T extends Order> @Nullable T keep(@Nullable T order, ObjectNode resource) {
        if (order != null) {
            json.put(order.handle(), resource);
        }
        return order;
    }

    private String handle(Entry entry) {
        return "chart:" + entry.type() + ":" + json.size();
    }

    private <T> Checked<List<T>> read(ChartKey key, Reading<T> reading) {
        return read(key, answer(key), reading);
    }

    /** Servers promise no order, and of equal records a card names the first: the same chart must give the same card. */
    private static List<Entry> inOneOrder(List<Entry> entries) {
        return entries.stream()
                .sorted(Comparator.comparing(Entry::reference, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    /**
     * Reads a key's resources. One that is somebody else's or cannot be read leaves the key not checked, but what stands beside
     * it counts: a low result must not be lost for a broken one.
     */
    private <T> Checked<List<T>> read(ChartKey key, Answer answer, Reading<T> reading) {
        if (answer.state() == State.ABSENT) {
            return Checked.notHad(key);
        }
        Resources nearby = new Resources(answer::entries);
        List<T> read = new ArrayList<>();
        boolean failed = answer.state() == State.FAILED;
        for (Entry entry : inOneOrder(answer.ofType(Answer.typeOf(key)))) {
            failed |= !isRead(entry, nearby, reading, read);
        }
        if (failed) {
            return read.isEmpty() ? failed(key) : inPart(key, State.FAILED, read);
        }
        if (answer.state() != State.IN_PART) {
            return Checked.had(List.copyOf(read));
        }
        gaps.put(key, Gap.CUT_OFF);
        return inPart(key, State.IN_PART, read);
    }

    private <T> boolean isRead(Entry entry, Resources nearby, Reading<T> reading, List<T> read) {
        if (identity.isOthers(entry.resource(), nearby, elsewhere)) {
            return false;
        }
        try {
            read.addAll(reading.read(entry));
            return true;
        } catch (Unresolved | RuntimeException unreadable) {
            return false;
        }
    }

    private <T> Checked<List<T>> inPart(ChartKey key, State state, List<T> read) {
        asked.put(key, state);
        return Checked.inPart(key, List.copyOf(read));
    }

    private <T> Checked<T> failed(ChartKey key) {
        asked.put(key, State.FAILED);
        return Checked.notHad(key);
    }

    private Answer answer(ChartKey key) {
        Answer answer = source.answer(key);
        asked.put(key, answer.state());
        if (answer.withheld()) {
            gaps.put(key, Gap.WITHHELD);
        }
        resourcesRead += answer.entries().size();
        return answer;
    }

    private static <T> List<T> some(@Nullable T value) {
        return value == null ? List.of() : List.of(value);
    }

    /** Reads what a resource holds; may be nothing. */
    private interface Reading<T> {
        List<T> read(Entry entry) throws Unresolved;
    }
}
