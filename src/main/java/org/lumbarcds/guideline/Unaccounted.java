package org.lumbarcds.guideline;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.model.Allergy;
import org.lumbarcds.guideline.model.Problem;
import org.lumbarcds.guideline.model.Reason;
import org.lumbarcds.guideline.model.UnknownCode;
import org.lumbarcds.guideline.model.UnknownDraft;
import org.lumbarcds.guideline.model.UnknownEntry;
import org.lumbarcds.guideline.model.UnknownEntry.Kind;

/** Gathers the entries that nothing accounts for: for the card by their words, for the record by their codes. */
final class Unaccounted {

    private final Set<String> labels = new LinkedHashSet<>();
    private final Set<Unlisted> unlisted = new LinkedHashSet<>();

    void add(Problem problem) {
        add(Kind.PROBLEM, problem.label(), problem.meaning().codes());
    }

    void add(Reason reason) {
        add(Kind.PROBLEM, reason.label(), reason.meaning().codes());
    }

    void add(Allergy allergy) {
        add(Kind.ALLERGY, allergy.label(), allergy.codes());
    }

    void add(UnknownEntry entry) {
        add(entry.kind(), entry.label(), entry.codes());
    }

    /** One that could be any drug is not named among the entries: the card says more of it elsewhere. */
    void add(UnknownDraft draft) {
        if (!draft.unresolved()) {
            labels.add(draft.label());
        }
        unlisted.addAll(of(draft));
    }

    private void add(Kind kind, String label, List<UnknownCode> codes) {
        labels.add(label);
        codes.forEach(code -> unlisted.add(new Unlisted(kind, code)));
    }

    /** What a table lacks to tell a draft's drug. */
    static List<Unlisted> of(UnknownDraft draft) {
        return draft.codes().stream()
                .map(code -> new Unlisted(Kind.DRAFT, code))
                .toList();
    }

    /** What the record calls them, each once. */
    List<String> labels() {
        return List.copyOf(labels);
    }

    List<Unlisted> unlisted() {
        return List.copyOf(unlisted);
    }
}
