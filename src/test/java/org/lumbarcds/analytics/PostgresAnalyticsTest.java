package org.lumbarcds.analytics;

import org.lumbarcds.feedback.calls.StoreFixture;

/** Analytics on PostgreSQL. */
class PostgresAnalyticsTest extends AnalyticsContract {

    @Override
    StoreFixture open() {
        return StoreFixture.postgres();
    }
}
