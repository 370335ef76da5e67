package org.lumbarcds.guideline.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.model.record.ChartKey.ALLERGIES;
import static org.lumbarcds.guideline.model.record.ChartKey.CONDITIONS;
import static org.lumbarcds.guideline.model.record.ChartKey.EGFR;
import static org.lumbarcds.guideline.model.record.ChartKey.ENCOUNTER;
import static org.lumbarcds.guideline.model.record.ChartKey.MEDICATIONS;
import static org.lumbarcds.guideline.model.record.ChartKey.PATIENT;
import static org.lumbarcds.guideline.model.record.ChartKey.PROCEDURES;
import static org.lumbarcds.guideline.model.record.ChartKey.REFERRALS;
import static org.lumbarcds.guideline.model.record.ChartKey.SCREENINGS;
import static org.lumbarcds.guideline.model.record.ChartKey.STATEMENTS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumbarcds.guideline.engine.Rule;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * When each rule is asked and what it needs: "Required: the patient by every rule; conditions by every rule but
 * muscle-relaxant-duration and relaxant-course-exceeded; medications by the rules that look at other drugs". A key that is
 * not declared is in nobody's prefetch, so nobody would ever send it.
 */
class DeclarationsTest {

    private static final Set<Hook> ORDERS = Hook.ofOrders();
    private static final Set<Hook> DRUG_ORDERS = Hook.ofDrugOrders();
    private static final Set<Hook> CHART = Hook.ofCharts();
    private static final Set<ChartKey> BASIC = EnumSet.of(PATIENT, CONDITIONS);
    private static final Set<ChartKey> WITH_DRUGS = EnumSet.of(PATIENT, CONDITIONS, MEDICATIONS);
    private static final Set<ChartKey> DRUGS_ALONE = EnumSet.of(PATIENT, MEDICATIONS);
    private static final Set<ChartKey> VISIT = EnumSet.of(ENCOUNTER);
    /** Long-term steroids and immunosuppressants are red flags. */
    private static final Set<ChartKey> STEROIDS = EnumSet.of(ENCOUNTER, MEDICATIONS);
    /** What a suggestion must be checked against, beside the required data. */
    private static final Set<ChartKey> SAFETY = EnumSet.of(ENCOUNTER, ALLERGIES, EGFR, STATEMENTS);
    /** At the chart operations are looked at too. */
    private static final Set<ChartKey> SAFETY_AT_THE_CHART =
            EnumSet.of(ENCOUNTER, ALLERGIES, EGFR, PROCEDURES, STATEMENTS);

    record Row(RuleId id, Rule rule, Set<Hook> hooks, Set<ChartKey> required, Set<ChartKey> optional) {
        @Override
        public String toString() {
            return id.id();
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row(
                        LowBackPainRule.OPIOID_FIRST_LINE,
                        LowBackPainRule.OPIOID_FIRST_LINE.rule(),
                        DRUG_ORDERS,
                        WITH_DRUGS,
                        SAFETY),
                new Row(
                        LowBackPainRule.MUSCLE_RELAXANT_DURATION,
                        LowBackPainRule.MUSCLE_RELAXANT_DURATION.rule(),
                        DRUG_ORDERS,
                        DRUGS_ALONE,
                        EnumSet.of(CONDITIONS, ENCOUNTER)),
                new Row(
                        LowBackPainRule.ROUTINE_IMAGING,
                        LowBackPainRule.ROUTINE_IMAGING.rule(),
                        ORDERS,
                        BASIC,
                        STEROIDS),
                new Row(LowBackPainRule.BED_REST, LowBackPainRule.BED_REST.rule(), ORDERS, BASIC, VISIT),
                new Row(
                        LowBackPainRule.PASSIVE_THERAPY_ONLY,
                        LowBackPainRule.PASSIVE_THERAPY_ONLY.rule(),
                        ORDERS,
                        BASIC,
                        VISIT),
                new Row(
                        LowBackPainRule.RELAXANT_COMBINATION,
                        LowBackPainRule.RELAXANT_COMBINATION.rule(),
                        DRUG_ORDERS,
                        BASIC,
                        VISIT),
                new Row(
                        LowBackPainRule.RELAXANT_CAUTION,
                        LowBackPainRule.RELAXANT_CAUTION.rule(),
                        DRUG_ORDERS,
                        WITH_DRUGS,
                        SAFETY),
                new Row(
                        LowBackPainRule.NSAID_CAUTION,
                        LowBackPainRule.NSAID_CAUTION.rule(),
                        DRUG_ORDERS,
                        WITH_DRUGS,
                        SAFETY),
                new Row(
                        LowBackPainRule.ACETAMINOPHEN_CAUTION,
                        LowBackPainRule.ACETAMINOPHEN_CAUTION.rule(),
                        DRUG_ORDERS,
                        WITH_DRUGS,
                        SAFETY),
                new Row(
                        LowBackPainRule.OPIOID_WITH_DEPRESSANT,
                        LowBackPainRule.OPIOID_WITH_DEPRESSANT.rule(),
                        DRUG_ORDERS,
                        WITH_DRUGS,
                        VISIT),
                new Row(
                        LowBackPainRule.FIRST_LINE_CARE,
                        LowBackPainRule.FIRST_LINE_CARE.rule(),
                        CHART,
                        WITH_DRUGS,
                        SAFETY_AT_THE_CHART),
                new Row(
                        LowBackPainRule.PHYSICAL_THERAPY_REFERRAL,
                        LowBackPainRule.PHYSICAL_THERAPY_REFERRAL.rule(),
                        CHART,
                        BASIC,
                        EnumSet.of(ENCOUNTER, REFERRALS, PROCEDURES, MEDICATIONS)),
                new Row(LowBackPainRule.REASSESS, LowBackPainRule.REASSESS.rule(), CHART, BASIC, STEROIDS),
                new Row(
                        LowBackPainRule.PSYCHOSOCIAL_SCREENING,
                        LowBackPainRule.PSYCHOSOCIAL_SCREENING.rule(),
                        CHART,
                        BASIC,
                        EnumSet.of(ENCOUNTER, SCREENINGS)),
                new Row(
                        LowBackPainRule.RELAXANT_COURSE_EXCEEDED,
                        LowBackPainRule.RELAXANT_COURSE_EXCEEDED.rule(),
                        CHART,
                        DRUGS_ALONE,
                        EnumSet.of(CONDITIONS, ENCOUNTER)),
                new Row(LowBackPainRule.RED_FLAGS, LowBackPainRule.RED_FLAGS.rule(), CHART, BASIC, STEROIDS));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void declares(Row row) {
        assertThat(row.rule().id()).isEqualTo(row.id());
        assertThat(row.rule().hooks()).isEqualTo(row.hooks());
        assertThat(row.rule().required()).isEqualTo(row.required());
        assertThat(row.rule().optional()).isEqualTo(row.optional());
    }

    /** "Red flags … silence the advice": what nobody with a red flag should read first. */
    @Test
    void redFlags_silenceTheAdviceOfTheChart() {
        assertThat(LowBackPainRule.rules().stream()
                        .filter(rule -> !rule.id().silencedBy().isEmpty())
                        .collect(Collectors.toMap(Rule::id, rule -> rule.id().silencedBy())))
                .isEqualTo(Map.of(
                        LowBackPainRule.FIRST_LINE_CARE, Set.of(LowBackPainRule.RED_FLAGS),
                        LowBackPainRule.PHYSICAL_THERAPY_REFERRAL, Set.of(LowBackPainRule.RED_FLAGS),
                        LowBackPainRule.REASSESS, Set.of(LowBackPainRule.RED_FLAGS),
                        LowBackPainRule.PSYCHOSOCIAL_SCREENING, Set.of(LowBackPainRule.RED_FLAGS)));
    }

    /** Of two findings equally grave a label speaks first, then a boxed warning, then advice. */
    @Test
    void standing_isWhatARuleRestsOn() {
        assertThat(Arrays.stream(LowBackPainRule.values())
                        .filter(rule -> rule.standing() != RuleId.Standing.ADVICE)
                        .collect(Collectors.toMap(rule -> rule, LowBackPainRule::standing)))
                .isEqualTo(Map.of(
                        LowBackPainRule.OPIOID_WITH_DEPRESSANT, RuleId.Standing.BOXED,
                        LowBackPainRule.RELAXANT_CAUTION, RuleId.Standing.LABEL,
                        LowBackPainRule.NSAID_CAUTION, RuleId.Standing.LABEL,
                        LowBackPainRule.ACETAMINOPHEN_CAUTION, RuleId.Standing.LABEL));
    }
}
