package org.lumbarcds.simulate;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says every few seconds how far a run is: percent, time left, patients per second. */
final class Progress {

    private static final long PERIOD = Duration.ofSeconds(5).toNanos();

    private final PrintStream out;
    private final LongSupplier nanos;
    private String stage = "";
    private long total;
    private long done;
    private long patients;
    private long begun;
    private long told;

    /** @param nanos a clock that only runs, as {@link System#nanoTime()} */
    Progress(PrintStream out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
    }

    /** @param bytes bytes that the stage has to go through */
    void begin(String name, long bytes) {
        stage = name;
        total = bytes;
        done = 0;
        patients = 0;
        begun = nanos.getAsLong();
        told = begun;
    }

    void done(long bytes) {
        done += bytes;
        tick();
    }

    void patient() {
        patients++;
        tick();
    }

    /** Says what the stage took. */
    void end() {
        say("done in " + time(nanos.getAsLong() - begun));
    }

    private void tick() {
        long now = nanos.getAsLong();
        if (now - told >= PERIOD) {
            told = now;
            double part = total == 0 ? 1 : Math.min(1, (double) done / total);
            String left = part > 0 ? ", " + time((long) ((now - begun) * (1 - part) / part)) + " left" : "";
            say(Math.round(part * 100) + " %" + left);
        }
    }

    private void say(String state) {
        long took = Math.max(1, nanos.getAsLong() - begun);
        String rate = patients == 0
                ? ""
                : String.format(Locale.ROOT, ", %d patients (%.0f a second)", patients, patients * 1e9 / took);
        out.println(stage + ": " + state + rate);
    }

    private static String time(long nanos) {
        long seconds = Duration.ofNanos(nanos).toSeconds();
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
    }
}
