package org.lumbarcds.feedback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The episodes of findings that were answered. The finding with the best answer stands for its episode: a card that was shown
 * five times while its order was changed, and then accepted, is one card that was accepted.
 */
final class Episodes {

    private static final String SHOWINGS = "SELECT card, place, episode, counted FROM card_showing WHERE ";

    /** A finding before and after its answers were put beside it. */
    record Change(AnsweredFinding before, AnsweredFinding after) {}

    private record Place(UUID card, int number) {

        static Place of(AnsweredFinding finding) {
            return new Place(finding.card(), finding.place());
        }
    }

    private record Showing(Place place, UUID episode, boolean counted) {}

    private final List<Change> changes;
    private final Map<Place, Showing> showings = new HashMap<>();

    /** By episode, the finding that stands for it. */
    private final Map<UUID, AnsweredFinding> standing = new HashMap<>();

    private Episodes(List<Change> changes) {
        this.changes = changes;
    }

    /** The episodes that these changes may change. Those who stand for them are locked. */
    static Episodes of(JdbcTemplate template, List<Change> changes) {
        Episodes episodes = new Episodes(changes);
        if (!changes.isEmpty()) {
            episodes.read(JdbcClient.create(template));
        }
        return episodes;
    }

    private void read(JdbcClient jdbc) {
        Map<Place, AnsweredFinding> known = new HashMap<>();
        changes.forEach(change -> known.put(Place.of(change.after()), change.after()));
        Set<UUID> cards = new HashSet<>();
        known.keySet().forEach(place -> cards.add(place.card()));
        List<Showing> answered = showings(jdbc, "card IN (:ids)", cards);
        answered.stream()
                .filter(showing -> known.containsKey(showing.place()))
                .forEach(showing -> showings.put(showing.place(), showing));
        Set<UUID> ids = new HashSet<>();
        showings.values().forEach(showing -> ids.add(showing.episode()));
        List<Showing> counted = showings(jdbc, "counted = TRUE AND episode IN (:ids)", ids);
        Set<UUID> others = new HashSet<>();
        counted.stream()
                .filter(showing -> !known.containsKey(showing.place()))
                .forEach(showing -> others.add(showing.place().card()));
        if (!others.isEmpty()) {
            jdbc.sql(AnsweredFinding.OF_CARDS)
                    .param("cards", others)
                    .query((row, number) -> AnsweredFinding.of(row))
                    .list()
                    .forEach(finding -> known.putIfAbsent(Place.of(finding), finding));
        }
        counted.forEach(showing -> standing.put(showing.episode(), known.get(showing.place())));
    }

    private static List<Showing> showings(JdbcClient jdbc, String which, Set<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(SHOWINGS + which)
                        .param("ids", ids)
                        .query((row, number) -> new Showing(
                                new Place(row.getObject("card", UUID.class), row.getInt("place")),
                                row.getObject("episode", UUID.class),
                                row.getBoolean("counted")))
                        .list();
    }

    /** Those who stand for their episode take it along; of the others, one with a better answer takes their place. */
    void count(JdbcTemplate template, RuleCounts counts) {
        List<Change> others = new ArrayList<>();
        for (Change change : changes) {
            Showing showing = showings.get(Place.of(change.after()));
            if (showing == null || showing.counted()) {
                counts.removeEpisode(change.before().key());
                counts.addEpisode(change.after().key());
            } else {
                others.add(change);
            }
        }
        Map<Place, Boolean> counted = new HashMap<>();
        for (Change change : others) {
            AnsweredFinding finding = change.after();
            UUID episode = showings.get(Place.of(finding)).episode();
            @Nullable AnsweredFinding before = standing.get(episode);
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
}
