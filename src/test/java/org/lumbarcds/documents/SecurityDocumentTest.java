package org.lumbarcds.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md names tests that exist: a threat without its test would be a claim. */
class SecurityDocumentTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+Test)#(\\w+)`");

    @Test
    void everyThreat_namesATestThatExists() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/security.md")).stream()
                .filter(line -> line.startsWith("| T"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(20);
        assertThat(rows).allMatch(row -> TEST.matcher(row).find(), "names a test");
        List<String> missing = new ArrayList<>();
        for (String row : rows) {
            Matcher test = TEST.matcher(row);
            while (test.find()) {
                if (!exists(test.group(1), test.group(2))) {
                    missing.add(test.group());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean exists(String type, String method) throws IOException {
        Path source;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            source = files.filter(file -> file.endsWith(type + ".java"))
                    .findFirst()
                    .orElse(null);
        }
        return source != null && Files.readString(source).contains("void " + method + "(");
    }
}
