package org.lumbarcds.security.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.clients.Operator;
import org.lumbarcds.security.operators.OperatorDoor.Open;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;

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

    private static int tryPassword(OperatorDoor door, String address, boolean right) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/analytics");
        request.setRemoteAddr(address);
        request.addHeader("Authorization", "Basic eDp5");
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            door.doFilter(request, response, (asked, answer) -> {
                if (right) {
                    SecurityContextHolder.getContext()
                            .setAuthentication(new TestingAuthenticationToken("night shift", "", "ROLE_OPERATOR"));
                } else {
                    ((HttpServletResponse) answer).setStatus(401);
                }
            });
        } finally {
            SecurityContextHolder.clearContext();
        }
        Operator operator = Operator.of(request);
        assertThat(operator).isEqualTo(right ? new Operator("night shift") : null);
        return response.getStatus();
    }

    /** Each costs a processor's time on purpose, so tries are dearer than questions. */
    @Test
    void wrongPasswords_areFew_rightOnesAreNotCounted() throws Exception {
        OperatorDoor door = new OperatorDoor(Open.TO_OPERATORS, time);
        for (int i = 0; i < 20; i++) {
            assertThat(tryPassword(door, "192.0.2.7", true)).isEqualTo(200);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(tryPassword(door, "192.0.2.7", false)).isEqualTo(401);
        }
        assertThat(tryPassword(door, "192.0.2.7", false)).isEqualTo(429);
        assertThat(ask(door, "192.0.2.7", "h")).as("a question without one").isEqualTo(200);
        nanos += 6_000_000_000L;
        assertThat(tryPassword(door, "192.0.2.7", false))
                .as("six seconds later one more")
                .isEqualTo(401);
        assertThat(tryPassword(door, "192.0.2.7", false)).isEqualTo(429);
    }

    @Test
    void addressesOfOneSubscriber_areOne() throws Exception {
        OperatorDoor door = new OperatorDoor(Open.TO_OPERATORS, time);
        for (int i = 0; i < 10; i++) {
            assertThat(tryPassword(door, "2001:db8:0:1::" + i, false)).isEqualTo(401);
        }
        assertThat(tryPassword(door, "2001:db8:0:1::ffff", false)).isEqualTo(429);
    }

    @Test
    void passwordAtATime_isOne() throws Exception {
        CountDownLatch judging = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        OnePasswordAtATime encoder = new OnePasswordAtATime(new PasswordEncoder() {
            @Override
            public String encode(CharSequence password) {
                return "";
            }

            @Override
            public boolean matches(CharSequence password, String hash) {
                judging.countDown();
                try {
                    return done.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    return false;
                }
            }
        });
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> encoder.matches("a", "b"));
        assertThat(judging.await(30, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> encoder.matches("a", "b")).isInstanceOf(AuthenticationServiceException.class);
        done.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(encoder.matches("a", "b")).isTrue();
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
