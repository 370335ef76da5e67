package org.lumbarcds.fetch.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps the HTTP client from writing tokens, URLs with patient ids and bodies into the log, which it does at its debug
 * levels: whatever level anybody sets, it logs warnings and errors only.
 */
final class SilencedHttpLogs extends TurboFilter {

    private static final String HTTP_CLIENT = "org.apache.hc.";

    /** Once per logging context is enough; more does no harm. */
    static void install() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && context.getTurboFilterList().stream().noneMatch(SilencedHttpLogs.class::isInstance)) {
            SilencedHttpLogs filter = new SilencedHttpLogs();
            filter.setContext(context);
            filter.start();
            context.addTurboFilter(filter);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable thrown) {
        boolean silenced = logger.getName().startsWith(HTTP_CLIENT) && !level.isGreaterOrEqual(Level.WARN);
        return silenced ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
