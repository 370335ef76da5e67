package org.lumbarcds.feedback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.store.Database;
import org.lumbarcds.store.StorableText;
import org.lumbarcds.store.StoreUnavailableException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps feedback: "the same entry twice is stored once". An entry is the same when client, card, outcome, time, accepted
 * suggestions, reason and comment are; a later, different answer to the same card is kept beside it.
 */
public final class FeedbackStore {

    private static final int MOST_NAME = 200;

    private final Database database;
    private final Clock clock;

    public FeedbackStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Keeps all of these entries, or none of them. Once this returns they survive the end of the process.
     *
     * @param service id of the service they were sent to
     * @return how many of them were not known before
     * @throws StoreUnavailableException when they may not have been kept; sending them again does no harm
     */
    public int keep(Caller caller, String service, List<FeedbackEntry> entries) {
        // In the order of the ids, so that two calls with the same entries can't wait for each other.
        Map<UUID, Row> rows = new TreeMap<>();
        for (FeedbackEntry entry : entries) {
            Row row = Row.of(caller, entry);
            rows.put(row.id(), row);
        }
        Instant now = clock.instant();
        int added = database.write(jdbc -> {
            List<Row> unknown = unknown(JdbcClient.create(jdbc), rows);
            List<Object[]> feedback = new ArrayList<>();
            List<Object[]> suggestions = new ArrayList<>();
            for (Row row : unknown) {
                feedback.add(row.columns(utc(now), service));
                row.accepted().forEach(id -> suggestions.add(new Object[] {row.id(), id}));
            }
            jdbc.batchUpdate(
                    "INSERT INTO feedback (id, received_at, service, client, tenant, card, outcome, outcome_at,"
                            + " reason_system, reason_code, reason_display, user_comment, commented)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    feedback);
            jdbc.batchUpdate("INSERT INTO feedback_suggestion (feedback, suggestion) VALUES (?, ?)", suggestions);
            return unknown.size();
        });
        database.sync();
        return added;
    }

    private static List<Row> unknown(JdbcClient jdbc, Map<UUID, Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Set<UUID> known = new HashSet<>(jdbc.sql("SELECT id FROM feedback WHERE id IN (:ids)")
                .param("ids", rows.keySet())
                .query(UUID.class)
                .list());
        return rows.values().stream().filter(row -> !known.contains(row.id())).toList();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** An entry as it is stored. */
    private record Row(
            UUID id,
            String client,
            @Nullable String tenant,
            UUID card,
            String outcome,
            Instant at,
            @Nullable String system,
            @Nullable String code,
            @Nullable String display,
            @Nullable String comment,
            Set<String> accepted) {

        static Row of(Caller caller, FeedbackEntry entry) {
            String client = StorableText.of(caller.client().name(), MOST_NAME);
            FeedbackEntry.OverrideReason reason = entry.reason();
            String system = reason == null ? null : StorableText.orNull(reason.system(), 500);
            String code = reason == null ? null : StorableText.orNull(reason.code(), 200);
            String display = reason == null ? null : StorableText.orNull(reason.display(), 1000);
            String comment = StorableText.orNull(entry.comment(), 10_000);
            // The databases keep microseconds.
            Instant at = entry.at().truncatedTo(ChronoUnit.MICROS);
            Set<String> accepted = new TreeSet<>();
            entry.acceptedSuggestions().forEach(id -> accepted.add(StorableText.of(id, 200)));
            List<@Nullable String> parts = new ArrayList<>();
            parts.add(client);
            parts.add(entry.card().toString());
            parts.add(entry.outcome().code());
            parts.add(at.toString());
            parts.add(system);
            parts.add(code);
            parts.add(display);
            parts.add(comment);
            parts.addAll(accepted);
            return new Row(
                    digest(parts),
                    client,
                    StorableText.orNull(caller.tenant(), MOST_NAME),
                    entry.card(),
                    entry.outcome().code(),
                    at,
                    system,
                    code,
                    display,
                    comment,
                    accepted);
        }

        /** The first half of SHA-256 over the parts, whose borders count. */
        private static UUID digest(List<@Nullable String> parts) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                for (String part : parts) {
                    byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
                    digest.update(ByteBuffer.allocate(Integer.BYTES)
                            .putInt(part == null ? -1 : bytes.length)
                            .array());
                    digest.update(bytes);
                }
                ByteBuffer half = ByteBuffer.wrap(digest.digest());
                return new UUID(half.getLong(), half.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }

        @Nullable
        Object[] columns(OffsetDateTime received, String service) {
            return new @Nullable Object[] {
                id,
                received,
                service,
                client,
                tenant,
                card,
                outcome,
                utc(at),
                system,
                code,
                display,
                comment,
                comment != null
            };
        }
    }
}
