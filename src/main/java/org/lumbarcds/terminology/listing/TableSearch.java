package org.lumbarcds.terminology.listing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.codes.CodeTable;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;
import org.lumbarcds.terminology.codes.ConceptText;
import org.lumbarcds.terminology.problems.CodesInWords;
import org.lumbarcds.terminology.problems.Stems;
import org.lumbarcds.terminology.valuesets.Phrases;
import org.lumbarcds.terminology.valuesets.Stance;
import org.lumbarcds.terminology.valuesets.StanceReading;
import org.lumbarcds.terminology.valuesets.Text;
import org.lumbarcds.terminology.valuesets.ValueSetFile;
import org.lumbarcds.terminology.valuesets.ValueSetLibrary;

/**
 * Finds the rows of all tables that an entry matches, by the same matching of codes, phrases and stems that decides. It holds
 * every row once more, so each area is made only when somebody first asks for it. Safe for concurrent use.
 */
public final class TableSearch {

    /** What an entry is, which tells the tables that may account for it. */
    public enum Area {
        DRUG("drug-"),
        PROBLEM("problem-"),
        ALLERGY("allergy-", "drug-"),
        SERVICE("service-", "problem-"),
        RESULT("observation-");

        private final List<String> tables;

        Area(String... tables) {
            this.tables = List.of(tables);
        }

        private boolean has(String table) {
            return tables.stream().anyMatch(table::startsWith);
        }
    }

    /** Words of these count as a whole text only. */
    private static final Set<String> WHOLE_TEXTS = Set.of(
            ValueSetLibrary.NO_ALLERGY,
            ValueSetLibrary.UNSPECIFIC_ALLERGY,
            ValueSetLibrary.STOMACH_COMPLAINT,
            ValueSetLibrary.HARMLESS_PROBLEM);

    /** What a phrase or a stem says of the text it stands in. */
    private record Said(String table, String system, String means, boolean excludes) {

        TableRow row(String row, Stance stance) {
            String how = stance == Stance.PRESENT
                    ? ""
                    : " (" + stance.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
            return new TableRow(
                    table,
                    system,
                    row,
                    true,
                    excludes || stance == Stance.NEGATED,
                    (excludes ? "not " : "") + means + how);
        }
    }

    private static final class Tables {
        private final CodeTable<Set<TableRow>> codes = new CodeTable<>();
        private final Phrases<Said> names;
        private final Phrases<Said> words;
        private final Stems<Said> stems = new Stems<>();
        private final Map<List<String>, Set<TableRow>> wholeTexts = new HashMap<>();

        Tables(StanceReading stances) {
            names = new Phrases<>(stances, true);
            words = new Phrases<>(stances, false);
        }
    }

    private final ValueSetLibrary library;
    private final StanceReading stances;
    private final Map<Area, Tables> areas = new ConcurrentHashMap<>();

    public TableSearch(ValueSetLibrary library, StanceReading stances) {
        this.library = library;
        this.stances = stances;
    }

    private Tables tables(Area area) {
        return areas.computeIfAbsent(area, fresh -> {
            Tables tables = new Tables(stances);
            library.all().stream().filter(file -> area.has(file.name())).forEach(file -> add(file, tables));
            return tables;
        });
    }

    private static void add(ValueSetFile file, Tables tables) {
        file.includes().forEach(include -> add(file, include, false, tables));
        file.excludes().forEach(exclude -> add(file, exclude, true, tables));
    }

    private static void add(ValueSetFile file, ValueSetFile.Include rows, boolean excludes, Tables tables) {
        String title = file.about().title();
        String means = rows.ingredient() != null ? rows.ingredient() : title.isEmpty() ? file.name() : title;
        Said said = new Said(file.name(), rows.system(), means, excludes);
        for (ValueSetFile.Member member : rows.members()) {
            switch (rows.system()) {
                case CodeSystems.DRUG_NAME -> addName(member.code(), said, tables);
                case CodeSystems.WORDS -> addWords(member.code(), said, tables);
                case CodeSystems.OTHER_WORDS ->
                    tables.words.addOther(member.code(), new Said(said.table, CodeSystems.WORDS, means, false));
                case CodeSystems.STEMS -> tables.stems.add(member.code(), said);
                default ->
                    tables.codes
                            .at(rows.system(), member.code(), LinkedHashSet::new)
                            .add(new TableRow(
                                    file.name(),
                                    rows.system(),
                                    member.code(),
                                    false,
                                    excludes,
                                    (excludes ? "not " : "") + means));
            }
        }
    }

    private static void addWords(String words, Said said, Tables tables) {
        if (WHOLE_TEXTS.contains(said.table)) {
            tables.wholeTexts
                    .computeIfAbsent(Text.words(words), fresh -> new LinkedHashSet<>())
                    .add(said.row(words, Stance.PRESENT));
        } else {
            tables.words.add(words, said);
        }
    }

    private static void addName(String name, Said said, Tables tables) {
        if (said.excludes) {
            tables.names.addOther(name, said);
        } else {
            tables.names.add(name, said);
        }
    }

    /** The rows that concepts of one entry match, each once, codes first; empty when none does. */
    public List<TableRow> rows(Area area, Collection<Concept> concepts) {
        Tables tables = tables(area);
        Set<TableRow> found = new LinkedHashSet<>();
        List<String> texts = new ArrayList<>();
        for (Concept sent : concepts) {
            Concept concept = area == Area.PROBLEM ? CodesInWords.read(sent) : sent;
            List<Coding> codings = new ArrayList<>(concept.codings());
            if (area == Area.PROBLEM && codings.isEmpty() && concept.text() != null) {
                codings.addAll(CodesInWords.in(concept.text()));
            }
            for (Coding coding : codings) {
                tables.codes.forEach(coding, (code, rows) -> found.addAll(rows));
            }
            texts.addAll(ConceptText.of(concept));
        }
        for (String whole : texts) {
            found.addAll(tables.wholeTexts.getOrDefault(Text.words(whole), Set.of()));
        }
        if (!texts.isEmpty()) {
            Text text = Text.of(texts);
            tables.names.find(text).forEach(name -> found.add(name.value().row(name.phrase(), name.stance())));
            tables.words.find(text).forEach(word -> found.add(word.value().row(word.phrase(), word.stance())));
            tables.stems
                    .find(text)
                    .forEach(stem -> found.add(stem.value().row(text.word(stem.word()), Stance.PRESENT)));
        }
        return List.copyOf(found);
    }
}
