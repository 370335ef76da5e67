package org.lumbarcds.terminology.problems;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;
import org.lumbarcds.terminology.codes.ConceptText;
import org.lumbarcds.terminology.drugs.DrugRecogniser;
import org.lumbarcds.terminology.drugs.DrugTable;
import org.lumbarcds.terminology.valuesets.Phrases;
import org.lumbarcds.terminology.valuesets.Stance;
import org.lumbarcds.terminology.valuesets.StanceReading;
import org.lumbarcds.terminology.valuesets.Text;
import org.lumbarcds.terminology.valuesets.ValueSetFile;
import org.lumbarcds.terminology.valuesets.ValueSetLibrary;

/** What a condition or a reason means, by code and by whole words. */
public final class ProblemMeanings {

    /** Words name these only where no code of a known system says what the problem is. */
    private static final Set<ProblemGroup> WORDS_WITHOUT_CODE =
            EnumSet.of(ProblemGroup.LOW_BACK_PAIN, ProblemGroup.BACK_PAIN_WITHOUT_SITE, ProblemGroup.RADICULAR);

    private final ProblemCodes codes = new ProblemCodes();
    private final Phrases<WordMeaning> words;
    private final Suspicions suspicions;
    private final Stems<ProblemGroup> stems = new Stems<>();
    private final StanceReading stances;
    private final Language language;
    private final Abbreviations abbreviations;
    private final DrugTable drugs;
    private final DrugRecogniser recogniser;
    private final AllergyMeanings allergies;

    public ProblemMeanings(
            ValueSetLibrary library,
            StanceReading stances,
            DrugTable drugs,
            DrugRecogniser recogniser,
            AllergyMeanings allergies) {
        this.words = new Phrases<>(stances, false);
        this.suspicions = new Suspicions(words);
        this.stances = stances;
        this.language = new Language(library.get(ValueSetLibrary.LANGUAGE), library.get(ValueSetLibrary.NOTHING));
        this.drugs = drugs;
        this.recogniser = recogniser;
        this.allergies = allergies;
        Set<String> harmlessWords = new HashSet<>();
        for (ValueSetFile.Include include :
                library.get(ValueSetLibrary.HARMLESS_PROBLEM).includes()) {
            if (include.system().equals(CodeSystems.WORDS)) {
                include.members().forEach(member -> harmlessWords.add(member.code()));
            } else {
                include.members().forEach(member -> codes.addHarmless(include.system(), member.code()));
            }
        }
        this.abbreviations = new Abbreviations(harmlessWords);
        for (ProblemGroup group : ProblemGroup.values()) {
            ValueSetFile file = library.get(group.valueSet());
            file.includes().forEach(include -> include.members().forEach(member -> include(group, include, member)));
            file.excludes().forEach(exclude -> exclude.members().forEach(member -> exclude(group, exclude, member)));
        }
    }

    private void include(ProblemGroup group, ValueSetFile.Include include, ValueSetFile.Member member) {
        switch (include.system()) {
            case CodeSystems.WORDS -> words.add(member.code(), new WordMeaning(group, false));
            case CodeSystems.STEMS -> stems.add(member.code(), group);
            default -> codes.include(group, include.system(), member.code(), include.seventhNot());
        }
    }

    private void exclude(ProblemGroup group, ValueSetFile.Include exclude, ValueSetFile.Member member) {
        switch (exclude.system()) {
            case CodeSystems.WORDS -> words.add(member.code(), new WordMeaning(group, true));
            case CodeSystems.OTHER_WORDS -> words.addOther(member.code(), new WordMeaning(group, false));
            default -> codes.exclude(group, exclude.system(), member.code());
        }
    }

    /** What a condition means, all that it leaves open included. */
    public Meaning meaning(Concept sent) {
        Concept concept = CodesInWords.read(sent);
        Set<ProblemGroup> groups = EnumSet.noneOf(ProblemGroup.class);
        groups.addAll(groups(sent, concept, false));
        boolean byCode = concept.codings().stream().anyMatch(codes::isAccountedFor);
        List<String> texts = ConceptText.of(concept);
        if (texts.isEmpty()) {
            return unlisted(
                    concept, new Meaning(groups, Set.of(), byCode, List.of(), allergies.ofProblem(concept, null)));
        }
        Text text = Text.of(texts);
        Allergy allergy = allergies.ofProblem(concept, text);
        if (allergy != null) {
            // With a drug in its words it is that drug's class, as its allergy.
            groups.remove(ProblemGroup.ANALGESIC_ALLERGY);
            groups.remove(ProblemGroup.DRUG_ALLERGY_UNSPECIFIED);
        }
        boolean byWords = texts.stream()
                .anyMatch(part -> language.isReadable(part, concept.language())
                        && (allergy != null || !isAbbreviation(part, text)));
        Meaning meaning = new Meaning(
                        groups,
                        byCode ? Set.of() : possibly(text, groups),
                        byCode || byWords || !groups.isEmpty(),
                        allergies.speaksOfReaction(text) ? List.of() : named(text, texts),
                        allergy)
                .of(groups, suspected(concept));
        return unlisted(concept, meaning);
    }

    /** Whether a part of the text is an abbreviation that no list knows; with a phrase or a drug beside it, it is known. */
    private boolean isAbbreviation(String part, Text text) {
        return abbreviations.isUnknown(part)
                && !words.knows(text)
                && stems.find(text).isEmpty()
                && drugs.names(text).isEmpty();
    }

    /** With its codes where one in a table would account for it, or close what its words leave open. */
    private static Meaning unlisted(Concept concept, Meaning meaning) {
        boolean open = !meaning.accounted() || !meaning.possibly().isEmpty();
        return open ? meaning.of(CountedCodes.of(List.of(concept))) : meaning;
    }

    /** What stems leave open, unless a longer phrase means something else or the words deny it. */
    private Set<ProblemGroup> possibly(Text text, Set<ProblemGroup> groups) {
        Set<ProblemGroup> possibly = EnumSet.noneOf(ProblemGroup.class);
        Set<ProblemGroup> out = EnumSet.noneOf(ProblemGroup.class);
        for (Phrases.Mention<WordMeaning> mention : words.find(text)) {
            if (mention.value().excludes() && mention.stance() != Stance.NEGATED) {
                out.add(mention.value().group());
            }
        }
        for (Stems.Hit<ProblemGroup> hit : stems.find(text)) {
            ProblemGroup group = hit.value();
            if (groups.contains(group)
                    || out.contains(group)
                    || words.coversOtherwise(text, hit.word(), new WordMeaning(group, false))) {
                continue;
            }
            ProblemGroup meant = StatedGroup.meant(group, stances.of(text, hit.word(), hit.word() + 1), false);
            if (meant != null) {
                possibly.add(meant);
            }
        }
        return possibly;
    }

    /** "A drug named in a problem's words, 'AF on Eliquis', counts as on record", as far as it is of concern. */
    private List<Drug> named(Text text, List<String> texts) {
        List<Drug> named = new ArrayList<>();
        List<Phrases.Mention<String>> names = drugs.names(text);
        for (Phrases.Mention<String> name : names) {
            boolean ofConcern = drugs.entryOf(name.value()).ingredients().stream()
                    .anyMatch(ingredient -> !drugs.classesOf(ingredient).isEmpty());
            boolean taken = name.stance() == Stance.PRESENT || name.stance() == Stance.SUSPECTED;
            if (taken && ofConcern) {
                // The words around a single name tell its strength.
                String words = names.size() == 1 ? texts.get(0) : name.value();
                recogniser.drug(new Concept(List.of(), words), List.of()).ifPresent(named::add);
            }
        }
        return named;
    }

    /** What a condition or a reason is only suspected to be. */
    public Set<ProblemGroup> suspected(Concept concept) {
        return suspicions.of(concept);
    }

    /** What a condition surely is. */
    public Set<ProblemGroup> problem(Concept concept) {
        return groups(concept, CodesInWords.read(concept), false);
    }

    /** What a reason means: a text-only reason counts only when it names low back pain or a group that silences. */
    public Set<ProblemGroup> reason(Concept concept) {
        return groups(concept, CodesInWords.read(concept), true);
    }

    /**
     * A code that a group excludes takes the words out of it, and that code; another code beside it only out of low back
     * pain: of codings that disagree, the one that forbids a drug counts.
     *
     * @param concept what was sent, with the codes that stand in its words
     */
    private Set<ProblemGroup> groups(Concept sent, Concept concept, boolean reason) {
        Set<ProblemGroup> byCode = EnumSet.noneOf(ProblemGroup.class);
        Set<ProblemGroup> out = EnumSet.noneOf(ProblemGroup.class);
        boolean sited = false;
        boolean coded = false;
        for (Coding coding : concept.codings()) {
            Set<ProblemGroup> outByThis = EnumSet.noneOf(ProblemGroup.class);
            Set<ProblemGroup> one = codes.of(coding, outByThis);
            one.removeAll(outByThis);
            boolean guessed = !sent.codings().contains(coding);
            if (guessed) {
                // Nobody said what system it is of: it may forbid a drug, but tells no low back pain.
                one.removeAll(StatedGroup.LOW_BACK_PAIN);
            }
            out.addAll(outByThis);
            byCode.addAll(one);
            sited |= one.contains(ProblemGroup.LOW_BACK_PAIN) && !one.contains(ProblemGroup.BACK_PAIN_WITHOUT_SITE);
            coded |= !guessed && codes.isCoded(coding);
        }
        if (concept.codings().isEmpty() && concept.text() != null) {
            for (Coding coding : CodesInWords.in(concept.text())) {
                byCode.addAll(codes.of(coding, out));
            }
            byCode.removeAll(StatedGroup.LOW_BACK_PAIN);
        }
        Set<ProblemGroup> groups = byWords(concept, reason, coded);
        groups.removeAll(out);
        groups.addAll(byCode);
        out.retainAll(StatedGroup.LOW_BACK_PAIN);
        groups.removeAll(out);
        return refined(groups, sited);
    }

    private Set<ProblemGroup> byWords(Concept concept, boolean reason, boolean coded) {
        Set<ProblemGroup> in = EnumSet.noneOf(ProblemGroup.class);
        List<String> texts = ConceptText.of(concept);
        if (texts.isEmpty()) {
            return in;
        }
        Set<ProblemGroup> out = EnumSet.noneOf(ProblemGroup.class);
        Text text = Text.of(texts);
        for (Phrases.Mention<WordMeaning> mention : words.find(text)) {
            ProblemGroup group = mention.value().group();
            if (group == ProblemGroup.ADMINISTRATIVE
                    && Text.words(mention.phrase()).size() < text.size()) {
                // "Pain" alone has no site; "pain in the knee" has one.
                continue;
            }
            if (mention.value().excludes()) {
                if (mention.stance() != Stance.NEGATED) {
                    out.add(group);
                }
                continue;
            }
            ProblemGroup meant = StatedGroup.meant(group, mention.stance(), reason);
            if (meant != null) {
                in.add(meant);
            }
        }
        in.removeAll(out);
        if (coded) {
            in.removeAll(WORDS_WITHOUT_CODE);
        } else if (reason) {
            // "A reason with text only counts when it names LBP in whole words, else as no reason."
            in.remove(ProblemGroup.RADICULAR);
        }
        return in;
    }

    private static Set<ProblemGroup> refined(Set<ProblemGroup> groups, boolean sited) {
        if (groups.contains(ProblemGroup.LOW_BACK_PAIN_OF_PREGNANCY) || !groups.contains(ProblemGroup.LOW_BACK_PAIN)) {
            groups.removeAll(StatedGroup.LOW_BACK_PAIN);
        }
        if (sited) {
            groups.remove(ProblemGroup.BACK_PAIN_WITHOUT_SITE);
        }
        return groups.isEmpty() ? Set.of() : Set.copyOf(groups);
    }
}
