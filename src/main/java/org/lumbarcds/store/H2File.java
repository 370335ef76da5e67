package org.lumbarcds.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The file of an H2 database. H2 holds it open and goes on when somebody deletes, replaces or overwrites it: what is stored
 * then would be gone with the process. So it is looked at before and after each work, and never opened for that: closing it
 * would give up H2's lock.
 */
final class H2File {

    private static final int MOST_LOOKS = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    /** What became of it since H2 opened it. */
    enum Fate {
        OURS,
        /** Another file, or none, has its name. */
        REPLACED,
        /** It is longer or shorter than H2 left it. */
        OVERWRITTEN
    }

    /** The key is the same as long as it is the same file, and null where the system has none. */
    private record Look(@Nullable Object key, long size) {}

    private final Path path;
    private final LongSupplier known;

    /** Held for writing while it is judged, so that H2 does nothing meanwhile. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private volatile @Nullable Look opened;
    private volatile @Nullable Look last;

    private H2File(Path path, LongSupplier known) {
        this.path = path;
        this.known = known;
    }

    /**
     * The file that this URL names by an absolute path; null when it names none.
     *
     * @param known how long H2 takes the file to be, in bytes
     */
    static @Nullable H2File of(@Nullable String url, LongSupplier known) {
        if (url == null || !url.startsWith(DatabaseLocation.H2_FILE_URL)) {
            return null;
        }
        Path path = Path.of(url.substring(DatabaseLocation.H2_FILE_URL.length()).replaceFirst(";.*", ""));
        return path.isAbsolute() ? new H2File(path.resolveSibling(path.getFileName() + ".mv.db"), known) : null;
    }

    Path path() {
        return path;
    }

    /** H2 has just opened it. */
    void isOpened() {
        opened = look();
        last = opened;
    }

    /** Does this work with it. */
    <T> T use(Supplier<T> work) {
        use.readLock().lock();
        try {
            return work.get();
        } finally {
            use.readLock().unlock();
        }
    }

    /** Does this work with it. */
    void use(Runnable work) {
        use(() -> {
            work.run();
            return true;
        });
    }

    /** What became of it, as far as can be told while others work with it: the last of them is told all. */
    Fate fate() {
        Look now = look();
        if (now == null || !isOpenedOne(now)) {
            return Fate.REPLACED;
        }
        if (now.equals(last) || !use.writeLock().tryLock()) {
            return Fate.OURS;
        }
        try {
            return isAsH2LeftIt() ? Fate.OURS : Fate.OVERWRITTEN;
        } finally {
            use.writeLock().unlock();
        }
    }

    /** H2's own housekeeping goes on meanwhile: only a length that stays wrong is not H2's. */
    private boolean isAsH2LeftIt() {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            long before = known.getAsLong();
            Look now = look();
            last = now;
            if (now != null && (now.size() == before || now.size() == known.getAsLong())) {
                return true;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return false;
    }

    private boolean isOpenedOne(Look now) {
        return opened != null && Objects.equals(now.key(), opened.key());
    }

    private @Nullable Look look() {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            return new Look(found.fileKey(), found.size());
        } catch (IOException e) {
            return null;
        }
    }
}
