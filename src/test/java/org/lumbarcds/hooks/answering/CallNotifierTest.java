package org.lumbarcds.hooks.answering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.clients.Client;
import org.lumbarcds.hooks.Calls;
import org.lumbarcds.hooks.request.HookRequest;
import org.lumbarcds.hooks.request.RequestCheck;
import org.lumbarcds.record.CallEvent;
import org.lumbarcds.record.ContentVersion;
import org.lumbarcds.record.KeyedHash;
import org.lumbarcds.services.CdsService;

class CallNotifierTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void user_isToldOnlyIfTheClientAllowsIt(boolean allowed) throws Exception {
        List<CallEvent> told = new ArrayList<>();
        CallNotifier events = new CallNotifier(
                List.of(told::add),
                new Subjects(new KeyedHash("a key for tests only, 32 bytes!!".getBytes(StandardCharsets.US_ASCII))),
                new ContentVersion("0123456789abcdef"),
                rule -> "1.0.0",
                Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC));
        Caller caller = new Caller(new Client("ehr", Set.of(), null, null, allowed), null);
        ObjectNode body = (ObjectNode) new ObjectMapper().readTree(Calls.sign("oxycodone", "{}"));
        HookRequest request = RequestCheck.check(CdsService.ORDER_SIGN.hook(), body);
        events.publish(CdsService.ORDER_SIGN, caller, request, null, "412", Duration.ofMillis(1));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).user()).isEqualTo(allowed ? "Practitioner/u1" : null);
        assertThat(told.get(0).patient()).hasSize(32);
    }
}
