package org.lumbarcds.analytics.question;

import java.time.LocalDate;

/**
 * Some days, in UTC.
 *
 * @param from the first
 * @param to the last; not before {@code from}
 */
public record Period(LocalDate from, LocalDate to) {}
