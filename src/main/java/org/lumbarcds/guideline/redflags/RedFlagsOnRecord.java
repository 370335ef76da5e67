package org.lumbarcds.guideline.redflags;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.guideline.backpain.Episode;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.Order;

/**
 * The red flags on record, seen from an episode of low back pain: "standing ones count whenever active … Acute ones count
 * when they began in the episode or in the last 90 days, or are active with no date." "Osteoporosis alone, steroids alone
 * and a cancer that is history matter to the imaging rule only; … all the others also to the red-flags card."
 *
 * <p>A flag that may count, since a partial date, an unknown age or an order of unknown length leaves it open, silences
 * advice but never makes a card. Specification 1.5.
 */
public final class RedFlagsOnRecord {

    /** Why a rule of care is silent where they {@linkplain #matterToCare matter}. */
    public static final String ON_RECORD = "A red flag is on record, or may be.";

    private final List<RedFlag> flags;
    private final boolean conditionsHad;

    RedFlagsOnRecord(List<RedFlag> flags, boolean conditionsHad) {
        this.flags = List.copyOf(flags);
        this.conditionsHad = conditionsHad;
    }

    /** The red flags on record: conditions, the encounter's reasons, and drugs that suppress immunity. */
    public static RedFlagsOnRecord of(Episode episode, Situation situation) {
        return new RedFlagReading(episode, situation).all();
    }

    /**
     * "any red flag … as the order's reason": silences whatever its date; a plain fall only under its own condition. A
     * fracture that the reason of lumbar imaging speaks of is one of the spine, though words seldom say so. Unknown when the patient's age is needed and not known.
     */
    public static Truth isReason(Order order, Situation situation) {
        OnRecord record = new OnRecord(situation);
        Set<ProblemGroup> others = EnumSet.copyOf(RedFlag.ACUTE);
        others.addAll(RedFlag.STANDING);
        others.add(ProblemGroup.CANCER_HISTORY);
        others.add(ProblemGroup.FRACTURE);
        others.remove(ProblemGroup.FALL);
        if (record.isReason(order, others.toArray(ProblemGroup[]::new))) {
            return Truth.YES;
        }
        return record.isReason(order, ProblemGroup.FALL) ? fallMatters(record, situation) : Truth.NO;
    }

    /** "a plain fall only from 65 years on or with osteoporosis". */
    static Truth fallMatters(OnRecord record, Situation situation) {
        return record.atLeastYearsOld(situation.numbers(RedFlagNumbers.class).fallAge())
                .or(record.active(ProblemGroup.OSTEOPOROSIS));
    }

    /** Does one, or may one, forbid to call imaging needless? Unknown when conditions could not be had. */
    public Truth matterToImaging() {
        return flags.isEmpty() ? unlessUnchecked() : Truth.YES;
    }

    /** Does one, or may one, forbid to treat the pain as nonspecific? Unknown when conditions could not be had. */
    public Truth matterToCare() {
        return flags.stream().allMatch(RedFlag::imagingOnly) ? unlessUnchecked() : Truth.YES;
    }

    private Truth unlessUnchecked() {
        return conditionsHad ? Truth.NO : Truth.UNKNOWN;
    }

    /** Those to evaluate: surely on record, of more than imaging's concern, and not known for years; the gravest first. */
    public List<RedFlag> toEvaluate() {
        return flags.stream().filter(RedFlag::isToEvaluate).toList();
    }

    /**
     * Puts into the facts of a care card whether it may say that there is none: "a card may say that no red flag is on record
     * only when none of either kind is".
     */
    public void describe(Facts facts) {
        List<Facts> imaging = new ArrayList<>();
        flags.stream()
                .filter(RedFlag::imagingOnly)
                .forEach(
                        flag -> imaging.add(new Facts().put("name", flag.name()).put("label", flag.label())));
        facts.flag("noRedFlag", matterToImaging().isNo()).list("imagingFlags", imaging);
    }
}
