package org.lumbarcds.feedback.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store in an H2 file, as it is without any configuration. */
class H2StoreTest extends StoreContract {

    @TempDir
    private Path directory;

    @Override
    StoreFixture open() {
        return StoreFixture.h2(directory.resolve("a b"));
    }

    @Test
    void file_keepsItsRows_andIsAlone() throws IOException {
        Path own = directory.resolve("own");
        UUID card = UUID.randomUUID();
        try (StoreFixture first = StoreFixture.h2(own).started()) {
            first.feedback.keep(
                    StoreFixture.EHR, StoreFixture.SIGN, List.of(StoreFixture.overridden(card, "remember me")));
        }
        try (Stream<Path> files = Files.list(own)) {
            assertThat(files).map(file -> file.getFileName().toString()).containsExactly("lumbar-cds.mv.db");
        }
        try (StoreFixture second = StoreFixture.h2(own).started();
                StoreFixture third = StoreFixture.h2(own).started()) {
            assertThat(second.count("feedback")).isEqualTo(1);
            assertThat(third.count("feedback")).isEqualTo(1);
        }
    }

    /** H2 leaves it behind when its process ends while it changes a table; retention would never delete its rows. */
    @Test
    void start_aCopyThatABrokenMigrationLeft_isGone() {
        try (StoreFixture store = StoreFixture.h2(directory.resolve("copy"))) {
            store.flyway().target(MigrationVersion.fromVersion("3")).load().migrate();
            store.jdbc.sql("CREATE TABLE feedback_copy_4_0 (id UUID)").update();
            store.jdbc.sql("CREATE TABLE other_copy_4_0 (id UUID)").update();
            store.started();
            assertThat(store.jdbc
                            .sql("SELECT table_name FROM information_schema.tables WHERE table_name LIKE '%COPY%'")
                            .query(String.class)
                            .list())
                    .as("one that is nobody's copy is left alone")
                    .containsExactly("OTHER_COPY_4_0");
        }
    }
}
