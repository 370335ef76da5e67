package org.lumbarcds.chart.entries;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.json.Reference;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.meaning.UnknownCode;
import org.lumbarcds.terminology.codes.Concept;
import org.lumbarcds.terminology.problems.CountedCodes;

/**
 * What an order says of its drug, and what the tables make of it.
 *
 * @param concept what it is called
 * @param ingredients what it is made of; empty when the order does not say
 * @param reference where the order refers to for it, or null when it names the drug itself
 * @param isAtHand whether what it refers to is at hand
 * @param known the drug, one of no concern included; empty when no table has it
 * @param isNoDrug whether it is a supply, a device or a vaccine
 */
public record OrderedDrug(
        Concept concept,
        List<Concept> ingredients,
        @Nullable Reference reference,
        boolean isAtHand,
        Optional<Drug> known,
        boolean isNoDrug) {

    private static final Pattern MEDICATION = Pattern.compile("Medication/[A-Za-z0-9.-]{1,64}");

    public OrderedDrug {
        ingredients = List.copyOf(ingredients);
    }

    /** The drug, or empty when no table has it, or has it as one of no concern. */
    Optional<Drug> ofConcern() {
        return known.filter(Drug::isOfConcern);
    }

    /** Whether a table has it, or it is no drug. */
    public boolean isAccountedFor() {
        return known.isPresent() || isNoDrug;
    }

    /** Whether the order says anything of a drug; a draft just begun does not. */
    public boolean saysNothing() {
        return reference == null && isNameless();
    }

    /** Whether it is only told by a resource that is not at hand: it could be any drug. */
    public boolean isUnresolved() {
        return refersToNothing() && !isAtHand;
    }

    /** Whether the order refers to a Medication that is not at hand or says nothing, and has no words or code of its own. */
    public boolean refersToNothing() {
        return reference != null && reference.raw() != null && isNameless();
    }

    /** Whether the order refers to its drug instead of naming it. */
    public boolean isReferred() {
        return reference != null;
    }

    /** {@code Medication/id} that the order refers to, or null when it refers to none by a well-formed id. */
    public @Nullable String referredMedication() {
        String key = reference == null ? null : reference.key();
        return key != null && MEDICATION.matcher(key).matches() ? key : null;
    }

    /** Id of the Medication that alone would tell it and is not at hand; null when there is none such. */
    @Nullable
    String unresolvedId() {
        return reference != null && isUnresolved() && "Medication".equals(reference.type()) ? reference.id() : null;
    }

    /** Whether no words tell it: at best there are codes. Not known here, it could be any drug. */
    public boolean isWordless() {
        return concepts().allMatch(each -> ConceptReader.names(each).isEmpty());
    }

    /** What the order calls it: its words, else a code. */
    public String label() {
        return concepts()
                .map(ConceptReader::label)
                .filter(label -> !label.isEmpty())
                .findFirst()
                .orElse("an order without a name");
    }

    /** Its codes and those of its ingredients, as they may be counted. */
    public List<UnknownCode> codes() {
        return CountedCodes.of(concepts().toList());
    }

    private boolean isNameless() {
        return ConceptReader.isEmpty(concept) && ingredients.isEmpty();
    }

    private Stream<Concept> concepts() {
        return Stream.concat(Stream.of(concept), ingredients.stream());
    }
}
