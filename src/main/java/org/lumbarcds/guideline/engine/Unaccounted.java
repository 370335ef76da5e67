package org.lumbarcds.guideline.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.basis.MissingCode;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.meaning.UnknownCode;
import org.lumbarcds.guideline.model.orders.UnknownDraft;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.model.record.UnknownEntry;
import org.lumbarcds.guideline.model.record.UnknownEntry.Kind;

/** Gathers the entries that nothing accounts for: for the card by their words, for the record by their codes. Specification 4.2. */
public final class Unaccounted {

    private final Set<String> labels = new LinkedHashSet<>();
    private final Set<MissingCode> unlisted = new LinkedHashSet<>();

    public void add(Problem problem) {
        add(Kind.PROBLEM, problem.label(), problem.meaning().codes());
    }

    public void add(Reason reason) {
        add(Kind.PROBLEM, reason.label(), reason.meaning().codes());
    }

    public void add(Allergy allergy) {
        add(Kind.ALLERGY, allergy.label(), allergy.codes());
    }

    public void add(UnknownEntry entry) {
        add(entry.kind(), entry.label(), entry.codes());
    }

    /** One that could be any drug is not named among the entries: the card says more of it elsewhere. */
    public void add(UnknownDraft draft) {
        if (!draft.unresolved()) {
            labels.add(draft.label());
        }
        unlisted.addAll(of(draft));
    }

    private void add(Kind kind, String label, List<UnknownCode> codes) {
        labels.add(label);
        codes.forEach(code -> unlisted.add(new MissingCode(kind, code)));
    }

    /** What a table lacks to tell a draft's drug. */
    static List<MissingCode> of(UnknownDraft draft) {
        return draft.codes().stream()
                .map(code -> new MissingCode(Kind.DRAFT, code))
                .toList();
    }

    /** What the record calls them, each once. */
    public List<String> labels() {
        return List.copyOf(labels);
    }

    public List<MissingCode> unlisted() {
        return List.copyOf(unlisted);
    }
}
