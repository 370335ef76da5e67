package org.lumbarcds.settings.check;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.LumbarSettings.Shadow;
import org.lumbarcds.settings.SecuritySettings.ClientSettings;

/** Judges {@code lumbar.shadow}: an entry that is for nobody would leave cards shown that the site takes for hidden. */
final class ShadowCheck {

    private ShadowCheck() {}

    /** @throws InvalidSettingException naming the first entry that can't do anything */
    static void check(LumbarSettings settings) {
        List<ClientSettings> clients = List.of(settings.security().clients());
        Shadow[] shadows = settings.shadow();
        for (int i = 0; i < shadows.length; i++) {
            check(shadows[i], "lumbar.shadow[" + i + "]", clients);
        }
    }

    private static void check(Shadow shadow, String entry, List<ClientSettings> clients) {
        if (shadow.rules().isEmpty()) {
            throw InvalidSettingException.missing(
                    entry + ".rules",
                    "For " + entry + ".rules write ids of rules such as bed-rest, or remove the entry.");
        }
        List<ClientSettings> named = clients.stream()
                .filter(client -> shadow.client() == null || shadow.client().equals(name(client)))
                .toList();
        boolean isSomebody = clients.isEmpty() || !named.isEmpty();
        InvalidSettingException.unless(
                shadow.client() == null || !shadow.client().isBlank() && isSomebody,
                entry + ".client",
                shadow.client(),
                "the name of a registered client (lumbar.security.clients[n].name, or its iss when it has no name),"
                        + " or leave it out for every client");
        boolean isTenant = clients.isEmpty()
                || named.stream()
                        .anyMatch(client -> client.tenants().isEmpty()
                                || client.tenants().contains(Objects.requireNonNullElse(shadow.tenant(), "")));
        InvalidSettingException.unless(
                shadow.tenant() == null || !shadow.tenant().isBlank() && isTenant,
                entry + ".tenant",
                shadow.tenant(),
                "one of lumbar.security.clients[n].tenants, or leave it out for every tenant");
    }

    private static @Nullable String name(ClientSettings client) {
        return client.name() == null ? client.iss() : client.name();
    }
}
