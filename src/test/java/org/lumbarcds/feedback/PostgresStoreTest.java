package org.lumbarcds.feedback;

/** The store in PostgreSQL. */
class PostgresStoreTest extends StoreContract {

    @Override
    StoreFixture open() {
        return StoreFixture.postgres(Postgres.database());
    }
}
