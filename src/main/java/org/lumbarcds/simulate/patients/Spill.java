package org.lumbarcds.simulate.patients;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.lumbarcds.simulate.input.Lines;

/**
 * Records grouped by key on disk: written in any order to files by the key's hash, then read file by file. A file too
 * large for memory is split again by another hash.
 */
public final class Spill {

    private static final int TAB = '\t';
    private static final int FILES = 64;

    /** Splits that may follow each other; what is still too large then is one key's. */
    private static final int DEEPEST = 5;

    private final Path directory;
    private final long mostInMemory;
    private final long mostOfAKey;
    private final int depth;
    private final OutputStream[] files = new OutputStream[FILES];
    private long bytes;

    /**
     * @param directory an own directory; made
     * @param mostInMemory bytes of a file that is read at once
     * @param mostOfAKey bytes of one key's records; a key with more is left out
     */
    public Spill(Path directory, long mostInMemory, long mostOfAKey) throws IOException {
        this(directory, mostInMemory, mostOfAKey, 0);
    }

    private Spill(Path directory, long mostInMemory, long mostOfAKey, int depth) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.mostInMemory = mostInMemory;
        this.mostOfAKey = mostOfAKey;
        this.depth = depth;
    }

    /** Told of every key with all its records, in no particular order. */
    public interface Groups {

        void group(String key, List<byte[]> records) throws IOException;

        /** A key whose records are too many to be held. */
        void tooLarge(String key) throws IOException;
    }

    /** Told of every record. */
    interface Records {
        void record(String key, byte[] record) throws IOException;
    }

    /** Bytes written so far. */
    public long bytes() {
        return bytes;
    }

    /** @param record without a line feed; the key without a line feed or tab */
    void write(String key, byte[] record) throws IOException {
        int file = file(key);
        if (files[file] == null) {
            files[file] = new BufferedOutputStream(Files.newOutputStream(path(file)), 16 * 1024);
        }
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        files[file].write(name);
        files[file].write(TAB);
        files[file].write(record);
        files[file].write('\n');
        bytes += name.length + record.length + 2L;
    }

    private Path path(int file) {
        return directory.resolve(Integer.toString(file));
    }

    /** Bits mixed anew at every depth, so that keys that met in a file part in the next. */
    private int file(String key) {
        int hash = key.hashCode() + depth * 0x9e3779b9;
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return Math.floorMod(hash ^ (hash >>> 16), FILES);
    }

    /**
     * Gives every key with its records, and deletes what was given. Nothing can be written afterwards.
     *
     * @param done told of the bytes that were given
     */
    public void drain(Groups groups, LongConsumer done) throws IOException {
        close();
        for (int file = 0; file < FILES; file++) {
            Path path = path(file);
            if (Files.exists(path)) {
                long size = Files.size(path);
                if (size <= mostInMemory) {
                    load(path, groups);
                    done.accept(size);
                } else if (depth < DEEPEST) {
                    split(path, groups, done);
                } else {
                    loadEach(path, groups);
                    done.accept(size);
                }
                Files.deleteIfExists(path);
            }
        }
    }

    private void close() throws IOException {
        for (OutputStream file : files) {
            if (file != null) {
                file.close();
            }
        }
    }

    private void load(Path path, Groups groups) throws IOException {
        Map<String, List<byte[]>> held = new TreeMap<>();
        Map<String, Long> sizes = new HashMap<>();
        read(path, (key, record) -> {
            if (sizes.merge(key, (long) record.length, Long::sum) <= mostOfAKey) {
                held.computeIfAbsent(key, k -> new ArrayList<>()).add(record);
            } else {
                held.remove(key);
            }
        });
        for (String key : new ArrayList<>(sizes.keySet())) {
            List<byte[]> records = held.remove(key);
            if (records == null) {
                groups.tooLarge(key);
            } else {
                groups.group(key, records);
            }
        }
    }

    private void split(Path path, Groups groups, LongConsumer done) throws IOException {
        Spill parts = new Spill(directory.resolve(path.getFileName() + "s"), mostInMemory, mostOfAKey, depth + 1);
        read(path, parts::write);
        Files.delete(path);
        parts.drain(groups, done);
        Files.delete(parts.directory);
    }

    /** Few keys are left together here, and one of them at least is large: one after the other. */
    private void loadEach(Path path, Groups groups) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        read(path, (key, record) -> sizes.merge(key, (long) record.length, Long::sum));
        for (Map.Entry<String, Long> size : sizes.entrySet()) {
            if (size.getValue() > mostOfAKey) {
                groups.tooLarge(size.getKey());
            } else {
                List<byte[]> records = new ArrayList<>();
                read(path, (key, record) -> {
                    if (key.equals(size.getKey())) {
                        records.add(record);
                    }
                });
                groups.group(size.getKey(), records);
            }
        }
    }

    /** Gives every record, file by file, as often as asked. Nothing can be written afterwards. */
    void each(int file, Records records) throws IOException {
        close();
        if (Files.exists(path(file))) {
            read(path(file), records);
        }
    }

    /** How many files {@link #each} can be asked for; equal keys are in the same file of two spills. */
    static int files() {
        return FILES;
    }

    private static void read(Path path, Records records) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 64 * 1024)) {
            Lines lines = new Lines(in, Integer.MAX_VALUE);
            byte[] line = lines.next();
            while (line != null) {
                int tab = 0;
                while (line[tab] != TAB) {
                    tab++;
                }
                byte[] record = new byte[line.length - tab - 1];
                System.arraycopy(line, tab + 1, record, 0, record.length);
                records.record(new String(line, 0, tab, StandardCharsets.UTF_8), record);
                line = lines.next();
            }
        }
    }
}
