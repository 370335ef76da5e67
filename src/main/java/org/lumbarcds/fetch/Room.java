package org.lumbarcds.fetch;

/**
 * The memory that a call may take for what is fetched for it. Asked by several threads at once, also by one whose answer
 * came too late and that nobody waits for any more.
 */
public interface Room {

    /** Without limit but those of one search. */
    Room UNLIMITED = new Room() {
        @Override
        public boolean take(long bytes) {
            return true;
        }

        @Override
        public void giveBack(long bytes) {
            // Nothing was counted.
        }
    };

    /**
     * Takes memory until the call ends.
     *
     * @return false when there is none left, or the call has ended; then nothing was taken
     */
    boolean take(long bytes);

    /** Gives back a part of what was taken; without effect once the call has ended. */
    void giveBack(long bytes);
}
