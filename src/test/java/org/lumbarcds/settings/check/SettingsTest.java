package org.lumbarcds.settings.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.RecordComponent;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.guideline.backpain.EpisodeNumbers;
import org.lumbarcds.guideline.course.CourseNumbers;
import org.lumbarcds.guideline.engine.Ages;
import org.lumbarcds.guideline.engine.Mode;
import org.lumbarcds.guideline.engine.Numbers;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.redflags.RedFlagNumbers;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.rules.care.FirstLineCare;
import org.lumbarcds.guideline.rules.care.PhysicalTherapyReferral;
import org.lumbarcds.guideline.rules.care.PsychosocialScreening;
import org.lumbarcds.guideline.rules.care.Reassess;
import org.lumbarcds.guideline.rules.care.RoutineImaging;
import org.lumbarcds.guideline.rules.drugs.MuscleRelaxantDuration;
import org.lumbarcds.guideline.rules.drugs.NsaidCaution;
import org.lumbarcds.guideline.rules.drugs.OpioidFirstLine;
import org.lumbarcds.guideline.safety.grounds.SafetyNumbers;
import org.lumbarcds.guideline.safety.labels.NsaidNumbers;
import org.lumbarcds.guideline.safety.labels.RelaxantNumbers;
import org.lumbarcds.guideline.therapy.OpioidTherapyNumbers;
import org.lumbarcds.settings.ContentSettings;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.values.FirstChoiceNsaid;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.env.MockEnvironment;

class SettingsTest {

    private static final ApplicationContextRunner CONTEXT = new ApplicationContextRunner()
            .withPropertyValues("server.address=127.0.0.1")
            .withUserConfiguration(SettingsConfiguration.class);

    @Test
    void defaults_areTheSpecifications() {
        CONTEXT.run(context -> {
            LumbarSettings settings = context.getBean(LumbarSettings.class);
            assertThat(settings.toNumbers().all().values())
                    .contains(
                            new Ages(18, 65),
                            new EpisodeNumbers(84, 365, 84, 14),
                            new CourseNumbers(90, 30, 7, 14, 30),
                            new OpioidTherapyNumbers(90, 30, 30),
                            new RedFlagNumbers(90, 30, 65),
                            new SafetyNumbers(365, false),
                            new NsaidNumbers(90, 14, 30),
                            new RelaxantNumbers(90),
                            new OpioidFirstLine.Days(90),
                            new MuscleRelaxantDuration.Days(21, 3, 7),
                            new RoutineImaging.Days(42, 14),
                            new FirstLineCare.Days(14),
                            new Reassess.Days(30, 42),
                            new PhysicalTherapyReferral.Days(90),
                            new PsychosocialScreening.Days(365),
                            new NsaidCaution.Days(5));
            assertThat(settings.cards().maxChartCards()).isEqualTo(3);
            assertThat(settings.rules().modes())
                    .hasSize(LowBackPainRule.values().length)
                    .allSatisfy((rule, mode) -> assertThat(mode).isEqualTo(Mode.ON));
            assertThat(settings.publicUrl()).hasToString("http://localhost:8080");
            assertThat(settings.zone()).isEqualTo(ZoneId.systemDefault());
            assertThat(settings.cards().selectionBehavior().code()).isEqualTo("at-most-one");
            assertThat(settings.cards().intent().code()).isEqualTo("order");
            assertThat(settings.cards().firstChoiceNsaid()).isEqualTo(FirstChoiceNsaid.NAPROXEN);
            assertThat(settings.content())
                    .isEqualTo(new ContentSettings(
                            null, null, ContentSettings.RULE_SYSTEM, ContentSettings.OVERRIDE_SYSTEM));
            assertThat(settings.limits().body().toBytes()).isEqualTo(5 * 1024 * 1024);
            assertThat(settings.limits().nesting()).isEqualTo(200);
            assertThat(settings.limits().resources()).isEqualTo(10_000);
            assertThat(settings.limits().concurrentCalls()).isEqualTo(64);
            assertThat(settings.limits().openCallsPerAddress()).isEqualTo(100);
            assertThat(settings.limits().callsPerMinute()).isEqualTo(12_000);
            assertThat(settings.security().allowAnonymous()).isFalse();
            assertThat(settings.record()).isEqualTo(new LumbarSettings.Recording(10_000, 730, 30));
            assertThat(settings.cors().allowedOrigins())
                    .containsExactly("http://localhost:[*]", "http://127.0.0.1:[*]", "https://sandbox.cds-hooks.org");
        });
    }

    /** Each number is set to another value than all others, so that none can reach the wrong threshold. */
    @Test
    void everyNumber_reachesItsThreshold() {
        Map<String, String> names = NumberSettings.numbers();
        assertThat(names.keySet())
                .containsExactlyInAnyOrderElementsOf(numbersOf(defaults()).keySet());
        Map<String, Integer> expected = new HashMap<>();
        String[] values = names.entrySet().stream()
                .map(entry -> {
                    int value = 20 + expected.size();
                    expected.put(entry.getKey(), value);
                    return entry.getValue() + "=" + value;
                })
                .toArray(String[]::new);
        CONTEXT.withPropertyValues(values).run(context -> assertThat(
                        numbersOf(context.getBean(LumbarSettings.class).toNumbers()))
                .isEqualTo(expected));
    }

    private static Numbers defaults() {
        return Binder.get(new MockEnvironment())
                .bindOrCreate("lumbar", LumbarSettings.class)
                .toNumbers();
    }

    /** Every number by the record that declares it and its name there. */
    private static Map<String, Integer> numbersOf(Numbers numbers) {
        Map<String, Integer> found = new HashMap<>();
        numbers.all().forEach((type, record) -> {
            String className = type.getName().substring(type.getPackageName().length() + 1);
            for (RecordComponent component : type.getRecordComponents()) {
                if (component.getType() == int.class) {
                    found.put(className + "." + component.getName(), read(component, record));
                }
            }
        });
        return found;
    }

    private static int read(RecordComponent component, Record record) {
        try {
            return (int) component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyRule_hasItsMode() {
        for (RuleId rule : LowBackPainRule.values()) {
            CONTEXT.withPropertyValues("lumbar.rules." + rule.id() + ".mode=shadow")
                    .run(context -> assertThat(context.getBean(LumbarSettings.class)
                                    .rules()
                                    .modes())
                            .containsEntry(rule, Mode.SHADOW)
                            .containsValue(Mode.ON));
        }
    }

    /** YAML reads on and off as true and false. */
    @Test
    void modes_canBeWrittenInYaml() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ByteArrayResource(
                "lumbar:\n  rules:\n    bed-rest:\n      mode: off\n    reassess:\n      mode: on\n".getBytes()));
        Properties properties = yaml.getObject();
        CONTEXT.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new PropertiesPropertySource("yaml", properties)))
                .run(context -> assertThat(
                                context.getBean(LumbarSettings.class).rules().modes())
                        .containsEntry(LowBackPainRule.BED_REST, Mode.OFF)
                        .containsEntry(LowBackPainRule.REASSESS, Mode.ON));
    }

    /** Without dashes and with underscores for them, as Spring reads every other property. */
    @ParameterizedTest
    @ValueSource(
            strings = {"LUMBAR_RULES_MUSCLERELAXANTDURATION_MAXDAYS", "LUMBAR_RULES_MUSCLE_RELAXANT_DURATION_MAX_DAYS"})
    void environment_setsRules_andPrecedesFiles(String name) {
        CONTEXT.withPropertyValues("lumbar.rules.muscle-relaxant-duration.max-days=20")
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(name, "14"))))
                .run(context -> assertThat(context.getBean(LumbarSettings.class)
                                .toNumbers()
                                .of(MuscleRelaxantDuration.Days.class)
                                .maxDays())
                        .isEqualTo(14));
    }

    /** As {@code ${X:-}} in a compose file gives, and as Kubernetes sets beside a Service called lumbar-rules. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lumbar.rules.bed-rest.mode=",
                "lumbar.rules.bed-rest=",
                "lumbar.rules.port=tcp://10.0.0.1:80",
                "lumbar.rules.port.80.tcp.addr=10.0.0.1"
            })
    void nothingOfOurs_changesNothing(String property) {
        CONTEXT.withPropertyValues(property).run(context -> assertThat(
                        context.getBean(LumbarSettings.class).rules().modes())
                .containsEntry(LowBackPainRule.BED_REST, Mode.ON));
    }

    static Stream<Arguments> mistakes() {
        String list = "The README's section \"Configuration\" lists every property.";
        return Stream.of(
                arguments(
                        "lumbar.content.rule-system=rules",
                        "lumbar.content.rule-system is \"rules\", which can't be used.",
                        "For lumbar.content.rule-system write an absolute URL such as https://"),
                arguments(
                        "lumbar.content.rule-system=urn:oid:2.25.01",
                        "lumbar.content.rule-system is \"urn:oid:2.25.01\"",
                        "or urn:oid: and an OID"),
                arguments(
                        "lumbar.content.override-system=urn:uuid:1D2C4B1E-6F3A-4F0E-9A55-0C8F0F6F7D10",
                        "lumbar.content.override-system is",
                        "a UUID in lower case"),
                arguments(
                        "lumbar.content.override-system=" + ContentSettings.RULE_SYSTEM,
                        "lumbar.content.override-system is",
                        "another system than lumbar.content.rule-system"),
                arguments(
                        "lumbar.cards.max-detail=1199",
                        "lumbar.cards.max-detail is \"1199\"",
                        "at least lumbar.cards.max-finding-detail, which is 1200"),
                arguments(
                        "lumbar.cards.max-finding-detail=599",
                        "lumbar.cards.max-finding-detail is \"599\"",
                        "a whole number from 600 to 20000"),
                arguments(
                        "lumbar.rules.bed-rest.mode=maybe",
                        "lumbar.rules.bed-rest.mode",
                        "write on, shadow or off, or leave it out for the default, on."),
                arguments(
                        "lumbar.rules.muscle-relaxant-duration.max-days=0",
                        "lumbar.rules.muscle-relaxant-duration.max-days is \"0\"",
                        "write a whole number from 1 to 365, or leave it out for the default, 21."),
                arguments(
                        "lumbar.rules.muscle-relaxant-duration.max-days=366",
                        "max-days is \"366\"",
                        "write a whole number from 1 to 365, or"),
                arguments(
                        "lumbar.rules.muscle-relaxant-duration.max-days=3 weeks",
                        "lumbar.rules.muscle-relaxant-duration.max-days",
                        "write a whole number from 1 to 365, or"),
                arguments(
                        "lumbar.guideline.course-gap-days=-1",
                        "lumbar.guideline.course-gap-days is \"-1\"",
                        "write a whole number from 0 to 3650, or"),
                arguments(
                        "lumbar.limits.body=1",
                        "lumbar.limits.body is \"1B\"",
                        "write a size such as 5MB, from 1KB to 100MB, or"),
                arguments(
                        "lumbar.limits.body=101MB",
                        "lumbar.limits.body",
                        "write a size such as 5MB, from 1KB to 100MB, or"),
                arguments(
                        "lumbar.limits.body=big",
                        "lumbar.limits.body",
                        "write a size such as 5MB, from 1KB to 100MB, or"),
                arguments(
                        "lumbar.public-url=localhost:8080",
                        "lumbar.public-url",
                        "write an absolute http or https URL without query, or"),
                arguments(
                        "lumbar.public-url=ftp://h",
                        "lumbar.public-url",
                        "write an absolute http or https URL without query, or"),
                arguments(
                        "lumbar.time-zone=Mars",
                        "lumbar.time-zone",
                        "write a time zone such as Europe/Vienna, or leave it out."),
                arguments(
                        "lumbar.cards.intent=plan",
                        "lumbar.cards.intent",
                        "write order or proposal, or leave it out for the default, order."),
                arguments(
                        "lumbar.cards.first-choice-nsaid=aspirin",
                        "lumbar.cards.first-choice-nsaid",
                        "write naproxen or ibuprofen, or"),
                arguments(
                        "lumbar.content.cards=/no/such/directory",
                        "lumbar.content.cards",
                        "write the path of an existing directory, or leave it out."),
                arguments("lumbar.rules.bed-rest.mod=off", "lumbar.rules.bed-rest.mod", list),
                arguments("lumbar.rules.bedrest2.mode=off", "lumbar.rules.bedrest2.mode", list),
                arguments("lumbar.rule.bed-rest.mode=off", "lumbar.rule.bed-rest.mode", list));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void mistakes(String property, String description, String action) {
        CONTEXT.withPropertyValues(property).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = analyze(context);
            assertThat(analysis.getDescription()).contains(description);
            assertThat(analysis.getAction()).contains(action);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://fhir.our-hospital.example.org/CodeSystem/rules",
                "urn:oid:2.16.840.1.113883.3.1",
                "urn:uuid:1d2c4b1e-6f3a-4f0e-9a55-0c8f0f6f7d10"
            })
    void ruleSystem_ofASite(String system) {
        CONTEXT.withPropertyValues("lumbar.content.rule-system=" + system).run(context -> assertThat(
                        context.getBean(LumbarSettings.class).content().ruleSystem())
                .isEqualTo(system));
    }

    private static FailureAnalysis analyze(AssertableApplicationContext context) {
        return new SettingsFailureAnalyzer().analyze(context.getStartupFailure());
    }

    @Test
    void otherFailures_areNotJudged() {
        assertThat(new SettingsFailureAnalyzer().analyze(new IllegalStateException("other")))
                .isNull();
        assertThat(new ClassPathResource("META-INF/spring.factories").exists()).isTrue();
    }

    static Stream<Arguments> names() {
        return Stream.of(
                arguments("LUMBAR_PUBLICURL", true),
                arguments("LUMBAR_PUBLIC_URL", true),
                arguments("LUMBAR_RULES_BEDREST_MODE", true),
                arguments("LUMBAR_RULES_BED_REST_MODE", true),
                arguments("LUMBAR_CORS_ALLOWEDORIGINS", true),
                arguments("LUMBAR_CORS_ALLOWEDORIGINS_0", true),
                arguments("LUMBAR_SECURITY_CLIENTS_0_ISS", true),
                arguments("LUMBAR_SECURITY_CLIENTS_12_FHIRSERVERS", true),
                arguments("LUMBAR_SECURITY_CLIENTS_0_FHIR_SERVERS_1", true),
                arguments("LUMBAR_SECURITY_CLIENTS_0_ISSS", false),
                arguments("LUMBAR_SECURITY_CLIENTS_ISS", false),
                arguments("PATH", true),
                arguments("LUMBAR_CDS_SERVICE_HOST", true),
                arguments("LUMBAR_CDS_SERVICE_PORT", true),
                arguments("LUMBAR_SERVICE_PORT_HTTP", true),
                arguments("LUMBAR_PORT", true),
                arguments("LUMBAR_CDS_PORT_8080_TCP", true),
                arguments("LUMBAR_CDS_PORT_8080_TCP_ADDR", true),
                arguments("LUMBAR_RULES_BEDREST_MOD", false),
                arguments("LUMBAR_RULES_BEDREST", false),
                arguments("lumbar_rules_bedrest_mod", false));
    }

    @ParameterizedTest
    @MethodSource("names")
    void environmentVariables_areJudgedByName(String name, boolean known) {
        if (known) {
            SettingsCheck.checkNames(Set.of(name), Set.of());
        } else {
            assertThatThrownBy(() -> SettingsCheck.checkNames(Set.of(name), Set.of()))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessage(name + " is no property of this service.");
        }
    }

    @Test
    void systemProperties_areJudgedByName() {
        SettingsCheck.checkNames(
                Set.of(),
                Set.of(
                        "lumbar.publicUrl",
                        "lumbar.cors.allowed-origins[1]",
                        "lumbar.security.clients[1].iss",
                        "lumbar.security.clients[1].algorithms[0]",
                        "lumbar.rules.bed-rest.mode",
                        "java.home"));
        assertThatThrownBy(() -> SettingsCheck.checkNames(Set.of(), Set.of("lumbar.rules.bed-rest.mod")))
                .isInstanceOf(InvalidSettingException.class);
    }
}
