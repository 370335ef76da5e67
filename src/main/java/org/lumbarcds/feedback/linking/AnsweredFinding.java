package org.lumbarcds.feedback.linking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A finding on a card and the answer to it that counts.
 *
 * @param issued day of the card, in UTC
 * @param latest null while nobody has answered
 */
record AnsweredFinding(
        UUID card,
        int place,
        LocalDate issued,
        String rule,
        String ruleVersion,
        String contentVersion,
        String client,
        @Nullable String tenant,
        @Nullable Latest latest) {

    /** Locks what it reads, in an order that keeps two services from waiting for each other. */
    static final String OF_CARDS =
            "SELECT card, place, issued_on, rule, rule_version, content_version, client, tenant, outcome, outcome_at,"
                    + " answered_ms, reason, kind FROM card_finding WHERE card IN (:cards) ORDER BY card, place FOR UPDATE";

    static final String UPDATE =
            "UPDATE card_finding SET outcome = ?, outcome_at = ?, answered_ms = ?, reason = ?, kind = ?"
                    + " WHERE card = ? AND place = ?";

    /**
     * What was answered.
     *
     * @param outcome {@code accepted} or {@code overridden}
     * @param milliseconds from the card's issue on
     * @param reason code of the override reason, or null
     * @param kind of the accepted suggestion, or null
     */
    record Latest(
            String outcome,
            Instant at,
            long milliseconds,
            @Nullable String reason,
            @Nullable String kind) {

        private static @Nullable Latest of(ResultSet row) throws SQLException {
            String outcome = row.getString("outcome");
            return outcome == null
                    ? null
                    : new Latest(
                            outcome,
                            row.getObject("outcome_at", OffsetDateTime.class).toInstant(),
                            row.getLong("answered_ms"),
                            row.getString("reason"),
                            row.getString("kind"));
        }

        private @Nullable String detail() {
            return isAccepted() ? kind : reason;
        }

        private boolean isAccepted() {
            return outcome.equals("accepted");
        }

        private int rank() {
            return isAccepted() ? 2 : 1;
        }
    }

    static AnsweredFinding of(ResultSet row) throws SQLException {
        return new AnsweredFinding(
                row.getObject("card", UUID.class),
                row.getInt("place"),
                row.getObject("issued_on", LocalDate.class),
                row.getString("rule"),
                row.getString("rule_version"),
                row.getString("content_version"),
                row.getString("client"),
                row.getString("tenant"),
                Latest.of(row));
    }

    /**
     * With this answer, unless it has a better or later one: "an accepted answer stays accepted when the same card is dismissed
     * later", whichever comes to be known first.
     */
    AnsweredFinding with(Latest next) {
        if (latest != null
                && (latest.rank() > next.rank()
                        || latest.rank() == next.rank() && latest.at().isAfter(next.at()))) {
            return this;
        }
        return new AnsweredFinding(card, place, issued, rule, ruleVersion, contentVersion, client, tenant, next);
    }

    /** How much its answer says: accepted more than overridden, and that more than none. It never falls. */
    int rank() {
        return latest == null ? 0 : latest.rank();
    }

    /** What it counts for. */
    RuleCounts.Key key() {
        return new RuleCounts.Key(
                issued,
                rule,
                ruleVersion,
                contentVersion,
                client,
                tenant,
                latest == null ? RuleCounts.UNANSWERED : latest.outcome(),
                latest == null ? null : latest.detail());
    }

    @Nullable
    Long milliseconds() {
        return latest == null ? null : latest.milliseconds();
    }

    /** Values of {@link #UPDATE}; only of one that is answered. */
    @Nullable
    Object[] update() {
        Latest answer = Objects.requireNonNull(latest);
        return new @Nullable Object[] {
            answer.outcome(),
            answer.at().atOffset(ZoneOffset.UTC),
            answer.milliseconds(),
            answer.reason(),
            answer.kind(),
            card,
            place
        };
    }
}
