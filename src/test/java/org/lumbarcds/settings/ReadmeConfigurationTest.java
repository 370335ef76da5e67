package org.lumbarcds.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumbarcds.settings.check.SettingsCatalogue;

/** The README's table of properties is what the code knows: same names, defaults and words. */
class ReadmeConfigurationTest {

    @Test
    void table_isTheCatalogue() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("| `lumbar."))
                .toList();
        List<String> expected = SettingsCatalogue.properties().stream()
                .map(ReadmeConfigurationTest::row)
                .toList();
        assertThat(rows).containsExactlyElementsOf(expected);
    }

    private static String row(SettingsCatalogue.Property property) {
        String byDefault = property.defaultValue().isEmpty() ? "–" : "`" + property.defaultValue() + "`";
        return "| `" + property.name() + "` | " + byDefault + " | " + property.meaning() + " |";
    }
}
