package org.lumbarcds.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.analytics.export.FeedbackExport;
import org.lumbarcds.analytics.question.QuestionReader;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.feedback.calls.StoreFixture;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What the controller does while its database is slow. */
class AnalyticsControllerTest {

    @TempDir
    private Path directory;

    private StoreFixture store;
    private AnalyticsController controller;

    @BeforeEach
    void start() {
        store = StoreFixture.h2(directory).started();
        controller = new AnalyticsController(
                new Analytics(store.database, store.linking(), StoreFixture.CLOCK),
                new FeedbackExport(store.database, (rule, code) -> null),
                new QuestionReader(StoreFixture.CLOCK),
                new Places(1));
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private int ask() throws Exception {
        return controller.figures(new MockHttpServletRequest()).getStatusCode().value();
    }

    @Test
    void questions_thatWaitForTheDatabase_areSoManyAndNoMore() throws Exception {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < store.dataSource.getMaximumPoolSize(); i++) {
            all.add(store.dataSource.getConnection());
        }
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> waiting = executor.submit(this::ask);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> store.dataSource.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
            assertThatThrownBy(this::ask).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.status())
                    .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
            assertThatThrownBy(() -> controller.csv(new MockHttpServletRequest(), new MockHttpServletResponse()))
                    .isInstanceOf(Refusal.class);
            for (Connection connection : all) {
                connection.close();
            }
            assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo(200);
            assertThat(ask()).isEqualTo(200);
        } finally {
            executor.shutdownNow();
        }
    }
}
