package org.lumbarcds.hooks.answering;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lumbarcds.guideline.engine.Evaluation;
import org.lumbarcds.guideline.engine.Mode;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.record.CallEvent;
import org.lumbarcds.services.CdsService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;

/** What is kept of a call: counts and log lines without any of the caller's data. */
public final class CallMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(CallMetrics.class);

    /** Name of the header that marks the service's own calls. */
    public static final String WARM_UP = "Lumbar-Warm-Up";

    private final MeterRegistry meters;
    private final AtomicBoolean warnedOfHookInstance = new AtomicBoolean();
    private final String warmUp = UUID.randomUUID().toString();
    private volatile boolean begun;

    public CallMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Value of {@value WARM_UP} in the service's own calls while it warms up. Nobody else knows it. */
    public String warmUp() {
        return warmUp;
    }

    /** Warming up is over: from here on every call is real. */
    public void begin() {
        begun = true;
    }

    /**
     * Whether it is somebody's: calls that come while the service warms up are, too. What the service asks itself then to
     * warm its fetching can't be marked, but calls nothing.
     */
    public boolean isReal(HttpServletRequest request) {
        return begun || HttpMethod.POST.matches(request.getMethod()) && !warmUp.equals(request.getHeader(WARM_UP));
    }

    /** @param outcome {@code cards}, {@code no-cards}, {@code undecided} or the status of a refusal */
    public void call(CdsService service, String outcome, Duration duration) {
        meters.timer("lumbar.calls", "service", service.id(), "outcome", outcome)
                .record(duration);
    }

    public void evaluation(CdsService service, HookService.Answer answer) {
        Evaluation evaluation = answer.evaluation();
        evaluation.findings().forEach(finding -> count(finding, Mode.ON));
        evaluation.shadowed().forEach(finding -> count(finding, Mode.SHADOW));
        Finding.gravestByRule(evaluation.shadowed())
                .forEach((rule, indicator) ->
                        LOG.info("Shadow mode: {} found {} at {}", rule.id(), code(indicator), service.id()));
        answer.data().forEach((key, provenance) -> meters.counter(
                        "lumbar.data",
                        "service",
                        service.id(),
                        "key",
                        key.key(),
                        "source",
                        provenance.source().label())
                .increment());
        UnknownCodesOfCall.of(answer).forEach(this::unknown);
        if (answer.undecided()) {
            evaluation.undecided().values().stream()
                    .flatMap(Collection::stream)
                    .distinct()
                    .forEach(key -> missing(service, key));
        }
    }

    /** "hookInstance not a UUID: accepted (found in the field), logged once". */
    public void hookInstance(String hookInstance) {
        if (isUuid(hookInstance)) {
            return;
        }
        meters.counter("lumbar.hook.instance.irregular").increment();
        if (warnedOfHookInstance.compareAndSet(false, true)) {
            LOG.warn("A client sends a hookInstance that is no UUID; accepted, and not logged again");
        }
    }

    /** By the system's name of our own: a code, or an address that a client makes up, is no label. */
    private void unknown(CallEvent.Unknown unknown) {
        meters.counter(
                        "lumbar.unknown.codes",
                        "kind",
                        unknown.what().kind().label(),
                        "system",
                        unknown.what().code().family().label(),
                        "effect",
                        unknown.effect().label())
                .increment();
    }

    private void missing(CdsService service, ChartKey key) {
        meters.counter("lumbar.data.missing", "service", service.id(), "key", key.key())
                .increment();
    }

    private void count(Finding finding, Mode mode) {
        meters.counter(
                        "lumbar.findings",
                        "rule",
                        finding.rule().id(),
                        "indicator",
                        code(finding.indicator()),
                        "mode",
                        code(mode))
                .increment();
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
