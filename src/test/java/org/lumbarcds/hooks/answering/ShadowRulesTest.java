package org.lumbarcds.hooks.answering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.guideline.rules.LowBackPainRule.BED_REST;
import static org.lumbarcds.guideline.rules.LowBackPainRule.OPIOID_FIRST_LINE;
import static org.lumbarcds.guideline.rules.LowBackPainRule.REASSESS;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.clients.Client;
import org.lumbarcds.hooks.answering.ShadowRules.Shadow;

class ShadowRulesTest {

    private static final ShadowRules RULES = new ShadowRules(List.of(
            new Shadow(Set.of(BED_REST), "ehr", null),
            new Shadow(Set.of(OPIOID_FIRST_LINE), "ehr", "north"),
            new Shadow(Set.of(REASSESS), null, "south")));

    private static Caller caller(String client, String tenant) {
        return new Caller(new Client(client, Set.of(), null, null, false), tenant);
    }

    @Test
    void ofAClient_ofATenantOfIt_ofATenantOfAny() {
        assertThat(RULES.of(caller("ehr", null))).containsExactly(BED_REST);
        assertThat(RULES.of(caller("ehr", "north"))).containsExactlyInAnyOrder(BED_REST, OPIOID_FIRST_LINE);
        assertThat(RULES.of(caller("other", "north"))).isEmpty();
        assertThat(RULES.of(caller("other", "south"))).containsExactly(REASSESS);
        assertThat(RULES.of(Caller.ANONYMOUS)).isEmpty();
    }
}
