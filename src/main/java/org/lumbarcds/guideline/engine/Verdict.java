package org.lumbarcds.guideline.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * What a rule says of an order, of several or of the chart. With no findings and nothing lacking it is silent. Specification 1.7.
 *
 * @param findings what it found, in the order of the drafts
 * @param lack what was not at hand and could have made it say something else
 * @param silences why it says nothing, or nothing of some of the orders; empty when it found something of each, or can't tell
 */
public record Verdict(List<Finding> findings, Lack lack, List<Silence> silences) {

    private static final String OPEN =
            "What is on record leaves it open, and no data that could be fetched would tell.";

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
        silences = List.copyOf(silences);
    }

    /**
     * Nothing to say, whatever else may be learnt.
     *
     * @param why the first thing that decided it, in one sentence
     */
    public static Verdict silent(String why) {
        return new Verdict(List.of(), Lack.NOTHING, List.of(new Silence(why, null)));
    }

    public static Verdict of(Finding... findings) {
        return of(List.of(findings));
    }

    /** @param findings at least one */
    public static Verdict of(List<Finding> findings) {
        return new Verdict(findings, Lack.NOTHING, List.of());
    }

    /** Could fire, but can't be decided without these; silent when there are none. */
    public static Verdict undecided(Set<ChartKey> required) {
        return required.isEmpty() ? silent(OPEN) : new Verdict(List.of(), new Lack(required, Set.of()), List.of());
    }

    /**
     * What a rule says of each of several orders together.
     *
     * @param none why it is silent when there are none, in one sentence
     */
    public static <T extends Order> Verdict ofEach(Collection<T> orders, Function<T, Verdict> judge, String none) {
        return ofEach(orders, Order::handle, judge, none);
    }

    /**
     * What a rule says of each of several things together.
     *
     * @param name what each is called in a {@link Silence}
     * @param none why it is silent when there are none, in one sentence
     */
    public static <T> Verdict ofEach(
            Collection<T> things, Function<? super T, String> name, Function<T, Verdict> judge, String none) {
        if (things.isEmpty()) {
            return silent(none);
        }
        List<Finding> findings = new ArrayList<>();
        List<Silence> silences = new ArrayList<>();
        Set<ChartKey> required = EnumSet.noneOf(ChartKey.class);
        Set<ChartKey> optional = EnumSet.noneOf(ChartKey.class);
        for (T thing : things) {
            Verdict verdict = judge.apply(thing);
            findings.addAll(verdict.findings());
            required.addAll(verdict.lack().required());
            optional.addAll(verdict.lack().optional());
            verdict.silences().forEach(silence -> silences.add(silence.about(name.apply(thing))));
        }
        return new Verdict(findings, new Lack(required, optional), silences);
    }

    /** The same, and this optional data, once fetched, may tell more. */
    public Verdict unless(Set<ChartKey> optional) {
        return optional.isEmpty() ? this : new Verdict(findings, new Lack(lack.required(), optional), silences);
    }

    /** Whether it says nothing, whatever else may be learnt. */
    public boolean isSilent() {
        return findings.isEmpty() && lack.equals(Lack.NOTHING);
    }
}
