package org.lumbarcds.terminology;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.Meaning;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.guideline.model.record.LabResult;
import org.lumbarcds.terminology.codes.Concept;
import org.lumbarcds.terminology.listing.TableRow;
import org.lumbarcds.terminology.listing.TableSearch;

/** What codes and words mean to the guideline. Implementations are immutable and safe for concurrent use. */
public interface Terminology {

    /**
     * Which drug is it?
     *
     * @param concept the medication's codings and text; {@code medicationReference.display} is a text too
     * @param ingredients codings of {@code Medication.ingredient}, if any
     */
    Optional<Drug> drug(Concept concept, List<Concept> ingredients);

    /** What a condition means: by code, by prefix, and by whole words where its group allows; empty when nothing. */
    Set<ProblemGroup> problem(Concept concept);

    /** What a condition means, what its words leave open and whether anything accounts for it included. */
    default Meaning meaning(Concept concept) {
        return Meaning.of(problem(concept));
    }

    /** What a condition or a reason is only suspected to be, by its words: "suspected", "possible", "rule out". */
    default Set<ProblemGroup> suspected(Concept concept) {
        return Set.of();
    }

    /** Whether an order of no drug known here is one of supplies, a device or a vaccine. */
    default boolean isSupply(Concept concept) {
        return false;
    }

    /** Whether a coding is of a system that the drug tables cover: RxNorm, ATC. */
    default boolean hasDrugCode(Concept concept) {
        return false;
    }

    /** Whether an allergy is to food, the environment, latex, contrast or the like. */
    default boolean isAllergyToNoDrug(Concept concept) {
        return false;
    }

    /** Whether a reaction is one of the stomach only: nausea, dyspepsia. */
    default boolean isStomachComplaint(Concept concept) {
        return false;
    }

    /** What an order's or encounter's reason means; a text-only reason only counts when it names low back pain. */
    Set<ProblemGroup> reason(Concept concept);

    /** Completed weeks of gestation when a coding tells them, else null. */
    @Nullable
    Integer gestationWeeks(Concept concept);

    /** What an order other than a drug is about; empty when the guideline does not speak of it. */
    Set<ServiceOrder.Kind> service(Concept concept);

    /** What an allergy's code, text or reaction substances name, whatever its status; empty when nothing known here. */
    Optional<Allergy> allergy(List<Concept> concepts);

    /** Whether an allergy record's code says that the patient has none. */
    boolean isNoAllergy(Concept concept);

    /** Whether an allergy record's words are there and name no drug: "unknown drug", "painkillers". It could be any. */
    boolean isUnspecificAllergy(Concept concept);

    /** Whether an observation is an eGFR. */
    boolean isKidneyFunction(Concept concept);

    /** What a laboratory observation measures, or null when it is none that drugs are judged by. */
    default LabResult.@Nullable Kind labKind(Concept concept) {
        return null;
    }

    /** Whether an observation is a PHQ-2 or PHQ-9 result. */
    boolean isScreening(Concept concept);

    /** The rows of the tables that an entry matches, to explain what accounts for it; none where nobody explains. */
    default List<TableRow> rows(TableSearch.Area area, List<Concept> concepts) {
        return List.of();
    }

    /** The codes of a value set in one system, sorted, for a prefetch query. */
    List<String> codes(String valueSet, String system);
}
