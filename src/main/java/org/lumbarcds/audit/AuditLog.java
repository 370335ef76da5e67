package org.lumbarcds.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.record.CallEvent;
import org.lumbarcds.record.CallListener;
import org.lumbarcds.record.KeyedHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * "A structured audit line per call (client, tenant, hook, service, hookInstance, rules fired with their version, time;
 * patient only as a keyed hash) to its own logger": JSON in one line, ASCII only, so that nothing a client sends can begin a
 * line of its own or disguise one.
 */
public final class AuditLog implements CallListener {

    /** The logger's name, for those who route it elsewhere. */
    public static final String LOGGER = "lumbar.audit";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** A client's own text is cut here, in characters. */
    private static final int LONGEST = 200;

    private final JsonMapper mapper =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private final KeyedHash hash;
    private final Clock clock;

    public AuditLog(KeyedHash hash, Clock clock) {
        this.hash = hash;
        this.clock = clock;
    }

    @Override
    public void answered(CallEvent event) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        ObjectNode line = line(event.time(), event.caller(), event.service());
        line.put("hook", event.hook());
        if (event.hookInstance() != null) {
            line.put("hookInstance", recognisable(event.hookInstance()));
        }
        if (event.patient() != null) {
            line.put("patient", event.patient());
        }
        line.put("outcome", event.outcome());
        ArrayNode rules = line.putArray("rules");
        event.fired().forEach(fired -> rules.add(rule(fired)));
        line.put("contentVersion", event.contentVersion());
        line.put("ms", event.took().toMillis());
        write(line);
    }

    /**
     * A request that never became a call, or is none of the services'.
     *
     * @param caller who sent it, if that was found out
     * @param service the service it was for; null when it was for none
     * @param address where it came from
     * @param status of the answer
     */
    public void refused(Caller caller, @Nullable String service, String address, int status, Duration took) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        ObjectNode line = line(clock.instant(), caller, service);
        line.put("address", shortened(address));
        line.put("outcome", Integer.toString(status));
        line.put("ms", took.toMillis());
        write(line);
    }

    /**
     * Somebody looked at analytics, or tried to.
     *
     * @param operator who; null when that was not proven, or nobody is asked
     * @param address where the request came from
     * @param path what was asked for, in our own words
     * @param status of the answer
     */
    public void analytics(@Nullable String operator, String address, String path, int status, Duration took) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        ObjectNode line = mapper.createObjectNode();
        line.put("time", clock.instant().toString());
        if (operator != null) {
            line.put("operator", shortened(operator));
        }
        line.put("path", path);
        line.put("address", shortened(address));
        line.put("outcome", Integer.toString(status));
        line.put("ms", took.toMillis());
        write(line);
    }

    private ObjectNode line(Instant time, Caller caller, @Nullable String service) {
        ObjectNode line = mapper.createObjectNode();
        line.put("time", time.toString());
        line.put("client", caller.client().name());
        if (caller.tenant() != null) {
            line.put("tenant", shortened(caller.tenant()));
        }
        if (service != null) {
            line.put("service", service);
        }
        return line;
    }

    private ObjectNode rule(CallEvent.Fired fired) {
        ObjectNode rule = mapper.createObjectNode();
        rule.put("rule", fired.rule().id());
        rule.put("version", fired.version());
        rule.put("mode", fired.fate() == CallEvent.Fate.SHADOWED ? "shadow" : "on");
        rule.put("fate", fired.fate().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        rule.put("indicator", fired.indicator().name().toLowerCase(Locale.ROOT));
        return rule;
    }

    /** The field is the client's to fill: what is no UUID may be anything, a patient's name too. */
    private String recognisable(String hookInstance) {
        return UUID.matcher(hookInstance).matches() ? hookInstance : "hash:" + hash.of("hookInstance", hookInstance);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private void write(ObjectNode line) {
        try {
            LOG.info(mapper.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of texts and numbers can always be written", e);
        }
    }
}
