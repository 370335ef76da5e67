package org.lumbarcds.feedback.calls;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.opentest4j.TestAbortedException;

/** One PostgreSQL for all tests of a run, with a database of its own for each who asks. Needs no installation. */
public final class Postgres {

    private static EmbeddedPostgres server;
    private static String failure;

    private Postgres() {}

    /** The port it listens on, on this machine. */
    public static synchronized int port() {
        return server().getPort();
    }

    /** Name of a new and empty database; its user is postgres, without a password. */
    public static synchronized String database() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where a database can be reached directly. */
    public static String url(String database) {
        return url(port(), database);
    }

    public static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    /** Who may come in how: the tests' own user as it likes, everybody else with a password. */
    private static Path access() throws IOException {
        Path file = Files.createTempFile("lumbar-pg-hba", ".conf");
        file.toFile().deleteOnExit();
        Files.writeString(file, "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        return file;
    }

    private static EmbeddedPostgres server() {
        if (server == null && failure == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("hba_file", access().toString())
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(Postgres::stop));
            } catch (IOException | RuntimeException e) {
                failure = "NOT TESTED ON POSTGRESQL: its binaries don't start on this machine: " + e;
            }
        }
        if (server == null) {
            System.err.println(failure);
            throw new TestAbortedException(failure);
        }
        return server;
    }

    private static void stop() {
        try {
            server.close();
        } catch (IOException e) {
            System.err.println("PostgreSQL was not stopped: " + e);
        }
    }
}
