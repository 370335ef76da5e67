package org.lumbarcds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.lumbarcds.page.MovedDates;

/** Prints a shipped example as a client would send it on another day. */
public final class PrintExample {

    private PrintExample() {}

    /**
     * @param args a file, and the day, such as 2027-03-01; without one today, as the service counts days (UTC)
     * @throws IOException when the file can't be read
     */
    public static void main(String[] args) throws IOException {
        try {
            LocalDate day = args.length > 1 ? LocalDate.parse(args[1]) : LocalDate.now(ZoneOffset.UTC);
            System.out.print(MovedDates.moved(Files.readString(Path.of(args[0])), MovedDates.WRITTEN_FOR, day));
        } catch (DateTimeException e) {
            System.err.println("Write the day as 2027-03-01.");
            System.exit(2);
        }
    }
}
