package org.lumbarcds.analytics.question;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the record.
 *
 * @param from first day, in UTC
 * @param to last day, in UTC; not before {@code from}
 * @param rule id of the only rule to look at, or null for all
 * @param version the only version of rules, or null for all
 * @param content the only content version, or null for all
 * @param client the only client, or null for all
 * @param tenant the only tenant, or null for all
 * @param by what to break the figures down by; empty means one sum
 */
public record Question(
        LocalDate from,
        LocalDate to,
        @Nullable String rule,
        @Nullable String version,
        @Nullable String content,
        @Nullable String client,
        @Nullable String tenant,
        List<Dimension> by) {

    public Question {
        by = List.copyOf(by);
    }

    /** The same selection, broken down otherwise. */
    public Question by(List<Dimension> other) {
        return new Question(from, to, rule, version, content, client, tenant, other);
    }
}
