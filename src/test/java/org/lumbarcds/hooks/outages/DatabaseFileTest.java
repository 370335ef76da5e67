package org.lumbarcds.hooks.outages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.hooks.Calls;
import org.lumbarcds.hooks.RunningService;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The default database's file is deleted under a running service: no answer of 200 is lost that was given afterwards. */
class DatabaseFileTest {

    private static final String PATH = Calls.SIGN + "/feedback";

    @TempDir
    private Path directory;

    private static String feedback(UUID card) {
        return "{\"feedback\":[{\"card\":\"" + card
                + "\",\"outcome\":\"overridden\",\"outcomeTimestamp\":\"2026-11-23T09:02:22Z\"}]}";
    }

    @Test
    void deleted_callsGoOn_andFeedbackIsNeverTakenForNothing() throws Exception {
        UUID after = UUID.randomUUID();
        try (RunningService service = RunningService.start("lumbar.data.directory=" + directory)) {
            assertThat(service.post(PATH, feedback(UUID.randomUUID())).statusCode())
                    .isEqualTo(200);
            Files.delete(directory.resolve("lumbar-cds.mv.db"));
            assertThat(service.post(Calls.SIGN, Calls.sign("oxycodone", Calls.GIVEN))
                            .statusCode())
                    .isEqualTo(200);
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> service.post(PATH, feedback(after)).statusCode() == 200);
            assertThat(service.post(Calls.SIGN, Calls.sign("oxycodone", Calls.GIVEN))
                            .statusCode())
                    .isEqualTo(200);
        }
        try (RunningService again = RunningService.start("lumbar.data.directory=" + directory)) {
            assertThat(again.bean(JdbcClient.class)
                            .sql("SELECT card FROM feedback")
                            .query(UUID.class)
                            .list())
                    .contains(after);
        }
    }
}
