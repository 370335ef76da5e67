package org.lumbarcds.simulate.patients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumbarcds.simulate.input.Lines;

/** Records are grouped whole whatever fits into memory. */
class SpillTest {

    @TempDir
    private Path directory;

    private final Map<String, List<String>> groups = new TreeMap<>();
    private final List<String> tooLarge = new ArrayList<>();

    private final Spill.Groups sink = new Spill.Groups() {
        @Override
        public void group(String key, List<byte[]> records) {
            groups.put(
                    key,
                    records.stream().map(record -> new String(record, UTF_8)).toList());
        }

        @Override
        public void tooLarge(String key) {
            tooLarge.add(key);
        }
    };

    @Test
    void everyKeyGetsAllItsRecords_whenFilesAreSplitAgain() throws IOException {
        Spill spill = new Spill(directory.resolve("spill"), 2_000, 1_000);
        for (String record : List.of("first", "second")) {
            for (int key = 0; key < 20_000; key++) {
                spill.write("patient-" + key, (record + " of " + key).getBytes(UTF_8));
            }
        }
        long[] done = new long[1];
        spill.drain(sink, bytes -> done[0] += bytes);

        assertThat(groups).hasSize(20_000);
        assertThat(IntStream.range(0, 20_000)).allSatisfy(key -> assertThat(groups.get("patient-" + key))
                .containsExactly("first of " + key, "second of " + key));
        assertThat(tooLarge).isEmpty();
        assertThat(done[0]).isEqualTo(spill.bytes());
        try (Stream<Path> left = Files.list(directory.resolve("spill"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void keyWithTooManyRecordsIsLeftOut_theOthersAreNot() throws IOException {
        Spill spill = new Spill(directory.resolve("spill"), 2_000, 1_000);
        for (int i = 0; i < 500; i++) {
            spill.write("large", "x".repeat(100).getBytes(UTF_8));
            spill.write("small-" + i, "y".getBytes(UTF_8));
        }
        spill.drain(sink, bytes -> {});

        assertThat(tooLarge).containsExactly("large");
        assertThat(groups).hasSize(500).doesNotContainKey("large");
    }

    @Test
    void lineLongerThanTheLimitIsSkipped_theNextIsRead() throws IOException {
        String text = "short\n" + "x".repeat(200_000) + "\nlast";
        Lines lines = new Lines(new ByteArrayInputStream(text.getBytes(UTF_8)), 100);

        assertThat(lines.next()).isEqualTo("short".getBytes(UTF_8));
        assertThat(lines.next()).isEmpty();
        assertThat(lines.wasTooLong()).isTrue();
        assertThat(lines.next()).isEqualTo("last".getBytes(UTF_8));
        assertThat(lines.wasTooLong()).isFalse();
        assertThat(lines.next()).isNull();
    }
}
