package org.lumbarcds.fetch.json;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.lumbarcds.fetch.FetchFailedException;
import org.lumbarcds.fetch.FetchFailure;
import org.lumbarcds.fetch.FetchSettings;
import org.lumbarcds.fetch.Room;

/** What one key may still take, all its pages together. Used by one thread; the counts may be read by others. */
public final class Budget {

    /** How often a byte of a body is in memory at most: in a buffer that grows, in the body, in the texts of its tree. */
    private static final int COPIES = 4;

    private final int maxBytes;
    private final int maxResources;
    private final Room room;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();
    private int resources;

    public Budget(FetchSettings settings, Room room) {
        this.maxBytes = settings.maxBytes();
        this.maxResources = settings.maxResources();
        this.room = room;
    }

    public void takeRequest() {
        requests.incrementAndGet();
    }

    public void takeBytes(long count) throws FetchFailedException {
        bytes.addAndGet(count);
        requireRoomFor(0);
        if (!room.take(count * COPIES)) {
            throw new FetchFailedException(FetchFailure.NO_MEMORY);
        }
    }

    /** Refuses what announces more than there is room for before anything of it is read. */
    public void requireRoomFor(long announced) throws FetchFailedException {
        if (bytes.get() + announced > maxBytes) {
            throw new FetchFailedException(FetchFailure.TOO_LARGE);
        }
    }

    /** A body was parsed: only the texts of its tree are left of it. */
    public void parsed(long count) {
        room.giveBack(count * (COPIES - 1));
    }

    /** Memory of a tree beside its texts; false when there is none left. */
    boolean takeMemory(long count) {
        return room.take(count);
    }

    public void takeResource() throws FetchFailedException {
        resources++;
        if (resources > maxResources) {
            throw new FetchFailedException(FetchFailure.TOO_MANY);
        }
    }

    public int requests() {
        return requests.get();
    }

    public long bytes() {
        return bytes.get();
    }
}
