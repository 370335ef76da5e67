package org.lumbarcds.fetch;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What one key may still take, all its pages together. Used by one thread; the counts may be read by others. */
final class Budget {

    /** How often a byte of a body is in memory at most: in a buffer that grows, in the body, in the texts of its tree. */
    private static final int COPIES = 4;

    private final int maxBytes;
    private final int maxResources;
    private final Room room;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();
    private int resources;

    Budget(FetchSettings settings, Room room) {
        this.maxBytes = settings.maxBytes();
        this.maxResources = settings.maxResources();
        this.room = room;
    }

    void takeRequest() {
        requests.incrementAndGet();
    }

    void takeBytes(long count) throws FetchFailedException {
        bytes.addAndGet(count);
        requireRoomFor(0);
        if (!room.take(count * COPIES)) {
            throw new FetchFailedException(FetchFailure.NO_MEMORY);
        }
    }

    /** Refuses what announces more than there is room for before anything of it is read. */
    void requireRoomFor(long announced) throws FetchFailedException {
        if (bytes.get() + announced > maxBytes) {
            throw new FetchFailedException(FetchFailure.TOO_LARGE);
        }
    }

    /** A body was parsed: only the texts of its tree are left of it. */
    void parsed(long count) {
        room.giveBack(count * (COPIES - 1));
    }

    /** Memory of a tree beside its texts; false when there is none left. */
    boolean takeMemory(long count) {
        return room.take(count);
    }

    void takeResource() throws FetchFailedException {
        resources++;
        if (resources > maxResources) {
            throw new FetchFailedException(FetchFailure.TOO_MANY);
        }
    }

    int requests() {
        return requests.get();
    }

    long bytes() {
        return bytes.get();
    }
}
