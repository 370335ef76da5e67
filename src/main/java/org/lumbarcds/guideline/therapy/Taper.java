package org.lumbarcds.guideline.therapy;

import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.model.Truth;

/**
 * May a drug only be reduced stepwise? "No card of any rule offers to remove, stop or replace" such a drug: stopping it
 * abruptly may harm. Specification 4.6.
 *
 * @param needed whether it has been taken that long; unknown when the record leaves that open
 * @param fromDays days of use from which it is so; 0 for a drug that needs none
 */
public record Taper(Truth needed, int fromDays) {

    /** Of a drug that may be stopped. */
    public static final Taper NONE = new Taper(Truth.NO, 0);

    /** Whether a card may offer to remove, stop or replace the drug: only when it surely need not be reduced stepwise. */
    public boolean allowsRemoval() {
        return needed.isNo();
    }

    /** The one that more surely forbids removal. */
    public Taper or(Taper other) {
        return needed.isYes() || other.needed.isNo() || needed.isUnknown() && other.needed.isUnknown() ? this : other;
    }

    /** Puts it into a card's facts: {@code taper} when no removal is offered, and whether that is not certain. */
    public void describe(Facts facts) {
        facts.flag("taper", !needed.isNo()).flag("taperPerhaps", needed.isUnknown());
        if (!needed.isNo()) {
            facts.put("taperDays", fromDays);
        }
    }
}
