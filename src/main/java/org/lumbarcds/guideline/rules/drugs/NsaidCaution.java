package org.lumbarcds.guideline.rules.drugs;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.backpain.OrderedForBackPain;
import org.lumbarcds.guideline.basis.Caution;
import org.lumbarcds.guideline.course.DraftedCourses;
import org.lumbarcds.guideline.course.LimitedCourse;
import org.lumbarcds.guideline.engine.Concern;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.engine.Threshold;
import org.lumbarcds.guideline.engine.Verdict;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.safety.labels.NsaidNumbers;

/**
 * "A selected systemic NSAID order meets a contraindication or caution": what the guideline recommends first is not for
 * every patient. Topical products and aspirin up to 100 mg are silent, "aspirin of any dose when the order's or the
 * encounter's reason is infarction, acute coronary syndrome or stroke" too; "age alone is no caution for a short course". Specification 3.8.
 */
public final class NsaidCaution implements Rule {

    /** Its number beside those of what speaks against the class. */
    public record Days(
            @Threshold(value = 5, max = 365, meaning = "Longest course of ketorolac, in days (its label).")
            int ketorolacDays) {}

    private static final String KETOROLAC = "ketorolac";

    private static final ProblemGroup[] TREATED_BY_ASPIRIN = {
        ProblemGroup.MYOCARDIAL_INFARCTION,
        ProblemGroup.MYOCARDIAL_INFARCTION_HISTORY,
        ProblemGroup.ACUTE_CORONARY_SYNDROME,
        ProblemGroup.STROKE
    };

    private final RuleId id;
    private final CautionedOrders orders = new CautionedOrders(
            this,
            DrugClass.NSAID,
            List.of("contraindicated", "avoid", "caution"),
            "The drug is no NSAID that acts on the whole body, or it is aspirin in a low dose or for the heart or brain.",
            (order, situation) -> order.drug().isSystemicNsaid() && !isForTheHeartOrBrain(order, situation),
            NsaidCaution::ketorolacTooLong,
            (caution, order) -> true);

    public NsaidCaution(RuleId id) {
        this.id = id;
    }

    @Override
    public RuleId id() {
        return id;
    }

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
        return List.of(NsaidNumbers.class, Days.class);
    }

    @Override
    public Verdict evaluate(Situation situation) {
        return orders.evaluate(situation);
    }

    private static boolean isForTheHeartOrBrain(MedicationOrder order, Situation situation) {
        boolean aspirinOnly = order.drug().ingredients().stream()
                .filter(ingredient -> ingredient.is(DrugClass.NSAID))
                .allMatch(ingredient -> ingredient.name().equals("aspirin"));
        OnRecord record = new OnRecord(situation);
        return aspirinOnly
                && (record.isReason(order, TREATED_BY_ASPIRIN)
                        || record.encounterReasons().stream().anyMatch(reason -> Arrays.stream(TREATED_BY_ASPIRIN)
                                .anyMatch(reason.groups()::contains)));
    }

    /** "ketorolac: more than 5 days in all (by muscle-relaxant-duration's way of counting)": avoid, by its label. */
    private static List<Caution> ketorolacTooLong(MedicationOrder order, Situation situation) {
        if (!order.drug().hasIngredient(KETOROLAC) || order.inpatient()) {
            return List.of();
        }
        int most = situation.numbers(Days.class).ketorolacDays();
        LimitedCourse course = DraftedCourses.decisive(KETOROLAC, most, situation);
        if (!course.exceeds() || !course.carrier().equals(order)) {
            return List.of();
        }
        return List.of(new Caution(
                Caution.Kind.TOO_LONG,
                Caution.Severity.AVOID,
                Truth.YES,
                course.total() + ", at most " + most,
                null,
                "ketorolac tablets label, boxed warning: not longer than 5 days",
                null));
    }
}
