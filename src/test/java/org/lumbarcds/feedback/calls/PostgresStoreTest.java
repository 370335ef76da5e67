package org.lumbarcds.feedback.calls;

/** The store in PostgreSQL. */
class PostgresStoreTest extends StoreContract {

    @Override
    StoreFixture open() {
        return StoreFixture.postgres(Postgres.database());
    }
}
