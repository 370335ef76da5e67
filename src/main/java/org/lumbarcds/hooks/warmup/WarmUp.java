package org.lumbarcds.hooks.warmup;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.lumbarcds.body.BodyParser;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.hooks.answering.CallNotifier;
import org.lumbarcds.hooks.answering.FetchTerms;
import org.lumbarcds.hooks.answering.HookService;
import org.lumbarcds.hooks.request.HookRequest;
import org.lumbarcds.hooks.request.RequestCheck;
import org.lumbarcds.services.CdsService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Answers sample calls, synthetic and of a fixed day, before the server accepts any: the first real call must not wait
 * for classes to load. A service that can't answer its own samples does not start.
 */
public final class WarmUp implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    /** The day the samples' dates are written for. */
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private static final int ROUNDS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final byte[] MALFORMED = {'{'};
    private static final byte[] WITHOUT_FIELDS = {'{', '}'};

    private final BodyParser parser;
    private final HookService hooks;
    private final CallNotifier events;

    public WarmUp(BodyParser parser, HookService hooks, CallNotifier events) {
        this.parser = parser;
        this.hooks = hooks;
        this.events = events;
    }

    @Override
    public void afterSingletonsInstantiated() {
        long start = System.nanoTime();
        Map<CdsService, byte[]> samples = new EnumMap<>(CdsService.class);
        for (CdsService service : CdsService.values()) {
            samples.put(service, sample(service));
        }
        int rounds = 0;
        do {
            samples.forEach(this::answer);
            refuse(MALFORMED);
            refuse(WITHOUT_FIELDS);
            rounds++;
        } while (rounds < ROUNDS && System.nanoTime() - start < PATIENCE.toNanos());
        LOG.info("Warmed up in {} ms, {} rounds", (System.nanoTime() - start) / 1_000_000, rounds);
    }

    private void answer(CdsService service, byte[] sample) {
        HookRequest request = RequestCheck.check(service.hook(), parser.parse(sample));
        HookService.Answer answer = hooks.answer(request, Caller.ANONYMOUS, DAY, FetchTerms.fromNow());
        events.describe(service, Caller.ANONYMOUS, request, answer, "cards", Duration.ZERO);
        if (answer.refusal() != null || answer.undecided()) {
            throw new IllegalStateException("The sample call of " + service.id() + " lacks data");
        }
    }

    private void refuse(byte[] body) {
        try {
            RequestCheck.check(CdsService.ORDER_SIGN.hook(), parser.parse(body));
        } catch (Refusal refusal) {
            refusal.body();
        }
    }

    static byte[] sample(CdsService service) {
        String name = "/warm-up/" + service.hook().code() + ".json";
        try (InputStream in = WarmUp.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("No sample " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("No sample " + name, e);
        }
    }
}
