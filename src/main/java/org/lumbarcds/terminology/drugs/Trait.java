package org.lumbarcds.terminology.drugs;

import java.util.EnumSet;
import java.util.Set;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.terminology.valuesets.ValueSetLibrary;

/** What value sets say of a product beside its ingredients. */
enum Trait {
    TOPICAL(ValueSetLibrary.of(Drug.DrugForm.TOPICAL)),
    LOCAL(ValueSetLibrary.of(Drug.DrugForm.LOCAL)),
    ANTITUSSIVE(ValueSetLibrary.of(Drug.Use.ANTITUSSIVE)),
    OPIOID_USE_DISORDER(ValueSetLibrary.of(Drug.Use.OPIOID_USE_DISORDER)),
    NOT_OUTPATIENT(ValueSetLibrary.of(Drug.Use.NOT_OUTPATIENT)),
    OTHER_PURPOSE(ValueSetLibrary.of(Drug.Use.OTHER_PURPOSE));

    private final String valueSet;

    Trait(String valueSet) {
        this.valueSet = valueSet;
    }

    String valueSet() {
        return valueSet;
    }

    static Drug.DrugForm form(Set<Trait> traits) {
        if (traits.contains(LOCAL)) {
            return Drug.DrugForm.LOCAL;
        }
        return traits.contains(TOPICAL) ? Drug.DrugForm.TOPICAL : Drug.DrugForm.SYSTEMIC;
    }

    static Set<Drug.Use> uses(Set<Trait> traits) {
        Set<Drug.Use> uses = EnumSet.noneOf(Drug.Use.class);
        for (Trait trait : traits) {
            if (trait != TOPICAL && trait != LOCAL) {
                uses.add(Drug.Use.valueOf(trait.name()));
            }
        }
        // A depot injection of buprenorphine is taken by outpatients.
        if (uses.contains(Drug.Use.OPIOID_USE_DISORDER)) {
            uses.remove(Drug.Use.NOT_OUTPATIENT);
        }
        return uses;
    }
}
