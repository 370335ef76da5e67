package org.lumbarcds;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Makes what {@code lumbar.security.operators[n].password-hash} wants of a password that is typed or piped in. */
public final class HashPassword {

    private static final int STRENGTH = 12;
    private static final int LEAST = 12;

    /** What bcrypt looks at. */
    private static final int MOST_BYTES = 72;

    private HashPassword() {}

    public static void main(String[] args) throws IOException {
        Console console = System.console();
        String password = console != null
                ? new String(console.readPassword("Password: "))
                : new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (password == null
                || password.length() < LEAST
                || password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            System.err.println(
                    "Give a password of " + LEAST + " characters or more, and at most " + MOST_BYTES + " bytes.");
            System.exit(2);
        }
        System.out.println("{bcrypt}" + new BCryptPasswordEncoder(STRENGTH).encode(password));
    }
}
