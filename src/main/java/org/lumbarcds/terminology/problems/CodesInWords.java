package org.lumbarcds.terminology.problems;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.codes.Coding;
import org.lumbarcds.terminology.codes.Concept;

/**
 * ICD-10 codes where no system says so: in the words ("K25.4; E11.9"), and as a code without a system. Only with the dot,
 * for "T12" and "B12" are a vertebra and a vitamin.
 */
public final class CodesInWords {

    private static final Pattern CODE =
            Pattern.compile("(?<![\\p{L}\\p{N}.-])[A-Z]\\d[0-9A-Z]\\.[0-9A-Z]{1,4}(?![\\p{L}\\p{N}])");
    private static final Pattern LETTERS = Pattern.compile("\\p{L}{2}");

    private CodesInWords() {}

    /** The concept with its codes without a system read, and with those of its words when it has no words beside them. */
    public static Concept read(Concept concept) {
        List<Coding> codings = new ArrayList<>();
        for (Coding coding : concept.codings()) {
            codings.add(isWithoutSystem(coding) ? icd10(coding.code(), coding.display()) : coding);
        }
        String text = concept.text();
        if (text != null && !LETTERS.matcher(CODE.matcher(text).replaceAll(" ")).find()) {
            codings.addAll(in(text));
        }
        return codings.equals(concept.codings()) ? concept : new Concept(codings, text);
    }

    /** The codes that stand anywhere in a text. */
    public static List<Coding> in(String text) {
        List<Coding> codings = new ArrayList<>();
        Matcher codes = CODE.matcher(text);
        while (codes.find()) {
            codings.add(icd10(codes.group(), null));
        }
        return codings;
    }

    private static boolean isWithoutSystem(Coding coding) {
        String code = coding.code();
        return (coding.system() == null || coding.system().isBlank())
                && code != null
                && CODE.matcher(code.strip()).matches();
    }

    private static Coding icd10(@Nullable String code, @Nullable String display) {
        return new Coding(CodeSystems.ICD_10, code, display);
    }
}
