package org.lumbarcds.settings;

import org.lumbarcds.guideline.Remedy;

/** "Offered: naproxen (recommended) …; ibuprofen instead of naproxen by configuration." */
public enum FirstChoiceNsaid {
    NAPROXEN(Remedy.NAPROXEN),
    IBUPROFEN(Remedy.IBUPROFEN);

    private final Remedy remedy;

    FirstChoiceNsaid(Remedy remedy) {
        this.remedy = remedy;
    }

    /** The drug to offer. */
    public Remedy remedy() {
        return remedy;
    }
}
