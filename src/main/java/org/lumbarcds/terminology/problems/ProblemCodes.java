package org.lumbarcds.terminology.problems;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.terminology.codes.CodeSystems;
import org.lumbarcds.terminology.codes.CodeTable;
import org.lumbarcds.terminology.codes.Coding;

/** What codes of problems mean, and which are known to be harmless. */
final class ProblemCodes {

    private final CodeTable<Membership> codes = new CodeTable<>();
    private final CodeTable<Boolean> harmless = new CodeTable<>();

    /** @param seventh characters that, as the seventh, take a code out of the group; often empty */
    void include(ProblemGroup group, String system, String code, String seventh) {
        Membership membership = codes.at(system, code, Membership::new);
        membership.in.add(group);
        if (!seventh.isEmpty()) {
            membership.seventhNot.put(group, seventh);
        }
    }

    void exclude(ProblemGroup group, String system, String code) {
        codes.at(system, code, Membership::new).out.add(group);
    }

    void addHarmless(String system, String code) {
        harmless.at(system, code, () -> Boolean.TRUE);
    }

    /** "ICD-10 is covered whole; a SNOMED CT code is accounted for when a table has it"; so is any code that one has. */
    boolean isAccountedFor(Coding coding) {
        boolean[] found = {CodeSystems.isIcd10(coding)};
        codes.forEach(coding, (code, membership) -> found[0] = true);
        harmless.forEach(coding, (code, value) -> found[0] = true);
        return found[0] && isOfItsShape(coding);
    }

    /** An ICD-10 code by name only accounts for nothing, though a prefix of it may be in a table. */
    private static boolean isOfItsShape(Coding coding) {
        return !CodeSystems.ICD_10.equals(CodeSystems.canonical(coding.system())) || CodeSystems.isIcd10(coding);
    }

    /** The groups of a code; those that exclude it are added to {@code out}. */
    Set<ProblemGroup> of(Coding coding, Set<ProblemGroup> out) {
        Set<ProblemGroup> in = EnumSet.noneOf(ProblemGroup.class);
        codes.forEach(coding, (code, membership) -> {
            in.addAll(membership.in);
            out.addAll(membership.out);
            membership.seventhNot.forEach((group, not) -> {
                if (code.length() == 7 && not.indexOf(code.charAt(6)) >= 0) {
                    out.add(group);
                }
            });
        });
        return in;
    }

    /** A local code says nothing here, so the words beside it are all there is. */
    boolean isCoded(Coding coding) {
        String code = coding.code();
        return code != null && !code.isBlank() && codes.speaks(CodeSystems.canonical(coding.system()));
    }

    /** The groups that list a code, and those that exclude it. */
    private static final class Membership {
        private final Set<ProblemGroup> in = EnumSet.noneOf(ProblemGroup.class);
        private final Set<ProblemGroup> out = EnumSet.noneOf(ProblemGroup.class);
        private final Map<ProblemGroup, String> seventhNot = new EnumMap<>(ProblemGroup.class);
    }
}
