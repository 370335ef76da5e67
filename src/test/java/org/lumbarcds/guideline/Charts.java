package org.lumbarcds.guideline;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.lumbarcds.guideline.backpain.EpisodeNumbers;
import org.lumbarcds.guideline.course.CourseNumbers;
import org.lumbarcds.guideline.engine.Ages;
import org.lumbarcds.guideline.engine.Numbers;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Threshold;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.Drug.DrugForm;
import org.lumbarcds.guideline.model.drugs.Drug.Recognition;
import org.lumbarcds.guideline.model.drugs.Drug.Recognition.By;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.drugs.Ingredient;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.meaning.UnknownCode;
import org.lumbarcds.guideline.model.orders.Amount;
import org.lumbarcds.guideline.model.orders.Dispense;
import org.lumbarcds.guideline.model.orders.Dosage;
import org.lumbarcds.guideline.model.orders.Dosage.Bounds;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.guideline.model.record.Chart;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Checked;
import org.lumbarcds.guideline.model.record.Encounter;
import org.lumbarcds.guideline.model.record.KeyGap;
import org.lumbarcds.guideline.model.record.KidneyFunction;
import org.lumbarcds.guideline.model.record.LabResult;
import org.lumbarcds.guideline.model.record.Patient;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.model.record.Problem.ClinicalStatus;
import org.lumbarcds.guideline.model.record.Problem.Verification;
import org.lumbarcds.guideline.model.record.Procedure;
import org.lumbarcds.guideline.model.record.Screening;
import org.lumbarcds.guideline.model.record.UnknownEntry;
import org.lumbarcds.guideline.redflags.RedFlagNumbers;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.safety.grounds.SafetyNumbers;

/**
 * Patients and orders for tests, built in a few words. Everything not said is the harmless default: an adult of 40 with a
 * checked, empty chart on {@link #TODAY}.
 */
public final class Charts {

    /** The day of every call in these tests. */
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private static final AtomicInteger HANDLES = new AtomicInteger();

    private Charts() {}

    // --- dates ---

    /** {@code 2026}, {@code 2026-11} or {@code 2026-11-24}. */
    public static PartialDate date(String text) {
        return switch (text.length()) {
            case 4 -> PartialDate.ofYear(Integer.parseInt(text));
            case 7 -> PartialDate.of(YearMonth.parse(text));
            default -> PartialDate.of(LocalDate.parse(text));
        };
    }

    /** An exact date so many days before {@link #TODAY}; negative for the future. */
    public static PartialDate ago(int days) {
        return PartialDate.of(TODAY.minusDays(days));
    }

    // --- drugs ---

    public static Drug drug(String name, DrugClass... classes) {
        return product(name, DrugForm.SYSTEMIC, ingredient(name, classes));
    }

    public static Drug product(String label, DrugForm form, Ingredient... ingredients) {
        return new Drug(label, List.of(ingredients), form, Set.of(), new Recognition(By.RXNORM_PRODUCT, "1"));
    }

    public static Drug with(Drug drug, Drug.Use... uses) {
        return new Drug(drug.label(), drug.ingredients(), drug.form(), Set.of(uses), drug.recognition());
    }

    public static Ingredient ingredient(String name, DrugClass... classes) {
        return new Ingredient(name, Set.of(classes), null);
    }

    public static Ingredient ingredient(String name, int milligrams, DrugClass... classes) {
        return new Ingredient(name, Set.of(classes), BigDecimal.valueOf(milligrams));
    }

    public static Drug cyclobenzaprine() {
        return drug("cyclobenzaprine", DrugClass.MUSCLE_RELAXANT);
    }

    public static Drug carisoprodol() {
        return drug("carisoprodol", DrugClass.MUSCLE_RELAXANT);
    }

    public static Drug methocarbamol() {
        return drug("methocarbamol", DrugClass.MUSCLE_RELAXANT);
    }

    public static Drug baclofen() {
        return drug("baclofen", DrugClass.MUSCLE_RELAXANT);
    }

    public static Drug oxycodone() {
        return drug("oxycodone", DrugClass.OPIOID);
    }

    /** Oxycodone with acetaminophen: an opioid and acetaminophen. */
    public static Drug oxycodoneAcetaminophen() {
        return product(
                "oxycodone / acetaminophen",
                DrugForm.SYSTEMIC,
                ingredient("oxycodone", 5, DrugClass.OPIOID),
                ingredient("acetaminophen", 325, DrugClass.ACETAMINOPHEN));
    }

    public static Drug methadone() {
        return drug("methadone", DrugClass.OPIOID);
    }

    public static Drug buprenorphine() {
        return drug("buprenorphine", DrugClass.OPIOID);
    }

    public static Drug naproxen() {
        return drug("naproxen", DrugClass.NSAID);
    }

    public static Drug diclofenacGel() {
        return product("diclofenac gel", DrugForm.TOPICAL, ingredient("diclofenac", DrugClass.NSAID));
    }

    public static Drug aspirin(int milligrams) {
        return product(
                "aspirin " + milligrams + " mg",
                DrugForm.SYSTEMIC,
                ingredient("aspirin", milligrams, DrugClass.NSAID, DrugClass.ANTIPLATELET));
    }

    public static Drug acetaminophen() {
        return drug("acetaminophen", DrugClass.ACETAMINOPHEN);
    }

    public static Drug diazepam() {
        return drug("diazepam", DrugClass.BENZODIAZEPINE);
    }

    public static Drug gabapentin() {
        return drug("gabapentin", DrugClass.GABAPENTINOID);
    }

    // --- amounts ---

    /** An amount with a coded unit: {@code amount("21", "d")}. */
    public static Amount amount(String value, String code) {
        return new Amount(new BigDecimal(value), code, null);
    }

    /** An amount with its unit in words only. */
    public static Amount inWords(String value, String unit) {
        return new Amount(new BigDecimal(value), null, unit);
    }

    // --- problems ---

    /** An active low back pain with a reference, dated by its onset. */
    public static ProblemBuilder backPain(int daysAgo) {
        return problem(ProblemGroup.LOW_BACK_PAIN).onset(ago(daysAgo));
    }

    /** An active, confirmed condition with a reference and without any date. */
    public static ProblemBuilder problem(ProblemGroup... groups) {
        return new ProblemBuilder(groups);
    }

    /** Builds a {@link Problem}. */
    public static final class ProblemBuilder {
        private final Set<ProblemGroup> groups;
        private String reference = "Condition/" + HANDLES.incrementAndGet();
        private String label;
        private ClinicalStatus status = ClinicalStatus.ACTIVE;
        private Verification verification = Verification.NOT_REFUTED;
        private boolean encounterDiagnosis;
        private boolean ofThisEncounter;
        private PartialDate onset;
        private PartialDate recorded;
        private boolean abated;
        private PartialDate ended;
        private Set<ProblemGroup> possibly = Set.of();
        private boolean accounted = true;
        private List<Drug> named = List.of();
        private Allergy allergy;
        private Integer gestationWeeks;
        private Set<ProblemGroup> suspected = Set.of();

        private ProblemBuilder(ProblemGroup... groups) {
            this.groups = new LinkedHashSet<>(List.of(groups));
            this.label = groups.length == 0 ? "something" : groups[0].valueSet();
        }

        public ProblemBuilder reference(String value) {
            reference = value;
            return this;
        }

        public ProblemBuilder label(String value) {
            label = value;
            return this;
        }

        public ProblemBuilder status(ClinicalStatus value) {
            status = value;
            return this;
        }

        public ProblemBuilder resolved() {
            abated = true;
            return status(ClinicalStatus.INACTIVE);
        }

        /** Resolved, so many days ago. */
        public ProblemBuilder ended(int daysAgo) {
            ended = ago(daysAgo);
            return resolved();
        }

        /** What a stem of its words leaves open. */
        public ProblemBuilder possibly(ProblemGroup... values) {
            possibly = Set.of(values);
            return this;
        }

        /** Nothing here accounts for it. */
        public ProblemBuilder unaccounted() {
            accounted = false;
            return this;
        }

        /** Drugs that its words name. */
        public ProblemBuilder naming(Drug... values) {
            named = List.of(values);
            return this;
        }

        public ProblemBuilder allergy(Allergy value) {
            allergy = value;
            return this;
        }

        public ProblemBuilder abated() {
            abated = true;
            return this;
        }

        public ProblemBuilder verification(Verification value) {
            verification = value;
            return this;
        }

        /** Only suspected, by its words. */
        public ProblemBuilder inDoubt() {
            suspected = groups;
            return this;
        }

        /** Ended on a date that may be partial. */
        public ProblemBuilder ended(String value) {
            ended = date(value);
            return resolved();
        }

        public ProblemBuilder refuted() {
            return verification(Verification.REFUTED);
        }

        public ProblemBuilder encounterDiagnosis() {
            encounterDiagnosis = true;
            return this;
        }

        public ProblemBuilder ofThisEncounter() {
            ofThisEncounter = true;
            return this;
        }

        public ProblemBuilder onset(PartialDate value) {
            onset = value;
            return this;
        }

        public ProblemBuilder onset(String value) {
            return onset(date(value));
        }

        /** Drops the onset and dates it by recording. */
        public ProblemBuilder recorded(PartialDate value) {
            onset = null;
            recorded = value;
            return this;
        }

        public ProblemBuilder recorded(int daysAgo) {
            return recorded(ago(daysAgo));
        }

        public ProblemBuilder undated() {
            onset = null;
            recorded = null;
            return this;
        }

        public ProblemBuilder gestationWeeks(int value) {
            gestationWeeks = value;
            return this;
        }

        public Problem build() {
            return new Problem(
                    reference,
                    label,
                    new Meaning(groups, possibly, accounted, named, allergy, suspected, List.of()),
                    status,
                    verification,
                    encounterDiagnosis,
                    ofThisEncounter,
                    onset,
                    recorded,
                    abated,
                    ended,
                    gestationWeeks);
        }
    }

    // --- reasons ---

    /** A coded reason. */
    public static Reason reason(ProblemGroup... groups) {
        return new Reason(groups.length == 0 ? "other" : groups[0].valueSet(), Set.of(groups), true, null);
    }

    /** A reason in words that name the groups, or nothing known. */
    public static Reason reasonText(String text, ProblemGroup... groups) {
        return new Reason(text, Set.of(groups), false, null);
    }

    /** A coded reason whose words only suspect its groups. */
    public static Reason reasonInDoubt(ProblemGroup... groups) {
        Set<ProblemGroup> suspected = Set.of(groups);
        return new Reason(groups[0].valueSet(), Meaning.of(suspected).onlySuspected(), true, null);
    }

    /** A reason that points at a condition. */
    public static Reason reasonReference(String conditionReference) {
        return new Reason("", Set.of(), false, conditionReference);
    }

    // --- drug orders ---

    /** A draft dated today, with an id. */
    public static OrderBuilder draft(Drug drug) {
        return new OrderBuilder(drug).status("draft").authored(PartialDate.of(TODAY));
    }

    /** An active order on record, written so many days ago. */
    public static OrderBuilder recorded(Drug drug, int daysAgo) {
        return new OrderBuilder(drug).status("active").authored(ago(daysAgo));
    }

    /** Builds a {@link MedicationOrder}. */
    public static final class OrderBuilder {
        private final Drug drug;
        private String handle;
        private String reference;
        private final Set<String> identifiers = new LinkedHashSet<>();
        private String status = "active";
        private boolean doNotPerform;
        private boolean inpatient;
        private PartialDate authored;
        private PartialDate lastUpdated;
        private final List<Reason> reasons = new ArrayList<>();
        private final List<Dosage> dosages = new ArrayList<>();
        private Amount supply;
        private Amount quantity;
        private int refills;
        private Dispense.FirstFill first;

        private OrderBuilder(Drug drug) {
            this.drug = drug;
            this.handle = "order-" + HANDLES.incrementAndGet();
            this.reference = "MedicationRequest/" + handle;
        }

        /** Sets both handle and reference. */
        public OrderBuilder id(String value) {
            handle = value;
            return reference("MedicationRequest/" + value);
        }

        public OrderBuilder handle(String value) {
            handle = value;
            return this;
        }

        public OrderBuilder reference(String value) {
            reference = value;
            return this;
        }

        public OrderBuilder identifier(String value) {
            identifiers.add(value);
            return this;
        }

        public OrderBuilder status(String value) {
            status = value;
            return this;
        }

        public OrderBuilder doNotPerform() {
            doNotPerform = true;
            return this;
        }

        public OrderBuilder inpatient() {
            inpatient = true;
            return this;
        }

        public OrderBuilder authored(PartialDate value) {
            authored = value;
            return this;
        }

        public OrderBuilder authored(String value) {
            return authored(value == null ? null : date(value));
        }

        public OrderBuilder lastUpdated(PartialDate value) {
            lastUpdated = value;
            return this;
        }

        public OrderBuilder reasons(Reason... values) {
            reasons.addAll(Arrays.asList(values));
            return this;
        }

        public OrderBuilder reason(ProblemGroup... groups) {
            return reasons(Charts.reason(groups));
        }

        public OrderBuilder dosage(DosageBuilder... values) {
            Arrays.stream(values).map(DosageBuilder::build).forEach(dosages::add);
            return this;
        }

        public OrderBuilder supply(Amount value) {
            supply = value;
            return this;
        }

        /** Expected supply of one fill, in days. */
        public OrderBuilder days(long value) {
            return supply(amount(String.valueOf(value), "d"));
        }

        public OrderBuilder quantity(Amount value) {
            quantity = value;
            return this;
        }

        /** A first fill of its own; either may be null. */
        public OrderBuilder first(Amount lasts, Amount given) {
            first = new Dispense.FirstFill(lasts, given);
            return this;
        }

        public OrderBuilder refills(int value) {
            refills = value;
            return this;
        }

        public MedicationOrder build() {
            return new MedicationOrder(
                    handle,
                    reference,
                    identifiers,
                    drug,
                    status,
                    doNotPerform,
                    inpatient,
                    authored,
                    lastUpdated,
                    reasons,
                    dosages,
                    new Dispense(first, supply, quantity, refills));
        }
    }

    // --- dosages ---

    public static DosageBuilder dosage() {
        return new DosageBuilder();
    }

    /** One tablet so many times a day. */
    public static DosageBuilder tablets(int timesPerDay) {
        return dosage().times(timesPerDay).dose(amount("1", "{tbl}"));
    }

    /** Builds a {@link Dosage}. */
    public static final class DosageBuilder {
        private Integer sequence;
        private Bounds bounds;
        private Integer count;
        private BigDecimal frequency;
        private BigDecimal frequencyMax;
        private BigDecimal period;
        private String periodUnit;
        private final List<String> timings = new ArrayList<>();
        private boolean doseIsMost;
        private final List<Dosage.Rate> rates = new ArrayList<>();
        private Dosage.Rate most;
        private int daysOfWeek = 7;
        private boolean asNeeded;
        private final List<Amount> doses = new ArrayList<>();
        private String text;

        public DosageBuilder sequence(Integer value) {
            sequence = value;
            return this;
        }

        /** A bounds duration: {@code bound("21", "d")}. */
        public DosageBuilder bound(String value, String code) {
            return bounds(new Bounds.Length(amount(value, code)));
        }

        public DosageBuilder bounds(Bounds value) {
            bounds = value;
            return this;
        }

        /** A bounds period; either end may be null. */
        public DosageBuilder period(String start, String end) {
            return bounds(new Bounds.Period(start == null ? null : date(start), end == null ? null : date(end), null));
        }

        public DosageBuilder count(Integer value) {
            count = value;
            return this;
        }

        /** So many times a day. */
        public DosageBuilder times(int timesPerDay) {
            return every(String.valueOf(timesPerDay), "1", "d");
        }

        /** {@code frequency} times per {@code period} {@code unit}; each may be null. */
        public DosageBuilder every(String frequencyValue, String periodValue, String unit) {
            frequency = frequencyValue == null ? null : new BigDecimal(frequencyValue);
            period = periodValue == null ? null : new BigDecimal(periodValue);
            periodUnit = unit;
            return this;
        }

        public DosageBuilder atMost(int timesMax) {
            frequencyMax = BigDecimal.valueOf(timesMax);
            return this;
        }

        /** Codes or words of the timing, most telling first. */
        public DosageBuilder timing(String... values) {
            timings.addAll(List.of(values));
            return this;
        }

        /** The dose is the upper end of a range. */
        public DosageBuilder doseIsMost() {
            doseIsMost = true;
            return this;
        }

        public DosageBuilder rate(Amount value, Amount per) {
            rates.add(new Dosage.Rate(value, per));
            return this;
        }

        /** The largest dose per period. */
        public DosageBuilder most(Amount value, Amount per) {
            most = new Dosage.Rate(value, per);
            return this;
        }

        /** Limited to days that nobody can count. */
        public DosageBuilder onCertainDays() {
            return daysOfWeek(0);
        }

        public DosageBuilder daysOfWeek(int count) {
            daysOfWeek = count;
            return this;
        }

        public DosageBuilder asNeeded() {
            asNeeded = true;
            return this;
        }

        public DosageBuilder dose(Amount... values) {
            doses.addAll(Arrays.asList(values));
            return this;
        }

        public DosageBuilder text(String value) {
            text = value;
            return this;
        }

        public Dosage build() {
            return new Dosage(
                    sequence,
                    bounds,
                    count,
                    frequency,
                    frequencyMax,
                    period,
                    periodUnit,
                    timings,
                    daysOfWeek,
                    asNeeded,
                    doses,
                    doseIsMost,
                    rates,
                    most,
                    text);
        }
    }

    // --- other orders ---

    /** A drafted service order dated today, with an id. */
    public static ServiceOrder draftService(ServiceOrder.Kind kind, Reason... reasons) {
        return service(kind, "draft", PartialDate.of(TODAY), reasons);
    }

    public static ServiceOrder service(ServiceOrder.Kind kind, String status, PartialDate authored, Reason... reasons) {
        String handle = "service-" + HANDLES.incrementAndGet();
        return new ServiceOrder(
                handle,
                "ServiceRequest/" + handle,
                Set.of(),
                kind.name(),
                Set.of(kind),
                status,
                false,
                false,
                authored,
                null,
                List.of(reasons));
    }

    // --- the chart ---

    /** A checked, empty chart of an adult of 40. */
    public static FakeChart chart() {
        return new FakeChart();
    }

    /** A chart at hand; what {@link #without} names could not be had. */
    public static final class FakeChart implements Chart {
        private Patient patient = new Patient(date("1986-01-15"), false);
        private final List<Reason> encounterReasons = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Set<String> otherConditions = new LinkedHashSet<>();
        private final List<Reason> encounterDiagnoses = new ArrayList<>();
        private final List<MedicationOrder> medications = new ArrayList<>();
        private final List<Allergy> allergies = new ArrayList<>();
        private final List<KidneyFunction> kidneyFunction = new ArrayList<>();
        private final List<Screening> screenings = new ArrayList<>();
        private final List<ServiceOrder> referrals = new ArrayList<>();
        private final List<Procedure> procedures = new ArrayList<>();
        private final List<MedicationOrder> statements = new ArrayList<>();
        private final List<UnknownEntry> unknownStatements = new ArrayList<>();
        private final Set<ChartKey> inPart = EnumSet.noneOf(ChartKey.class);
        private final Map<ChartKey, KeyGap> gaps = new EnumMap<>(ChartKey.class);
        private final List<UnknownEntry> unknownOrders = new ArrayList<>();
        private final List<UnknownEntry> unreadableResults = new ArrayList<>();
        private final List<LabResult> labResults = new ArrayList<>();
        private final Set<ChartKey> missing = EnumSet.noneOf(ChartKey.class);
        private final Set<ChartKey> asked = EnumSet.noneOf(ChartKey.class);

        /** Birth date {@code 2008}, {@code 2008-11}, {@code 2008-11-24}, or null for none. */
        public FakeChart born(String birthDate) {
            patient = new Patient(birthDate == null ? null : date(birthDate), patient.deceased());
            return this;
        }

        public FakeChart deceased() {
            patient = new Patient(patient.birthDate(), true);
            return this;
        }

        public FakeChart encounterReasons(Reason... reasons) {
            encounterReasons.addAll(Arrays.asList(reasons));
            return this;
        }

        public FakeChart problems(ProblemBuilder... builders) {
            Arrays.stream(builders).map(ProblemBuilder::build).forEach(problems::add);
            return this;
        }

        public FakeChart otherConditions(String... references) {
            otherConditions.addAll(List.of(references));
            return this;
        }

        /** Coded conditions of this encounter, as the chart tells them beside {@link #problems}. */
        public FakeChart encounterDiagnoses(Reason... reasons) {
            encounterDiagnoses.addAll(List.of(reasons));
            return this;
        }

        public FakeChart medications(OrderBuilder... builders) {
            Arrays.stream(builders).map(OrderBuilder::build).forEach(medications::add);
            return this;
        }

        /** An order that counts, whose drug nobody knows. */
        public FakeChart unknownOrder(String label) {
            unknownOrders.add(new UnknownEntry(UnknownEntry.Kind.ORDER, label, List.of(UnknownCode.NONE)));
            return this;
        }

        public FakeChart unreadableResult(String label) {
            unreadableResults.add(new UnknownEntry(UnknownEntry.Kind.RESULT, label, List.of(UnknownCode.NONE)));
            return this;
        }

        /** The same, measured on a day that may be partial. */
        public FakeChart unreadableResult(String label, PartialDate date) {
            unreadableResults.add(new UnknownEntry(UnknownEntry.Kind.RESULT, label, date, List.of(UnknownCode.NONE)));
            return this;
        }

        public FakeChart labResults(LabResult... values) {
            labResults.addAll(List.of(values));
            return this;
        }

        public FakeChart allergies(Allergy... values) {
            allergies.addAll(List.of(values));
            return this;
        }

        public FakeChart kidneyFunction(KidneyFunction... values) {
            kidneyFunction.addAll(List.of(values));
            return this;
        }

        public FakeChart screenings(Screening... values) {
            screenings.addAll(List.of(values));
            return this;
        }

        public FakeChart referrals(ServiceOrder... values) {
            referrals.addAll(List.of(values));
            return this;
        }

        public FakeChart procedures(Procedure... values) {
            procedures.addAll(List.of(values));
            return this;
        }

        public FakeChart statements(OrderBuilder... builders) {
            Arrays.stream(builders).map(OrderBuilder::build).forEach(statements::add);
            return this;
        }

        /** A statement that counts, whose drug nobody knows. */
        public FakeChart unknownStatement(String label) {
            unknownStatements.add(new UnknownEntry(UnknownEntry.Kind.ORDER, label, List.of()));
            return this;
        }

        /** These keys were cut off by a limit. */
        public FakeChart inPart(ChartKey... keys) {
            inPart.addAll(List.of(keys));
            List.of(keys).forEach(key -> gaps.put(key, KeyGap.CUT_OFF));
            return this;
        }

        /** Of these keys a part was withheld. */
        public FakeChart withheld(ChartKey... keys) {
            List.of(keys).forEach(key -> gaps.put(key, KeyGap.WITHHELD));
            return this;
        }

        /** These keys are absent or failed: not checked. */
        public FakeChart without(ChartKey... keys) {
            missing.addAll(List.of(keys));
            return this;
        }

        /** Which keys were read so far. */
        public Set<ChartKey> asked() {
            return Set.copyOf(asked);
        }

        private <T> Checked<T> answer(ChartKey key, T value) {
            asked.add(key);
            if (missing.contains(key)) {
                return Checked.notHad(key);
            }
            return inPart.contains(key) ? Checked.inPart(key, value) : Checked.had(value);
        }

        @Override
        public Checked<Patient> patient() {
            return answer(ChartKey.PATIENT, patient);
        }

        @Override
        public Checked<Encounter> encounter() {
            return answer(ChartKey.ENCOUNTER, new Encounter("Encounter/e1", encounterReasons));
        }

        @Override
        public Checked<List<Problem>> problems() {
            return answer(ChartKey.CONDITIONS, List.copyOf(problems));
        }

        @Override
        public Checked<Set<String>> otherConditions() {
            return answer(ChartKey.CONDITIONS, Set.copyOf(otherConditions));
        }

        @Override
        public Checked<List<Reason>> encounterDiagnoses() {
            return answer(ChartKey.CONDITIONS, List.copyOf(encounterDiagnoses));
        }

        @Override
        public Checked<List<MedicationOrder>> medications() {
            return answer(ChartKey.MEDICATIONS, List.copyOf(medications));
        }

        @Override
        public List<UnknownEntry> unknownOrders() {
            return List.copyOf(unknownOrders);
        }

        @Override
        public List<UnknownEntry> unreadableResults() {
            return List.copyOf(unreadableResults);
        }

        @Override
        public Checked<List<Allergy>> allergies() {
            return answer(ChartKey.ALLERGIES, List.copyOf(allergies));
        }

        @Override
        public Checked<List<KidneyFunction>> kidneyFunction() {
            return answer(ChartKey.EGFR, List.copyOf(kidneyFunction));
        }

        @Override
        public List<LabResult> labResults() {
            return List.copyOf(labResults);
        }

        @Override
        public Checked<List<Screening>> screenings() {
            return answer(ChartKey.SCREENINGS, List.copyOf(screenings));
        }

        @Override
        public Checked<List<ServiceOrder>> referrals() {
            return answer(ChartKey.REFERRALS, List.copyOf(referrals));
        }

        @Override
        public Checked<List<Procedure>> procedures() {
            return answer(ChartKey.PROCEDURES, List.copyOf(procedures));
        }

        @Override
        public Checked<List<MedicationOrder>> statements() {
            return answer(ChartKey.STATEMENTS, List.copyOf(statements));
        }

        @Override
        public List<UnknownEntry> unknownStatements() {
            return List.copyOf(unknownStatements);
        }

        @Override
        public Map<ChartKey, KeyGap> gaps() {
            return Map.copyOf(gaps);
        }
    }

    // --- calls ---

    public static Situation view(Chart chart) {
        return new Situation(Hook.PATIENT_VIEW, TODAY, List.of(), Set.of(), chart, Policies.standard());
    }

    /** Order-select with every draft selected. */
    public static Situation select(Chart chart, Order... drafts) {
        return call(Hook.ORDER_SELECT, chart, drafts);
    }

    /** Order-sign: every draft counts as selected. */
    public static Situation sign(Chart chart, Order... drafts) {
        return call(Hook.ORDER_SIGN, chart, drafts);
    }

    /** Order-select with some drafts selected: the first {@code selected} ones. */
    public static Situation selectFirst(int selected, Chart chart, Order... drafts) {
        Set<String> handles = new LinkedHashSet<>();
        Arrays.stream(drafts).limit(selected).map(Order::handle).forEach(handles::add);
        return new Situation(Hook.ORDER_SELECT, TODAY, List.of(drafts), handles, chart, Policies.standard());
    }

    private static Situation call(Hook hook, Chart chart, Order... drafts) {
        Set<String> handles = new LinkedHashSet<>();
        Arrays.stream(drafts).map(Order::handle).forEach(handles::add);
        return new Situation(hook, TODAY, List.of(drafts), handles, chart, Policies.standard());
    }

    /** The thresholds of the specification. */
    public static final class Policies {
        private Policies() {}

        /** Every threshold at its default. */
        public static Numbers standard() {
            Record[] ofRules = LowBackPainRule.rules().stream()
                    .flatMap(rule -> rule.numbers().stream())
                    .map(type -> Numbers.filled(type, number -> number.getAnnotation(Threshold.class)
                            .value()))
                    .toArray(Record[]::new);
            return Numbers.of(
                            new Ages(18, 65),
                            new EpisodeNumbers(84, 365, 84, 14),
                            new CourseNumbers(90, 30, 7, 14, 30),
                            new RedFlagNumbers(90, 30, 65),
                            new SafetyNumbers(365, false))
                    .with(ofRules);
        }
    }
}
