package org.lumbarcds.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.feedback.calls.Postgres;
import org.lumbarcds.feedback.calls.StoreFixture;
import org.lumbarcds.feedback.calls.WholeLog;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

/** A database that can't be had: one line says what is the matter and what mends it, and quotes neither URL nor password. */
class DatabaseTroubleTest {

    private static final String SECRET = "S3cret";
    private static final String CONSEQUENCE =
            ". Calls are answered all the same, feedback gets 503, and it is tried again.";

    @TempDir
    private Path directory;

    private final WholeLog log = new WholeLog();

    @AfterEach
    void close() {
        log.close();
    }

    private Path file() {
        return directory.resolve("lumbar-cds.mv.db");
    }

    private String h2() {
        return new DatabaseLocation(new DataSourceProperties(), directory).getJdbcUrl();
    }

    private void assertSaid(StoreFixture store, String trouble) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !log.ofDatabase(Level.ERROR).isEmpty());
        assertThat(log.ofDatabase(Level.ERROR)).containsExactly("The database can't be had: " + trouble + CONSEQUENCE);
        assertThat(log.text()).doesNotContain(SECRET);
        assertThat(store.database.isReady()).isFalse();
    }

    private static void awaitReady(StoreFixture store) {
        await().atMost(Duration.ofSeconds(30)).until(store.database::isReady);
    }

    /** A file with one answer in it. */
    private void fill() {
        try (StoreFixture store = StoreFixture.h2(directory).started()) {
            keep(store);
        }
    }

    private static void keep(StoreFixture store) {
        store.feedback.keep(
                StoreFixture.EHR, StoreFixture.SIGN, java.util.List.of(StoreFixture.overridden(UUID.randomUUID(), "")));
    }

    @Test
    void h2_openElsewhere_andThenFree() throws IOException {
        fill();
        FileChannel other = FileChannel.open(file(), StandardOpenOption.WRITE);
        other.lock();
        try (StoreFixture store = StoreFixture.impatient(h2(), "sa", "").started()) {
            assertSaid(
                    store,
                    "another process has the file " + file() + " open; stop that process, or give this one another"
                            + " lumbar.data.directory, or a PostgreSQL in spring.datasource.url, which several can"
                            + " share");
            other.close();
            awaitReady(store);
            assertThat(store.count("feedback")).isEqualTo(1);
            assertThat(log.ofDatabase(Level.INFO)).endsWith("The database is ready");
        }
    }

    @Test
    void h2_noDatabase() throws IOException {
        byte[] bytes = new byte[20_000];
        new Random(7).nextBytes(bytes);
        Files.write(file(), bytes);
        assertBroken();
    }

    @Test
    void h2_cutShort() throws IOException {
        fill();
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.truncate(100);
        }
        assertBroken();
    }

    private void assertBroken() throws IOException {
        try (StoreFixture store = StoreFixture.impatient(h2(), "sa", "").started()) {
            assertSaid(
                    store,
                    "the file " + file()
                            + " is broken, or no database of this version of H2; stop the service, move the"
                            + " file away and put a backup in its place, or nothing for an empty database");
            Files.delete(file());
            awaitReady(store);
        }
    }

    @Test
    void h2_notAFile() throws IOException {
        Files.createDirectory(file());
        assertCantBeMade();
    }

    @Test
    void h2_inNoDirectory() throws IOException {
        directory = Files.writeString(directory.resolve("occupied"), "");
        assertCantBeMade();
    }

    private void assertCantBeMade() {
        try (StoreFixture store = StoreFixture.impatient(h2(), "sa", "").started()) {
            assertSaid(
                    store,
                    "the file " + file()
                            + " can't be opened or made; set lumbar.data.directory to a directory that this"
                            + " service may write to, with nothing else of that name in it");
        }
    }

    @Test
    void h2_missingDirectory_isMade() {
        directory = directory.resolve("a").resolve("b");
        fill();
        assertThat(file()).exists();
    }

    /** As it opens a file that it may not write to; the user who runs the tests may write everywhere. */
    @Test
    void h2_readOnly() {
        fill();
        try (StoreFixture store =
                StoreFixture.impatient(h2() + ";ACCESS_MODE_DATA=r", "sa", "").started()) {
            assertSaid(
                    store, "the file " + file() + " is read-only for this service; make it and its directory writable");
        }
    }

    @Test
    void h2_ofAnotherUser() {
        fill();
        try (StoreFixture store = StoreFixture.impatient(h2(), "sa", SECRET).started()) {
            assertSaid(
                    store,
                    "the file " + file() + " was made with another user name or password; write those into"
                            + " spring.datasource.username and spring.datasource.password, or leave both out if none"
                            + " were set");
        }
    }

    @Test
    void h2_unknownOption() {
        try (StoreFixture store =
                StoreFixture.impatient(h2() + ";NO_SUCH=" + SECRET, "sa", "").started()) {
            assertSaid(
                    store,
                    "spring.datasource.url is no URL that H2 can open; write jdbc:h2:file: and an absolute path, or leave"
                            + " it out");
        }
    }

    private StoreFixture postgres(String hostAndPort, String database) {
        return StoreFixture.impatient(
                        "jdbc:postgresql://" + hostAndPort + "/" + database + "?password=" + SECRET + "&user=lumbar",
                        "lumbar",
                        SECRET)
                .started();
    }

    private static String server() {
        return "127.0.0.1:" + Postgres.port();
    }

    @Test
    void postgresql_nobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (StoreFixture store = postgres("127.0.0.1:" + port, "lumbar")) {
            assertSaid(
                    store,
                    "nothing listens at host and port of spring.datasource.url; start PostgreSQL, or correct the two");
        }
    }

    @Test
    void postgresql_unknownHost() {
        try (StoreFixture store = postgres("no-such-host.invalid", "lumbar")) {
            assertSaid(
                    store,
                    "no machine has the name in spring.datasource.url; correct the name, or mend the look-up of names");
        }
    }

    @Test
    void postgresql_wrongPassword_andThenRight() throws SQLException {
        String database = Postgres.database();
        String user = database + "u";
        try (StoreFixture store = StoreFixture.impatient("jdbc:postgresql://" + server() + "/" + database, user, SECRET)
                .started()) {
            assertSaid(
                    store,
                    "PostgreSQL does not accept the password; correct spring.datasource.username and"
                            + " spring.datasource.password");
            execute("CREATE ROLE " + user + " LOGIN SUPERUSER PASSWORD '" + SECRET + "'");
            awaitReady(store);
            assertThat(log.text()).doesNotContain(SECRET);
        }
    }

    @Test
    void postgresql_noSuchDatabase() throws SQLException {
        String user = role();
        try (StoreFixture store = StoreFixture.impatient("jdbc:postgresql://" + server() + "/none", user, SECRET)
                .started()) {
            assertSaid(store, "PostgreSQL has no database of that name; create it, or correct spring.datasource.url");
        }
    }

    @Test
    void postgresql_mayNotMakeTables() throws SQLException {
        String database = Postgres.database();
        String user = role();
        try (StoreFixture store = StoreFixture.impatient("jdbc:postgresql://" + server() + "/" + database, user, SECRET)
                .started()) {
            assertSaid(
                    store,
                    "the database's user may not do what this service needs; grant it CREATE and USAGE on the schema, and"
                            + " its tables");
        }
    }

    private static String role() throws SQLException {
        String user = "u" + UUID.randomUUID().toString().replace("-", "");
        execute("CREATE ROLE " + user + " LOGIN PASSWORD '" + SECRET + "'");
        return user;
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(Postgres.url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
