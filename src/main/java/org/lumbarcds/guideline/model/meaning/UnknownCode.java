package org.lumbarcds.guideline.model.meaning;

import java.util.Comparator;
import java.util.Locale;

/**
 * A code of an entry that no table here has, as it may be counted: never words, and only what has the shape of a code.
 *
 * @param family the system by a name of our own
 * @param system the system as a table would name it; empty when there is none that may be kept
 * @param code the code as a table would hold it, or, with a space in it, why there is none
 */
public record UnknownCode(Family family, String system, String code) implements Comparable<UnknownCode> {

    /** The entry has words only, or nothing at all. */
    public static final UnknownCode NONE = new UnknownCode(Family.NONE, "", "no code");

    /** What stands for codes that there is no room for. */
    public static final UnknownCode FURTHER = new UnknownCode(Family.OTHER, "", "further codes");

    private static final String UNREADABLE = "unreadable code";

    private static final Comparator<UnknownCode> ORDER =
            Comparator.comparing(UnknownCode::system).thenComparing(UnknownCode::code);

    /** Systems that are told apart in metrics. */
    public enum Family {
        ICD_10,
        SNOMED_CT,
        RXNORM,
        ATC,
        LOINC,
        CPT,
        NDC,
        /** Any other, a site's own among them. */
        OTHER,
        /** There is no code. */
        NONE;

        /** As metrics name it, for example {@code snomed-ct}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A code that may be anything, a text among them, so it is not kept. */
    public static UnknownCode unreadable(Family family, String system) {
        return new UnknownCode(family, system, UNREADABLE);
    }

    @Override
    public int compareTo(UnknownCode other) {
        return ORDER.compare(this, other);
    }
}
