package org.lumbarcds.analytics;

import java.time.LocalDate;

/**
 * Some days, in UTC.
 *
 * @param from the first
 * @param to the last; not before {@code from}
 */
record Period(LocalDate from, LocalDate to) {}
