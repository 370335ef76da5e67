package org.lumbarcds.security.operators;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.crypto.password.PasswordEncoder;

/** To judge a password keeps a processor busy on purpose; however many are tried, calls keep the other processors. */
final class OnePasswordAtATime implements PasswordEncoder {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Semaphore place = new Semaphore(1);
    private final PasswordEncoder encoder;

    OnePasswordAtATime(PasswordEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return encoder.encode(password);
    }

    /** @throws AuthenticationServiceException when too many are waiting */
    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        try {
            if (!place.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AuthenticationServiceException("Too many passwords at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuthenticationServiceException("Interrupted", e);
        }
        try {
            return encoder.matches(password, hash);
        } finally {
            place.release();
        }
    }
}
