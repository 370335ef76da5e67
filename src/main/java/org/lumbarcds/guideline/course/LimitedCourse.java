package org.lumbarcds.guideline.course;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.course.Supply.Certainty;
import org.lumbarcds.guideline.dose.MissingLength;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;

/**
 * A course of one drug, a muscle relaxant or ketorolac, and its limit: of the drafts of a session with what was ordered
 * before, or of what is running today.
 */
public final class LimitedCourse {

    /** The relaxants whose label limits them to two or three weeks. */
    public static final List<String> LABEL_LIMITED = List.of("cyclobenzaprine", "carisoprodol");

    /** "thiocolchicoside over 7 days: a warning (EMA 2014)". */
    public static final String REGULATOR_LIMITED = "thiocolchicoside";

    private final Course course;
    private final List<Span> drafts;
    private final List<MedicationOrder> selected;
    private final List<Span> running;
    private final boolean earlierOrdersChecked;
    private final LocalDate today;
    private final int maxDays;

    private LimitedCourse(
            int maxDays,
            Course course,
            List<Span> drafts,
            List<MedicationOrder> selected,
            List<Span> running,
            Situation situation) {
        this.course = course;
        this.drafts = drafts;
        this.selected = selected;
        this.running = running;
        this.earlierOrdersChecked = situation.chart().medications().isHad();
        this.today = situation.today();
        this.maxDays = maxDays;
    }

    public static boolean hasLabelLimit(String ingredient) {
        return LABEL_LIMITED.contains(ingredient);
    }

    /**
     * The course the drafts of one drug form: "several drafts of the same drug in one session form one course; the one
     * that ends last carries the card". Drafts too far apart form several; then it is the latest that exceeds the limit,
     * else the latest, among those with a selected draft. There must be one.
     * {@code maxDays} is the longest course.
     */
    public static LimitedCourse ofDrafts(String ingredient, int maxDays, Situation situation) {
        List<MedicationOrder> drafts = situation.draftedMedications().stream()
                .filter(order -> isOf(ingredient, order) && !order.inpatient())
                .toList();
        List<Span> spans = drafts.stream()
                .map(order -> Span.ofDraft(order, situation.today()))
                .sorted(Comparator.comparing(Span::end, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        List<Span> recorded = new ArrayList<>();
        for (MedicationOrder order : situation.chart().medications().orElse(List.of())) {
            if (isOf(ingredient, order)
                    && Course.isChained(order)
                    && drafts.stream().noneMatch(d -> isSame(d, order, situation))) {
                recorded.add(Span.ofRecorded(order));
            }
        }
        CourseNumbers numbers = situation.numbers(CourseNumbers.class);
        List<LimitedCourse> courses = new ArrayList<>();
        for (int i = spans.size() - 1; i >= 0; i--) {
            List<Span> others = new ArrayList<>(spans.subList(0, i));
            others.addAll(recorded);
            Course course = Course.endingWith(spans.get(i), others, numbers);
            List<Span> members = membersOf(course, spans, i);
            List<MedicationOrder> selected = members.stream()
                    .map(Span::order)
                    .filter(situation::isSelected)
                    .toList();
            if (!selected.isEmpty()) {
                courses.add(new LimitedCourse(maxDays, course, members, selected, List.of(), situation));
            }
        }
        return courses.stream().filter(LimitedCourse::exceeds).findFirst().orElseGet(() -> courses.get(0));
    }

    /** The drafts of the course that ends with draft number {@code last}, that one first; an unknown end may lie in it. */
    private static List<Span> membersOf(Course course, List<Span> drafts, int last) {
        Set<String> earlier =
                course.earlier().stream().map(span -> span.order().handle()).collect(Collectors.toSet());
        List<Span> members = new ArrayList<>();
        for (int i = drafts.size() - 1; i >= 0; i--) {
            Span draft = drafts.get(i);
            boolean inside =
                    i < last && (earlier.contains(draft.order().handle()) || beginsWithin(draft, course.last()));
            if (i == last) {
                members.add(0, draft);
            } else if (inside || !draft.isKnown()) {
                members.add(draft);
            }
        }
        return members;
    }

    private static boolean beginsWithin(Span draft, Span last) {
        return draft.start() != null && last.start() != null && !draft.start().isBefore(last.start());
    }

    /**
     * The course of a relaxant that runs today and is past the limit, if any; one that surely runs before one that is
     * assumed to.
     */
    public static Optional<LimitedCourse> runningPastLimit(String ingredient, int maxDays, Situation situation) {
        LocalDate today = situation.today();
        CourseNumbers numbers = situation.numbers(CourseNumbers.class);
        List<Span> spans = situation.chart().medications().orElse(List.of()).stream()
                .filter(order -> isOf(ingredient, order) && Course.isChained(order))
                .map(Span::ofRecorded)
                .toList();
        List<Span> running =
                spans.stream().filter(span -> span.runs(today, numbers)).toList();
        // An assumed order has no end, or one that is past; so it comes after those that cover today.
        Comparator<Span> order = Comparator.comparing(Span::end, Comparator.nullsFirst(Comparator.naturalOrder()));
        for (Span last : running.stream().sorted(order.reversed()).toList()) {
            List<Span> others = spans.stream().filter(span -> span != last).toList();
            Course course = Course.endingWith(last, others, numbers);
            LimitedCourse candidate = new LimitedCourse(maxDays, course, List.of(), List.of(), running, situation);
            if (candidate.isPastLimitToday()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(String ingredient, MedicationOrder order) {
        Drug drug = order.drug();
        return drug.hasIngredient(ingredient)
                && drug.form() == Drug.DrugForm.SYSTEMIC
                && drug.uses().isEmpty();
    }

    /**
     * "Not the draft itself as the EHR may already have saved it: same id or identifier, or the same drug ordered the same
     * day."
     */
    private static boolean isSame(MedicationOrder draft, MedicationOrder recorded, Situation situation) {
        if (draft.reference() != null && draft.reference().equals(recorded.reference())
                || draft.identifiers().stream().anyMatch(recorded.identifiers()::contains)) {
            return true;
        }
        PartialDate written = draft.authored();
        PartialDate day = written != null && written.isExact() ? written : PartialDate.of(situation.today());
        return day.equals(recorded.authored());
    }

    /** The selected draft that carries the card; for a running course, the order it ends with. */
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

    private boolean isPastLimitToday() {
        return course.daysUntil(today) > maxDays;
    }

    /** Whether nothing but the assumption of how long an open-ended order runs says that it runs today. */
    public boolean runsByAssumption() {
        return !course.last().covers(today);
    }

    /** The orders that run today. */
    public List<MedicationOrder> runningOrders() {
        return running.stream().map(Span::order).toList();
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
        Span last = course.last();
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
