package org.lumbarcds.settings.values;

/** "Offered: naproxen (recommended) …; ibuprofen instead of naproxen by configuration." */
public enum FirstChoiceNsaid {
    NAPROXEN,
    IBUPROFEN
}
