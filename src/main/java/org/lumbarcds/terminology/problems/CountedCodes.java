package org.lumbarcds.terminology.problems;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.meaning.UnknownCode;
import org.lumbarcds.guideline.model.meaning.UnknownCode.Family;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;

/**
 * The codes of an entry that nothing here accounts for, as they may be counted. Nothing that could be words is kept: neither
 * text nor displays, and of codes only what has the shape that its system gives them.
 */
public final class CountedCodes {

    /** Any one of them in a table would account for the entry. */
    private static final int MOST_OF_AN_ENTRY = 5;

    private static final int LONGEST_SYSTEM = 120;

    private static final Map<String, Family> FAMILIES = Map.of(
            CodeSystems.ICD_10,
            Family.ICD_10,
            CodeSystems.SNOMED,
            Family.SNOMED_CT,
            CodeSystems.RXNORM,
            Family.RXNORM,
            CodeSystems.ATC,
            Family.ATC,
            CodeSystems.LOINC,
            Family.LOINC,
            CodeSystems.CPT,
            Family.CPT,
            "http://hl7.org/fhir/sid/ndc",
            Family.NDC,
            "urn:oid:2.16.840.1.113883.6.69",
            Family.NDC);

    private static final Pattern SYSTEM = Pattern.compile("(https?://|urn:)[a-z0-9./:_~-]+|[0-2](\\.\\d{1,20})+");

    /** Nobody knows the shape of a site's own codes: few letters in a row, as in no name, and a digit. */
    private static final Pattern OWN = Pattern.compile("(?=.*\\d)(?!.*[A-Za-z]{6})[A-Za-z0-9][A-Za-z0-9._/-]{0,19}");

    private CountedCodes() {}

    /** The codes of an entry, each once, five at most; {@link UnknownCode#NONE} alone when it has none. */
    public static List<UnknownCode> of(List<Concept> concepts) {
        Set<UnknownCode> codes = new LinkedHashSet<>();
        for (Concept concept : concepts) {
            for (Coding coding : concept.codings()) {
                String code = coding.code();
                if (code != null && !code.isBlank() && codes.size() < MOST_OF_AN_ENTRY) {
                    codes.add(of(coding.system(), code));
                }
            }
        }
        return codes.isEmpty() ? List.of(UnknownCode.NONE) : List.copyOf(codes);
    }

    private static UnknownCode of(@Nullable String sent, String code) {
        String system = CodeSystems.canonical(sent);
        if (system == null
                || system.length() > LONGEST_SYSTEM
                || !SYSTEM.matcher(system).matches()) {
            return UnknownCode.unreadable(Family.OTHER, "");
        }
        Family family = FAMILIES.getOrDefault(system, Family.OTHER);
        String written = CodeSystems.code(system, code);
        return written != null && shape(family).matcher(written).matches()
                ? new UnknownCode(family, system, written)
                : UnknownCode.unreadable(family, system);
    }

    private static Pattern shape(Family family) {
        return switch (family) {
            case ICD_10 -> Shapes.ICD_10;
            case SNOMED_CT -> Shapes.SNOMED_CT;
            case RXNORM -> Shapes.RXNORM;
            case ATC -> Shapes.ATC;
            case LOINC -> Shapes.LOINC;
            case CPT -> Shapes.CPT;
            case NDC -> Shapes.NDC;
            case OTHER, NONE -> OWN;
        };
    }

    /** What the systems say of their codes. */
    private static final class Shapes {
        private static final Pattern ICD_10 = Pattern.compile("[A-Z]\\d[0-9A-Z]{1,5}");
        private static final Pattern SNOMED_CT = Pattern.compile("\\d{6,18}");
        private static final Pattern RXNORM = Pattern.compile("\\d{1,8}");
        private static final Pattern ATC = Pattern.compile("[A-Z]\\d{2}([A-Z]([A-Z](\\d{2})?)?)?");
        private static final Pattern LOINC = Pattern.compile("(L[APG])?\\d{1,7}-\\d");
        private static final Pattern CPT = Pattern.compile("\\d{4}[0-9A-Z]");
        private static final Pattern NDC = Pattern.compile("\\d{10,12}|\\d{4,6}-\\d{3,4}(-\\d{1,2})?");
    }
}
