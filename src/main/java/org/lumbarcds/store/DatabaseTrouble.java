package org.lumbarcds.store;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What keeps the database from being had, and what mends it, in words. The drivers' own messages are never quoted: they may
 * hold rows, addresses and passwords.
 */
final class DatabaseTrouble {

    /** How H2's {@code MVStoreException} ends for a corrupt file, a missing chunk and a missing block. */
    private static final Pattern CORRUPT = Pattern.compile("(?s).*\\[[\\d.]+/(6|9|50)]");

    private static final String INCOMPLETE =
            "tables or columns are missing, as in another database or in what is left of a broken one; what the schema's"
                    + " history lacks is made, and for the rest a whole backup has to be put in its place";

    private static final String UNABLE_TO_CONNECT = "08001";

    private DatabaseTrouble() {}

    /**
     * What is the matter, or null when that is none of the usual troubles.
     *
     * @param file the file of an H2 database, or null when it is no such
     */
    static @Nullable String of(Throwable failure, @Nullable Path file) {
        List<Throwable> chain = chain(failure);
        for (Throwable next : chain) {
            String trouble = next instanceof SQLException sql ? of(sql, chain.get(0), file) : null;
            if (trouble != null) {
                return trouble;
            }
        }
        return null;
    }

    /** Whether connecting took longer than anybody waited, and may succeed yet. */
    static boolean isStillConnecting(Throwable failure) {
        Throwable root = chain(failure).get(0);
        return root instanceof SQLTransientConnectionException
                || root instanceof SQLException sql && UNABLE_TO_CONNECT.equals(sql.getSQLState());
    }

    /** The driver's own comes first; the pool's wrapping has its state too. */
    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable next = failure; next != null && !chain.contains(next); next = next.getCause()) {
            chain.add(0, next);
        }
        return chain;
    }

    private static @Nullable String of(SQLException failure, Throwable root, @Nullable Path file) {
        String driver = failure.getClass().getName();
        if (driver.startsWith("org.h2.")) {
            return ofH2(failure.getErrorCode(), root, file == null ? "the H2 file" : "the file " + file);
        }
        if (driver.startsWith("org.postgresql.")) {
            String trouble = ofNetwork(root);
            return trouble == null ? ofPostgresql(String.valueOf(failure.getSQLState())) : trouble;
        }
        // The pool says so when connecting takes longer than it waits; once that failed, it knows why.
        return failure instanceof SQLTransientConnectionException && failure.getCause() == null
                ? "it did not answer in time; see whether it or its machine is overloaded or stopped"
                : null;
    }

    /** By the numbers of H2's {@code ErrorCode}. */
    private static @Nullable String ofH2(int code, Throwable root, String file) {
        return switch (code) {
            case 90020 ->
                "another process has " + file + " open; stop that process, or give this one another"
                        + " lumbar.data.directory, or a PostgreSQL in spring.datasource.url, which several can share";
            case 90011, 90046, 90113 ->
                "spring.datasource.url is no URL that H2 can open; write jdbc:h2:file: and an absolute path, or leave it"
                        + " out";
            case 90030, 90048 -> broken(file);
            case 90028, 90031 -> ofFile(root, file);
            case 42102, 42103, 42104, 42122 -> INCOMPLETE;
            case 90098, 90121 -> "H2 has closed " + file + " after a failure; it is opened again";
            case 90097 -> readOnly(file);
            case 28000 ->
                file + " was made with another user name or password; write those into spring.datasource.username and"
                        + " spring.datasource.password, or leave both out if none were set";
            default -> ofStore(root, file);
        };
    }

    /** What is said of a file that is not what it was. */
    static String of(H2File.Fate fate, Path file) {
        return switch (fate) {
            case OURS -> throw new IllegalArgumentException("That is no trouble");
            case REPLACED ->
                "the file " + file + " was deleted, moved or replaced while it was open; what has its name now is used,"
                        + " an empty database if nothing has; to put a backup in its place, stop the service before";
            case OVERWRITTEN ->
                "the file " + file
                        + " was cut or overwritten while it was open; it is opened anew, and may be broken; to"
                        + " put a backup in its place, stop the service before";
        };
    }

    /** H2 opens a file that it may not write to all the same. */
    static String readOnly(String file) {
        return file + " is read-only for this service; make it and its directory writable";
    }

    private static String ofFile(Throwable root, String file) {
        if (root instanceof EOFException) {
            return broken(file);
        }
        return root instanceof FileSystemException
                ? file
                        + " can't be opened or made; set lumbar.data.directory to a directory that this service may write"
                        + " to, with nothing else of that name in it"
                : file + " can't be read or written; see whether its disk is full or faulty";
    }

    /** What H2's storage says without a number of its own. */
    private static @Nullable String ofStore(Throwable root, String file) {
        if (root instanceof IOException) {
            return ofFile(root, file);
        }
        return CORRUPT.matcher(String.valueOf(root.getMessage())).matches() ? broken(file) : null;
    }

    private static String broken(String file) {
        return file + " is broken, or no database of this version of H2; stop the service, move the file away and put a"
                + " backup in its place, or nothing for an empty database";
    }

    private static @Nullable String ofNetwork(Throwable root) {
        if (root instanceof UnknownHostException) {
            return "no machine has the name in spring.datasource.url; correct the name, or mend the look-up of names";
        }
        if (root instanceof NoRouteToHostException || root instanceof SocketTimeoutException) {
            return "PostgreSQL can't be reached; see whether its machine runs and no firewall stands between";
        }
        if (root instanceof ConnectException) {
            return "nothing listens at host and port of spring.datasource.url; start PostgreSQL, or correct the two";
        }
        return root instanceof SSLException
                ? "TLS with PostgreSQL fails; correct the certificates, or ssl… in spring.datasource.url"
                : null;
    }

    /** By SQLSTATE. */
    private static @Nullable String ofPostgresql(String state) {
        return switch (state) {
            case "28P01", "08004" ->
                "PostgreSQL does not accept the password; correct spring.datasource.username and"
                        + " spring.datasource.password";
            case "28000" ->
                "PostgreSQL does not let this user in; correct spring.datasource.username, or allow the user in the"
                        + " server's pg_hba.conf";
            case "3D000" -> "PostgreSQL has no database of that name; create it, or correct spring.datasource.url";
            case "42501" ->
                "the database's user may not do what this service needs; grant it CREATE and USAGE on the schema, and its"
                        + " tables";
            case "42P01", "42703" -> INCOMPLETE;
            case "53300" -> "PostgreSQL has no connection left; raise its max_connections, or see who holds them";
            case "57P03" -> "PostgreSQL is starting or stopping; wait, or see its own log";
            case "53100" -> "the disk of PostgreSQL is full; make room";
            case "25006" ->
                "PostgreSQL takes no writes, as a standby does; name the primary server in spring.datasource.url";
            case UNABLE_TO_CONNECT, "08003", "08006", "57P01" ->
                "PostgreSQL takes too long to connect, or breaks off; see its own log, and spring.datasource.url";
            default -> null;
        };
    }
}
