package org.lumbarcds.chart.entries;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.drugs.Ingredient;
import org.lumbarcds.guideline.model.meaning.Allergy;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.terminology.Terminology;
import org.lumbarcds.terminology.codes.Concept;

/** A terminology of a few codes and words, to see what the chart asks it. */
public final class FewCodes implements Terminology {

    @Override
    public Optional<Drug> drug(Concept concept, List<Concept> ingredients) {
        List<Concept> all = new ArrayList<>(ingredients);
        all.add(concept);
        for (Concept named : all) {
            if (says(named, "828320", "cyclobenzaprine")) {
                return Optional.of(drug(concept, "cyclobenzaprine", DrugClass.MUSCLE_RELAXANT));
            }
            if (says(named, "1049621", "oxycodone") || says(named, "857525", "hydrocodone")) {
                return Optional.of(drug(concept, "oxycodone", DrugClass.OPIOID));
            }
        }
        return Optional.empty();
    }

    private static Drug drug(Concept concept, String name, DrugClass drugClass) {
        String label = concept.text() == null ? name : concept.text();
        return new Drug(
                label,
                List.of(new Ingredient(name, Set.of(drugClass), null)),
                Drug.DrugForm.SYSTEMIC,
                Set.of(),
                new Drug.Recognition(Drug.Recognition.By.NAME, name));
    }

    @Override
    public Set<ProblemGroup> problem(Concept concept) {
        Set<ProblemGroup> groups = new LinkedHashSet<>();
        if (hasCode(concept, "M54.5") || hasCode(concept, "278860009")) {
            groups.add(ProblemGroup.LOW_BACK_PAIN);
        }
        if (hasCode(concept, "Z3A.30")) {
            groups.add(ProblemGroup.PREGNANCY);
        }
        if (says(concept, "G83.4", "cauda equina")) {
            groups.add(ProblemGroup.CAUDA_EQUINA);
        }
        return groups;
    }

    @Override
    public Set<ProblemGroup> reason(Concept concept) {
        boolean named =
                ConceptReader.isCoded(concept) ? hasCode(concept, "M54.5") : says(concept, "-", "low back pain");
        return named ? Set.of(ProblemGroup.LOW_BACK_PAIN) : Set.of();
    }

    @Override
    public Integer gestationWeeks(Concept concept) {
        return hasCode(concept, "Z3A.30") ? 30 : null;
    }

    @Override
    public Set<ServiceOrder.Kind> service(Concept concept) {
        Set<ServiceOrder.Kind> kinds = new LinkedHashSet<>();
        String text = concept.text() == null ? "" : concept.text().toLowerCase(Locale.ROOT);
        if (text.contains("lumbar") && text.contains("mri") || hasCode(concept, "24968-0")) {
            kinds.add(ServiceOrder.Kind.LUMBAR_IMAGING);
        }
        if (says(concept, "-", "bed rest")) {
            kinds.add(ServiceOrder.Kind.BED_REST);
        }
        if (says(concept, "308447003", "physical therapy")) {
            kinds.add(ServiceOrder.Kind.ACTIVE_TREATMENT);
        }
        return kinds;
    }

    @Override
    public Optional<Allergy> allergy(List<Concept> concepts) {
        return concepts.stream().anyMatch(concept -> says(concept, "7258", "naproxen"))
                ? Optional.of(new Allergy("naproxen", Set.of("naproxen"), Set.of(DrugClass.NSAID)))
                : Optional.empty();
    }

    @Override
    public boolean isUnspecificAllergy(Concept concept) {
        return false;
    }

    @Override
    public boolean isNoAllergy(Concept concept) {
        return hasCode(concept, "716186003");
    }

    @Override
    public boolean isKidneyFunction(Concept concept) {
        return hasCode(concept, "33914-3");
    }

    @Override
    public boolean isScreening(Concept concept) {
        return hasCode(concept, "44261-6");
    }

    @Override
    public List<String> codes(String valueSet, String system) {
        return List.of();
    }

    private static boolean hasCode(Concept concept, String code) {
        return concept.codings().stream().anyMatch(coding -> code.equals(coding.code()));
    }

    private static boolean says(Concept concept, String code, String word) {
        return hasCode(concept, code)
                || contains(concept.text(), word)
                || concept.codings().stream().anyMatch(coding -> contains(coding.display(), word));
    }

    private static boolean contains(String text, String word) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(word);
    }
}
