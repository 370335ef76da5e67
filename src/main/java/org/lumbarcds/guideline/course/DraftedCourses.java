package org.lumbarcds.guideline.course;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.orders.MedicationOrder;

/**
 * The courses that the drafts of one drug form with what was ordered before: "several drafts of the same drug in one
 * session form one course; the one that ends last carries the card". Drafts too far apart form several. Specification 2.4.
 */
public final class DraftedCourses {

    private final Situation situation;
    private final List<OrderDays> latestFirst;
    private final List<OrderDays> recorded;

    private DraftedCourses(String ingredient, Situation situation) {
        List<MedicationOrder> drafts = situation.draftedMedications().stream()
                .filter(order -> LimitedCourse.isOf(ingredient, order) && !order.inpatient())
                .toList();
        this.situation = situation;
        this.latestFirst = latestFirst(drafts);
        this.recorded = situation.chart().medications().orElse(List.of()).stream()
                .filter(order -> LimitedCourse.isOf(ingredient, order) && Course.isChained(order))
                .filter(order -> drafts.stream().noneMatch(draft -> isSame(draft, order)))
                .map(OrderDays::ofRecorded)
                .toList();
    }

    /**
     * The latest course with a selected draft that exceeds the limit, else the latest. There must be a selected draft of the
     * drug.
     *
     * @param maxDays the longest course
     */
    public static LimitedCourse decisive(String ingredient, int maxDays, Situation situation) {
        List<LimitedCourse> courses = new DraftedCourses(ingredient, situation)
                .all(maxDays).stream()
                        .filter(course -> !course.selected().isEmpty())
                        .toList();
        return courses.stream().filter(LimitedCourse::exceeds).findFirst().orElseGet(() -> courses.get(0));
    }

    /** By the end of each; one whose end nobody knows may be the last. */
    private List<OrderDays> latestFirst(List<MedicationOrder> drafts) {
        List<OrderDays> spans = drafts.stream()
                .map(order -> OrderDays.ofDraft(order, situation.today()))
                .sorted(Comparator.comparing(OrderDays::end, Comparator.nullsLast(Comparator.naturalOrder())))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(spans);
        return spans;
    }

    /** One that ends with each draft, the latest first. */
    private List<LimitedCourse> all(int maxDays) {
        CourseNumbers numbers = situation.numbers(CourseNumbers.class);
        List<LimitedCourse> courses = new ArrayList<>();
        Deque<OrderDays> left = new ArrayDeque<>(latestFirst);
        while (!left.isEmpty()) {
            OrderDays last = left.remove();
            List<OrderDays> others = new ArrayList<>(left);
            Collections.reverse(others);
            others.addAll(recorded);
            Course course = Course.endingWith(last, others, numbers);
            courses.add(new LimitedCourse(course, membersOf(course, left), maxDays, situation));
        }
        return courses;
    }

    /** The drafts of a course, the one it ends with first; one whose end nobody knows may lie in it. */
    private List<OrderDays> membersOf(Course course, Deque<OrderDays> before) {
        Set<String> earlier =
                course.earlier().stream().map(span -> span.order().handle()).collect(Collectors.toSet());
        List<OrderDays> members = new ArrayList<>(List.of(course.last()));
        for (OrderDays draft : latestFirst) {
            boolean inside = before.contains(draft)
                    && (earlier.contains(draft.order().handle()) || beginsWithin(draft, course.last()));
            if (draft != course.last() && (inside || !draft.isKnown())) {
                members.add(draft);
            }
        }
        return members;
    }

    private static boolean beginsWithin(OrderDays draft, OrderDays last) {
        return draft.start() != null && last.start() != null && !draft.start().isBefore(last.start());
    }

    /**
     * "Not the draft itself as the EHR may already have saved it: same id or identifier, or the same drug ordered the same
     * day."
     */
    private boolean isSame(MedicationOrder draft, MedicationOrder recorded) {
        if (draft.reference() != null && draft.reference().equals(recorded.reference())
                || draft.identifiers().stream().anyMatch(recorded.identifiers()::contains)) {
            return true;
        }
        PartialDate written = draft.authored();
        PartialDate day = written != null && written.isExact() ? written : PartialDate.of(situation.today());
        return day.equals(recorded.authored());
    }
}
