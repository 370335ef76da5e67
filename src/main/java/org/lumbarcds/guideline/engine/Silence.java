package org.lumbarcds.guideline.engine;

import org.jspecify.annotations.Nullable;

/**
 * Why a rule has nothing to say: the first thing that decided it. For those who ask the service to explain itself, never for a
 * card.
 *
 * @param why one sentence
 * @param about {@linkplain org.lumbarcds.guideline.model.orders.Order#handle handle} of the order, or the ingredient, that the
 *     rule looked at; null when it looked at the chart, or at no order at all
 */
public record Silence(String why, @Nullable String about) {

    Silence about(String what) {
        return new Silence(why, what);
    }
}
