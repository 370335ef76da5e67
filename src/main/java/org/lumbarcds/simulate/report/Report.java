package org.lumbarcds.simulate.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.engine.Mode;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.simulate.input.Trouble;

/**
 * What a simulation counted.
 *
 * @param asOf the day on which charts were opened, or null: once per encounter
 * @param first first day replayed, or null when nothing was
 * @param last last day replayed, or null when nothing was
 * @param patients patients replayed
 * @param orders orders replayed
 * @param views charts opened
 * @param read resources in the folder, by type
 * @param troubles what could not be used
 * @param notExported types that the chart is read from and the folder has nothing of: what they tell was not checked
 */
public record Report(
        @Nullable LocalDate asOf,
        @Nullable LocalDate first,
        @Nullable LocalDate last,
        long patients,
        long orders,
        long views,
        Cards cards,
        List<RuleLine> rules,
        Map<String, Long> read,
        Map<Trouble, Long> troubles,
        Set<String> notExported) {

    /**
     * What clinicians would have been shown.
     *
     * @param shown cards, all findings about an order being one card
     * @param suggestions suggestions on these cards
     * @param patients patients with at least one card
     * @param refused calls answered 412 for lack of data
     */
    record Cards(long shown, long suggestions, long patients, long refused) {}

    /** How often a rule fired, by how grave it was. */
    record Firings(long info, long warning, long critical) {
        long all() {
            return info + warning + critical;
        }
    }

    /**
     * What one rule said.
     *
     * @param ofOrders whether it judges orders; else it judges the chart when it is opened
     * @param patients patients in whom it fired at least once
     * @param withSuggestion firings that propose something to do
     * @param undecided calls in which it could not decide for lack of data
     * @param firingsPer100 firings per 100 orders, or per 100 charts opened; null when there was none
     * @param patientsPer100 patients in whom it fired, per 100 patients; null when there was none
     */
    record RuleLine(
            String rule,
            Mode mode,
            boolean ofOrders,
            Firings firings,
            long patients,
            long withSuggestion,
            long undecided,
            @Nullable BigDecimal firingsPer100,
            @Nullable BigDecimal patientsPer100) {

        static RuleLine of(
                RuleId rule,
                Mode mode,
                boolean ofOrders,
                Firings firings,
                long patients,
                long withSuggestion,
                long undecided,
                long allPatients,
                long allCalls) {
            return new RuleLine(
                    rule.id(),
                    mode,
                    ofOrders,
                    firings,
                    patients,
                    withSuggestion,
                    undecided,
                    per100(firings.all(), allCalls),
                    per100(patients, allPatients));
        }
    }

    /** A rate with one digit after the point, or null of nothing. */
    static @Nullable BigDecimal per100(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part * 100).divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
    }
}
