package org.lumbarcds.guideline.model.orders;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A quantity as the order writes it.
 *
 * @param value its number
 * @param code its coded unit (UCUM or other), or null
 * @param unit its unit in words, or null
 */
public record Amount(
        BigDecimal value, @Nullable String code, @Nullable String unit) {}
