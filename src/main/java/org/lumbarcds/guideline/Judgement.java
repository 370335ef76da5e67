package org.lumbarcds.guideline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumbarcds.guideline.model.ChartKey;

/**
 * Whether a drug may be suggested to this patient: "offered only if no contraindication and no caution for that drug is on
 * record and the drug (or its class) isn't already active or drafted", and only if that could be checked.
 *
 * @param remedy the drug
 * @param cautions what on record speaks against it, gravest first
 * @param notChecked what would have to be known and could not be had
 * @param kidneyFunctionWanted whether an eGFR of the last 12 months is wanted and none is on record
 * @param ageUnknown whether the patient is not known to be an adult: the doses are an adult's
 * @param namelessMedication whether an active order on record could be any drug
 * @param unknownDraft whether a drafted order could be any drug
 */
public record Judgement(
        Remedy remedy,
        List<Caution> cautions,
        Set<ChartKey> notChecked,
        boolean kidneyFunctionWanted,
        boolean ageUnknown,
        boolean namelessMedication,
        boolean unknownDraft) {

    public Judgement {
        cautions = List.copyOf(cautions);
        notChecked = Set.copyOf(notChecked);
    }

    /** May be suggested. */
    public boolean isAllowed() {
        return cautions.isEmpty() && isChecked();
    }

    /** Everything that matters for the drug is known. */
    public boolean isChecked() {
        return notChecked.isEmpty() && !kidneyFunctionWanted && !ageUnknown && !namelessMedication && !unknownDraft;
    }

    /** Something on record surely speaks against it, whatever could not be checked. */
    public boolean isUnsafe() {
        return cautions.stream().anyMatch(caution -> caution.present().isYes());
    }

    /** Why it is not offered, in words; empty when it is. */
    public List<String> why() {
        List<String> why = cautions.stream().map(Caution::text).collect(Collectors.toCollection(ArrayList::new));
        if (ageUnknown) {
            why.add("the age is not known, and the dose is an adult's");
        }
        notChecked.stream().sorted().forEach(key -> why.add(key.key() + " could not be checked"));
        if (kidneyFunctionWanted) {
            why.add("no eGFR of the last 12 months is on record");
        }
        if (namelessMedication) {
            why.add("an active order on record has no name and a code that is not known here");
        }
        if (unknownDraft) {
            why.add("nothing at hand tells the drug of another drafted order");
        }
        return why;
    }
}
