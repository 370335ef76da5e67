package org.lumbarcds.guideline.basis;

import java.util.Locale;
import org.lumbarcds.guideline.model.drugs.DrugClass;

/** The drugs that may be suggested; product, dose and quantity of each are in the cards' order templates. */
public enum Remedy {
    NAPROXEN(DrugClass.NSAID),
    IBUPROFEN(DrugClass.NSAID),
    ACETAMINOPHEN(DrugClass.ACETAMINOPHEN),
    CYCLOBENZAPRINE(DrugClass.MUSCLE_RELAXANT),
    METHOCARBAMOL(DrugClass.MUSCLE_RELAXANT);

    private final DrugClass drugClass;

    Remedy(DrugClass drugClass) {
        this.drugClass = drugClass;
    }

    public DrugClass drugClass() {
        return drugClass;
    }

    /** Its ingredient, as the drug value sets write it. */
    public String ingredient() {
        return name().toLowerCase(Locale.ROOT);
    }
}
