package org.lumbarcds.settings.check;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges origins of browser applications: one that no browser ever sends would lock its application out unseen. */
final class OriginCheck {

    private static final String NAME = "lumbar.cors.allowed-origins";

    private static final Pattern ORIGIN = Pattern.compile("https?://"
            + "(?:[a-z0-9*](?:[a-z0-9*-]*[a-z0-9*])?(?:\\.[a-z0-9*](?:[a-z0-9*-]*[a-z0-9*])?)*|\\[[0-9a-f:.]+])"
            + "(?::(?<port>\\d{1,5})|:\\[(?:\\*|\\d{1,5}(?:,\\d{1,5})*)])?");
    private static final int GREATEST_PORT = 65_535;

    private OriginCheck() {}

    /** @throws InvalidSettingException naming the first origin that no browser can send */
    static void check(Collection<String> origins) {
        origins.stream().filter(origin -> !isPossible(origin)).findFirst().ifPresent(origin -> {
            throw InvalidSettingException.of(
                    NAME + " has \"" + origin + "\", which is no origin of a browser application.",
                    "For " + NAME + " write scheme, host and port as a browser sends them, in lower case and without"
                            + " path, such as https://ehr.example.org or http://localhost:[*].");
        });
    }

    private static boolean isPossible(String origin) {
        Matcher matcher = ORIGIN.matcher(origin);
        if (!matcher.matches()) {
            return false;
        }
        String port = matcher.group("port");
        return port == null || Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= GREATEST_PORT;
    }
}
