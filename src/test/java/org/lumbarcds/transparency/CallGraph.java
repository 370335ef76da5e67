package org.lumbarcds.transparency;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the code of a rule can reach, method by method: constants of enums and calls, as {@code Class.member}. An interface's call ends there. */
final class CallGraph {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.lumbarcds.guideline");

    private final Predicate<JavaCodeUnit> leftOut;
    private final Set<JavaCodeUnit> seen = new HashSet<>();
    private final Deque<JavaCodeUnit> open = new ArrayDeque<>();
    private final Set<String> reached = new TreeSet<>();

    private CallGraph(Predicate<JavaCodeUnit> leftOut) {
        this.leftOut = leftOut;
    }

    /** @param leftOut methods that are not entered, since they name everything */
    static Set<String> from(Class<?> rule, Predicate<JavaCodeUnit> leftOut) {
        CallGraph graph = new CallGraph(leftOut);
        CLASSES.get(rule).getCodeUnits().forEach(graph::enter);
        graph.walk();
        return graph.reached;
    }

    private void walk() {
        while (!open.isEmpty()) {
            open.poll().getAccessesFromSelf().forEach(this::follow);
        }
    }

    private void enter(JavaCodeUnit unit) {
        if (!leftOut.test(unit) && seen.add(unit)) {
            open.add(unit);
        }
    }

    private void follow(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        if (!owner.getPackageName().startsWith("org.lumbarcds")
                || access.getName().startsWith("$")) {
            return;
        }
        String name = owner.getName();
        reached.add(name.substring(name.lastIndexOf('.') + 1) + "." + access.getName());
        if (access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target) {
            target.resolveMember().ifPresent(this::enter);
        } else if (!owner.isEnum()) {
            // A constant of a class is what its initialiser made it of.
            owner.getStaticInitializer().ifPresent(this::enter);
        }
    }
}
