package org.lumbarcds.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file, or a part of one, that is drawn from the code: compared, or written anew by {@code -Dderived=write}. */
public final class DerivedFile {

    private static final boolean WRITE = "write".equals(System.getProperty("derived"));

    private DerivedFile() {}

    /** The whole file is {@code derived}. */
    public static void check(Path file, String derived) throws IOException {
        if (WRITE) {
            Files.writeString(file, derived);
        }
        assertThat(Files.readString(file))
                .as("%s; mvn test -Dderived=write writes it anew", file)
                .isEqualTo(derived);
    }

    /** What stands in the file between two lines is {@code derived}, which ends with a line's end. */
    public static void check(Path file, String after, String before, String derived) throws IOException {
        String text = Files.readString(file);
        int start = text.indexOf(after + "\n") + after.length() + 1;
        int end = text.indexOf(before, start);
        assertThat(start).as("%s has the line %s", file, after).isGreaterThan(after.length());
        assertThat(end).as("%s has %s behind it", file, before).isGreaterThanOrEqualTo(start);
        check(file, text.substring(0, start) + derived + text.substring(end));
    }
}
