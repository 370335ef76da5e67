package org.lumbarcds.guideline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumbarcds.guideline.model.ChartKey;

/**
 * Whether a drug may be suggested to this patient: "offered only when the whole record was read and accounted for".
 *
 * @param remedy the drug
 * @param cautions what on record speaks against it, gravest first
 * @param unknown entries of the record that nothing here accounts for and that may speak against it, as the record calls
 *     them
 * @param unlisted what tables lack of those entries and of drafted orders, so that nobody here knows them
 * @param notChecked what would have to be known and could not be had
 * @param kidneyFunctionWanted whether an eGFR of the last 12 months is wanted and none is on record
 * @param ageUnknown whether the patient is not known to be an adult: the doses are an adult's
 * @param unknownDraft whether a drafted order could be any drug
 */
public record Judgement(
        Remedy remedy,
        List<Caution> cautions,
        List<String> unknown,
        List<Unlisted> unlisted,
        Set<ChartKey> notChecked,
        boolean kidneyFunctionWanted,
        boolean ageUnknown,
        boolean unknownDraft) {

    /** "at most five, then 'and N more'". */
    private static final int MOST_UNKNOWN = 5;

    public Judgement {
        cautions = List.copyOf(cautions);
        unknown = List.copyOf(unknown);
        unlisted = List.copyOf(unlisted);
        notChecked = Set.copyOf(notChecked);
    }

    /** May be suggested. */
    public boolean isAllowed() {
        return cautions.isEmpty() && unknown.isEmpty() && isChecked();
    }

    /** Everything that the drug is judged by could be had. */
    public boolean isChecked() {
        return notChecked.isEmpty() && !kidneyFunctionWanted && !ageUnknown && !unknownDraft;
    }

    /** "ruled out for this patient by an avoid": what is merely withheld or a caution is no reason for another drug. */
    public boolean isRuledOut() {
        return cautions.stream().anyMatch(caution -> caution.present().isYes() && caution.isAvoid());
    }

    /** Why it is not offered, in words; empty when it is. */
    public List<String> why() {
        List<String> why = cautions.stream().map(Caution::text).collect(Collectors.toCollection(ArrayList::new));
        if (!unknown.isEmpty()) {
            why.add(unknownText());
        }
        if (ageUnknown) {
            why.add("the age is not known, and the dose is an adult's");
        }
        notChecked.stream().sorted().forEach(key -> why.add(key.key() + " could not be checked"));
        if (kidneyFunctionWanted) {
            why.add("no eGFR of the last 12 months is on record");
        }
        if (unknownDraft) {
            why.add("nothing at hand tells the drug of another drafted order");
        }
        return why;
    }

    private String unknownText() {
        String named = unknown.stream().limit(MOST_UNKNOWN).collect(Collectors.joining(", "));
        int more = unknown.size() - MOST_UNKNOWN;
        return "not known here: " + named + (more > 0 ? " and " + more + " more" : "");
    }
}
