package org.lumbarcds.guideline.findings;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.Problem;

/** Something the prescriber may do about a finding, checked for safety; the cards turn it into a suggestion. */
public sealed interface Proposal {

    /** Remove drafted orders. */
    record Remove(List<Order> orders) implements Proposal {
        public Remove {
            orders = List.copyOf(orders);
        }
    }

    /**
     * Shorten a drafted order so that its course ends by the limit.
     *
     * @param order the draft
     * @param start its first day
     * @param lastDay its last day
     * @param days days from start to lastDay, both counted; at least 1
     */
    record EndBy(MedicationOrder order, LocalDate start, LocalDate lastDay, int days) implements Proposal {}

    /** Stop an order on record. */
    record Stop(MedicationOrder order) implements Proposal {}

    /** Replace a draft by a safe drug: one suggestion with two actions, the new order first. */
    record Replace(Order order, Remedy remedy, List<Problem> reasons, boolean recommended) implements Proposal {
        public Replace {
            reasons = List.copyOf(reasons);
        }
    }

    /** Start a safe drug. */
    record Start(Remedy remedy, List<Problem> reasons, boolean recommended) implements Proposal {
        public Start {
            reasons = List.copyOf(reasons);
        }
    }

    /** Refer to physical therapy, for the low-back-pain condition when one is on record. */
    record ReferToPhysicalTherapy(@Nullable Problem problem) implements Proposal {}

    /** Replace a draft (of bed rest) by advice to stay active. */
    record AdviseActivity(@Nullable Problem problem) implements Proposal {}

    /** Order a PHQ-2. */
    record ScreenForDepression(@Nullable Problem problem) implements Proposal {}
}
