package org.lumbarcds.feedback;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Lets a migration that failed on H2, because the disk was full for example, be tried again. Flyway writes the failure down
 * and would refuse the database until somebody deletes it by hand. PostgreSQL takes back the whole migration, so nothing of
 * it is found there.
 */
final class BrokenOffMigrations implements Callback {

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
        Connection connection = context.getConnection();
        try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), history, null);
                Statement statement = connection.createStatement()) {
            // There is none before the first migration.
            if (tables.next()) {
                statement.executeUpdate("DELETE FROM \"" + history + "\" WHERE \"success\" = FALSE");
            }
        } catch (SQLException e) {
            throw new FlywayException("The history of migrations can't be read", e);
        }
    }

    @Override
    public String getCallbackName() {
        return BrokenOffMigrations.class.getSimpleName();
    }
}
