package org.lumbarcds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What is shipped is what was reviewed: the build's bill of materials against the list in docs/dependencies.md. */
class DependenciesTest {

    private static final Path REVIEWED = Path.of("docs/dependencies.md");
    private static final Path BUILT = Path.of("target/dependencies.md");

    @Test
    void everyShippedLibrary_wasReviewed() throws IOException {
        List<String> built = List.copyOf(rows(bill()));
        Files.write(BUILT, built);
        List<String> reviewed = Files.readAllLines(REVIEWED).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(reviewed)
                .as("After a review, the rows of %s go into %s", BUILT, REVIEWED)
                .containsExactlyElementsOf(built);
    }

    @Test
    void bill_isShipped_andNamesThisService() throws IOException {
        JsonNode bill = bill();
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.at("/metadata/component/name").asText()).isEqualTo("lumbar-cds");
        assertThat(bill.toString()).doesNotContain("junit").doesNotContain("wiremock");
    }

    @Test
    void noLibrary_isASnapshot() throws IOException {
        assertThat(rows(bill())).isNotEmpty().noneMatch(row -> row.contains("SNAPSHOT"));
    }

    private static JsonNode bill() throws IOException {
        try (InputStream in = DependenciesTest.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
            assertThat(in)
                    .as("made by the build in process-resources, which Maven leaves out when it is offline (-o)")
                    .isNotNull();
            return new ObjectMapper().readTree(in);
        }
    }

    private static TreeSet<String> rows(JsonNode bill) {
        TreeSet<String> rows = new TreeSet<>();
        bill.path("components")
                .forEach(library -> rows.add("| `" + library.path("group").asText() + ":"
                        + library.path("name").asText() + "` | "
                        + library.path("version").asText() + " | " + licences(library) + " |"));
        return rows;
    }

    private static String licences(JsonNode library) {
        List<String> names = StreamSupport.stream(library.path("licenses").spliterator(), false)
                .map(licence -> licence.has("expression")
                        ? licence.get("expression").asText()
                        : licence.at("/license/id")
                                .asText(licence.at("/license/name").asText()))
                .toList();
        return String.join(" or ", names);
    }
}
