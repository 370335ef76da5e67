package org.lumbarcds.guideline.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * What a rule says of an order, of several or of the chart. With no findings and nothing lacking it is silent. Specification 1.7.
 *
 * @param findings what it found, in the order of the drafts
 * @param lack what was not at hand and could have made it say something else
 */
public record Verdict(List<Finding> findings, Lack lack) {

    /** Nothing to say, whatever else may be learnt. */
    public static final Verdict SILENT = new Verdict(List.of(), Lack.NOTHING);

    /**
     * Data that was not at hand.
     *
     * @param required for lack of which the rule could not decide, on some order or at all
     * @param optional could make it find something: worth fetching, but no reason to refuse the call or to make a card,
     *     should it not be had
     */
    public record Lack(Set<ChartKey> required, Set<ChartKey> optional) {

        static final Lack NOTHING = new Lack(Set.of(), Set.of());

        public Lack {
            required = Set.copyOf(required);
            optional = Set.copyOf(optional);
        }
    }

    public Verdict {
        findings = List.copyOf(findings);
    }

    public static Verdict of(Finding... findings) {
        return of(List.of(findings));
    }

    /** {@link #SILENT} when there are none. */
    public static Verdict of(List<Finding> findings) {
        return new Verdict(findings, Lack.NOTHING);
    }

    /** Could fire, but can't be decided without these; {@link #SILENT} when there are none. */
    public static Verdict undecided(Set<ChartKey> required) {
        return new Verdict(List.of(), new Lack(required, Set.of()));
    }

    /** Nothing to say unless this optional data, once fetched, tells otherwise; {@link #SILENT} when there is none. */
    public static Verdict silentUnless(Set<ChartKey> optional) {
        return SILENT.unless(optional);
    }

    /** What a rule says of each of several things together, such as the selected orders. */
    public static <T> Verdict ofEach(Collection<T> things, Function<T, Verdict> judge) {
        List<Finding> findings = new ArrayList<>();
        Set<ChartKey> required = EnumSet.noneOf(ChartKey.class);
        Set<ChartKey> optional = EnumSet.noneOf(ChartKey.class);
        for (T thing : things) {
            Verdict verdict = judge.apply(thing);
            findings.addAll(verdict.findings());
            required.addAll(verdict.lack().required());
            optional.addAll(verdict.lack().optional());
        }
        return new Verdict(findings, new Lack(required, optional));
    }

    /** The same, and this optional data, once fetched, may tell more. */
    public Verdict unless(Set<ChartKey> optional) {
        return new Verdict(findings, new Lack(lack.required(), optional));
    }
}
