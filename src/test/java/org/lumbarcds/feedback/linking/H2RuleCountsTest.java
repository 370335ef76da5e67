package org.lumbarcds.feedback.linking;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.feedback.calls.StoreFixture;

/** Counts in an H2 file. */
class H2RuleCountsTest extends RuleCountsContract {

    @TempDir
    private Path directory;

    @Override
    StoreFixture open() {
        return StoreFixture.h2(directory);
    }
}
