package org.lumbarcds.feedback.calls;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.lumbarcds.record.CallEvent;
import org.lumbarcds.record.CallEvent.CardFinding;
import org.lumbarcds.record.CallEvent.IssuedCard;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which findings of some calls are shown for the first time, and which again: "the same card shown again for the same draft
 * within 30 minutes counts as shown once". Each showing prolongs its episode.
 */
final class Showings {

    private final List<Row> rows = new ArrayList<>();
    private final Set<UUID> firsts = new HashSet<>();
    private final Map<String, Last> lasts = new HashMap<>();
    private final Duration again;

    private Showings(Duration again) {
        this.again = again;
    }

    /** A finding on a card, and whether it begins its episode. */
    private record Row(UUID card, int place, String showing, Instant at, UUID episode, boolean first) {}

    /** When a finding was shown last, and in which episode. */
    private record Last(Instant at, UUID episode) {}

    /** Those of these calls; what was recorded before counts too. */
    static Showings of(JdbcTemplate jdbc, List<CallEvent> calls, Duration again) {
        Showings showings = new Showings(again);
        showings.readLast(JdbcClient.create(jdbc), calls);
        for (CallEvent call : calls) {
            for (IssuedCard card : call.cards()) {
                for (int i = 0; i < card.findings().size(); i++) {
                    showings.add(
                            UUID.fromString(card.uuid()), i, card.findings().get(i), call.time());
                }
            }
        }
        return showings;
    }

    private void readLast(JdbcClient jdbc, List<CallEvent> calls) {
        Set<String> wanted = new TreeSet<>();
        Instant first = Instant.MAX;
        for (CallEvent call : calls) {
            call.cards().forEach(card -> card.findings().forEach(finding -> wanted.add(finding.showing())));
            first = call.time().isBefore(first) ? call.time() : first;
        }
        if (wanted.isEmpty()) {
            return;
        }
        jdbc.sql(
                        "SELECT showing, shown_at, episode FROM card_showing WHERE showing IN (:showings) AND shown_at >= :from"
                                + " ORDER BY shown_at")
                .param("showings", wanted)
                .param("from", first.minus(again).atOffset(ZoneOffset.UTC))
                .query(row -> {
                    Instant at = row.getObject("shown_at", OffsetDateTime.class).toInstant();
                    lasts.put(row.getString("showing"), new Last(at, row.getObject("episode", UUID.class)));
                });
    }

    private void add(UUID card, int place, CardFinding finding, Instant at) {
        Last last = lasts.get(finding.showing());
        boolean first = last == null || isLongAgo(last, at);
        UUID episode = last == null || first ? episode(card, place) : last.episode();
        if (first) {
            firsts.add(episode);
        }
        rows.add(new Row(card, place, finding.showing(), at, episode, first));
        if (last == null || !at.isBefore(last.at())) {
            lasts.put(finding.showing(), new Last(at, episode));
        }
    }

    /** Calls are not recorded in the order of their answers to the millisecond. */
    private boolean isLongAgo(Last last, Instant at) {
        return Duration.between(last.at(), at).abs().compareTo(again) > 0 || again.isZero();
    }

    /** The same for the same finding, so that a batch that is written again makes no other. */
    private static UUID episode(UUID card, int place) {
        return UUID.nameUUIDFromBytes((card + "#" + place).getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether this finding begins an episode. */
    boolean isFirst(UUID card, int place) {
        return firsts.contains(episode(card, place));
    }

    void insert(JdbcTemplate jdbc) {
        jdbc.batchUpdate(
                "INSERT INTO card_showing (card, place, showing, shown_at, episode, counted) VALUES (?, ?, ?, ?, ?, ?)",
                rows.stream()
                        .map(row -> new Object[] {
                            row.card(),
                            row.place(),
                            row.showing(),
                            row.at().atOffset(ZoneOffset.UTC),
                            row.episode(),
                            row.first()
                        })
                        .toList());
    }
}
