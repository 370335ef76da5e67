package org.lumbarcds.analytics.export;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.store.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Feedback, one entry after the other, read page by page: neither memory nor a transaction grows with their number. */
public final class FeedbackExport {

    private static final int PAGE = 1000;
    private static final String ORDER = "f.received_at, f.id";

    /**
     * "Intervention, action taken, reason, comment, user if the client is configured to allow it, date, tenant."
     *
     * @param date when the clinician answered, by the client's clock
     * @param client who sent it
     * @param tenant or null when the client named none
     * @param card uuid of the card
     * @param interventions ids of the rules on the card, the gravest first; empty when the card is not known
     * @param action {@code accepted} or {@code overridden}
     * @param suggestions kinds of the accepted suggestions
     * @param reasonSystem system of the override reason, or null
     * @param reason its code, or null
     * @param reasonDisplay its display, as sent or else as the card offered it; or null
     * @param comment the clinician's own words, or null
     * @param user who was shown the card, or null when that is not kept
     * @param matched whether the card was issued to this client
     */
    public record Row(
            Instant date,
            String client,
            @Nullable String tenant,
            UUID card,
            List<String> interventions,
            String action,
            List<String> suggestions,
            @Nullable String reasonSystem,
            @Nullable String reason,
            @Nullable String reasonDisplay,
            @Nullable String comment,
            @Nullable String user,
            boolean matched) {}

    /**
     * Which entries.
     *
     * @param from first day of their arrival, in UTC
     * @param to last day
     * @param client the only client, or null for all
     * @param tenant the only tenant, or null for all
     */
    public record Selection(
            LocalDate from,
            LocalDate to,
            @Nullable String client,
            @Nullable String tenant) {}

    private record Key(OffsetDateTime received, UUID id) {}

    /** A row with where it stands. */
    private record Entry(Key key, Row row) {}

    private final Database database;

    private final OfferedReasons offered;

    public FeedbackExport(Database database, OfferedReasons offered) {
        this.database = database;
        this.offered = offered;
    }

    /**
     * The entries in the order of their arrival.
     *
     * @throws org.lumbarcds.store.StoreUnavailableException now or from the iterator, when the database can't be had
     */
    public Iterator<Row> rows(Selection selection) {
        return new Pages(selection);
    }

    /** The latest entries that have a comment, the newest first. */
    public List<Row> comments(Selection selection, int most) {
        return database.read(jdbc -> complete(
                        jdbc,
                        new Query(selection)
                                .and("f.commented = TRUE")
                                .entries(jdbc, "f.commented DESC, f.received_at DESC, f.id DESC", most))
                .stream()
                .map(Entry::row)
                .toList());
    }

    private final class Pages implements Iterator<Row> {

        private final Selection selection;
        private List<Entry> page;
        private int next;

        Pages(Selection selection) {
            this.selection = selection;
            this.page = page(selection, null);
        }

        @Override
        public boolean hasNext() {
            if (next == page.size() && page.size() == PAGE) {
                page = page(selection, page.get(PAGE - 1).key());
                next = 0;
            }
            return next < page.size();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.get(next++).row();
        }
    }

    /** Each page begins where the last ended, so that the database finds it by its index. */
    private List<Entry> page(Selection selection, @Nullable Key after) {
        return database.read(jdbc -> {
            List<Entry> entries = new ArrayList<>();
            Query rest = new Query(selection);
            if (after != null) {
                entries.addAll(new Query(selection)
                        .and("f.received_at = ?", after.received())
                        .and("f.id > ?", after.id())
                        .entries(jdbc, ORDER, PAGE));
                rest.and("f.received_at > ?", after.received());
            }
            if (entries.size() < PAGE) {
                entries.addAll(rest.entries(jdbc, ORDER, PAGE - entries.size()));
            }
            return complete(jdbc, entries);
        });
    }

    /** Entries that fulfil every condition. */
    private static final class Query {

        private final StringBuilder sql = new StringBuilder("SELECT f.*, c.uuid AS issued, c.user_id FROM feedback f"
                + " LEFT JOIN card c ON c.uuid = f.card AND c.client = f.client WHERE TRUE");
        private final List<Object> parameters = new ArrayList<>();

        Query(Selection selection) {
            and("f.received_at >= ?", selection.from().atStartOfDay().atOffset(ZoneOffset.UTC));
            and("f.received_at < ?", selection.to().plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
            if (selection.client() != null) {
                and("f.client = ?", selection.client());
            }
            if (selection.tenant() != null) {
                and("f.tenant = ?", selection.tenant());
            }
        }

        Query and(String condition, Object... values) {
            sql.append(" AND ").append(condition);
            parameters.addAll(List.of(values));
            return this;
        }

        List<Entry> entries(JdbcClient jdbc, String order, int most) {
            return jdbc.sql(sql + " ORDER BY " + order + " FETCH FIRST " + most + " ROWS ONLY")
                    .params(parameters)
                    .query((row, number) -> entry(row))
                    .list();
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        boolean matched = row.getObject("issued") != null;
        return new Entry(
                new Key(row.getObject("received_at", OffsetDateTime.class), row.getObject("id", UUID.class)),
                new Row(
                        row.getObject("outcome_at", OffsetDateTime.class).toInstant(),
                        row.getString("client"),
                        row.getString("tenant"),
                        row.getObject("card", UUID.class),
                        List.of(),
                        row.getString("outcome"),
                        List.of(),
                        row.getString("reason_system"),
                        row.getString("reason_code"),
                        row.getString("reason_display"),
                        row.getString("user_comment"),
                        row.getString("user_id"),
                        matched));
    }

    /** Adds the rules and the accepted suggestions; those of a card of another client are none of this entry's. */
    private List<Entry> complete(JdbcClient jdbc, List<Entry> entries) {
        Set<UUID> cards = new TreeSet<>();
        Set<UUID> ids = new TreeSet<>();
        for (Entry entry : entries) {
            if (entry.row().matched()) {
                cards.add(entry.row().card());
            }
            ids.add(entry.key().id());
        }
        Map<UUID, List<String>> rules =
                texts(jdbc, "SELECT card, rule FROM card_finding WHERE card IN (:ids) ORDER BY card, place", cards);
        Map<UUID, List<String>> kinds = texts(
                jdbc,
                "SELECT f.id, s.kind FROM feedback f JOIN feedback_suggestion a ON a.feedback = f.id"
                        + " JOIN card_suggestion s ON s.card = f.card AND s.uuid = a.suggestion"
                        + " WHERE f.id IN (:ids) ORDER BY f.id, s.place",
                ids);
        return entries.stream().map(entry -> complete(entry, rules, kinds)).toList();
    }

    private Entry complete(Entry entry, Map<UUID, List<String>> rules, Map<UUID, List<String>> kinds) {
        Row row = entry.row();
        if (!row.matched()) {
            return entry;
        }
        List<String> interventions = rules.getOrDefault(row.card(), List.of());
        return new Entry(
                entry.key(),
                new Row(
                        row.date(),
                        row.client(),
                        row.tenant(),
                        row.card(),
                        interventions,
                        row.action(),
                        kinds.getOrDefault(entry.key().id(), List.of()),
                        row.reasonSystem(),
                        row.reason(),
                        display(row, interventions),
                        row.comment(),
                        row.user(),
                        true));
    }

    /** The card offered the code with these words, whatever system the client says it is of. */
    private @Nullable String display(Row row, List<String> interventions) {
        if (row.reasonDisplay() != null || row.reason() == null) {
            return row.reasonDisplay();
        }
        return interventions.stream()
                .map(rule -> offered.display(rule, row.reason()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Map<UUID, List<String>> texts(JdbcClient jdbc, String sql, Set<UUID> ids) {
        Map<UUID, List<String>> texts = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql(sql).param("ids", ids).query(row -> {
                texts.computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                        .add(row.getString(2));
            });
        }
        return texts;
    }
}
