package org.lumbarcds.analytics;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.feedback.calls.StoreFixture;

/** Analytics on an H2 file. */
class H2AnalyticsTest extends AnalyticsContract {

    @TempDir
    private Path directory;

    @Override
    StoreFixture open() {
        return StoreFixture.h2(directory);
    }
}
