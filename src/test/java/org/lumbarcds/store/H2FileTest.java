package org.lumbarcds.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.feedback.calls.StoreFixture;
import org.lumbarcds.feedback.calls.WholeLog;
import org.springframework.util.FileSystemUtils;

/**
 * Somebody lays hands on the H2 file while it is open: what is answered with success afterwards is in the file that is there
 * afterwards, and the log says once what happened.
 */
class H2FileTest {

    @TempDir
    private Path top;

    private final WholeLog log = new WholeLog();
    private Path directory;
    private StoreFixture store;

    @BeforeEach
    void open() {
        directory = top.resolve("data");
        store = StoreFixture.h2(directory).started();
    }

    @AfterEach
    void close() {
        store.close();
        log.close();
    }

    private Path file() {
        return directory.resolve("lumbar-cds.mv.db");
    }

    private UUID keep() {
        UUID card = UUID.randomUUID();
        store.feedback.keep(
                StoreFixture.EHR, StoreFixture.SIGN, List.of(StoreFixture.overridden(card, "x".repeat(1000))));
        return card;
    }

    /** The next answer is refused, one soon after is kept: and is there when the file is opened again. */
    private void assertNoticed(String trouble, UUID... before) {
        assertThatThrownBy(this::keep).isInstanceOf(StoreUnavailableException.class);
        await().atMost(Duration.ofSeconds(30)).until(store.database::isReady);
        UUID after = keep();
        assertThat(log.ofDatabase(Level.ERROR))
                .singleElement()
                .asString()
                .startsWith(
                        "The database can't be had: the file " + file() + " was " + trouble + " while it was open; ")
                .endsWith(". Calls are answered all the same, feedback gets 503, and it is tried again.");
        store.close();
        store = StoreFixture.h2(directory).started();
        assertThat(store.jdbc.sql("SELECT card FROM feedback").query(UUID.class).list())
                .contains(after)
                .containsAll(List.of(before));
    }

    @Test
    void deleted() throws IOException {
        keep();
        Files.delete(file());
        assertNoticed("deleted, moved or replaced");
    }

    @Test
    void deletedWithItsDirectory() throws IOException {
        keep();
        FileSystemUtils.deleteRecursively(directory);
        assertNoticed("deleted, moved or replaced");
    }

    @Test
    void moved_takesItsAnswersAlong() throws IOException {
        UUID first = keep();
        Path elsewhere = Files.createDirectory(top.resolve("elsewhere"));
        Files.move(file(), elsewhere.resolve("lumbar-cds.mv.db"));
        assertNoticed("deleted, moved or replaced");
        try (StoreFixture moved = StoreFixture.h2(elsewhere).started()) {
            assertThat(moved.jdbc
                            .sql("SELECT card FROM feedback")
                            .query(UUID.class)
                            .list())
                    .contains(first);
        }
    }

    @Test
    void replaced_byABackup() throws IOException {
        UUID first = keep();
        store.close();
        Path backup = Files.copy(file(), top.resolve("backup"));
        store = StoreFixture.h2(directory).started();
        keep();
        Files.move(backup, file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertNoticed("deleted, moved or replaced", first);
    }

    /** Without H2's housekeeping, whose next write could hide what was done to the file. */
    private void openWithoutHousekeeping() {
        store.close();
        store = StoreFixture.impatient(store.dataSource.getJdbcUrl() + ";WRITE_DELAY=0", "sa", "")
                .started();
    }

    @Test
    void cutShort() throws IOException {
        openWithoutHousekeeping();
        keep();
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        assertNoticed("cut or overwritten");
    }

    @Test
    void overwritten_byNoDatabase_andMended() throws IOException {
        openWithoutHousekeeping();
        keep();
        int longer = (int) Files.size(file()) + 1000;
        Files.write(file(), new byte[longer], StandardOpenOption.WRITE);
        assertThatThrownBy(this::keep).isInstanceOf(StoreUnavailableException.class);
        assertThat(log.ofDatabase(Level.ERROR).get(0)).contains("was cut or overwritten while it was open");
        Files.deleteIfExists(file());
        await().atMost(Duration.ofSeconds(30)).until(store.database::isReady);
        keep();
    }

    @Test
    void replaced_byNoDatabase_andMended() throws IOException {
        store.close();
        store = StoreFixture.impatient(store.dataSource.getJdbcUrl(), "sa", "").started();
        keep();
        Path nonsense = Files.writeString(top.resolve("nonsense"), "no database");
        Files.move(nonsense, file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(this::keep).isInstanceOf(StoreUnavailableException.class);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> log.ofDatabase(Level.ERROR).size() == 2);
        assertThat(log.ofDatabase(Level.ERROR).get(1)).contains("is broken, or no database of this version of H2");
        assertThatThrownBy(this::keep).isInstanceOf(StoreUnavailableException.class);
        Files.delete(file());
        await().atMost(Duration.ofSeconds(30)).until(store.database::isReady);
        keep();
    }

    /** As after a restored part: nothing tells but the statements that fail. */
    @Test
    void tablesGone_isSaidOnce_howeverOftenItIsTried() {
        store.jdbc.sql("DROP TABLE feedback_suggestion").update();
        for (int i = 0; i < 5; i++) {
            await().atMost(Duration.ofSeconds(30)).until(store.database::isReady);
            assertThatThrownBy(() -> store.feedback.keep(
                            StoreFixture.EHR,
                            StoreFixture.SIGN,
                            List.of(StoreFixture.accepted(UUID.randomUUID(), "s"))))
                    .isInstanceOf(StoreUnavailableException.class);
            // Others still work, which ends the outage each time.
            await().atMost(Duration.ofSeconds(30)).until(store.database::isReady);
            assertThat(store.database.<Long>read(jdbc -> jdbc.sql("SELECT COUNT(*) FROM card")
                            .query(Long.class)
                            .single()))
                    .isZero();
        }
        assertThat(log.ofDatabase(Level.ERROR))
                .singleElement()
                .asString()
                .startsWith("The database can't be had: tables or columns are missing");
        assertThat(log.ofDatabase(Level.INFO))
                .filteredOn("The database is ready"::equals)
                .hasSize(2);
    }

    /** As H2 does with a file whose content it finds broken. */
    @Test
    void allTablesGone_areMadeAgain() {
        store.jdbc.sql("DROP ALL OBJECTS").update();
        assertThatThrownBy(this::keep).isInstanceOf(StoreUnavailableException.class);
        await().atMost(Duration.ofSeconds(30)).until(store.database::isReady);
        keep();
        assertThat(store.count("feedback")).isEqualTo(1);
    }

    /** H2's housekeeping writes at any time, and knows the new length a little later or earlier. */
    @Test
    void writtenByH2Meanwhile_isNotSuspected() throws IOException {
        Path written = Files.write(top.resolve("written.mv.db"), new byte[100]);
        List<Long> known = new ArrayList<>(List.of(100L, 100L, 100L, 101L));
        H2File file = H2File.of("jdbc:h2:file:" + top.resolve("written"), () -> known.remove(0));
        assertThat(file).isNotNull();
        file.isOpened();
        Files.write(written, new byte[1], StandardOpenOption.APPEND);
        assertThat(file.fate()).isEqualTo(H2File.Fate.OURS);
        assertThat(known).isEmpty();

        H2File wrong = H2File.of("jdbc:h2:file:" + top.resolve("written"), () -> 100);
        wrong.isOpened();
        Files.write(written, new byte[1], StandardOpenOption.APPEND);
        assertThat(wrong.fate()).isEqualTo(H2File.Fate.OVERWRITTEN);
    }

    @Test
    void leftAlone_isNeverSuspected() throws Exception {
        Thread[] writers = new Thread[8];
        List<Throwable> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
        for (int i = 0; i < writers.length; i++) {
            writers[i] = new Thread(() -> {
                for (int k = 0; k < 50; k++) {
                    keep();
                }
            });
            writers[i].setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            writers[i].start();
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(failures).isEmpty();
        assertThat(store.count("feedback")).isEqualTo(400);
        assertThat(log.ofDatabase(Level.ERROR)).isEmpty();
    }
}
