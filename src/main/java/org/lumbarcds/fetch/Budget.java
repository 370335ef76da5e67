package org.lumbarcds.fetch;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What one key may still take, all its pages together. Used by one thread; the counts may be read by others. */
final class Budget {

    private final int maxBytes;
    private final int maxResources;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();
    private int resources;

    Budget(FetchSettings settings) {
        this.maxBytes = settings.maxBytes();
        this.maxResources = settings.maxResources();
    }

    void takeRequest() {
        requests.incrementAndGet();
    }

    void takeBytes(long count) throws FetchFailedException {
        bytes.addAndGet(count);
        requireRoomFor(0);
    }

    /** Refuses what announces more than there is room for before anything of it is read. */
    void requireRoomFor(long announced) throws FetchFailedException {
        if (bytes.get() + announced > maxBytes) {
            throw new FetchFailedException(FetchFailure.TOO_LARGE);
        }
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
