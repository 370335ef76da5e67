package org.lumbarcds.guideline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sets the hooks apart, as their definitions in the protocol have it. */
class HookTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "PATIENT_VIEW, 1.0, none, false, false, true, a chart is opened",
                "ORDER_SELECT, 1.0, draftOrders, true, false, true, context.selections names what was chosen",
                "ORDER_SIGN, 1.0, draftOrders, false, true, true, everything drafted is signed",
                "MEDICATION_REFILL, 0.1.0, medications, false, true, false, a pharmacy may ask while nobody is there"
            })
    void isAsItsDefinitionSays(
            Hook hook,
            String version,
            String drafts,
            boolean selections,
            boolean isFinal,
            boolean user,
            String reason) {
        assertThat(hook.version()).as(reason).isEqualTo(version);
        assertThat(hook.hasDrafts()).as(reason).isEqualTo(drafts != null);
        assertThat(hook.hasSelections()).as(reason).isEqualTo(selections);
        assertThat(hook.isFinal()).as(reason).isEqualTo(isFinal);
        assertThat(hook.isUserKnown()).as(reason).isEqualTo(user);
        if (drafts == null) {
            assertThatThrownBy(hook::draftsField).isInstanceOf(NullPointerException.class);
        } else {
            assertThat(hook.draftsField()).isEqualTo(drafts);
        }
    }

    @Test
    void aRefillIsAboutDrugsAlone() {
        assertThat(Hook.ofCharts()).isEqualTo(Set.of(Hook.PATIENT_VIEW));
        assertThat(Hook.ofOrders()).isEqualTo(Set.of(Hook.ORDER_SELECT, Hook.ORDER_SIGN));
        assertThat(Hook.ofDrugOrders()).isEqualTo(Set.of(Hook.ORDER_SELECT, Hook.ORDER_SIGN, Hook.MEDICATION_REFILL));
    }
}
