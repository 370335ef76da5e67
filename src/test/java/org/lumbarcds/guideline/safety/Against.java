package org.lumbarcds.guideline.safety;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.lumbarcds.guideline.Charts;
import org.lumbarcds.guideline.Charts.FakeChart;
import org.lumbarcds.guideline.Charts.ProblemBuilder;
import org.lumbarcds.guideline.basis.Caution;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;

/** What the record says against a drug, in words that fit into a decision table: {@code GI_BLEEDING AVOID_CRITICAL}. */
public final class Against {

    public static final String NOTHING = "nothing";

    /** Something on record, and the kind and the level of what it says. */
    record Row(String reason, FakeChart chart, String expected) {
        @Override
        public String toString() {
            return reason + ": " + expected;
        }
    }

    private Against() {}

    public static Row row(String reason, FakeChart chart, String expected) {
        return new Row(reason, chart, expected);
    }

    public static Row with(String reason, ProblemBuilder problem, String expected) {
        return row(reason, Charts.chart().problems(problem), expected);
    }

    /** All that keeps the drug from being offered, the gravest first; with ? where dates leave open whether it holds. */
    public static String offering(Remedy remedy, FakeChart chart) {
        return say(DrugSafety.judge(remedy, Charts.view(chart), List.of()).cautions());
    }

    /** What an order for the drug is questioned for. */
    public static String ordering(Drug drug, DrugClass drugClass, FakeChart chart) {
        return say(cautions(drug, drugClass, chart));
    }

    public static List<Caution> cautions(Drug drug, DrugClass drugClass, FakeChart chart) {
        var order = Charts.draft(drug).build();
        return DrugSafety.cautionsAgainst(order, drugClass, Charts.sign(chart, order));
    }

    private static String say(List<Caution> cautions) {
        return join(cautions.stream()
                .map(caution -> caution.kind() + (caution.present().isUnknown() ? "? " : " ") + caution.severity())
                .toList());
    }

    /** "Withhold never makes a card", and nothing does that dates leave open. */
    public static String saidOnAnOrder(String offering) {
        return join(Arrays.stream(offering.split(", "))
                .filter(one -> !one.endsWith(" WITHHOLD") && !one.contains("?") && !one.equals(NOTHING))
                .toList());
    }

    private static String join(List<String> said) {
        return said.isEmpty() ? NOTHING : said.stream().collect(Collectors.joining(", "));
    }
}
