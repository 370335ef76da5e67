package org.lumbarcds.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyedHashTest {

    private static final KeyedHash HASH = new KeyedHash(key("one key of thirty-two bytes, yes!"));

    @TempDir
    Path directory;

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void of_isTheSameForTheSameParts_andAnotherForOthers() {
        assertThat(HASH.of("ehr", "p1")).isEqualTo(HASH.of("ehr", "p1")).matches("[0-9a-f]{32}");
        assertThat(HASH.of("ehr", "p2")).isNotEqualTo(HASH.of("ehr", "p1"));
        assertThat(HASH.of("other", "p1")).isNotEqualTo(HASH.of("ehr", "p1"));
    }

    @Test
    void of_doesNotConfuseWhereOnePartEnds() {
        assertThat(HASH.of("ab", "c")).isNotEqualTo(HASH.of("a", "bc"));
        assertThat(HASH.of("ab")).isNotEqualTo(HASH.of("ab", ""));
    }

    @Test
    void of_dependsOnTheKey() {
        assertThat(new KeyedHash(key("another key of thirty-two bytes!!")).of("p1"))
                .isNotEqualTo(HASH.of("p1"));
    }

    @Test
    void file_isMadeOnce_forTheServiceAlone() throws IOException {
        Path file = directory.resolve("new").resolve(HashKeyFile.NAME);
        String first = HashKeyFile.readOrMake(file).of("p1");

        assertThat(HashKeyFile.readOrMake(file).of("p1")).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .as("the database lies beside it")
                .isEqualTo("rwx------");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void file_withoutKey_saysWhatToWrite() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "secret words");

        assertThatThrownBy(() -> HashKeyFile.read(file))
                .hasMessage(file + " holds no key.")
                .hasNoCause()
                .isInstanceOfSatisfying(KeyUnusableException.class, failure -> assertThat(failure.advice())
                        .contains("64 hexadecimal digits"));
    }

    @Test
    void file_inNoDirectory_saysWhichPropertyToSet() throws IOException {
        Path notADirectory = Files.writeString(directory.resolve("occupied"), "");

        assertThatThrownBy(() -> HashKeyFile.readOrMake(notADirectory.resolve(HashKeyFile.NAME)))
                .hasMessage(notADirectory.resolve(HashKeyFile.NAME) + " can't be made.")
                .isInstanceOfSatisfying(KeyUnusableException.class, failure -> assertThat(failure.advice())
                        .contains("lumbar.data.directory"));
    }
}
