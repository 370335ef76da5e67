package org.lumbarcds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A data directory that can't be one stops the start with what to do, not with a stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class KeyFailureAnalyzerTest {

    @TempDir
    private Path directory;

    @Test
    void noDirectory_saysWhichPropertyToSet(CapturedOutput output) throws Exception {
        Path occupied = Files.writeString(directory.resolve("occupied"), "");
        try {
            SpringApplication.run(LumbarCdsApplication.class, "--server.port=0", "--lumbar.data.directory=" + occupied)
                    .close();
        } catch (RuntimeException e) {
            assertThat(output)
                    .contains(occupied + "/patient-hash.key can't be made.", "Set lumbar.data.directory to a directory")
                    .doesNotContain("\tat ");
            return;
        }
        throw new AssertionError("It started");
    }
}
