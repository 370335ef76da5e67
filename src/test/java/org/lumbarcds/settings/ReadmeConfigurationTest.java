package org.lumbarcds.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lumbarcds.documents.DerivedFile;
import org.lumbarcds.settings.check.SettingsCatalogue;

/** The README's table of properties is what the code knows: same names, defaults and words. */
class ReadmeConfigurationTest {

    @Test
    void table_isTheCatalogue() throws IOException {
        String rows = SettingsCatalogue.properties().stream()
                .map(ReadmeConfigurationTest::row)
                .collect(Collectors.joining());
        DerivedFile.check(Path.of("README.md"), "| Property | Default | Meaning |\n|---|---|---|", "\n## ", rows);
    }

    private static String row(SettingsCatalogue.Property property) {
        String byDefault = property.defaultValue().isEmpty() ? "–" : "`" + property.defaultValue() + "`";
        return "| `" + property.name() + "` | " + byDefault + " | " + property.meaning() + " |\n";
    }
}
