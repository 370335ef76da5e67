package org.lumbarcds.terminology.problems;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.codes.CodeTable;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;
import org.lumbarcds.terminology.codes.ConceptText;
import org.lumbarcds.terminology.drugs.DrugRecogniser;
import org.lumbarcds.terminology.drugs.DrugTable;
import org.lumbarcds.terminology.valuesets.Phrases;
import org.lumbarcds.terminology.valuesets.Stance;
import org.lumbarcds.terminology.valuesets.Stances;
import org.lumbarcds.terminology.valuesets.Text;
import org.lumbarcds.terminology.valuesets.ValueSetFile;
import org.lumbarcds.terminology.valuesets.ValueSetLibrary;

/** What a condition or a reason means, by code and by whole words. */
public final class ProblemMeanings {

    private static final Set<ProblemGroup> LOW_BACK_PAIN = EnumSet.of(
            ProblemGroup.LOW_BACK_PAIN,
            ProblemGroup.BACK_PAIN_WITHOUT_SITE,
            ProblemGroup.CHRONIC_LOW_BACK_PAIN,
            ProblemGroup.BACK_SPASM);
    /** Words name these only where no code of a known system says what the problem is. */
    private static final Set<ProblemGroup> WORDS_WITHOUT_CODE =
            EnumSet.of(ProblemGroup.LOW_BACK_PAIN, ProblemGroup.BACK_PAIN_WITHOUT_SITE, ProblemGroup.RADICULAR);

    private static final Set<ProblemGroup> RED_FLAGS = EnumSet.range(ProblemGroup.CANCER, ProblemGroup.FALL);
    /** "History of" makes these another group. */
    private static final Map<ProblemGroup, ProblemGroup> AS_HISTORY = new EnumMap<>(Map.of(
            ProblemGroup.CANCER, ProblemGroup.CANCER_HISTORY,
            ProblemGroup.PEPTIC_ULCER, ProblemGroup.PEPTIC_ULCER_HISTORY,
            ProblemGroup.GI_BLEEDING, ProblemGroup.PEPTIC_ULCER_HISTORY,
            ProblemGroup.MYOCARDIAL_INFARCTION, ProblemGroup.MYOCARDIAL_INFARCTION_HISTORY,
            ProblemGroup.CORONARY_BYPASS, ProblemGroup.CORONARY_BYPASS_HISTORY));
    /** Who had these has them. */
    private static final Set<ProblemGroup> LASTING = EnumSet.of(
            ProblemGroup.CANCER_HISTORY,
            ProblemGroup.OSTEOPOROSIS,
            ProblemGroup.LONG_TERM_STEROID,
            ProblemGroup.IMMUNOSUPPRESSION,
            ProblemGroup.INJECTING_DRUG_USE,
            ProblemGroup.SICKLE_CELL_DISEASE,
            ProblemGroup.OPIOID_USE_DISORDER,
            ProblemGroup.SPASTICITY,
            ProblemGroup.PEPTIC_ULCER_HISTORY,
            ProblemGroup.KIDNEY_DISEASE,
            ProblemGroup.KIDNEY_DISEASE_ADVANCED,
            ProblemGroup.HEART_FAILURE,
            ProblemGroup.MYOCARDIAL_INFARCTION_HISTORY,
            ProblemGroup.CORONARY_BYPASS_HISTORY,
            ProblemGroup.NSAID_ALLERGY,
            ProblemGroup.BLEEDING_DISORDER,
            ProblemGroup.HEPATIC_IMPAIRMENT,
            ProblemGroup.ARRHYTHMIA,
            ProblemGroup.GLAUCOMA,
            ProblemGroup.ALCOHOL_USE_DISORDER,
            ProblemGroup.MYASTHENIA_GRAVIS,
            ProblemGroup.ACUTE_CORONARY_SYNDROME,
            ProblemGroup.STROKE,
            ProblemGroup.VASCULAR_DISEASE,
            ProblemGroup.BOWEL_INFLAMMATION,
            ProblemGroup.KIDNEY_TRANSPLANT,
            ProblemGroup.LIVER_TRANSPLANT,
            ProblemGroup.HEART_TRANSPLANT,
            ProblemGroup.CIRRHOSIS,
            ProblemGroup.ACETAMINOPHEN_OVERDOSE,
            ProblemGroup.SEROTONIN_SYNDROME,
            ProblemGroup.RELAXANT_ALLERGY,
            ProblemGroup.ANALGESIC_ALLERGY,
            ProblemGroup.DRUG_ALLERGY_UNSPECIFIED,
            ProblemGroup.PROSTATE_ENLARGED,
            ProblemGroup.SEDATION_RISK,
            ProblemGroup.SEIZURE,
            ProblemGroup.PORPHYRIA);

    private final CodeTable<Membership> codes = new CodeTable<>();
    private final CodeTable<Boolean> harmless = new CodeTable<>();
    private final Phrases<WordMeaning> words;
    private final Suspicions suspicions;
    private final Stems<ProblemGroup> stems = new Stems<>();
    private final Stances stances;
    private final Language language;
    private final Abbreviations abbreviations;
    private final DrugTable drugs;
    private final DrugRecogniser recogniser;
    private final AllergyMeanings allergies;

    public ProblemMeanings(
            ValueSetLibrary library,
            Stances stances,
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
                include.members().forEach(member -> harmless.at(include.system(), member.code(), () -> Boolean.TRUE));
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
        if (include.system().equals(CodeSystems.WORDS)) {
            words.add(member.code(), new WordMeaning(group, false));
            return;
        }
        if (include.system().equals(CodeSystems.STEMS)) {
            stems.add(member.code(), group);
            return;
        }
        Membership membership = codes.at(include.system(), member.code(), Membership::new);
        membership.in.add(group);
        if (!include.seventhNot().isEmpty()) {
            membership.seventhNot.put(group, include.seventhNot());
        }
    }

    private void exclude(ProblemGroup group, ValueSetFile.Include exclude, ValueSetFile.Member member) {
        switch (exclude.system()) {
            case CodeSystems.WORDS -> words.add(member.code(), new WordMeaning(group, true));
            case CodeSystems.OTHER_WORDS -> words.addOther(member.code(), new WordMeaning(group, false));
            default ->
                codes.at(exclude.system(), member.code(), Membership::new).out.add(group);
        }
    }

    /** What a condition means, all that it leaves open included. */
    public Meaning meaning(Concept sent) {
        Concept concept = CodesInWords.read(sent);
        Set<ProblemGroup> groups = EnumSet.noneOf(ProblemGroup.class);
        groups.addAll(problem(sent));
        boolean byCode = concept.codings().stream().anyMatch(this::isAccountedFor);
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
        return open ? meaning.of(UnknownCodes.of(List.of(concept))) : meaning;
    }

    /** "ICD-10 is covered whole; a SNOMED CT code is accounted for when a table has it"; so is any code that one has. */
    private boolean isAccountedFor(Coding coding) {
        boolean[] found = {CodeSystems.isIcd10(coding)};
        codes.forEach(coding, (code, membership) -> found[0] = true);
        harmless.forEach(coding, (code, value) -> found[0] = true);
        return found[0] && isOfItsShape(coding);
    }

    /** An ICD-10 code by name only accounts for nothing, though a prefix of it may be in a table. */
    private static boolean isOfItsShape(Coding coding) {
        return !CodeSystems.ICD_10.equals(CodeSystems.canonical(coding.system())) || CodeSystems.isIcd10(coding);
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
            ProblemGroup meant = meant(group, stances.of(text, hit.word(), hit.word() + 1), false);
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
        return groups(concept, false);
    }

    /** What a reason means: a text-only reason counts only when it names low back pain or a group that silences. */
    public Set<ProblemGroup> reason(Concept concept) {
        return groups(concept, true);
    }

    /**
     * A code that a group excludes takes the words out of it, and that code; another code beside it only out of low back
     * pain: of codings that disagree, the one that forbids a drug counts.
     */
    private Set<ProblemGroup> groups(Concept sent, boolean reason) {
        Concept concept = CodesInWords.read(sent);
        Set<ProblemGroup> byCode = EnumSet.noneOf(ProblemGroup.class);
        Set<ProblemGroup> out = EnumSet.noneOf(ProblemGroup.class);
        boolean sited = false;
        boolean coded = false;
        for (Coding coding : concept.codings()) {
            Set<ProblemGroup> outByThis = EnumSet.noneOf(ProblemGroup.class);
            Set<ProblemGroup> one = ofCode(coding, outByThis);
            one.removeAll(outByThis);
            boolean guessed = !sent.codings().contains(coding);
            if (guessed) {
                // Nobody said what system it is of: it may forbid a drug, but tells no low back pain.
                one.removeAll(LOW_BACK_PAIN);
            }
            out.addAll(outByThis);
            byCode.addAll(one);
            sited |= one.contains(ProblemGroup.LOW_BACK_PAIN) && !one.contains(ProblemGroup.BACK_PAIN_WITHOUT_SITE);
            coded |= !guessed && isCoded(coding);
        }
        if (concept.codings().isEmpty() && concept.text() != null) {
            for (Coding coding : CodesInWords.in(concept.text())) {
                byCode.addAll(ofCode(coding, out));
            }
            byCode.removeAll(LOW_BACK_PAIN);
        }
        Set<ProblemGroup> groups = byWords(concept, reason, coded);
        groups.removeAll(out);
        groups.addAll(byCode);
        out.retainAll(LOW_BACK_PAIN);
        groups.removeAll(out);
        return refined(groups, sited);
    }

    private Set<ProblemGroup> ofCode(Coding coding, Set<ProblemGroup> out) {
        Set<ProblemGroup> in = EnumSet.noneOf(ProblemGroup.class);
        codes.forEach(coding, (code, membership) -> {
            in.addAll(membership.in);
            out.addAll(membership.out);
            membership.seventhNot.forEach((group, not) -> {
                if (code.length() == 7 && not.indexOf(code.charAt(6)) >= 0) {
                    out.add(group);
                }
            });
        });
        return in;
    }

    /** A local code says nothing here, so the words beside it are all there is. */
    private boolean isCoded(Coding coding) {
        String code = coding.code();
        return code != null && !code.isBlank() && codes.speaks(CodeSystems.canonical(coding.system()));
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
            ProblemGroup meant = meant(group, mention.stance(), reason);
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

    private static @Nullable ProblemGroup meant(ProblemGroup group, Stance stance, boolean reason) {
        return switch (stance) {
            case PRESENT, SUSPECTED -> group;
            case NEGATED -> null;
            // Who looks for a red flag or a fracture has a reason to look.
            case RULED_OUT -> reason && (RED_FLAGS.contains(group) || group == ProblemGroup.FRACTURE) ? group : null;
            case HISTORY -> AS_HISTORY.getOrDefault(group, staysTrue(group, reason) ? group : null);
        };
    }

    private static boolean staysTrue(ProblemGroup group, boolean reason) {
        return LASTING.contains(group) || reason && LOW_BACK_PAIN.contains(group);
    }

    private static Set<ProblemGroup> refined(Set<ProblemGroup> groups, boolean sited) {
        if (groups.contains(ProblemGroup.LOW_BACK_PAIN_OF_PREGNANCY) || !groups.contains(ProblemGroup.LOW_BACK_PAIN)) {
            groups.removeAll(LOW_BACK_PAIN);
        }
        if (sited) {
            groups.remove(ProblemGroup.BACK_PAIN_WITHOUT_SITE);
        }
        return groups.isEmpty() ? Set.of() : Set.copyOf(groups);
    }

    /** The groups that list a code, and those that exclude it. */
    private static final class Membership {
        private final Set<ProblemGroup> in = EnumSet.noneOf(ProblemGroup.class);
        private final Set<ProblemGroup> out = EnumSet.noneOf(ProblemGroup.class);
        private final Map<ProblemGroup, String> seventhNot = new EnumMap<>(ProblemGroup.class);
    }
}
