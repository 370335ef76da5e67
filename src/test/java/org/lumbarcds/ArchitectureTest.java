package org.lumbarcds;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lumbarcds.documents.DerivedFile;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.rules.LowBackPainRule;

/** "One direction: hooks → chart → guideline → cards → hooks. guideline is the heart … The rest serves it." */
class ArchitectureTest {

    private static final String ALL = "org.lumbarcds..";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.lumbarcds");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("org.lumbarcds");

    @Test
    void guideline_isPureJava() {
        classes()
                .that()
                .resideInAPackage("org.lumbarcds.guideline..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.lumbarcds.guideline..")
                .check(CLASSES);
    }

    @Test
    void guideline_model_knowsNoRules() {
        mayUse("guideline.model");
    }

    @Test
    void terminology_knowsTheModelOnly() {
        noClasses()
                .that()
                .resideInAPackage("org.lumbarcds.terminology..")
                .should()
                .dependOnClassesThat(resideInAPackage(ALL)
                        .and(not(resideInAnyPackage("org.lumbarcds.terminology..", "org.lumbarcds.guideline.model.."))))
                .check(CLASSES);
    }

    @Test
    void chart_knowsGuidelineAndTerminology() {
        mayUse("chart", "bundle", "guideline", "terminology");
    }

    @Test
    void cards_knowGuideline() {
        mayUse("cards", "guideline");
    }

    @Test
    void settings_knowGuideline() {
        mayUse("settings", "guideline");
    }

    @Test
    void bundle_knowsNobody() {
        mayUse("bundle");
    }

    @Test
    void fetch_interpretsNothing() {
        mayUse("fetch", "bundle", "guideline.model");
    }

    @Test
    void errors_knowNobody() {
        mayUse("errors");
    }

    @Test
    void clients_knowNobody() {
        mayUse("clients");
    }

    @Test
    void security_knowsNothingOfWhatIsCalled() {
        mayUse("security", "clients", "errors", "fetch", "settings");
    }

    @Test
    void record_knowsClientsAndGuideline() {
        mayUse("record", "clients", "guideline");
    }

    @Test
    void audit_knowsTheRecord() {
        mayUse("audit", "record", "clients", "guideline");
    }

    @Test
    void analytics_readsTheStore() {
        mayUse("analytics", "feedback", "store", "errors", "guideline", "views");
    }

    @Test
    void store_knowsSettings() {
        mayUse("store", "settings", "errors");
    }

    @Test
    void body_isReadForWhoeverAnswers() {
        mayUse("body", "errors", "settings", "fetch.json", "fetch");
    }

    @Test
    void services_areWhatDiscoveryOffers() {
        mayUse("services", "errors", "terminology", "guideline");
    }

    @Test
    void feedback_knowsRecordAndSettings() {
        mayUse("feedback", "body", "services", "store", "record", "clients", "errors", "settings", "guideline");
    }

    @Test
    void simulate_knowsWhatItReplays() {
        mayUse("simulate", "chart", "guideline", "terminology", "cards", "settings");
    }

    @Test
    void transparency_knowsNoCalls() {
        mayUse("transparency", "cards", "terminology", "guideline", "settings", "record", "errors", "views");
    }

    @Test
    void views_knowNobody() {
        mayUse("views");
    }

    @Test
    void connect_knowsNoCards() {
        mayUse("connect", "body", "errors", "fetch", "guideline.model", "security", "services", "settings", "views");
    }

    @Test
    void page_isFilesAndExamples() {
        mayUse("page", "services", "settings", "errors", "guideline.model", "views");
    }

    @Test
    void explain_decidesNothing() {
        mayUse(
                "explain",
                "hooks",
                "chart",
                "cards",
                "guideline",
                "terminology",
                "fetch",
                "body",
                "services",
                "clients",
                "errors");
    }

    @Test
    void nobodyKnowsTransparency() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.lumbarcds.transparency..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.lumbarcds.transparency.."))
                .check(CLASSES);
    }

    private static void mayUse(String self, String... others) {
        String[] allowed = new String[others.length + 1];
        allowed[0] = "org.lumbarcds." + self + "..";
        for (int i = 0; i < others.length; i++) {
            allowed[i + 1] = "org.lumbarcds." + others[i] + "..";
        }
        noClasses()
                .that()
                .resideInAPackage("org.lumbarcds." + self + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(ALL).and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** "What has nothing to do with backs does not import what has, so that a second guideline could stand beside the first." */
    @Test
    void engineCourseAndSafety_knowNoBack() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.lumbarcds.guideline.model..",
                        "org.lumbarcds.guideline.basis",
                        "org.lumbarcds.guideline.findings",
                        "org.lumbarcds.guideline.engine",
                        "org.lumbarcds.guideline.dose",
                        "org.lumbarcds.guideline.course",
                        "org.lumbarcds.guideline.therapy",
                        "org.lumbarcds.guideline.safety..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.lumbarcds.guideline.backpain",
                        "org.lumbarcds.guideline.redflags",
                        "org.lumbarcds.guideline.rules..")
                .check(CLASSES);
    }

    /** A room that a reader takes in at a glance; classes within classes count. */
    @Test
    void packages_areNotTooFull() {
        assertThat(rooms(CLASSES))
                .allSatisfy((room, types) -> assertThat(types).as(room).hasSizeLessThanOrEqualTo(20));
    }

    /** The tests of a package are read beside it. */
    @Test
    void packagesOfTests_areNotTooFull() {
        Map<String, Integer> tooFull = new TreeMap<>();
        rooms(TESTS).forEach((room, types) -> {
            if (types.size() > 20) {
                tooFull.put(room, types.size());
            }
        });
        assertThat(tooFull).isEmpty();
    }

    /** One or two classes are a room only where the package says why: "Two classes: …", "One class: …". */
    @Test
    void packages_withFewClasses_sayWhy() {
        Set<String> silent = new TreeSet<>();
        rooms(CLASSES).forEach((room, types) -> {
            long count = types.stream().filter(JavaClass::isTopLevelClass).count();
            String wanted = count == 1 ? "One class:" : "Two classes:";
            if (count < 3
                    && !text(source(room.replace('.', '/') + "/package-info")).contains(wanted)) {
                silent.add(room);
            }
        });
        assertThat(silent).isEmpty();
    }

    /** What a reader holds in mind at once. */
    @Test
    void classes_areNotTooLong() {
        Map<String, Long> tooLong = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            long lines = type.isTopLevelClass()
                    ? text(source(type.getName().replace('.', '/'))).lines().count()
                    : 0;
            if (lines > 300) {
                tooLong.put(type.getName(), lines);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    /** What nobody outside uses is nobody's business; an exception may be merely caught there. */
    @Test
    void publicClasses_areUsedOutsideTheirPackage() {
        Set<String> used = Stream.concat(CLASSES.stream(), TESTS.stream())
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> !dependency
                        .getOriginClass()
                        .getPackageName()
                        .equals(dependency.getTargetClass().getPackageName()))
                .map(dependency ->
                        dependency.getTargetClass().getBaseComponentType().getName())
                .map(name -> name.replaceFirst("\\$.*", ""))
                .collect(Collectors.toSet());
        assertThat(CLASSES.stream()
                        .filter(type -> type.isTopLevelClass()
                                && type.getModifiers().contains(JavaModifier.PUBLIC)
                                && !type.isAssignableTo(Throwable.class)
                                && type.tryGetMethod("main", String[].class).isEmpty()
                                && !used.contains(type.getName()))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    private static Map<String, List<JavaClass>> rooms(JavaClasses classes) {
        return classes.stream()
                .filter(type ->
                        !type.isAnonymousClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName));
    }

    private static Path source(String type) {
        return Path.of("src/main/java/" + type + ".java");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void picture_isDrawnFromTheClasses() throws IOException {
        Set<String> arrows = new TreeSet<>();
        for (JavaClass from : CLASSES) {
            from.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> room(dependency.getTargetClass().getBaseComponentType()))
                    .filter(to -> !room(from).isEmpty() && !to.isEmpty() && !to.equals(room(from)))
                    .forEach(to -> arrows.add(room(from) + " --> " + to));
        }
        String lines = arrows.stream().map(arrow -> "    " + arrow + "\n").collect(Collectors.joining());
        DerivedFile.check(Path.of("docs/architecture.md"), "graph TD", "```", lines);
    }

    /** The package below the base package, the first name of it; empty for others and for the base package itself. */
    private static String room(JavaClass type) {
        String base = "org.lumbarcds.";
        return type.getPackageName().startsWith(base)
                ? type.getPackageName().substring(base.length()).split("\\.")[0]
                : "";
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("org.lumbarcds.(**)").should().beFreeOfCycles().check(CLASSES);
        slices().matching("org.lumbarcds.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void rules_areNamedAsTheirIds() {
        Set<String> names = Arrays.stream(LowBackPainRule.values())
                .map(ArchitectureTest::className)
                .collect(Collectors.toSet());
        classes()
                .that()
                .implement(Rule.class)
                .should()
                .resideInAPackage("org.lumbarcds.guideline.rules..")
                .andShould(new ArchCondition<>("be named as a RuleId") {
                    @Override
                    public void check(JavaClass rule, ConditionEvents events) {
                        // The rule RED_FLAGS stands beside the concept RedFlagsOnRecord, so it may say "Rule".
                        String name = rule.getSimpleName().replaceFirst("Rule$", "");
                        boolean named = names.contains(name);
                        events.add(new SimpleConditionEvent(rule, named, rule.getName() + " has no RuleId"));
                    }
                })
                .check(CLASSES);
    }

    private static String className(RuleId id) {
        return Arrays.stream(id.id().split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    @Test
    void guideline_asksNoClockAndLogsNothing() {
        noClasses()
                .that()
                .resideInAPackage("org.lumbarcds.guideline..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void names_sayWhatAClassDoes() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager)(\\$.*)?")
                .check(CLASSES);
    }

    @Test
    void injection_isByConstructor() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(CLASSES);
    }
}
