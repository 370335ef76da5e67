package org.lumbarcds.guideline.basis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * Whether a drug may be suggested to this patient: "offered only when the whole record was read and accounted for". Specification 4.7.
 *
 * @param remedy the drug
 * @param cautions what on record speaks against it, gravest first
 * @param unknown entries of the record that nothing here accounts for and that may speak against it, as the record calls
 *     them
 * @param unlisted what tables lack of those entries and of drafted orders, so that nobody here knows them
 * @param notChecked what would have to be known and could not be had
 * @param withheld of what the drug is judged by, that of which a source kept something back
 * @param kidneyFunctionWanted whether an eGFR of the last 12 months is wanted and none is on record
 * @param ageUnknown whether the patient is not known to be an adult: the doses are an adult's
 * @param unknownDraft whether a drafted order could be any drug
 */
public record Judgement(
        Remedy remedy,
        List<Caution> cautions,
        List<String> unknown,
        List<MissingCode> unlisted,
        Set<ChartKey> notChecked,
        Set<ChartKey> withheld,
        boolean kidneyFunctionWanted,
        boolean ageUnknown,
        boolean unknownDraft) {

    public Judgement {
        cautions = List.copyOf(cautions);
        unknown = List.copyOf(unknown);
        unlisted = List.copyOf(unlisted);
        notChecked = Set.copyOf(notChecked);
        withheld = Set.copyOf(withheld);
    }

    /** May be suggested. */
    public boolean isAllowed() {
        return cautions.isEmpty() && unknown.isEmpty() && isChecked();
    }

    /** Everything that the drug is judged by could be had. */
    public boolean isChecked() {
        return notChecked.isEmpty() && withheld.isEmpty() && !kidneyFunctionWanted && !ageUnknown && !unknownDraft;
    }

    /** "ruled out for this patient by an avoid": what is merely withheld or a caution is no reason for another drug. */
    public boolean isRuledOut() {
        return cautions.stream().anyMatch(caution -> caution.present().isYes() && caution.isAvoid());
    }

    /**
     * What speaks against it in a few words each ("CKD 4", "NSAID allergy"), what was not known included; the entries that
     * nothing here accounts for are in {@link #unknown}. Empty when nothing else does.
     */
    public List<String> against() {
        List<String> against = cautions.stream().map(Caution::inShort).collect(Collectors.toCollection(ArrayList::new));
        if (ageUnknown) {
            against.add("age not known");
        }
        if (kidneyFunctionWanted) {
            against.add("no eGFR of the last 12 months on record");
        }
        if (unknownDraft) {
            against.add("drug of another drafted order not known");
        }
        return against.stream().distinct().toList();
    }
}
