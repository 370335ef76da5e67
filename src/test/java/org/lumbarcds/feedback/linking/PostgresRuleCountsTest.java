package org.lumbarcds.feedback.linking;

import org.lumbarcds.feedback.calls.StoreFixture;

/** Counts in PostgreSQL. */
class PostgresRuleCountsTest extends RuleCountsContract {

    @Override
    StoreFixture open() {
        return StoreFixture.postgres();
    }
}
