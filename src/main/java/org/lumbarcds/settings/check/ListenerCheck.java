package org.lumbarcds.settings.check;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Judges where the service would listen and what it would show there, before it does: "secure by default: with no client
 * configured the service listens on loopback only", "management endpoints on their own port when exposed".
 */
final class ListenerCheck {

    private static final String ADDRESS = "server.address";
    private static final String MANAGEMENT_ADDRESS = "management.server.address";
    private static final String EXPOSED = "management.endpoints.web.exposure.include";
    private static final String HIDDEN = "management.endpoints.web.exposure.exclude";

    /** What callers may see: whether the service is up, and nothing of its inside. */
    private static final Set<String> FOR_CALLERS = Set.of("health");

    /** What may leave this machine: nothing that shows memory, configuration or log levels. */
    private static final Set<String> FOR_OPERATORS = Set.of("health", "info", "metrics", "prometheus");

    private static final int GREATEST_PORT = 65_535;

    private ListenerCheck() {}

    /**
     * @param anonymousAllowed {@code lumbar.security.allow-anonymous}
     * @param clients how many clients are registered
     * @throws InvalidSettingException naming the property and what to write
     */
    static void check(Environment environment, boolean anonymousAllowed, int clients) {
        checkPort(environment, "server.port", 0);
        checkPort(environment, "management.server.port", -1);
        boolean loopback = isLoopback(environment, ADDRESS);
        if (!loopback && clients == 0 && !anonymousAllowed) {
            throw InvalidSettingException.of(
                    "Other machines could call without saying who they are: " + ADDRESS + " is "
                            + shown(environment.getProperty(ADDRESS)) + ", and no client is registered.",
                    "Register the clients that may call (lumbar.security.clients), or write server.address=127.0.0.1 to"
                            + " be called from this machine only. If the network keeps everybody else out, write"
                            + " lumbar.security.allow-anonymous=true.");
        }
        switch (ManagementPortType.get(environment)) {
            case SAME -> checkShownToCallers(environment, loopback);
            case DIFFERENT -> checkShownToOperators(environment);
            case DISABLED -> {
                // Nothing is shown.
            }
        }
    }

    private static void checkPort(Environment environment, String name, int least) {
        String port = environment.getProperty(name);
        if (port == null || port.isBlank()) {
            return;
        }
        try {
            int number = Integer.parseInt(port.strip());
            if (number >= least && number <= GREATEST_PORT) {
                return;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw InvalidSettingException.of(
                name + " is \"" + port + "\", which is no port.",
                "For " + name + " write a whole number from 1 to " + GREATEST_PORT + ", or 0 for any free port.");
    }

    private static void checkShownToCallers(Environment environment, boolean loopback) {
        if (loopback) {
            return;
        }
        Set<String> tooMuch = exposed(environment);
        tooMuch.removeAll(FOR_CALLERS);
        if (!tooMuch.isEmpty()) {
            throw InvalidSettingException.of(
                    EXPOSED + " shows " + String.join(", ", tooMuch) + " on the port that callers use.",
                    "Set management.server.port to another port and management.server.address to the address that"
                            + " operators reach it by, such as 127.0.0.1, or write " + EXPOSED + "=health.");
        }
        for (String detail : List.of("show-details", "show-components")) {
            String name = "management.endpoint.health." + detail;
            if (!"never".equalsIgnoreCase(environment.getProperty(name, "never"))) {
                throw InvalidSettingException.of(
                        name + " shows callers the inside of the service.",
                        "Write " + name + "=never, or set management.server.port to another port.");
            }
        }
    }

    private static void checkShownToOperators(Environment environment) {
        String address = environment.getProperty(MANAGEMENT_ADDRESS);
        if (address == null || address.isBlank()) {
            throw InvalidSettingException.of(
                    "management.server.port is set without " + MANAGEMENT_ADDRESS + ": every network would reach it.",
                    "Write " + MANAGEMENT_ADDRESS + "=127.0.0.1, or the address that operators reach it by.");
        }
        if (isLoopback(environment, MANAGEMENT_ADDRESS)) {
            return;
        }
        Set<String> tooMuch = exposed(environment);
        tooMuch.removeAll(FOR_OPERATORS);
        if (!tooMuch.isEmpty()) {
            throw InvalidSettingException.of(
                    EXPOSED + " shows " + String.join(", ", tooMuch) + " to other machines.",
                    "Write " + MANAGEMENT_ADDRESS + "=127.0.0.1, or expose no more than "
                            + String.join(", ", new TreeSet<>(FOR_OPERATORS)) + ".");
        }
    }

    /** Also {@code *}, which stands for all. */
    private static Set<String> exposed(Environment environment) {
        Set<String> exposed = names(environment, EXPOSED);
        Set<String> hidden = names(environment, HIDDEN);
        exposed.removeAll(hidden);
        return hidden.contains("*") ? new TreeSet<>() : exposed;
    }

    private static Set<String> names(Environment environment, String property) {
        return new TreeSet<>(Binder.get(environment)
                .bind(property, Bindable.setOf(String.class))
                .orElse(Set.of()));
    }

    private static boolean isLoopback(Environment environment, String name) {
        String address = environment.getProperty(name);
        if (address == null || address.isBlank()) {
            return false;
        }
        try {
            InetAddress resolved = InetAddress.getByName(address.strip());
            if (resolved.isLoopbackAddress()) {
                return true;
            }
            if (!resolved.isAnyLocalAddress() && NetworkInterface.getByInetAddress(resolved) == null) {
                throw noAddress(name, address);
            }
            return false;
        } catch (UnknownHostException e) {
            throw noAddress(name, address);
        } catch (SocketException e) {
            return false;
        }
    }

    static InvalidSettingException noAddress(String name, @Nullable Object address) {
        return InvalidSettingException.of(
                name + " is " + shown(address) + ", which is no address of this machine.",
                "For " + name + " write 127.0.0.1 to be reached from this machine only, the address of one of its"
                        + " networks, or 0.0.0.0 for all of them.");
    }

    private static String shown(@Nullable Object address) {
        return address == null || address.toString().isBlank()
                ? "empty, which means every network"
                : "\"" + address + "\"";
    }
}
