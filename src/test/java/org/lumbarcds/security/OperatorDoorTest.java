package org.lumbarcds.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.security.OperatorDoor.Open;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class OperatorDoorTest {

    private long nanos;

    private final TimeMeter time = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    private static int ask(OperatorDoor door, String address, String host) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/analytics");
        request.setRemoteAddr(address);
        request.setServerName(host);
        MockHttpServletResponse response = new MockHttpServletResponse();
        door.doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }

    @ParameterizedTest
    @CsvSource({
        "TO_THIS_MACHINE, 127.0.0.1, localhost, 200, the machine itself",
        "TO_THIS_MACHINE, 0:0:0:0:0:0:0:1, [::1], 200, by its other address",
        "TO_THIS_MACHINE, 192.0.2.7, localhost, 403, another machine",
        "TO_THIS_MACHINE, 127.0.0.1, evil.example, 403, a page whose own name points here",
        "TO_NOBODY, 127.0.0.1, localhost, 403, others reach the service and no operator is named",
        "TO_OPERATORS, 192.0.2.7, cds.example.org, 200, the password is judged behind",
    })
    void whoIsLetIn(Open open, String address, String host, int status, String reason) throws Exception {
        assertThat(ask(new OperatorDoor(open, time), address, host)).as(reason).isEqualTo(status);
    }

    @Test
    void passwords_cantBeTriedInLargeNumbers() throws Exception {
        OperatorDoor door = new OperatorDoor(Open.TO_OPERATORS, time);
        for (int i = 0; i < 120; i++) {
            assertThat(ask(door, "192.0.2.7", "h")).isEqualTo(200);
        }
        assertThat(ask(door, "192.0.2.7", "h")).isEqualTo(429);
        assertThat(ask(door, "192.0.2.8", "h")).as("another address").isEqualTo(200);
        nanos += 500_000_000L;
        assertThat(ask(door, "192.0.2.7", "h"))
                .as("half a second later one more")
                .isEqualTo(200);
        assertThat(ask(door, "192.0.2.7", "h")).isEqualTo(429);
    }
}
