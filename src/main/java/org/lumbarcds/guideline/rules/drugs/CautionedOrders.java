package org.lumbarcds.guideline.rules.drugs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.backpain.Episode;
import org.lumbarcds.guideline.backpain.LowBackPain;
import org.lumbarcds.guideline.basis.Caution;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.course.Wording;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.safety.DrugSafety;
import org.lumbarcds.guideline.safety.RemedyChoice;
import org.lumbarcds.guideline.therapy.Taper;
import org.lumbarcds.guideline.therapy.Therapy;

/**
 * What the rules about a drug's cautions share: a selected order of the class, low back pain present, and something on
 * record that its label or the Beers criteria warn of. Specification 3.7, 3.8 and 3.9.
 *
 * @param rule the rule
 * @param drugClass the class it is about
 * @param variants the texts of its card that it has, the gravest first
 * @param otherwise why the rule is silent about any other order, in one sentence
 * @param concerns which orders it is about, among the selected ones
 * @param further cautions of an order that do not stand on the record but in the order itself; often none
 * @param counts whether a caution counts for an order
 */
record CautionedOrders(
        Rule rule,
        DrugClass drugClass,
        List<String> variants,
        String otherwise,
        BiPredicate<MedicationOrder, Situation> concerns,
        BiFunction<MedicationOrder, Situation, List<Caution>> further,
        BiPredicate<Caution, MedicationOrder> counts) {

    private static final String CAUTION = "caution";

    Verdict evaluate(Situation situation) {
        return Verdict.ofEach(
                situation.selectedMedications(),
                order -> judge(order, situation),
                "No drug order to give is selected that a table knows.");
    }

    private Verdict judge(MedicationOrder order, Situation situation) {
        OnRecord record = new OnRecord(situation);
        if (!concerns.test(order, situation)) {
            return Verdict.silent(otherwise);
        }
        if (record.excluded().isYes()) {
            return Verdict.silent(OnRecord.EXCLUSION);
        }
        LowBackPain backPain = LowBackPain.of(order, situation);
        if (backPain.present().isNo()) {
            return Verdict.silent(backPain.absence()).unless(backPain.open());
        }
        Set<ChartKey> notHad = record.missing(rule.required());
        if (backPain.present().isUnknown() || record.excluded().isUnknown()) {
            return Verdict.undecided(notHad);
        }
        List<Caution> all = cautions(order, situation);
        List<Caution> own = all.stream()
                .filter(caution -> !standsOnAnother(caution, order, situation))
                .toList();
        List<Caution> counting =
                own.stream().filter(caution -> counts.test(caution, order)).toList();
        if (counting.isEmpty()) {
            boolean saidByAnother = own.size() < all.size();
            Verdict nothing = saidByAnother
                    ? Verdict.silent("What is on record against it stands on another order's card.")
                    : undecided(notHad, own.isEmpty());
            return nothing.unless(record.missing(tellingOfCautions()));
        }
        return Verdict.of(finding(order, counting, backPain, situation));
    }

    private static Verdict undecided(Set<ChartKey> notHad, boolean nothing) {
        if (!notHad.isEmpty()) {
            return Verdict.undecided(notHad);
        }
        return Verdict.silent(
                nothing
                        ? "Nothing is on record that the rule warns of."
                        : "What is on record against it is no warning of this rule, or another rule's.");
    }

    /** Those on record and those of the order itself, the gravest first. */
    private List<Caution> cautions(MedicationOrder order, Situation situation) {
        List<Caution> cautions = new ArrayList<>(DrugSafety.cautionsAgainst(order, drugClass, situation));
        cautions.addAll(further.apply(order, situation));
        cautions.sort(Comparator.comparing(Caution::severity).reversed());
        return cautions;
    }

    /** Optional data in which a caution may stand. */
    private Set<ChartKey> tellingOfCautions() {
        Set<ChartKey> keys = EnumSet.of(ChartKey.ALLERGIES, ChartKey.ENCOUNTER);
        if (drugClass == DrugClass.NSAID) {
            keys.add(ChartKey.EGFR);
        }
        return keys;
    }

    private boolean isConcerned(MedicationOrder order, Situation situation) {
        return situation.isSelected(order) && concerns.test(order, situation);
    }

    /** "A finding about several selected orders stands once … on the first order's." */
    private boolean standsOnAnother(Caution caution, MedicationOrder order, Situation situation) {
        MedicationOrder other = caution.order();
        return other != null
                && isSelectedTwin(caution, situation)
                && isBefore(other, order, situation)
                && LowBackPain.of(other, situation).present().isYes();
    }

    private static boolean isBefore(MedicationOrder other, MedicationOrder order, Situation situation) {
        for (Order draft : situation.drafts()) {
            if (draft.handle().equals(order.handle())) {
                return false;
            }
            if (draft.handle().equals(other.handle())) {
                return true;
            }
        }
        return false;
    }

    /** A caution about another selected draft that this rule is about too. */
    private boolean isSelectedTwin(Caution caution, Situation situation) {
        MedicationOrder other = caution.order();
        return other != null && caution.isOfSameClass() && other.isOrderToGive() && isConcerned(other, situation);
    }

    private Finding finding(MedicationOrder order, List<Caution> cautions, LowBackPain backPain, Situation situation) {
        OnRecord record = new OnRecord(situation);
        Caution gravest = cautions.get(0);
        Taper taper = Therapy.taper(order.drug(), situation);
        RemedyChoice remedies = RemedyChoice.inPlaceOf(order, situation);
        List<Caution> said = withoutRepeats(cautions);
        Facts facts = new Facts()
                .put("drug", order.drug().label())
                .drugName(order.drug().name())
                .put("recognition", Wording.recognition(order.drug()))
                .name("mainCaution", gravest.inSummary())
                .put("more", said.size() > 1 ? said.size() - 1 : null)
                .flag("nothingElse", order.drug().ingredients().size() == 1)
                .flag("isKetorolac", order.drug().hasIngredient("ketorolac"))
                .flag("ageUnknown", record.ageUnknown())
                .list("cautions", said.stream().map(Caution::describe).toList());
        describeEvidence(said, facts);
        if (gravest.order() == null) {
            facts.put("mainRecord", gravest.inASentence() + (gravest.isPast() ? " (in the past)" : ""));
        } else {
            facts.name("mainRecord", gravest.inASentence());
        }
        backPain.describe(facts);
        taper.describe(facts);
        Finding finding = new Finding(
                rule.id(),
                variant(gravest),
                indicator(gravest),
                about(order, cautions, situation),
                facts,
                taper.allowsRemoval() ? proposals(order, remedies, situation) : List.of(),
                record.notLookedAt(declared()));
        return taper.allowsRemoval() ? finding.notOffering(remedies.notOfferedBeside(order.drug())) : finding;
    }

    /** "Nothing is said twice": one entry of the record, once for each section of a label, with the gravest it says. */
    private static List<Caution> withoutRepeats(List<Caution> cautions) {
        Set<List<Object>> said = new HashSet<>();
        return cautions.stream()
                .filter(caution -> caution.order() != null || said.add(List.of(caution.onRecord(), caution.source())))
                .toList();
    }

    /** "Label paragraphs name only what concerns this patient." */
    private static void describeEvidence(List<Caution> cautions, Facts facts) {
        Set<Caution.Kind> kinds = cautions.stream().map(Caution::kind).collect(Collectors.toUnmodifiableSet());
        boolean byLabel = cautions.stream().anyMatch(caution -> caution.source().contains("label"));
        boolean olderAge = kinds.contains(Caution.Kind.OLDER_AGE);
        facts.flag("olderAge", olderAge)
                .flag("byLabel", byLabel)
                .flag("onlyPractice", !byLabel && !olderAge)
                .flag("twice", kinds.contains(Caution.Kind.SAME_INGREDIENT))
                .flag("liver", kinds.contains(Caution.Kind.CIRRHOSIS));
    }

    /** "Worded as the label has it: avoid, not contraindicated, where it says avoid". Every rule has a text of caution. */
    private String variant(Caution gravest) {
        String wanted = CAUTION;
        if (gravest.isAvoid()) {
            wanted = gravest.isContraindication() ? "contraindicated" : "avoid";
        } else if (isAdvice(gravest)) {
            wanted = "advice";
        }
        return variants.contains(wanted) ? wanted : CAUTION;
    }

    /** "critical = a labelled contraindication, or one of the label's avoid that nsaid-caution lists; avoid otherwise a warning". */
    private static Indicator indicator(Caution gravest) {
        if (gravest.isCritical()) {
            return Indicator.CRITICAL;
        }
        return isAdvice(gravest) ? Indicator.INFO : Indicator.WARNING;
    }

    private static boolean isAdvice(Caution caution) {
        return caution.severity().compareTo(Caution.Severity.CAUTION) < 0;
    }

    private List<Order> about(MedicationOrder order, List<Caution> cautions, Situation situation) {
        Set<Order> about = new LinkedHashSet<>(List.of(order));
        for (Caution caution : cautions) {
            MedicationOrder other = caution.order();
            if (other != null && isSelectedTwin(caution, situation)) {
                about.add(other);
            }
        }
        return List.copyOf(about);
    }

    private List<Proposal> proposals(MedicationOrder order, RemedyChoice remedies, Situation situation) {
        List<Proposal> proposals = new ArrayList<>(List.of(new Proposal.Remove(List.of(order))));
        @Nullable Problem reason = Episode.of(order, situation).start();
        remedies
                .replacing(order, drugClass == DrugClass.MUSCLE_RELAXANT, reason == null ? List.of() : List.of(reason))
                .stream()
                .filter(proposal -> !isSameDrug(proposal, order))
                .forEach(proposals::add);
        return proposals;
    }

    private static boolean isSameDrug(Proposal proposal, MedicationOrder order) {
        return proposal instanceof Proposal.Replace replace
                && order.drug().hasIngredient(replace.remedy().ingredient());
    }

    private Collection<ChartKey> declared() {
        Set<ChartKey> keys = EnumSet.copyOf(rule.required());
        keys.addAll(rule.optional());
        return keys;
    }
}
