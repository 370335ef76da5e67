package org.lumbarcds.analytics.export;

import org.jspecify.annotations.Nullable;

/** What the override reasons say that cards offer. Clients may send the code alone. */
@FunctionalInterface
public interface OfferedReasons {

    /**
     * @param rule id of a rule
     * @param code of a reason
     * @return how the rule's cards display it; null when they offer no such reason
     */
    @Nullable
    String display(String rule, String code);
}
