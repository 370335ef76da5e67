package org.lumbarcds.feedback;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.lumbarcds.feedback.calls.CallRecorder;
import org.lumbarcds.feedback.calls.CallStore;
import org.lumbarcds.feedback.linking.Linking;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.store.BrokenOffMigrations;
import org.lumbarcds.store.Database;
import org.lumbarcds.store.DatabaseLocation;
import org.lumbarcds.store.Retention;
import org.lumbarcds.store.Upkeep;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Puts the store together. */
@Configuration(proxyBeanMethods = false)
public class FeedbackConfiguration {

    /** Between two attempts to reach a database that is away. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Bean
    JdbcConnectionDetails databaseLocation(DataSourceProperties properties, LumbarSettings settings) {
        return new DatabaseLocation(properties, settings.data().directory());
    }

    /** Spring would migrate while the service starts, and a database that is away would stop the start. */
    @Bean
    FlywayMigrationStrategy migrateInTheBackground() {
        return flyway -> {};
    }

    @Bean
    Callback brokenOffMigrations() {
        return new BrokenOffMigrations();
    }

    @Bean
    Database database(DataSource dataSource, PlatformTransactionManager transactions, ObjectProvider<Flyway> flyway) {
        return new Database(dataSource, transactions, flyway.getIfAvailable(), PAUSE);
    }

    @Bean
    CallRecorder callRecorder(Database database, LumbarSettings settings, MeterRegistry meters) {
        return new CallRecorder(
                new CallStore(database, Duration.ofMinutes(settings.record().shownOnceMinutes())),
                settings.record().queue(),
                PAUSE,
                meters);
    }

    @Bean
    FeedbackStore feedbackStore(Database database, Clock clock) {
        return new FeedbackStore(database, clock);
    }

    @Bean
    Retention retention(Database database, Clock clock, LumbarSettings settings) {
        return new Retention(database, clock, settings.record().retention());
    }

    @Bean
    Upkeep sweeping(Retention retention) {
        return new Upkeep("retention", retention::sweep, Duration.ofMinutes(1), Duration.ofHours(1));
    }

    @Bean
    Linking linking(Database database, Clock clock) {
        return new Linking(database, clock);
    }

    @Bean
    ConsideredFindings consideredFindings(Database database, Clock clock, LumbarSettings settings) {
        return new ConsideredFindings(database, clock, settings.snooze().days());
    }

    /** Whoever says "already considered" is heard a few seconds later, by every service on the same database. */
    @Bean
    Upkeep linkingOnSchedule(Linking linking, ConsideredFindings considered, LumbarSettings settings) {
        boolean snoozes = !settings.snooze().rules().isEmpty();
        return new Upkeep(
                "linking",
                () -> {
                    linking.link();
                    if (snoozes) {
                        considered.refresh();
                    }
                },
                Duration.ofMillis(500),
                Duration.ofSeconds(2));
    }
}
