package org.lumbarcds.guideline;

/**
 * Every threshold of the rules, from configuration; numbers marked <em>policy</em> in the specification are ours, not
 * the guideline's. All are days unless said otherwise.
 *
 * @param adultAge years; younger patients get no cards
 * @param episodeLinkDays an active low-back-pain condition at most this long before the start belongs to the episode
 * @param recordedLinkDays the same when the start has only a recorded date
 * @param chronicAfterDays an onset longer ago makes the pain chronic
 * @param assumedRunningDays an active order of unknown length is taken to run this long from its start
 * @param possiblyTakenDays an active order that ended at most this long ago may still be taken
 * @param maoInhibitorDays an MAO inhibitor counts this long after its end
 * @param courseGapDays orders of one drug with at most this many days between them form one course
 * @param opioidTrialDays how far back a first-line drug counts as tried when the onset is unknown
 * @param longTermOpioidDays opioids taken this long already are another guideline's matter
 * @param opioidTherapyGapDays opioids with at most this many days between them are one therapy
 * @param opioidTherapyEndedDays a therapy that ended at most this long ago counts as running
 * @param relaxantMaxDays longest course of cyclobenzaprine and carisoprodol ("up to 2-3 weeks")
 * @param imagingFromDays imaging of nonspecific pain is not routine before this
 * @param imagingReferralFromDays from here on a referral is offered in place of imaging
 * @param acuteRedFlagDays an acute red flag counts when it began at most this long ago
 * @param fallAge years; from here on a plain fall is significant
 * @param firstLineUntilDays initial care ends here
 * @param persistingFromDays symptoms persist from here on ("2-4 weeks")
 * @param reassessFromDays reevaluate from here on ("after 1 month")
 * @param usualCourseDays most episodes have resolved by then ("6 weeks")
 * @param declinedReferralDays a referral revoked at most this long ago counts as declined
 * @param screeningValidDays a PHQ result counts this long
 * @param kidneyFunctionValidDays an eGFR counts this long
 * @param recentBleedingDays an active bleeding that began at most this long ago is a contraindication
 * @param bypassDays a coronary bypass at most this long ago is a contraindication
 * @param olderAge years; Beers criteria, and an eGFR is wanted before an NSAID
 * @param maxChartCards most cards at patient-view
 * @param infarctionRecoveryDays an active infarction that began at most this long ago is in its acute recovery phase
 * @param kidneyInjuryDays an acute kidney injury that began or ended at most this long ago counts as recent
 * @param endedRedFlagDays an acute red flag that has ended counts when it ended at most this long ago
 * @param taperDays baclofen, carisoprodol or tizanidine taken this long is reduced stepwise, never just stopped
 * @param shortestUpdateDays an order is shortened only when at least so many days of it remain
 * @param thiocolchicosideDays longest course of thiocolchicoside (European regulator, 2014)
 * @param ketorolacDays longest course of ketorolac (its label)
 * @param ibuprofenFirst whether ibuprofen is the NSAID to suggest; else naproxen
 */
public record Policy(
        int adultAge,
        int episodeLinkDays,
        int recordedLinkDays,
        int chronicAfterDays,
        int assumedRunningDays,
        int possiblyTakenDays,
        int maoInhibitorDays,
        int courseGapDays,
        int opioidTrialDays,
        int longTermOpioidDays,
        int opioidTherapyGapDays,
        int opioidTherapyEndedDays,
        int relaxantMaxDays,
        int imagingFromDays,
        int imagingReferralFromDays,
        int acuteRedFlagDays,
        int fallAge,
        int firstLineUntilDays,
        int persistingFromDays,
        int reassessFromDays,
        int usualCourseDays,
        int declinedReferralDays,
        int screeningValidDays,
        int kidneyFunctionValidDays,
        int recentBleedingDays,
        int bypassDays,
        int olderAge,
        int maxChartCards,
        int infarctionRecoveryDays,
        int kidneyInjuryDays,
        int endedRedFlagDays,
        int taperDays,
        int shortestUpdateDays,
        int thiocolchicosideDays,
        int ketorolacDays,
        boolean ibuprofenFirst) {}
