package org.lumbarcds.feedback.linking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The episodes of some cards. The finding with the best answer stands for its episode: a card that was shown five times while
 * its order was changed, and then accepted, is one card that was accepted.
 */
final class EpisodeAnswers {

    /** In an order that keeps two services from waiting for each other. */
    private static final String LOCK =
            "SELECT card FROM card_showing WHERE episode IN (:ids) ORDER BY episode, card, place FOR UPDATE";

    private final Map<Place, Showing> showings = new HashMap<>();

    private EpisodeAnswers() {}

    /** A finding before and after its answers were put beside it. */
    record Change(AnsweredFinding before, AnsweredFinding after) {}

    private record Place(UUID card, int number) {

        static Place of(AnsweredFinding finding) {
            return new Place(finding.card(), finding.place());
        }
    }

    private record Showing(UUID episode, boolean counted) {}

    /**
     * All showings of the episodes of these cards, locked: who stands for an episode may be changed by one service at a time.
     * To be called before the findings are locked.
     */
    static EpisodeAnswers lock(JdbcClient jdbc, Set<UUID> cards) {
        EpisodeAnswers episodes = new EpisodeAnswers();
        Set<UUID> ids = new HashSet<>(jdbc.sql("SELECT episode FROM card_showing WHERE card IN (:ids)")
                .param("ids", cards)
                .query(UUID.class)
                .list());
        if (!ids.isEmpty()) {
            jdbc.sql(LOCK).param("ids", ids).query(UUID.class).list();
            // Read only now: another service may have changed them while this one waited for the lock.
            jdbc.sql("SELECT card, place, episode, counted FROM card_showing WHERE episode IN (:ids)")
                    .param("ids", ids)
                    .query(row -> {
                        episodes.showings.put(
                                new Place(row.getObject("card", UUID.class), row.getInt("place")),
                                new Showing(row.getObject("episode", UUID.class), row.getBoolean("counted")));
                    });
        }
        return episodes;
    }

    /**
     * Counts what the changes change. Who stands for an episode takes it along; of the others, one with a better answer takes
     * that place.
     */
    void count(JdbcTemplate template, List<Change> changes, RuleCounts counts) {
        List<AnsweredFinding> others = new ArrayList<>();
        for (Change change : changes) {
            Showing showing = showings.get(Place.of(change.after()));
            // One of an older schema has no showing and is an episode of its own.
            if (showing == null || showing.counted()) {
                counts.removeEpisode(change.before().key());
                counts.addEpisode(change.after().key());
            } else {
                others.add(change.after());
            }
        }
        if (others.isEmpty()) {
            return;
        }
        Map<UUID, AnsweredFinding> standing = standing(JdbcClient.create(template), changes);
        Map<Place, Boolean> counted = new HashMap<>();
        for (AnsweredFinding finding : others) {
            UUID episode = episode(finding);
            AnsweredFinding before = standing.get(episode);
            if (before != null && before.rank() >= finding.rank()) {
                continue;
            }
            if (before != null) {
                counts.removeEpisode(before.key());
                counted.put(Place.of(before), false);
            }
            counts.addEpisode(finding.key());
            counted.put(Place.of(finding), true);
            standing.put(episode, finding);
        }
        List<Object[]> updates = new ArrayList<>();
        counted.forEach((place, now) -> updates.add(new Object[] {now, place.card(), place.number()}));
        template.batchUpdate("UPDATE card_showing SET counted = ? WHERE card = ? AND place = ?", updates);
    }

    private UUID episode(AnsweredFinding finding) {
        return Objects.requireNonNull(showings.get(Place.of(finding))).episode();
    }

    /** By episode, the finding that stands for it, as it is after the changes. */
    private Map<UUID, AnsweredFinding> standing(JdbcClient jdbc, List<Change> changes) {
        Map<Place, AnsweredFinding> known = new HashMap<>();
        changes.forEach(change -> known.put(Place.of(change.after()), change.after()));
        Set<UUID> cards = new HashSet<>();
        showings.forEach((place, showing) -> {
            if (showing.counted() && !known.containsKey(place)) {
                cards.add(place.card());
            }
        });
        if (!cards.isEmpty()) {
            jdbc.sql(AnsweredFinding.OF_CARDS)
                    .param("cards", cards)
                    .query((row, number) -> AnsweredFinding.of(row))
                    .list()
                    .forEach(finding -> known.putIfAbsent(Place.of(finding), finding));
        }
        Map<UUID, AnsweredFinding> standing = new HashMap<>();
        showings.forEach((place, showing) -> {
            AnsweredFinding finding = known.get(place);
            if (showing.counted() && finding != null) {
                standing.put(showing.episode(), finding);
            }
        });
        return standing;
    }
}
