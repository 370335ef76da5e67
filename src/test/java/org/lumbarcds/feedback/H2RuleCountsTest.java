package org.lumbarcds.feedback;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Counts in an H2 file. */
class H2RuleCountsTest extends RuleCountsContract {

    @TempDir
    private Path directory;

    @Override
    StoreFixture open() {
        return StoreFixture.h2(directory);
    }
}
