package org.lumbarcds.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumbarcds.guideline.model.PartialDate;
import org.lumbarcds.guideline.model.orders.Amount;
import org.lumbarcds.guideline.model.orders.Dosage;
import org.lumbarcds.guideline.model.orders.MedicationOrder;
import org.lumbarcds.guideline.model.record.Patient;

/** What the CDS Hooks Sandbox sends. */
class RecordedRequestsTest {

    @Test
    void order_select_oxycodone() {
        CallData call = Calls.recordedCall("sandbox-order-select-oxycodone.json");
        DraftOrders drafts = Calls.READER.drafts(call);

        assertThat(drafts.selected()).isEqualTo(Set.of("draft:0"));
        MedicationOrder order = (MedicationOrder) drafts.orders().get(0);
        assertThat(order.inpatient()).isFalse();
        assertThat(order.authored()).isEqualTo(PartialDate.of(LocalDate.of(2026, 11, 23)));
        assertThat(order.dispense().supply()).isEqualTo(new Amount(BigDecimal.valueOf(30), "d", "days"));
        Dosage dosage = order.dosages().get(0);
        assertThat(dosage.frequency()).isEqualByComparingTo("1");
        assertThat(dosage.periodUnit()).isEqualTo("d");
        assertThat(dosage.doses()).containsExactly(new Amount(BigDecimal.ONE, "{pill}", null));
    }

    @Test
    void its_own_key_for_medications_is_not_ours() {
        OpenChart chart = Calls.READER.open(Calls.recordedCall("sandbox-order-select-oxycodone.json"));
        assertThat(chart.medications().isHad())
                .as("patient is our key, meds is not")
                .isFalse();
        assertThat(chart.patient().orNull()).isEqualTo(new Patient(PartialDate.of(LocalDate.of(1960, 5, 1)), false));
    }

    @Test
    void no_medication_yet() {
        assertThat(Calls.READER
                        .drafts(Calls.recordedCall("sandbox-order-select-no-medication-yet.json"))
                        .orders())
                .isEmpty();
    }

    @Test
    void imaging_with_an_empty_coding() {
        assertThat(Calls.READER
                        .drafts(Calls.recordedCall("sandbox-order-select-imaging.json"))
                        .orders())
                .isEmpty();
    }

    @Test
    void order_sign() {
        DraftOrders drafts = Calls.READER.drafts(Calls.recordedCall("sandbox-order-sign.json"));
        assertThat(drafts.orders()).hasSize(1);
        assertThat(drafts.selected()).containsExactly("draft:0");
    }

    @Test
    void patient_view() {
        OpenChart chart = Calls.READER.open(Calls.recordedCall("sandbox-patient-view.json"));

        assertThat(chart.problems().orElse(List.of())).singleElement().satisfies(problem -> assertThat(problem.label())
                .isEqualTo("Chronic low back pain"));
        assertThat(chart.resourcesRead()).isEqualTo(2);
        assertThat(chart.encounter().isHad())
                .as("no encounterId, so none is missed")
                .isTrue();
    }
}
