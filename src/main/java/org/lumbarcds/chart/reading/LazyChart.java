package org.lumbarcds.chart.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.CallData;
import org.lumbarcds.chart.OpenChart;
import org.lumbarcds.chart.entries.AllergyReader;
import org.lumbarcds.chart.entries.ObservationReader;
import org.lumbarcds.chart.entries.OrderReader;
import org.lumbarcds.chart.entries.ProblemReader;
import org.lumbarcds.chart.entries.ProcedureReader;
import org.lumbarcds.chart.entries.Unresolved;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.chart.json.Lookup;
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
import org.lumbarcds.guideline.model.record.KeyGap;
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

    private static final UnknownEntry UNREADABLE_RESULT =
            new UnknownEntry(UnknownEntry.Kind.RESULT, "a lab result that can't be read", List.of());

    private static final UnknownEntry UNREADABLE_STATEMENT =
            new UnknownEntry(UnknownEntry.Kind.ORDER, "a medication statement that can't be read", List.of());

    private final KeyReading keys;
    private final OrderReader orders;
    private final RecordedConditions conditions;
    private final RecordedResults results;
    private final AllergyReader allergyReader;
    private final ProcedureReader procedureReader;
    private final RecordedDrugs drugs;
    private final RecordedVisit visit;
    private final Resources drafts;
    private final Resources elsewhere;

    private final Map<String, ObjectNode> json = new HashMap<>();

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

    LazyChart(CallData call, ChartSource source, Terminology terminology, OrderReader orders) {
        this.orders = orders;
        PatientIdentity identity = PatientIdentity.of(call.patientId());
        this.conditions = new RecordedConditions(new ProblemReader(terminology, RecordedVisit.encounterId(call)));
        this.results = new RecordedResults(new ObservationReader(terminology));
        this.allergyReader = new AllergyReader(terminology);
        this.procedureReader = new ProcedureReader(terminology);
        this.drugs = new RecordedDrugs(orders);
        this.drafts = Resources.ofBundle(call.draftOrders());
        this.elsewhere = new Resources(source::entries);
        this.keys = new KeyReading(source, identity, elsewhere);
        this.visit = new RecordedVisit(keys, call, identity, orders.reasons(), drafts, elsewhere);
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
        medications();
        return drugs.unknownOrders();
    }

    @Override
    public List<LabResult> labResults() {
        kidneyFunction();
        return results.labResults();
    }

    @Override
    public List<UnknownEntry> unreadableResults() {
        kidneyFunction();
        return with(UNREADABLE_RESULT, ChartKey.EGFR, results.unreadable());
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
        statements();
        return with(UNREADABLE_STATEMENT, ChartKey.STATEMENTS, drugs.unknownStatements());
    }

    /**
     * An entry that is no resource may be any. A required key that holds one leaves every drug not offered; an optional one
     * would leave a note, so that the entry itself has to count.
     */
    private List<UnknownEntry> with(UnknownEntry unreadable, ChartKey key, List<UnknownEntry> others) {
        return keys.hasUnreadable(key)
                ? Stream.concat(others.stream(), Stream.of(unreadable)).toList()
                : others;
    }

    @Override
    public Map<ChartKey, KeyGap> gaps() {
        return keys.gaps();
    }

    @Override
    public Map<ChartKey, State> asked() {
        return keys.asked();
    }

    @Override
    public int resourcesRead() {
        return keys.resourcesRead();
    }

    @Override
    public @Nullable ObjectNode jsonOf(Order order) {
        ObjectNode own = json.get(order.handle());
        return own == null ? null : own.deepCopy();
    }

    private Checked<Patient> readPatient() {
        return visit.patient();
    }

    private Checked<Encounter> readEncounter() {
        return visit.encounter();
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
        Answer answer = keys.answer(ChartKey.MEDICATIONS);
        Lookup lookup = new Lookup(List.of(drafts, new Resources(answer::entries)), List.of(elsewhere));
        return keys.read(ChartKey.MEDICATIONS, answer, entry -> some(medication(entry, lookup)));
    }

    private @Nullable MedicationOrder medication(Entry entry, Lookup lookup) throws Unresolved {
        return keep(drugs.order(handle(entry), entry, lookup), entry.resource());
    }

    /** Statements lead to Medications as orders do; one that leads nowhere leaves the rest as it is. */
    private Checked<List<MedicationOrder>> readStatements() {
        Answer answer = keys.answer(ChartKey.STATEMENTS);
        Lookup lookup = new Lookup(List.of(drafts, new Resources(answer::entries)), List.of(elsewhere));
        AtomicInteger number = new AtomicInteger();
        Checked<List<MedicationOrder>> read = keys.read(
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

    private <T> Checked<List<T>> read(ChartKey key, KeyReading.Reading<T> reading) {
        return keys.read(key, keys.answer(key), reading);
    }

    private static <T> List<T> some(@Nullable T value) {
        return value == null ? List.of() : List.of(value);
    }
}
