package org.lumbarcds.simulate.input;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The files of FHIR data in a folder and below it. Left out are hidden ones, links to folders, and what an earlier run wrote;
 * what can't be looked into is counted.
 */
public final class Folder {

    private final Path root;
    private final Path results;

    /**
     * @param folder an existing folder
     * @param out where results go: within the folder everything in it is left out; around it, the results only
     */
    public Folder(Path folder, Path out) throws IOException {
        this.root = folder.toRealPath();
        Path real = real(out);
        this.results = root.startsWith(real) ? real.resolve("results.json") : real;
    }

    /** Where a path leads whose last parts need not exist yet. */
    private static Path real(Path path) throws IOException {
        Path whole = path.toAbsolutePath().normalize();
        Path there = whole;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there.toRealPath().resolve(there.relativize(whole));
    }

    /** Takes a file. */
    public interface FileSink {
        void take(Path file) throws IOException;
    }

    /** @param troubles where what is not looked into is counted */
    public void each(FileSink sink, TroubleLog troubles) throws IOException {
        Files.walkFileTree(root, new Visitor(sink, troubles));
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final FileSink sink;
        private final TroubleLog troubles;

        Visitor(FileSink sink, TroubleLog troubles) {
            this.sink = sink;
            this.troubles = troubles;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return isLeftOut(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (isLeftOut(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink() && Files.isDirectory(file)) {
                troubles.count(Trouble.LINKED_FOLDER);
            } else if (isData(file) && Files.isRegularFile(file)) {
                sink.take(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (!isLeftOut(file)) {
                troubles.count(
                        Trouble.BROKEN_FILE, file + ": " + failure.getClass().getSimpleName());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
            return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(directory, failure);
        }
    }

    private boolean isLeftOut(Path path) {
        boolean hidden = !path.equals(root) && path.getFileName().toString().startsWith(".");
        return hidden || path.startsWith(results);
    }

    private static boolean isData(Path file) {
        String name = FhirFiles.nameOf(file);
        return name.endsWith(".json") || FhirFiles.isByLines(name);
    }
}
