package org.lumbarcds.hooks.answering;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.guideline.findings.RuleId;

/** Which rules are in shadow mode for whom: "switchable per rule, client and tenant". */
public final class ShadowRules {

    /**
     * @param rules the rules in shadow mode
     * @param client name of the client they are for, or null for every client
     * @param tenant the tenant they are for, or null for every tenant
     */
    public record Shadow(
            Set<RuleId> rules,
            @Nullable String client,
            @Nullable String tenant) {

        public Shadow {
            rules = Set.copyOf(rules);
        }

        boolean isFor(Caller caller) {
            return (client == null || client.equals(caller.client().name()))
                    && (tenant == null || tenant.equals(caller.tenant()));
        }
    }

    private final List<Shadow> shadows;

    public ShadowRules(List<Shadow> shadows) {
        this.shadows = List.copyOf(shadows);
    }

    /** The rules that this caller is not to see. */
    public Set<RuleId> of(Caller caller) {
        if (shadows.isEmpty()) {
            return Set.of();
        }
        Set<RuleId> rules = new HashSet<>();
        shadows.stream().filter(shadow -> shadow.isFor(caller)).forEach(shadow -> rules.addAll(shadow.rules()));
        return rules;
    }
}
