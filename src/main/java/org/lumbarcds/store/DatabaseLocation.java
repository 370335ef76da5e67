package org.lumbarcds.store;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.settings.check.InvalidSettingException;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Where the database is: what {@code spring.datasource.*} says, else an H2 file in the data directory, so that there is no
 * component to install.
 */
public final class DatabaseLocation implements JdbcConnectionDetails {

    /** Begins the URL of an H2 file. */
    static final String H2_FILE_URL = "jdbc:h2:file:";

    /** Name of the H2 file, without its ending. */
    static final String FILE = "lumbar-cds";

    /**
     * {@code WRITE_DELAY=0} is left out: it ends H2's housekeeping, and the file grows without bound. What must not get lost
     * is followed by {@link Database#sync}. The service closes the database itself once its last rows are written. H2's
     * trace file would quote rows.
     */
    private static final String H2_OPTIONS = ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;CACHE_SIZE=8192";

    /**
     * A server that hangs must not hold threads and connections for ever; longer than any statement may take. And errors
     * must not quote rows: the pool logs some of them.
     */
    private static final List<String> POSTGRESQL_OPTIONS = List.of("socketTimeout=20", "logServerErrorDetail=false");

    private static final String PROPERTY = "spring.datasource.url";
    private static final String HOST = "(\\[[0-9A-Fa-f:.]+\\]|[^@:/?,\\[\\]]*)(:\\d{1,5})?";
    private static final Pattern USABLE =
            Pattern.compile("jdbc:h2:.+|jdbc:postgresql:([^/].*|//" + HOST + "(," + HOST + ")*([/?].*)?)");

    private final DataSourceProperties properties;
    private final Path directory;

    /**
     * @param directory where an H2 file is put
     * @throws InvalidSettingException when the URL that is configured can be no database's; its message does not quote the
     *     URL, which may hold a password
     */
    public DatabaseLocation(DataSourceProperties properties, Path directory) {
        this.properties = properties;
        this.directory = directory;
        String url = configured();
        if (url != null && !USABLE.matcher(url).matches()) {
            throw InvalidSettingException.of(
                    PROPERTY,
                    "…",
                    "Write jdbc:postgresql://host:port/database, with the user in spring.datasource.username and"
                            + " spring.datasource.password, or leave it out for an H2 file in lumbar.data.directory.");
        }
    }

    @Override
    public String getJdbcUrl() {
        String url = configured();
        if (url == null) {
            return H2_FILE_URL + directory.toAbsolutePath().resolve(FILE) + H2_OPTIONS;
        }
        return url.startsWith("jdbc:postgresql:") ? withPostgresqlOptions(url) : url;
    }

    /** What the URL says itself is left as it is. */
    private static String withPostgresqlOptions(String url) {
        StringBuilder whole = new StringBuilder(url);
        for (String option : POSTGRESQL_OPTIONS) {
            String name = option.substring(0, option.indexOf('=') + 1);
            if (!url.contains(name)) {
                whole.append(whole.indexOf("?") < 0 ? '?' : '&').append(option);
            }
        }
        return whole.toString();
    }

    private @Nullable String configured() {
        String url = properties.getUrl();
        return url == null || url.isBlank() ? null : url;
    }

    @Override
    public String getUsername() {
        String name = properties.getUsername();
        if (name != null) {
            return name;
        }
        return getJdbcUrl().startsWith("jdbc:h2:") ? "sa" : "";
    }

    @Override
    public String getPassword() {
        String password = properties.getPassword();
        return password == null ? "" : password;
    }

    @Override
    public String getDriverClassName() {
        String driver = properties.getDriverClassName();
        return driver == null || driver.isBlank() ? JdbcConnectionDetails.super.getDriverClassName() : driver;
    }
}
