package org.lumbarcds.hooks.outages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.hooks.Calls;
import org.lumbarcds.hooks.RunningService;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The default database on a disk that fills up and is cleared again: a small tmpfs, which only root may mount. */
@ExtendWith(OutputCaptureExtension.class)
class DiskFullTest {

    private static final String PATH = Calls.SIGN + "/feedback";

    @TempDir
    private Path directory;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        Path mountPoint = Files.createDirectory(directory.resolve("disk"));
        if (run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", mountPoint.toString()) != 0) {
            String why = "NOT TESTED WITH A FULL DISK: no tmpfs can be mounted here (that needs root).";
            System.err.println(why);
            abort(why);
        }
        disk = mountPoint;
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            assertThat(run("umount", disk.toString())).isZero();
        }
    }

    private static int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    private static String feedback(UUID card) {
        return "{\"feedback\":[{\"card\":\"" + card + "\",\"outcome\":\"overridden\",\"overrideReason\":"
                + "{\"userComment\":\"" + (card + " ").repeat(200)
                + "\"},\"outcomeTimestamp\":\"2026-11-23T09:02:22Z\"}]}";
    }

    @Test
    void full_refusesFeedback_answersCalls_andRecovers(CapturedOutput output) throws Exception {
        Set<UUID> stored = new HashSet<>();
        try (RunningService service = RunningService.start("lumbar.data.directory=" + disk)) {
            UUID first = UUID.randomUUID();
            assertThat(service.post(PATH, feedback(first)).statusCode()).isEqualTo(200);
            stored.add(first);
            Path filler = disk.resolve("filler");
            fill(filler);
            int status;
            do {
                UUID card = UUID.randomUUID();
                status = service.post(PATH, feedback(card)).statusCode();
                if (status == 200) {
                    stored.add(card);
                }
            } while (status == 200 && stored.size() < 2000);
            assertThat(status).isEqualTo(503);
            assertThat(service.post(Calls.SIGN, Calls.sign("oxycodone", Calls.GIVEN))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(output.getAll().split("see whether its disk is full", -1))
                    .hasSize(2);
            Files.delete(filler);
            UUID last = UUID.randomUUID();
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> service.post(PATH, feedback(last)).statusCode() == 200);
            stored.add(last);
            assertThat(new HashSet<>(service.bean(JdbcClient.class)
                            .sql("SELECT card FROM feedback")
                            .query(UUID.class)
                            .list()))
                    .containsAll(stored);
        }
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(Files.size(file)).isPositive();
        }
    }
}
