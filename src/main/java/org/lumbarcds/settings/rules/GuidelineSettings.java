package org.lumbarcds.settings.rules;

import org.lumbarcds.guideline.backpain.EpisodeNumbers;
import org.lumbarcds.guideline.course.CourseNumbers;
import org.lumbarcds.guideline.engine.Ages;
import org.lumbarcds.guideline.engine.Numbers;
import org.lumbarcds.guideline.redflags.RedFlagNumbers;
import org.lumbarcds.settings.values.Described;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Thresholds that several rules share, in days unless the name says age (years). */
public record GuidelineSettings(
        @DefaultValue("18") @Described(value = "Age in years from which rules apply.", max = 120)
        int adultAge,

        @DefaultValue("84")
        @Described("Days before an episode's start within which another active low-back-pain condition belongs to it.")
        int episodeLinkDays,

        @DefaultValue("365") @Described("The same when the start has only a recorded date.")
        int recordedLinkDays,

        @DefaultValue("84") @Described("Days since onset after which the pain is chronic.")
        int chronicAfterDays,

        @DefaultValue("90") @Described("Days an active order of unknown length is taken to run.")
        int assumedRunningDays,

        @DefaultValue("30") @Described("Days after its end that an active order may still be taken.")
        int possiblyTakenDays,

        @DefaultValue("14") @Described("Days after its end that an MAO inhibitor still counts.")
        int maoInhibitorDays,

        @DefaultValue("7") @Described(value = "Most days between two orders of a drug that form one course.", min = 0)
        int courseGapDays,

        @DefaultValue("90") @Described("Days since its beginning within which an acute red flag counts.")
        int acuteRedFlagDays,

        @DefaultValue("30") @Described("Days since its end within which an acute red flag that has ended counts.")
        int endedRedFlagDays,

        @DefaultValue("65") @Described(value = "Age in years from which a plain fall is a red flag.", max = 120)
        int fallAge,

        @DefaultValue("14")
        @Described(
                "Days since onset from which symptoms persist: referral to physical therapy, psychosocial screening.")
        int persistingFromDays,

        @DefaultValue("365") @Described("Days an eGFR counts.")
        int kidneyFunctionValidDays,

        @DefaultValue("65")
        @Described(
                value = "Age in years from which muscle relaxants are a caution and an NSAID wants an eGFR.",
                max = 120)
        int olderAge,

        @DefaultValue("30")
        @Described("Days from which baclofen, carisoprodol or tizanidine is reduced stepwise, never just stopped.")
        int taperDays) {

    public Numbers numbers() {
        return Numbers.of(
                new Ages(adultAge, olderAge),
                new EpisodeNumbers(episodeLinkDays, recordedLinkDays, chronicAfterDays, persistingFromDays),
                new CourseNumbers(assumedRunningDays, possiblyTakenDays, courseGapDays, maoInhibitorDays, taperDays),
                new RedFlagNumbers(acuteRedFlagDays, endedRedFlagDays, fallAge));
    }
}
