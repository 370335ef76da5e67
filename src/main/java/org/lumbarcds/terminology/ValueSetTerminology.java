package org.lumbarcds.terminology;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.guideline.model.record.LabResult;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.codes.CodeTable;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;
import org.lumbarcds.terminology.codes.ConceptText;
import org.lumbarcds.terminology.drugs.DrugRecogniser;
import org.lumbarcds.terminology.drugs.DrugTable;
import org.lumbarcds.terminology.listing.TableRow;
import org.lumbarcds.terminology.listing.TableSearch;
import org.lumbarcds.terminology.problems.AllergyMeanings;
import org.lumbarcds.terminology.problems.GestationCodes;
import org.lumbarcds.terminology.problems.ProblemMeanings;
import org.lumbarcds.terminology.valuesets.ContentException;
import org.lumbarcds.terminology.valuesets.LoadedValueSet;
import org.lumbarcds.terminology.valuesets.StanceReading;
import org.lumbarcds.terminology.valuesets.Text;
import org.lumbarcds.terminology.valuesets.ValueSetFile;
import org.lumbarcds.terminology.valuesets.ValueSetLibrary;

/**
 * Terminology from value sets, read once. Immutable and safe for concurrent use; nothing a concept holds makes it throw.
 */
public final class ValueSetTerminology implements Terminology {

    private final ValueSetLibrary library;
    private final DrugRecogniser drugs;
    private final ProblemMeanings problems;
    private final ServiceMeanings services;
    private final AllergyMeanings allergies;
    private final CodeTable<Boolean> noAllergy;
    private final Set<String> unspecificAllergy;
    private final Set<String> stomachComplaints;
    private final CodeTable<Boolean> stomachComplaintCodes;
    private final CodeTable<Boolean> kidneyFunction;
    private final Map<LabResult.Kind, CodeTable<Boolean>> labResults = new EnumMap<>(LabResult.Kind.class);
    private final CodeTable<Boolean> screenings;
    private final List<LoadedValueSet> loaded;
    private final TableSearch search;

    /**
     * Reads all value sets.
     *
     * @param shipped opens a shipped file by its name, {@code problem-cancer.json}; null when it is missing
     * @param directory a directory whose files replace the shipped ones of the same name (its subdirectory
     *     {@code valuesets} if it has one), or null
     * @throws ContentException when a file is missing, unknown or no readable ValueSet
     */
    public ValueSetTerminology(Function<String, @Nullable InputStream> shipped, @Nullable Path directory) {
        library = ValueSetLibrary.load(shipped, directory);
        StanceReading stances = StanceReading.of(library);
        search = new TableSearch(library, stances);
        DrugTable table = DrugTable.of(library, stances);
        drugs = new DrugRecogniser(table);
        allergies = new AllergyMeanings(library, stances, table);
        problems = new ProblemMeanings(library, stances, table, drugs, allergies);
        services = new ServiceMeanings(library, stances);
        stomachComplaints = words(library.get(ValueSetLibrary.STOMACH_COMPLAINT));
        stomachComplaintCodes = table(library.get(ValueSetLibrary.STOMACH_COMPLAINT));
        noAllergy = table(library.get(ValueSetLibrary.NO_ALLERGY));
        unspecificAllergy = words(library.get(ValueSetLibrary.UNSPECIFIC_ALLERGY));
        kidneyFunction = table(library.get(ValueSetLibrary.KIDNEY_FUNCTION));
        for (LabResult.Kind kind : LabResult.Kind.values()) {
            labResults.put(kind, table(library.get(ValueSetLibrary.of(kind))));
        }
        screenings = table(library.get(ValueSetLibrary.SCREENING));
        loaded = library.all().stream()
                .map(file -> loaded(file, library.digest(file.name())))
                .toList();
    }

    /**
     * The value sets of the class path, replaced file by file from a directory. Without a directory they are read once
     * per process.
     *
     * @param directory see the constructor
     * @throws ContentException see the constructor
     */
    public static ValueSetTerminology load(@Nullable Path directory) {
        return directory == null ? Shipped.ALONE : new ValueSetTerminology(ValueSetLibrary::shipped, directory);
    }

    private static final class Shipped {
        static final ValueSetTerminology ALONE = new ValueSetTerminology(ValueSetLibrary::shipped, null);
    }

    /** The value sets in use, with version, size and origin. */
    public List<LoadedValueSet> valueSets() {
        return loaded;
    }

    private static LoadedValueSet loaded(ValueSetFile file, String digest) {
        ValueSetFile.About about = file.about();
        return new LoadedValueSet(
                file.name(),
                about.url(),
                about.version(),
                about.title(),
                about.date(),
                about.purpose(),
                about.copyright(),
                file.size(),
                digest,
                file.replaced());
    }

    @Override
    public Optional<Drug> drug(Concept concept, List<Concept> ingredients) {
        return drugs.drug(concept, ingredients);
    }

    @Override
    public Set<ProblemGroup> problem(Concept concept) {
        return problems.problem(concept);
    }

    @Override
    public Meaning meaning(Concept concept) {
        return problems.meaning(concept);
    }

    @Override
    public Set<ProblemGroup> suspected(Concept concept) {
        return problems.suspected(concept);
    }

    @Override
    public boolean isSupply(Concept concept) {
        return drugs.isSupply(concept);
    }

    @Override
    public boolean hasDrugCode(Concept concept) {
        return concept.codings().stream()
                .map(coding -> CodeSystems.canonical(coding.system()))
                .anyMatch(system -> CodeSystems.RXNORM.equals(system) || CodeSystems.ATC.equals(system));
    }

    @Override
    public boolean isAllergyToNoDrug(Concept concept) {
        return allergies.isToNoDrug(concept);
    }

    /** {@inheritDoc} Words count when they are a whole text. */
    @Override
    public boolean isStomachComplaint(Concept concept) {
        return holds(stomachComplaintCodes, concept)
                || ConceptText.of(concept).stream()
                        .map(ValueSetTerminology::plain)
                        .anyMatch(stomachComplaints::contains);
    }

    @Override
    public Set<ProblemGroup> reason(Concept concept) {
        return problems.reason(concept);
    }

    @Override
    public @Nullable Integer gestationWeeks(Concept concept) {
        return GestationCodes.weeks(concept);
    }

    @Override
    public Set<ServiceOrder.Kind> service(Concept concept) {
        return services.kinds(concept);
    }

    @Override
    public Optional<Allergy> allergy(List<Concept> concepts) {
        return allergies.allergy(concepts);
    }

    @Override
    public boolean isNoAllergy(Concept concept) {
        return holds(noAllergy, concept);
    }

    @Override
    public boolean isUnspecificAllergy(Concept concept) {
        List<String> texts = ConceptText.of(concept);
        return !texts.isEmpty()
                && texts.stream().map(ValueSetTerminology::plain).allMatch(unspecificAllergy::contains);
    }

    /** In lower case, words apart by one space. */
    private static String plain(String text) {
        return String.join(" ", Text.of(List.of(text)).words());
    }

    private static Set<String> words(ValueSetFile file) {
        return file.includes().stream()
                .filter(include -> include.system().equals(CodeSystems.WORDS))
                .flatMap(include -> include.members().stream())
                .map(member -> plain(member.code()))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean isKidneyFunction(Concept concept) {
        return holds(kidneyFunction, concept);
    }

    @Override
    public LabResult.@Nullable Kind labKind(Concept concept) {
        for (Map.Entry<LabResult.Kind, CodeTable<Boolean>> table : labResults.entrySet()) {
            if (holds(table.getValue(), concept)) {
                return table.getKey();
            }
        }
        return null;
    }

    @Override
    public boolean isScreening(Concept concept) {
        return holds(screenings, concept);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when there is no value set of this name
     */
    @Override
    public List<String> codes(String valueSet, String system) {
        String canonical = CodeSystems.canonical(system);
        return library.get(valueSet).includes().stream()
                .filter(include -> include.system().equals(canonical))
                .flatMap(include -> include.members().stream())
                .map(ValueSetFile.Member::code)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public List<TableRow> rows(TableSearch.Area area, List<Concept> concepts) {
        return search.rows(area, concepts);
    }

    private static CodeTable<Boolean> table(ValueSetFile file) {
        CodeTable<Boolean> table = new CodeTable<>();
        for (ValueSetFile.Include include : file.includes()) {
            include.members().forEach(member -> table.at(include.system(), member.code(), () -> Boolean.TRUE));
        }
        return table;
    }

    private static boolean holds(CodeTable<Boolean> table, Concept concept) {
        boolean[] found = new boolean[1];
        for (Coding coding : concept.codings()) {
            table.forEach(coding, (code, value) -> found[0] = true);
        }
        return found[0];
    }
}
