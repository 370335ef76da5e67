package org.lumbarcds.terminology;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.codes.CodeTable;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;
import org.lumbarcds.terminology.codes.ConceptText;
import org.lumbarcds.terminology.valuesets.Phrases;
import org.lumbarcds.terminology.valuesets.Stance;
import org.lumbarcds.terminology.valuesets.StanceReading;
import org.lumbarcds.terminology.valuesets.Text;
import org.lumbarcds.terminology.valuesets.ValueSetFile;
import org.lumbarcds.terminology.valuesets.ValueSetLibrary;

/** What an order other than a drug is about: "by code or by whole words of the order's text; a negation before it is no match". */
final class ServiceMeanings {

    private final CodeTable<Set<ServiceOrder.Kind>> codes = new CodeTable<>();
    private final Phrases<WordMeaning> words;

    ServiceMeanings(ValueSetLibrary library, StanceReading stances) {
        words = new Phrases<>(stances, false);
        for (ServiceOrder.Kind kind : ServiceOrder.Kind.values()) {
            ValueSetFile file = library.get(ValueSetLibrary.of(kind));
            file.includes().forEach(include -> include.members().forEach(member -> include(kind, include, member)));
            file.excludes().forEach(exclude -> exclude.members().forEach(member -> exclude(kind, exclude, member)));
        }
    }

    private void include(ServiceOrder.Kind kind, ValueSetFile.Include include, ValueSetFile.Member member) {
        if (include.system().equals(CodeSystems.WORDS)) {
            words.add(member.code(), new WordMeaning(kind, false));
        } else {
            codes.at(include.system(), member.code(), () -> EnumSet.noneOf(ServiceOrder.Kind.class))
                    .add(kind);
        }
    }

    private void exclude(ServiceOrder.Kind kind, ValueSetFile.Include exclude, ValueSetFile.Member member) {
        if (exclude.system().equals(CodeSystems.OTHER_WORDS)) {
            words.addOther(member.code(), new WordMeaning(kind, false));
        } else {
            words.add(member.code(), new WordMeaning(kind, true));
        }
    }

    Set<ServiceOrder.Kind> kinds(Concept concept) {
        Set<ServiceOrder.Kind> kinds = EnumSet.noneOf(ServiceOrder.Kind.class);
        Set<ServiceOrder.Kind> out = EnumSet.noneOf(ServiceOrder.Kind.class);
        List<String> texts = ConceptText.of(concept);
        if (!texts.isEmpty()) {
            for (Phrases.Mention<WordMeaning> mention : words.find(Text.of(texts))) {
                if (mention.value().excludes()) {
                    out.add(mention.value().kind());
                } else if (mention.stance() != Stance.NEGATED) {
                    kinds.add(mention.value().kind());
                }
            }
        }
        kinds.removeAll(out);
        for (Coding coding : concept.codings()) {
            codes.forEach(coding, (code, meant) -> kinds.addAll(meant));
        }
        return kinds.isEmpty() ? Set.of() : Set.copyOf(kinds);
    }

    private record WordMeaning(ServiceOrder.Kind kind, boolean excludes) {}
}
