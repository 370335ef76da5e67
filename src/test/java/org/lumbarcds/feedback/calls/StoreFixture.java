package org.lumbarcds.feedback.calls;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.clients.Client;
import org.lumbarcds.feedback.FeedbackEntry;
import org.lumbarcds.feedback.FeedbackEntry.Outcome;
import org.lumbarcds.feedback.FeedbackEntry.OverrideReason;
import org.lumbarcds.feedback.FeedbackStore;
import org.lumbarcds.feedback.linking.Linking;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.record.CallEvent;
import org.lumbarcds.record.CallEvent.CardFinding;
import org.lumbarcds.record.CallEvent.Fate;
import org.lumbarcds.record.CallEvent.Fired;
import org.lumbarcds.record.CallEvent.IssuedCard;
import org.lumbarcds.record.CallEvent.IssuedSuggestion;
import org.lumbarcds.record.CallEvent.Unknown;
import org.lumbarcds.store.BrokenOffMigrations;
import org.lumbarcds.store.Database;
import org.lumbarcds.store.DatabaseLocation;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A store on a database, at a fixed time. */
public final class StoreFixture implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    public static final Caller EHR = new Caller(new Client("ehr", java.util.Set.of(), null, null, false), "north");
    public static final Caller OTHER = new Caller(new Client("other", java.util.Set.of(), null, null, false), null);
    public static final String SIGN = "lbp-order-sign";

    public final HikariDataSource dataSource;
    public final Database database;
    public final FeedbackStore feedback;
    public final CallStore calls;
    public final JdbcClient jdbc;

    private StoreFixture(HikariDataSource dataSource) {
        this.dataSource = dataSource;
        this.database = new Database(
                dataSource, new JdbcTransactionManager(dataSource), flyway().load(), Duration.ofMillis(50));
        this.feedback = new FeedbackStore(database, CLOCK);
        this.calls = new CallStore(database, Duration.ofMinutes(30));
        this.jdbc = JdbcClient.create(dataSource);
    }

    public static StoreFixture h2(Path directory) {
        DatabaseLocation location = new DatabaseLocation(new DataSourceProperties(), directory);
        return new StoreFixture(pool(location.getJdbcUrl(), location.getUsername()));
    }

    /** A database of its own. */
    public static StoreFixture postgres() {
        return postgres(Postgres.database());
    }

    public static StoreFixture postgres(String database) {
        return new StoreFixture(pool(Postgres.url(database), "postgres"));
    }

    /** One that soon gives up on a database that can't be had. */
    public static StoreFixture impatient(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setConnectionTimeout(500);
        config.setInitializationFailTimeout(-1);
        return new StoreFixture(new HikariDataSource(config));
    }

    private static HikariDataSource pool(String url, String user) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword("");
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    public org.flywaydb.core.api.configuration.FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .callbacks(new BrokenOffMigrations());
    }

    public StoreFixture started() {
        database.start();
        return this;
    }

    public long count(String table) {
        return jdbc.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    public static FeedbackEntry overridden(UUID card, String comment) {
        return new FeedbackEntry(
                card,
                Outcome.OVERRIDDEN,
                List.of(),
                new OverrideReason("http://example.org/r", "ok", "All right"),
                comment,
                NOW.minusSeconds(60));
    }

    public static FeedbackEntry accepted(UUID card, String... suggestions) {
        return new FeedbackEntry(card, Outcome.ACCEPTED, List.of(suggestions), null, null, NOW.minusSeconds(30));
    }

    /** A call that issued one card with two findings and a suggestion, and in which another rule fired in shadow. */
    public static CallEvent call(UUID card, Instant time) {
        return call(EHR, List.of(card(card)), time);
    }

    public static CallEvent call(Caller caller, List<IssuedCard> cards, Instant time) {
        return call(caller, cards, time, List.of());
    }

    /** A call in which the tables lacked something. */
    public static CallEvent call(Caller caller, List<IssuedCard> cards, Instant time, List<Unknown> unknown) {
        return new CallEvent(
                time,
                Duration.ofMillis(3),
                caller,
                SIGN,
                "order-sign",
                "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
                "0123456789abcdef0123456789abcdef",
                null,
                cards.isEmpty() ? "no-cards" : "cards",
                List.of(
                        new Fired(LowBackPainRule.OPIOID_FIRST_LINE, "1.0.0", Indicator.WARNING, Fate.SHOWN),
                        new Fired(LowBackPainRule.BED_REST, "1.0.0", Indicator.INFO, Fate.SHADOWED),
                        new Fired(LowBackPainRule.REASSESS, "1.0.0", Indicator.INFO, Fate.LEFT_OUT)),
                cards,
                Map.of(),
                unknown,
                "0123456789abcdef");
    }

    public static IssuedCard card(UUID uuid) {
        return card(uuid, uuid.toString().substring(0, 18));
    }

    /** A card whose findings are about this draft. */
    public static IssuedCard card(UUID uuid, String draft) {
        return new IssuedCard(
                uuid.toString(),
                List.of(
                        new CardFinding(
                                LowBackPainRule.OPIOID_FIRST_LINE,
                                "1.0.0",
                                Indicator.WARNING,
                                "a".repeat(32),
                                "a" + draft),
                        new CardFinding(
                                LowBackPainRule.OPIOID_WITH_DEPRESSANT,
                                "1.0.0",
                                Indicator.WARNING,
                                "b".repeat(32),
                                "b" + draft)),
                List.of(new IssuedSuggestion("s-" + uuid, "replace")));
    }

    /** Records these calls, as the recorder does behind them. */
    public void record(CallEvent... events) {
        calls.record(List.of(events));
    }

    /** Keeps these answers as if they had come at that time. */
    public void keepAt(Instant time, Caller caller, List<FeedbackEntry> entries) {
        new FeedbackStore(database, Clock.fixed(time, ZoneOffset.UTC)).keep(caller, SIGN, entries);
    }

    public Linking linking() {
        return new Linking(database, CLOCK);
    }

    @Override
    public void close() {
        database.stop();
        dataSource.close();
    }
}
