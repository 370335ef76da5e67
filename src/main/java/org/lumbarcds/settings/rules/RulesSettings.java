package org.lumbarcds.settings.rules;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumbarcds.guideline.engine.Mode;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.therapy.OpioidTherapyNumbers;
import org.lumbarcds.settings.values.Components;
import org.lumbarcds.settings.values.Meaning;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code lumbar.rules.<rule id>}: each rule's mode, and beside it the thresholds that are its own, in days. */
public record RulesSettings(
        @DefaultValue OpioidFirstLine opioidFirstLine,
        @DefaultValue MuscleRelaxantDuration muscleRelaxantDuration,
        @DefaultValue RoutineImaging routineImaging,
        @DefaultValue Plain bedRest,
        @DefaultValue Plain passiveTherapyOnly,
        @DefaultValue Plain relaxantCombination,
        @DefaultValue RelaxantCaution relaxantCaution,
        @DefaultValue NsaidCaution nsaidCaution,
        @DefaultValue Plain acetaminophenCaution,
        @DefaultValue Plain opioidWithDepressant,
        @DefaultValue FirstLineCare firstLineCare,
        @DefaultValue PhysicalTherapyReferral physicalTherapyReferral,
        @DefaultValue Reassess reassess,
        @DefaultValue PsychosocialScreening psychosocialScreening,
        @DefaultValue Plain relaxantCourseExceeded,
        @DefaultValue Plain redFlags) {

    private static final String MODE = "`on`; `shadow`: evaluated and counted, never shown; `off`: not evaluated.";

    /** What every rule has. */
    public sealed interface RuleSettings {
        Mode mode();

        /** The rule's own numbers, as it declares them; empty when others share them or it has none. */
        public default Record[] numbers() {
            return new Record[0];
        }
    }

    /** A rule without thresholds of its own. */
    public record Plain(@DefaultValue("on") @Meaning(MODE) Mode mode) implements RuleSettings {}

    /** {@code opioid-first-line}. */
    public record OpioidFirstLine(
            @DefaultValue("on") @Meaning(MODE) Mode mode,

            @DefaultValue("90")
            @Meaning("Days back within which a first-line drug counts as tried when the onset is unknown.")
            int trialDays,

            @DefaultValue("90") @Meaning("Days of opioids from which the therapy is long-term and the rule is silent.")
            int longTermDays,

            @DefaultValue("30") @Meaning(value = "Most days between opioids of one therapy.", min = 0)
            int therapyGapDays,

            @DefaultValue("30")
            @Meaning(value = "Days after its end that an opioid therapy counts as running.", min = 0)
            int therapyEndedDays)
            implements RuleSettings {

        @Override
        public Record[] numbers() {
            return new Record[] {
                new org.lumbarcds.guideline.rules.OpioidFirstLine.Days(trialDays),
                new OpioidTherapyNumbers(longTermDays, therapyGapDays, therapyEndedDays)
            };
        }
    }

    /** {@code muscle-relaxant-duration}. */
    public record MuscleRelaxantDuration(
            @DefaultValue("on") @Meaning(MODE) Mode mode,

            @DefaultValue("21")
            @Meaning(value = "Longest course of cyclobenzaprine or carisoprodol, in days.", max = 365)
            int maxDays,

            @DefaultValue("3") @Meaning("Fewest days of an order that must remain for a shortened order to be offered.")
            int shortestUpdateDays,

            @DefaultValue("7")
            @Meaning(value = "Longest course of thiocolchicoside, in days (European regulator, 2014).", max = 365)
            int thiocolchicosideDays)
            implements RuleSettings {

        @Override
        public Record[] numbers() {
            return new Record[] {
                new org.lumbarcds.guideline.rules.MuscleRelaxantDuration.Days(
                        maxDays, shortestUpdateDays, thiocolchicosideDays)
            };
        }
    }

    /** {@code routine-imaging}. */
    public record RoutineImaging(
            @DefaultValue("on") @Meaning(MODE) Mode mode,

            @DefaultValue("42") @Meaning("Days since onset from which imaging is no longer routine.")
            int fromDays,

            @DefaultValue("14") @Meaning("Days since onset from which physical therapy is offered in place of imaging.")
            int referralFromDays)
            implements RuleSettings {

        @Override
        public Record[] numbers() {
            return new Record[] {new org.lumbarcds.guideline.rules.RoutineImaging.Days(fromDays, referralFromDays)};
        }
    }

    /** {@code relaxant-caution}. */
    public record RelaxantCaution(
            @DefaultValue("on") @Meaning(MODE) Mode mode,

            @DefaultValue("90") @Meaning("Days since an infarction began within which the heart is still recovering.")
            int infarctionRecoveryDays)
            implements RuleSettings {}

    /** {@code nsaid-caution}. */
    public record NsaidCaution(
            @DefaultValue("on") @Meaning(MODE) Mode mode,

            @DefaultValue("90")
            @Meaning("Days since its beginning within which an active bleeding is a contraindication.")
            int recentBleedingDays,

            @DefaultValue("14") @Meaning("Days since a coronary bypass within which it is a contraindication.")
            int bypassDays,

            @DefaultValue("30")
            @Meaning("Days since an acute kidney injury began or ended within which it counts as recent.")
            int kidneyInjuryDays,

            @DefaultValue("5") @Meaning(value = "Longest course of ketorolac, in days (its label).", max = 365)
            int ketorolacDays)
            implements RuleSettings {

        @Override
        public Record[] numbers() {
            return new Record[] {new org.lumbarcds.guideline.rules.NsaidCaution.Days(ketorolacDays)};
        }
    }

    /** {@code first-line-care}. */
    public record FirstLineCare(
            @DefaultValue("on") @Meaning(MODE) Mode mode,

            @DefaultValue("14") @Meaning("Days since onset with which initial care ends.")
            int untilDays)
            implements RuleSettings {

        @Override
        public Record[] numbers() {
            return new Record[] {new org.lumbarcds.guideline.rules.FirstLineCare.Days(untilDays)};
        }
    }

    /** {@code physical-therapy-referral}. */
    public record PhysicalTherapyReferral(
            @DefaultValue("on") @Meaning(MODE) Mode mode,

            @DefaultValue("90") @Meaning("Days within which a revoked referral counts as declined.")
            int declinedDays)
            implements RuleSettings {

        @Override
        public Record[] numbers() {
            return new Record[] {new org.lumbarcds.guideline.rules.PhysicalTherapyReferral.Days(declinedDays)};
        }
    }

    /** {@code reassess}. */
    public record Reassess(
            @DefaultValue("on") @Meaning(MODE) Mode mode,

            @DefaultValue("30") @Meaning("Days since onset from which the diagnosis is reevaluated.")
            int fromDays,

            @DefaultValue("42") @Meaning("Days within which most episodes have resolved.")
            int usualCourseDays)
            implements RuleSettings {

        @Override
        public Record[] numbers() {
            return new Record[] {new org.lumbarcds.guideline.rules.Reassess.Days(fromDays, usualCourseDays)};
        }
    }

    /** {@code psychosocial-screening}. */
    public record PsychosocialScreening(
            @DefaultValue("on") @Meaning(MODE) Mode mode,

            @DefaultValue("365") @Meaning("Days a PHQ-2 or PHQ-9 result counts.")
            int resultValidDays)
            implements RuleSettings {

        @Override
        public Record[] numbers() {
            return new Record[] {new org.lumbarcds.guideline.rules.PsychosocialScreening.Days(resultValidDays)};
        }
    }

    /** Each rule's settings: the component of its name in camel case. */
    public RuleSettings of(RuleId rule) {
        for (RecordComponent component : RulesSettings.class.getRecordComponents()) {
            if (DataObjectPropertyName.toDashedForm(component.getName()).equals(rule.id())
                    && Components.read(this, component.getName()) instanceof RuleSettings settings) {
                return settings;
            }
        }
        throw new IllegalStateException("RulesSettings has no component for " + rule.id());
    }

    /** The mode of every rule. */
    public Map<RuleId, Mode> modes() {
        Map<RuleId, Mode> modes = new LinkedHashMap<>();
        for (RuleId rule : LowBackPainRule.values()) {
            modes.put(rule, of(rule).mode());
        }
        return modes;
    }

    /** The numbers that are the rules' own. */
    public Record[] numbers() {
        return Arrays.stream(LowBackPainRule.values())
                .flatMap(rule -> Arrays.stream(of(rule).numbers()))
                .toArray(Record[]::new);
    }
}
