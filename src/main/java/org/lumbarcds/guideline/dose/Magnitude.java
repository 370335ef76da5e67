package org.lumbarcds.guideline.dose;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Which numbers of an order can be meant; the others are read as not stated. */
public final class Magnitude {

    private static final BigDecimal LEAST = new BigDecimal("0.000001");
    private static final BigDecimal MOST = new BigDecimal("1000000000");

    private Magnitude() {}

    /**
     * Whether a number is positive and of a size that a dose, a count or a length of time can have. A caller may send
     * {@code 1e999999999}: dividing that would take all memory, comparing it takes none.
     */
    public static boolean isUsable(@Nullable BigDecimal value) {
        return value != null && value.compareTo(LEAST) >= 0 && value.compareTo(MOST) <= 0;
    }
}
