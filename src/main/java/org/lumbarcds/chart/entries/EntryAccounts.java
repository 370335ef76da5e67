package org.lumbarcds.chart.entries;

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
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.chart.json.Lookup;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
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
    private static final String NO_ONE_COUNTS = "It does not count: it was refuted, is over, or was entered in error.";

    private final Terminology terminology;
    private final OrderReader orders;

    public EntryAccounts(Terminology terminology, FhirContext fhir) {
        this.terminology = terminology;
        this.orders = new OrderReader(terminology, fhir);
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
            case MEDICATIONS, STATEMENTS -> List.of(drug(entry, lookup));
            case ALLERGIES -> List.of(allergy(entry));
            case EGFR -> List.of(result(entry, resource));
            case SCREENINGS -> List.of(screening(entry));
            case REFERRALS -> List.of(service(entry, lookup));
            case PROCEDURES -> List.of(procedure(entry));
        };
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
        String why = !meaning.accounted() ? ANYTHING : problem == null ? noConcern(concept, rows) : standing(problem);
        return EntryAccount.of(
                entry,
                ConceptReader.label(concept),
                meaning.accounted(),
                MeaningWords.of(meaning),
                rows,
                tells(meaning),
                why);
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
        return problem.isActive() ? null : "It is over: it counts where the past does.";
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

    /** The drug of an order or a statement. */
    public EntryAccount drug(Entry entry, Lookup lookup) {
        OrderedDrug drug = orders.drug(entry.resource(), lookup);
        List<Concept> concepts = Stream.concat(Stream.of(drug.concept()), drug.ingredients().stream())
                .toList();
        List<String> meaning = drug.known()
                .map(MeaningWords::of)
                .orElse(drug.isNoDrug() ? List.of("supply, device or vaccine") : List.of());
        return EntryAccount.of(
                entry,
                drug.label(),
                drug.isAccountedFor(),
                meaning,
                terminology.rows(Area.DRUG, concepts),
                row -> true,
                drug.isAccountedFor() ? null : unknownDrug(drug));
    }

    private String unknownDrug(OrderedDrug drug) {
        if (drug.saysNothing()) {
            return "It names no drug.";
        }
        if (drug.isUnresolved()) {
            return "Its drug stands in a resource that is not at hand, and nothing else names it: it could be any.";
        }
        return drug.isWordless() && !terminology.hasDrugCode(drug.concept())
                ? "It has no words, and only codes of systems that no table covers: it could be any drug."
                : "No table has its drug, by code or by name.";
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
            why = "Nothing here tells to which drug it is: it may be to any.";
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

    /** An order of something else than a drug, drafted or on record. */
    public EntryAccount service(Entry entry, Lookup lookup) {
        ObjectNode resource = entry.resource();
        Concept ordered = OrderReader.ordered(resource);
        ServiceOrder order = orders.service("", entry, lookup);
        return EntryAccount.of(
                entry,
                OrderReader.label(resource, ordered),
                true,
                order == null ? List.of() : MeaningWords.of(order.kinds()),
                terminology.rows(Area.SERVICE, List.of(ordered)),
                row -> order != null && tables(order.kinds()).contains(row.table()),
                order == null ? "The guideline does not speak of it." : null);
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
                        && (tables(procedure.kinds()).contains(row.table())
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
                String why = meaning.accounted() ? noConcern(concept, rows) : ANYTHING;
                accounts.add(EntryAccount.of(
                        entry,
                        ConceptReader.label(concept),
                        meaning.accounted(),
                        MeaningWords.of(meaning),
                        rows,
                        tells(meaning),
                        why));
            }
        }
        orders.reasons().ofEncounter(entry.resource(), lookup).stream()
                .filter(reason -> reason.conditionReference() != null)
                .forEach(reason -> accounts.add(EntryAccount.of(
                        entry,
                        reason.label(),
                        reason.meaning().accounted(),
                        MeaningWords.of(reason.meaning()),
                        List.of(),
                        row -> false,
                        "It points at " + reason.conditionReference() + ".")));
        return accounts;
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

    private static Set<String> tables(Set<ServiceOrder.Kind> kinds) {
        return kinds.stream().map(ValueSetLibrary::of).collect(Collectors.toUnmodifiableSet());
    }
}
