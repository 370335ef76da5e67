package org.lumbarcds.guideline.rules.drugs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.backpain.Episode;
import org.lumbarcds.guideline.backpain.LowBackPain;
import org.lumbarcds.guideline.backpain.OrderedForBackPain;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.course.Wording;
import org.lumbarcds.guideline.engine.Concern;
import org.lumbarcds.guideline.engine.Conditions;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Threshold;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.safety.RemedyChoice;
import org.lumbarcds.guideline.therapy.OpioidTherapyNumbers;
import org.lumbarcds.guideline.therapy.Taper;
import org.lumbarcds.guideline.therapy.Therapy;

/** "Opioids should be avoided as first-line therapy." Specification 3.1. */
public record OpioidFirstLine(RuleId id) implements Rule {

    /** Its numbers (<em>policy</em>). */
    public record Days(
            @Threshold(
                    value = 90,
                    meaning = "Days back within which a first-line drug counts as tried when the onset is unknown.")
            int trialDays) {}

    private static final String LONG_TERM = "Long-term use of opioids is on record.";

    private static final ProblemGroup[] JUSTIFYING = {
        ProblemGroup.CANCER, ProblemGroup.SICKLE_CELL_DISEASE, ProblemGroup.PALLIATIVE_CARE
    };

    @Override
    public Set<Hook> hooks() {
        return Hook.ofDrugOrders();
    }

    @Override
    public Set<ChartKey> required() {
        return EnumSet.of(ChartKey.PATIENT, ChartKey.CONDITIONS, ChartKey.MEDICATIONS);
    }

    @Override
    public Set<ChartKey> optional() {
        return EnumSet.of(ChartKey.ENCOUNTER, ChartKey.ALLERGIES, ChartKey.EGFR, ChartKey.STATEMENTS);
    }

    @Override
    public Concern concern() {
        return OrderedForBackPain.CONCERN;
    }

    @Override
    public List<Class<? extends Record>> numbers() {
        return List.of(Days.class, OpioidTherapyNumbers.class);
    }

    @Override
    public Verdict evaluate(Situation situation) {
        return Verdict.ofEach(
                situation.selectedMedications(),
                order -> judge(order, situation),
                "No drug order to give is selected that a table knows.");
    }

    private Verdict judge(MedicationOrder order, Situation situation) {
        if (!order.drug().isOpioidAnalgesic(false)) {
            return Verdict.silent("The order is no opioid analgesic.");
        }
        if (order.inpatient()) {
            return Verdict.silent("The order is for an inpatient.");
        }
        LowBackPain backPain = LowBackPain.of(order, situation);
        if (backPain.present().isNo()) {
            return Verdict.silent(backPain.absence()).unless(backPain.open());
        }
        OnRecord record = new OnRecord(situation);
        Conditions fires = isFirstLine(order, record, situation).given(backPain.present(), backPain.absence());
        return switch (fires.met()) {
            case YES -> Verdict.of(finding(order, backPain, record, situation));
            case NO -> fires.silent();
            case UNKNOWN -> Verdict.undecided(record.missing(required()));
        };
    }

    /**
     * "silent when: active cancer, sickle-cell disease (not trait), palliative/hospice; opioid therapy … for 90 days or more
     * already, or long-term opioid use on record"; and treatment of opioid use disorder is no analgesic. "Only confirmed
     * cancer, sickle-cell disease and palliative care count": what is suspected never makes an opioid right.
     */
    private static Conditions isFirstLine(MedicationOrder order, OnRecord record, Situation situation) {
        Conditions fires = new Conditions()
                .unless(
                        Truth.of(record.isConfirmedReason(order, JUSTIFYING)),
                        "The order's reason is cancer, sickle-cell disease or palliative care.")
                .unless(Truth.of(record.isReason(order, ProblemGroup.LONG_TERM_OPIOID_USE)), LONG_TERM);
        if (fires.met().isNo()) {
            return fires;
        }
        return fires.unless(record.excluded(), OnRecord.EXCLUSION)
                .unless(
                        record.confirmed(JUSTIFYING),
                        "Active cancer, sickle-cell disease or palliative care is on record.")
                .unless(record.active(ProblemGroup.LONG_TERM_OPIOID_USE), LONG_TERM)
                .unless(treatsUseDisorder(order.drug(), record), "The order treats the opioid use disorder on record.")
                .unless(
                        Therapy.isLongTermOpioid(situation),
                        "Opioids have been taken for long already, by the orders on record.");
    }

    private static Truth treatsUseDisorder(Drug drug, OnRecord record) {
        return drug.isOpioidAnalgesic(true) ? Truth.NO : record.everRecorded(ProblemGroup.OPIOID_USE_DISORDER);
    }

    private Finding finding(MedicationOrder order, LowBackPain backPain, OnRecord record, Situation situation) {
        Episode episode = Episode.of(order, situation);
        List<MedicationOrder> tried = firstLineTried(episode, situation);
        RemedyChoice remedies = RemedyChoice.inPlaceOf(order, situation);
        Truth disorder = useDisorder(order, record);
        boolean advice = !disorder.isYes() && (!tried.isEmpty() || remedies.noneIsSafe());
        Taper taper = Therapy.taper(order.drug(), situation);
        Facts facts = new Facts()
                .put("drug", order.drug().label())
                .drugName(order.drug().name())
                .put("recognition", Wording.recognition(order.drug()))
                .flag("ageUnknown", record.ageUnknown())
                .put("trialDays", situation.numbers(Days.class).trialDays())
                .put(
                        "longTermDays",
                        situation.numbers(OpioidTherapyNumbers.class).longTermDays())
                .list("unknownLength", Wording.orders(Therapy.ofUnknownLength(Drug::isOpioid, order, situation)))
                .list("tried", Wording.orders(tried));
        List<MedicationOrder> perhaps = tried.isEmpty() ? triedPerhaps(episode, situation) : List.of();
        facts.flag("mayBeTried", !perhaps.isEmpty()).list("triedPerhaps", Wording.orders(perhaps));
        facts.flag("useDisorder", disorder.isYes());
        if (disorder.isYes()) {
            facts.list("treatment", Wording.orders(Therapy.treatingUseDisorder(situation)));
        }
        backPain.describe(facts);
        episode.describe(facts);
        taper.describe(facts);
        remedies.describe(facts);
        List<Proposal> proposals = new ArrayList<>();
        if (taper.allowsRemoval()) {
            proposals.add(new Proposal.Remove(List.of(order)));
            proposals.addAll(replacements(order, remedies, episode, record));
        }
        Finding finding = new Finding(
                id(),
                !tried.isEmpty() ? "after-first-line" : remedies.noneIsSafe() ? "none-safe" : "first-line",
                advice ? Indicator.INFO : Indicator.WARNING,
                List.of(order),
                facts,
                proposals,
                record.notLookedAt(optional()));
        return taper.allowsRemoval() ? finding.notOffering(remedies.notOffered(null)) : finding;
    }

    /**
     * "Buprenorphine and methadone for opioid use disorder are no opioid therapy in this sense: with the disorder on record
     * the card says so and is a warning."
     */
    private static Truth useDisorder(MedicationOrder order, OnRecord record) {
        return record.isReason(order, ProblemGroup.OPIOID_USE_DISORDER)
                ? Truth.YES
                : record.everRecorded(ProblemGroup.OPIOID_USE_DISORDER);
    }

    /** A muscle relaxant is for spasm; without spasm on record it is offered only when no analgesic is. */
    private static List<Proposal> replacements(
            MedicationOrder order, RemedyChoice remedies, Episode episode, OnRecord record) {
        boolean spasm = record.isReason(order, ProblemGroup.BACK_SPASM)
                || record.active(ProblemGroup.BACK_SPASM).isYes();
        Problem start = episode.start();
        return remedies.replacing(
                order, spasm || remedies.analgesics().isEmpty(), start == null ? List.of() : List.of(start));
    }

    /**
     * "a first-line drug (NSAID, systemic or topical, not aspirin up to 100 mg; acetaminophen alone; muscle relaxant) was
     * already ordered in this episode (or the last 90 days, if onset is unknown) on an earlier day".
     */
    private static List<MedicationOrder> firstLineTried(Episode episode, Situation situation) {
        PartialDate onset = episode.onset();
        return firstLineSince(
                onset != null
                        ? onset.latest()
                        : situation
                                .today()
                                .minusDays(situation.numbers(Days.class).trialDays()),
                situation);
    }

    /** What an onset not known to the day leaves open; read only when nothing was surely tried. */
    private static List<MedicationOrder> triedPerhaps(Episode episode, Situation situation) {
        PartialDate onset = episode.onset();
        return onset == null || onset.isExact() ? List.of() : firstLineSince(onset.earliest(), situation);
    }

    private static List<MedicationOrder> firstLineSince(LocalDate from, Situation situation) {
        LocalDate today = situation.today();
        return situation.chart().medications().orElse(List.of()).stream()
                .filter(order -> Therapy.isFirstLine(order.drug()) && Therapy.wasGiven(order))
                .filter(order -> {
                    PartialDate date = order.authored();
                    return date != null
                            && date.onOrAfter(from).isYes()
                            && date.before(today).isYes();
                })
                .toList();
    }
}
