package org.lumbarcds.guideline.safety;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.basis.Caution;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.basis.Judgement;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.safety.grounds.SafetyNumbers;

/**
 * What may be suggested: "naproxen (recommended), and acetaminophen as the alternative (recommended when naproxen is not
 * safe); ibuprofen instead of naproxen by configuration; relaxant: cyclobenzaprine, else methocarbamol". Each drug was
 * judged; one that is not allowed is never offered, and the card says why. Specification 4.7.
 *
 * @param nsaid the NSAID of the configuration
 * @param acetaminophen acetaminophen
 * @param relaxants the muscle relaxants, first choice first
 * @param allKeysHad whether patient, conditions, medications, allergies and eGFR could all be had
 */
public record RemedyChoice(Judgement nsaid, Judgement acetaminophen, List<Judgement> relaxants, boolean allKeysHad) {

    private static final Set<ChartKey> SAFETY_DATA =
            Set.of(ChartKey.PATIENT, ChartKey.CONDITIONS, ChartKey.MEDICATIONS, ChartKey.ALLERGIES, ChartKey.EGFR);

    public RemedyChoice {
        relaxants = List.copyOf(relaxants);
    }

    /** For a start beside what the patient has and what is drafted. */
    public static RemedyChoice toStart(Situation situation) {
        return judged(situation, List.of());
    }

    /** In place of a draft, which goes away. */
    public static RemedyChoice inPlaceOf(Order draft, Situation situation) {
        return judged(situation, List.of(draft));
    }

    private static RemedyChoice judged(Situation situation, Collection<? extends Order> goingAway) {
        Remedy first = situation.numbers(SafetyNumbers.class).ibuprofenFirst() ? Remedy.IBUPROFEN : Remedy.NAPROXEN;
        return new RemedyChoice(
                DrugSafety.judge(first, situation, goingAway),
                DrugSafety.judge(Remedy.ACETAMINOPHEN, situation, goingAway),
                List.of(
                        DrugSafety.judge(Remedy.CYCLOBENZAPRINE, situation, goingAway),
                        DrugSafety.judge(Remedy.METHOCARBAMOL, situation, goingAway)),
                new OnRecord(situation).missing(SAFETY_DATA).isEmpty());
    }

    /** The recommended analgesic: the NSAID, else acetaminophen, else none. */
    public Optional<Remedy> recommended() {
        return analgesics().stream().findFirst();
    }

    /** The analgesics that are allowed, the recommended one first. */
    public List<Remedy> analgesics() {
        List<Remedy> allowed = new ArrayList<>();
        if (nsaid.isAllowed()) {
            allowed.add(nsaid.remedy());
        }
        if (acetaminophen.isAllowed()) {
            allowed.add(acetaminophen.remedy());
        }
        return allowed;
    }

    /** The muscle relaxant that is allowed: cyclobenzaprine, else methocarbamol, else none. */
    public Optional<Remedy> relaxant() {
        return relaxants.stream()
                .filter(Judgement::isAllowed)
                .map(Judgement::remedy)
                .findFirst();
    }

    /**
     * "all data was checked and both systemic NSAIDs and acetaminophen are ruled out for this patient by an avoid (what is
     * merely withheld or a caution is no reason for an opioid; an eGFR that is not on record is not checked)".
     */
    public boolean noneIsSafe() {
        return allKeysHad && nsaid.isChecked() && nsaid.isRuledOut() && acetaminophen.isRuledOut();
    }

    /** Whether the card of {@link #noneIsSafe} may name topical NSAIDs: "unless an NSAID allergy is on record". */
    public boolean topicalNsaidPossible() {
        return nsaid.cautions().stream().noneMatch(caution -> caution.kind() == Caution.Kind.ALLERGY);
    }

    /** Replacements of a draft, the recommended one first; at most one is recommended. */
    public List<Proposal> replacing(Order draft, boolean withRelaxant, List<Problem> reasons) {
        List<Proposal> proposals = new ArrayList<>();
        for (Remedy remedy : offered(withRelaxant)) {
            proposals.add(new Proposal.Replace(draft, remedy, reasons, isRecommended(remedy)));
        }
        return proposals;
    }

    /** Starts, the recommended one first; at most one is recommended. */
    public List<Proposal> starting(boolean withRelaxant, List<Problem> reasons) {
        List<Proposal> proposals = new ArrayList<>();
        for (Remedy remedy : offered(withRelaxant)) {
            proposals.add(new Proposal.Start(remedy, reasons, isRecommended(remedy)));
        }
        return proposals;
    }

    private List<Remedy> offered(boolean withRelaxant) {
        List<Remedy> offered = new ArrayList<>(analgesics());
        if (withRelaxant) {
            relaxant().ifPresent(offered::add);
        }
        return offered;
    }

    private boolean isRecommended(Remedy remedy) {
        return recommended().filter(remedy::equals).isPresent();
    }

    /** The drugs that are not offered, without those of a class that nobody thought of; {@code except} may be null. */
    public List<Judgement> notOffered(@Nullable DrugClass except) {
        return notOffered(remedy -> remedy.drugClass() != except);
    }

    /** The same for a card about an order; that its own drug is no replacement goes without saying. */
    public List<Judgement> notOfferedBeside(Drug drug) {
        return notOffered(remedy -> !drug.hasIngredient(remedy.ingredient())
                && !(drug.isSystemicNsaid() && remedy.drugClass() == DrugClass.NSAID));
    }

    private List<Judgement> notOffered(Predicate<Remedy> listed) {
        return all().stream()
                .filter(judged -> !judged.isAllowed() && listed.test(judged.remedy()))
                .toList();
    }

    /** Puts what is offered into a card's facts. */
    public void describe(Facts facts) {
        facts.flag("noneSafe", noneIsSafe())
                .flag("topicalPossible", topicalNsaidPossible())
                .name("recommended", recommended().map(Remedy::ingredient).orElse(null));
    }

    /** Every drug that could be offered, each judged. */
    public List<Judgement> all() {
        List<Judgement> all = new ArrayList<>(List.of(nsaid, acetaminophen));
        all.addAll(relaxants);
        return all;
    }
}
