package org.lumbarcds.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Lets a migration that broke off on H2 begin again. Flyway writes a failure down, as with a full disk, and would refuse the
 * database until somebody deletes it by hand. And H2 changes a table by copying it: a service that ended meanwhile has left
 * a copy that retention does not know. PostgreSQL takes back the whole migration, so neither is found there.
 */
public final class BrokenOffMigrations implements Callback {

    private static final Pattern COPY = Pattern.compile("([A-Z_]+)_COPY_\\d+_\\d+");

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_VALIDATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        String history = context.getConfiguration().getTable();
        try (Statement statement = context.getConnection().createStatement()) {
            Set<String> tables = tables(context.getConnection());
            // There is none before the first migration.
            if (tables.contains(history)) {
                statement.executeUpdate("DELETE FROM \"" + history + "\" WHERE \"success\" = FALSE");
            }
            for (String table : tables) {
                Matcher copy = COPY.matcher(table);
                if (copy.matches() && tables.contains(copy.group(1))) {
                    statement.executeUpdate("DROP TABLE \"" + table + "\"");
                }
            }
        } catch (SQLException e) {
            throw new FlywayException("What a migration left can't be cleared away", e);
        }
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), null, null)) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    @Override
    public String getCallbackName() {
        return BrokenOffMigrations.class.getSimpleName();
    }
}
