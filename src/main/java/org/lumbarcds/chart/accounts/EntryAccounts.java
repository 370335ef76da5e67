package org.lumbarcds.chart.accounts;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.entries.AllergyReader;
import org.lumbarcds.chart.entries.ConceptReader;
import org.lumbarcds.chart.entries.ObservationReader;
import org.lumbarcds.chart.entries.OrderReader;
import org.lumbarcds.chart.entries.ProblemReader;
import org.lumbarcds.chart.entries.ProcedureReader;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.chart.json.Lookup;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.KidneyFunction;
import org.lumbarcds.guideline.model.record.LabResult;
import org.lumbarcds.guideline.model.record.Problem;
import org.lumbarcds.guideline.model.record.Procedure;
import org.lumbarcds.terminology.Terminology;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.codes.Concept;
import org.lumbarcds.terminology.listing.TableRow;
import org.lumbarcds.terminology.listing.TableSearch.Area;
import org.lumbarcds.terminology.valuesets.ValueSetLibrary;

/** Accounts for single entries: asks the readers what an entry means, and the tables by which rows. */
public final class EntryAccounts {

    private static final String ICD_10_WHOLE = "ICD-10 is covered whole: a code that no table lists is of no concern.";
    private static final String ANYTHING =
            "No table has its code, and no words here account for it: it may be anything.";
    private static final String TO_ANY_DRUG = "Nothing here tells to which drug it is: it may be to any.";
    private static final String NO_ONE_COUNTS = "It does not count: it was refuted, is over, or was entered in error.";

    private final Terminology terminology;
    private final OrderReader orders;
    private final OrderAccounts ordered;

    public EntryAccounts(Terminology terminology, FhirContext fhir) {
        this.terminology = terminology;
        this.orders = new OrderReader(terminology, fhir);
        this.ordered = new OrderAccounts(terminology, orders);
    }

    /**
     * What an entry of a key means; several for an encounter, which has several reasons, none for a patient.
     *
     * @param encounterId the encounter of the call, or null
     */
    public List<EntryAccount> of(ChartKey key, Entry entry, Lookup lookup, @Nullable String encounterId) {
        ObjectNode resource = entry.resource();
        return switch (key) {
            case PATIENT -> List.of();
            case ENCOUNTER -> reasons(entry, lookup);
            case CONDITIONS -> List.of(condition(entry, encounterId));
            case MEDICATIONS -> List.of(ordered.ordered(entry, lookup));
            case STATEMENTS -> List.of(ordered.stated(entry, lookup));
            case ALLERGIES -> List.of(allergy(entry));
            case EGFR -> List.of(result(entry, resource));
            case SCREENINGS -> List.of(screening(entry));
            case REFERRALS -> List.of(ordered.referral(entry, lookup));
            case PROCEDURES -> List.of(procedure(entry));
        };
    }

    /** Orders, drafted ones among them. */
    public OrderAccounts orders() {
        return ordered;
    }

    /** One that is there and can't be read, or is about somebody else. */
    public EntryAccount unusable(Entry entry, String why) {
        return EntryAccount.of(entry, "", false, List.of(), List.of(), row -> false, why);
    }

    private EntryAccount condition(Entry entry, @Nullable String encounterId) {
        Concept concept = ProblemReader.concept(entry.resource());
        Problem problem = new ProblemReader(terminology, encounterId).read(entry);
        Meaning meaning = problem == null ? Meaning.HARMLESS : problem.meaning();
        List<TableRow> rows = rows(concept, meaning);
        boolean stands = problem == null || problem.stands();
        boolean accounted = !stands || meaning.accounted() && !isToUnknownDrug(meaning);
        String why = problem == null ? noConcern(concept, rows) : standing(problem);
        return EntryAccount.of(
                entry, ConceptReader.label(concept), accounted, MeaningWords.of(meaning), rows, tells(meaning), why);
    }

    /** Those of drugs and allergies too, where it names a drug or tells an allergy. */
    private List<TableRow> rows(Concept concept, Meaning meaning) {
        List<TableRow> rows = new ArrayList<>(terminology.rows(Area.PROBLEM, List.of(concept)));
        if (meaning.allergy() != null || !meaning.named().isEmpty()) {
            rows.addAll(terminology.rows(Area.ALLERGY, List.of(concept)));
        }
        return rows;
    }

    private static @Nullable String standing(Problem problem) {
        if (!problem.stands()) {
            return NO_ONE_COUNTS;
        }
        String unknown = unknown(problem.meaning());
        return unknown != null || problem.isActive() ? unknown : "It is over: it counts where the past does.";
    }

    /** Why nobody knows what it is; null when that is known. */
    private static @Nullable String unknown(Meaning meaning) {
        if (!meaning.accounted()) {
            return ANYTHING;
        }
        return isToUnknownDrug(meaning) ? TO_ANY_DRUG : null;
    }

    private static boolean isToUnknownDrug(Meaning meaning) {
        return meaning.groups().contains(ProblemGroup.DRUG_ALLERGY_UNSPECIFIED);
    }

    private static @Nullable String noConcern(Concept concept, List<TableRow> rows) {
        if (rows.stream().anyMatch(row -> row.table().equals(ValueSetLibrary.HARMLESS_PROBLEM))) {
            return null;
        }
        if (!rows.isEmpty()) {
            return "Of no concern: the rows that it matches are outweighed.";
        }
        return concept.codings().stream().anyMatch(CodeSystems::isIcd10)
                ? ICD_10_WHOLE
                : "Its words are in a language that is read here, and none of them is in a table.";
    }

    private EntryAccount allergy(Entry entry) {
        ObjectNode resource = entry.resource();
        AllergyReader reader = new AllergyReader(terminology);
        List<Concept> concepts = reader.concepts(resource);
        Allergy allergy = reader.read(resource);
        boolean accounted = allergy == null || !allergy.isToUnknownDrug();
        String why = null;
        if (allergy == null) {
            why = reader.counts(resource) ? "It is to no drug, or says that there is none." : NO_ONE_COUNTS;
        } else if (!accounted) {
            why = TO_ANY_DRUG;
        }
        return EntryAccount.of(
                entry,
                ConceptReader.label(ConceptReader.read(resource, "code")),
                accounted,
                allergy == null ? List.of() : MeaningWords.of(allergy),
                terminology.rows(Area.ALLERGY, concepts),
                row -> true,
                why);
    }

    private EntryAccount result(Entry entry, ObjectNode resource) {
        ObservationReader reader = new ObservationReader(terminology);
        List<String> meaning = new ArrayList<>();
        for (KidneyFunction filtration : reader.kidneyFunction(resource)) {
            meaning.add("eGFR " + filtration.value().toPlainString() + " on " + filtration.date());
        }
        LabResult lab = reader.labResult(resource);
        if (lab != null) {
            meaning.add(MeaningWords.word(lab.kind()) + " " + lab.value().toPlainString() + " on " + lab.date());
        }
        boolean unreadable = meaning.isEmpty() && reader.isUnreadable(resource);
        String why = unreadable
                ? "A value is there that can't be read: no unit or date that is known, a code that no table has, or not final."
                : meaning.isEmpty() ? "It has no value that counts." : null;
        return EntryAccount.of(
                entry,
                ObservationReader.label(resource),
                !unreadable,
                meaning,
                terminology.rows(Area.RESULT, ObservationReader.codes(resource)),
                row -> true,
                why);
    }

    private EntryAccount screening(Entry entry) {
        ObjectNode resource = entry.resource();
        boolean counts = new ObservationReader(terminology).screening(resource) != null;
        return EntryAccount.of(
                entry,
                ConceptReader.label(ConceptReader.read(resource, "code")),
                true,
                counts ? List.of("screening for depression") : List.of(),
                terminology.rows(Area.RESULT, ObservationReader.codes(resource)),
                row -> true,
                counts ? null : "It is no result of a PHQ-2 or PHQ-9, has no date or value, or is not final.");
    }

    private EntryAccount procedure(Entry entry) {
        ObjectNode resource = entry.resource();
        Concept concept = ConceptReader.read(resource, "code");
        Procedure procedure = new ProcedureReader(terminology).read(resource);
        List<String> meaning = new ArrayList<>();
        if (procedure != null) {
            meaning.addAll(MeaningWords.of(procedure.kinds()));
            meaning.addAll(MeaningWords.of(procedure.meaning()));
        }
        return EntryAccount.of(
                entry,
                ConceptReader.label(concept),
                true,
                meaning,
                terminology.rows(Area.SERVICE, List.of(concept)),
                row -> procedure != null
                        && (OrderAccounts.tables(procedure.kinds()).contains(row.table())
                                || tells(procedure.meaning()).test(row)),
                procedure == null ? "It was not done, or the guideline does not speak of it." : null);
    }

    private List<EntryAccount> reasons(Entry entry, Lookup lookup) {
        List<EntryAccount> accounts = new ArrayList<>();
        for (JsonNode code : Json.items(entry.resource(), "reasonCode")) {
            Concept concept = ConceptReader.read(code);
            if (!ConceptReader.isEmpty(concept)) {
                Meaning meaning = orders.reasons().coded(concept).meaning();
                List<TableRow> rows = rows(concept, meaning);
                String unknown = unknown(meaning);
                accounts.add(EntryAccount.of(
                        entry,
                        ConceptReader.label(concept),
                        unknown == null,
                        MeaningWords.of(meaning),
                        rows,
                        tells(meaning),
                        unknown != null || meaning.isOfConcern() ? unknown : noConcern(concept, rows)));
            }
        }
        // Those that name a concept come first, the others refer to a condition.
        List<Reason> all = orders.reasons().ofEncounter(entry.resource(), lookup);
        all.subList(accounts.size(), all.size()).forEach(reason -> accounts.add(reference(entry, reason)));
        return accounts;
    }

    private static EntryAccount reference(Entry entry, Reason reason) {
        String why = reason.conditionReference() == null
                ? "It refers to a condition by its words, or to one within it."
                : "It points at " + reason.conditionReference() + ".";
        return EntryAccount.of(
                entry,
                reason.label(),
                unknown(reason.meaning()) == null,
                MeaningWords.of(reason.meaning()),
                List.of(),
                row -> false,
                why);
    }

    /** Whether a row tells what an entry means, or that it is harmless. */
    private static Predicate<TableRow> tells(Meaning meaning) {
        Set<String> tables = Stream.concat(meaning.groups().stream(), meaning.possibly().stream())
                .map(ProblemGroup::valueSet)
                .collect(Collectors.toUnmodifiableSet());
        return row -> tables.contains(row.table())
                || row.table().equals(ValueSetLibrary.HARMLESS_PROBLEM)
                || !row.table().startsWith("problem-");
    }
}
