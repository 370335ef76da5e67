package org.lumbarcds.feedback;

/** Counts in PostgreSQL. */
class PostgresRuleCountsTest extends RuleCountsContract {

    @Override
    StoreFixture open() {
        return StoreFixture.postgres();
    }
}
