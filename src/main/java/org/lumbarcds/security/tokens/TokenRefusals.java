package org.lumbarcds.security.tokens;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.errors.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * "401 with {@code WWW-Authenticate: Bearer}, no reason given to the caller, the reason logged". A reason is logged at
 * once and then, with their number, every ten seconds: whoever sends nonsense must not fill the disk.
 */
public final class TokenRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(TokenRefusals.class);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final String UNKNOWN = "unknown";

    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<Kind, Streak> streaks = new ConcurrentHashMap<>();
    private volatile boolean begun;

    public TokenRefusals(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    private record Kind(RefusalReason reason, String client) {}

    /** Since the last line, and when that was. */
    private record Streak(Instant logged, long silent) {}

    /** From here on calls are real; before, the service was warming up. */
    void begin() {
        begun = true;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        RefusalReason reason = failure instanceof TokenRefused refused ? refused.reason() : RefusalReason.NO_TOKEN;
        note(reason, failure instanceof TokenRefused refused ? refused.client() : null);
        (reason == RefusalReason.MEMORY_FULL ? Refusal.overload() : Refusal.unauthorized()).writeTo(response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        note(RefusalReason.SERVICE, caller == null ? null : caller.getName());
        Refusal.forbiddenService().writeTo(response);
    }

    private void note(RefusalReason reason, @Nullable String client) {
        if (!begun) {
            return;
        }
        Kind kind = new Kind(reason, Objects.requireNonNullElse(client, UNKNOWN));
        meters.counter("lumbar.tokens.refused", "reason", reason.code(), "client", kind.client())
                .increment();
        Instant now = clock.instant();
        streaks.compute(kind, (same, streak) -> {
            if (streak != null && Duration.between(streak.logged(), now).abs().compareTo(SILENCE) < 0) {
                return new Streak(streak.logged(), streak.silent() + 1);
            }
            log(kind, streak == null ? 0 : streak.silent());
            return new Streak(now, 0);
        });
    }

    private static void log(Kind kind, long more) {
        LOG.warn(
                "Refused a call of client {}: {} ({}){}",
                kind.client(),
                kind.reason().code(),
                kind.reason().meaning(),
                more == 0 ? "" : ", and " + more + " alike since the last line");
    }
}
