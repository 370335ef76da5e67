package org.lumbarcds.guideline.course;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.course.Supply.Certainty;
import org.lumbarcds.guideline.dose.MissingLength;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;

/** A course of one drug, a muscle relaxant or ketorolac, beside the longest that it may be. Specification 2.4. */
public final class LimitedCourse {

    /** The relaxants whose label limits them to two or three weeks. */
    public static final List<String> LABEL_LIMITED = List.of("cyclobenzaprine", "carisoprodol");

    /** "thiocolchicoside over 7 days: a warning (EMA 2014)". */
    public static final String REGULATOR_LIMITED = "thiocolchicoside";

    private final Course course;
    private final List<OrderDays> drafts;
    private final List<MedicationOrder> selected;
    private final boolean earlierOrdersChecked;
    private final LocalDate today;
    private final int maxDays;

    /**
     * @param drafts those of the course, the one that it ends with first; empty for a course on record
     * @param maxDays the longest course
     */
    LimitedCourse(Course course, List<OrderDays> drafts, int maxDays, Situation situation) {
        this.course = course;
        this.drafts = List.copyOf(drafts);
        this.selected = drafts.stream()
                .map(OrderDays::order)
                .filter(situation::isSelected)
                .toList();
        this.earlierOrdersChecked = situation.chart().medications().isHad();
        this.today = situation.today();
        this.maxDays = maxDays;
    }

    public static boolean hasLabelLimit(String ingredient) {
        return LABEL_LIMITED.contains(ingredient);
    }

    /** A product for pain in the whole body: a cream, or a drug used for something else, is of no such course. */
    static boolean isOf(String ingredient, MedicationOrder order) {
        Drug drug = order.drug();
        return drug.hasIngredient(ingredient)
                && drug.form() == Drug.DrugForm.SYSTEMIC
                && drug.uses().isEmpty();
    }

    /** The selected draft that carries the card; for a course on record, the order it ends with. */
    public MedicationOrder carrier() {
        return selected.isEmpty() ? course.last().order() : selected.get(0);
    }

    /** The selected drafts of the course, the carrier first. */
    public List<Order> selected() {
        return List.copyOf(selected);
    }

    public boolean earlierOrdersChecked() {
        return earlierOrdersChecked;
    }

    /** Neither an exact nor a least number of days is known. */
    public boolean lengthUnknown() {
        return course.lengthUnknown();
    }

    /**
     * Past the limit, surely: "exactly 21 days" is not; "at least N" is when N is past the limit; "a draft of unknown length
     * after a chain that has already reached the limit exceeds it".
     */
    public boolean exceeds() {
        return lengthUnknown() ? course.daysBefore() >= maxDays : course.days() > maxDays;
    }

    /**
     * "Update the draft in whole so that the course ends by day 21"; empty when that can't be done.
     *
     * @param shortestDays days of the order that must remain
     */
    public Optional<Proposal> endByLimit(int shortestDays) {
        return shortening().proposal(shortestDays);
    }

    /** Says why {@link #endByLimit} is empty, as far as the prescriber could do it by hand. */
    public void describeNotEnded(int shortestDays, Facts facts) {
        shortening().describeNotOffered(shortestDays, facts);
    }

    private Shortening shortening() {
        return new Shortening(course, drafts, carrier(), today, maxDays);
    }

    /** {@code 8 days in all}, for a caution: of the course, else of what was ordered before. */
    public String total() {
        if (course.days() == 0) {
            return Wording.days(course.daysBefore()) + " before this order";
        }
        return (course.certainty() == Certainty.AT_LEAST ? "at least " : "") + Wording.days(course.days()) + " in all";
    }

    /** Puts the course into a card's facts: days so far, days ordered, total, and how each was known. */
    public void describe(Facts facts) {
        OrderDays last = course.last();
        @Nullable LocalDate start = course.start();
        facts.put("courseStart", start)
                .put("orderStart", last.start())
                .put("orderEnd", last.writtenEnd())
                .put("orderLength", Wording.supply(last.supply()))
                .put("lengthMissing", last.supply().isKnown() ? null : MissingLength.of(last.order()))
                .put("orderDays", last.supply().isKnown() ? last.supply().days() : null)
                .flag("atLeast", course.certainty() == Certainty.AT_LEAST)
                .flag("lastNotSelected", !selected.isEmpty() && !carrier().equals(last.order()))
                .flag("earlierNotChecked", !earlierOrdersChecked)
                .flag("limitPast", shortening().isPast())
                .flag("gap", course.days() > course.daysBefore() + last.supply().days())
                .put("maxDays", maxDays)
                .list("earlier", course.earlier().stream().map(Wording::order).toList())
                .list("notChained", Wording.orders(course.notChained()));
        if (course.days() > 0) {
            facts.put("totalDays", course.days());
        }
        if (course.daysBefore() > 0) {
            facts.put("daysBefore", course.daysBefore());
        }
        if (start != null) {
            facts.put("daysToday", course.daysUntil(today));
        }
    }
}
