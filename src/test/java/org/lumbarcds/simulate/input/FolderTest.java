package org.lumbarcds.simulate.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a folder are read. */
class FolderTest {

    @TempDir
    private Path directory;

    private final TroubleLog troubles = new TroubleLog();
    private Path data;

    @BeforeEach
    void someFiles() throws IOException {
        data = Files.createDirectories(directory.resolve("data"));
        for (String name : new String[] {
            "a.ndjson",
            "b.JSON.gz",
            "sub/c.jsonl",
            "sub/notes.txt",
            ".git/d.json",
            "sub/.e.json",
            "results.json",
            "out/results.json"
        }) {
            Path file = data.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "{}");
        }
    }

    private Set<String> read(Path folder, Path out) throws IOException {
        Path root = folder.toRealPath();
        Set<String> files = new TreeSet<>();
        new Folder(folder, out).each(file -> files.add(root.relativize(file).toString()), troubles);
        return files;
    }

    @Test
    void resultsWithin_areLeftOutAsAWhole() throws IOException {
        assertThat(read(data, data.resolve("out")))
                .containsExactly("a.ndjson", "b.JSON.gz", "results.json", "sub/c.jsonl");
        assertThat(troubles.counts()).isEmpty();
    }

    @Test
    void resultsInTheFolderItself_areLeftOutAlone() throws IOException {
        assertThat(read(data, data)).containsExactly("a.ndjson", "b.JSON.gz", "out/results.json", "sub/c.jsonl");
        assertThat(read(data.resolve("sub"), data)).as("results around it").containsExactly("c.jsonl");
    }

    @Test
    void resultsNamedThroughALink_areLeftOutAllTheSame() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), data);

        assertThat(read(data, link.resolve("out"))).doesNotContain("out/results.json");
        assertThat(read(link, data.resolve("out"))).contains("sub/c.jsonl").doesNotContain("out/results.json");
        assertThat(read(data, link.resolve("not/there/yet"))).contains("a.ndjson");
    }

    @Test
    void linksToFiles_areFollowed_linksToFoldersAreCounted() throws IOException {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("f.json"), "{}");
        Files.createSymbolicLink(data.resolve("f.json"), elsewhere.resolve("f.json"));
        Files.createSymbolicLink(data.resolve("gone.json"), elsewhere.resolve("gone.json"));
        Files.createSymbolicLink(data.resolve("folder"), elsewhere);

        assertThat(read(data, directory.resolve("out")))
                .contains("f.json")
                .doesNotContain("folder/f.json", "gone.json");
        assertThat(troubles.counts()).containsOnlyKeys(Trouble.LINKED_FOLDER).containsValue(1L);
    }

    @Test
    void folderThatMayNotBeReadIsCounted_andTheRestIsRead() throws IOException {
        Path locked = Files.createDirectories(data.resolve("locked"));
        assertThat(locked.toFile().setReadable(false)).isTrue();
        try {
            // The superuser may read it all the same.
            boolean mayRead = Files.isReadable(locked);

            assertThat(read(data, directory.resolve("out"))).contains("a.ndjson", "sub/c.jsonl");
            assertThat(troubles.counts().containsKey(Trouble.BROKEN_FILE)).isEqualTo(!mayRead);
        } finally {
            assertThat(locked.toFile().setReadable(true)).isTrue();
        }
    }
}
