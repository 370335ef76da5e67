package org.lumbarcds.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.lumbarcds.errors.Refusal;

/** Memory for what is fetched comes from the same account as that of bodies. */
class AdmissionTest {

    private final Admission admission = new Admission(2, 200);

    @Test
    void fetchedDataNeverTakesMoreThanHalf() {
        try (Admission.Visit first = admission.open();
                Admission.Visit second = admission.open()) {
            assertThat(first.take(60)).isTrue();
            assertThat(second.take(41)).isFalse();
            assertThat(second.take(40)).isTrue();
            assertThat(second.take(1)).isFalse();
            first.giveBack(10);
            assertThat(second.take(10)).isTrue();
            // The other half is there for the bodies of others.
            second.reserve(100);
            assertThatThrownBy(() -> second.reserve(1)).isInstanceOf(Refusal.class);
        }
        try (Admission.Visit third = admission.open()) {
            assertThat(third.take(100)).isTrue();
        }
    }

    @Test
    void evenACallThatIsAloneFetchesNoMore() {
        try (Admission.Visit visit = admission.open()) {
            visit.reserve(1_000);
            assertThat(visit.take(1)).isFalse();
        }
        try (Admission.Visit visit = admission.open()) {
            assertThat(visit.take(101)).isFalse();
            assertThat(visit.take(100)).isTrue();
        }
    }

    /** An answer that comes when nobody waits for it any more must not be counted for ever. */
    @Test
    void nothingIsTakenAfterTheEnd() {
        Admission.Visit visit = admission.open();
        assertThat(visit.take(10)).isTrue();
        visit.close();
        assertThat(visit.take(10)).isFalse();
        visit.giveBack(10);
        visit.close();
        try (Admission.Visit next = admission.open()) {
            assertThat(next.take(101)).isFalse();
            assertThat(next.take(100)).isTrue();
        }
    }
}
