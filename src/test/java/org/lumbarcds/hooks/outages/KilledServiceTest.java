package org.lumbarcds.hooks.outages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.hooks.Calls;
import org.lumbarcds.hooks.RunningService;
import org.springframework.jdbc.core.simple.JdbcClient;

/** "kill -9 during a stream of feedback: every entry answered 200 is there after restart", on the default database. */
class KilledServiceTest {

    private static final int SENDERS = 3;
    private static final int ENOUGH = 100;

    @TempDir
    private Path directory;

    /** The service in a process of its own. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) {
            PrintStream out = System.out;
            System.setOut(System.err);
            RunningService service = RunningService.start("lumbar.data.directory=" + args[0]);
            out.println(service.port());
        }
    }

    @Test
    void everyAnsweredEntry_isThereAfterwards() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString())
                .redirectError(new File(directory.toFile(), "log"))
                .start();
        Set<UUID> answered = ConcurrentHashMap.newKeySet();
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try (BufferedReader out = process.inputReader()) {
            String port = out.readLine();
            assertThat(port).as("the service starts").isNotNull();
            CountDownLatch enough = new CountDownLatch(ENOUGH);
            URI uri = URI.create("http://127.0.0.1:" + port + Calls.SIGN + "/feedback");
            for (int i = 0; i < SENDERS; i++) {
                senders.execute(() -> send(uri, answered, enough));
            }
            assertThat(enough.await(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            // SIGKILL, in the middle of the stream.
            process.destroyForcibly().waitFor();
            senders.shutdown();
            assertThat(senders.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        try (RunningService again = RunningService.start("lumbar.data.directory=" + directory)) {
            Set<UUID> kept = new HashSet<>(again.bean(JdbcClient.class)
                    .sql("SELECT card FROM feedback")
                    .query(UUID.class)
                    .list());
            assertThat(answered).hasSizeGreaterThanOrEqualTo(ENOUGH);
            assertThat(kept).containsAll(answered);
        }
    }

    private static void send(URI uri, Set<UUID> answered, CountDownLatch enough) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        while (true) {
            UUID card = UUID.randomUUID();
            String body = "{\"feedback\":[{\"card\":\"" + card
                    + "\",\"outcome\":\"overridden\",\"outcomeTimestamp\":\"2026-11-23T09:02:22Z\"}]}";
            try {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    answered.add(card);
                    enough.countDown();
                }
            } catch (IOException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
