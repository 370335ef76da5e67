package org.lumbarcds.services;

import java.util.Arrays;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.guideline.model.Hook;

/** The services, one per hook: "distinct ids, since the sandbox keys services by URL". */
public enum CdsService {
    PATIENT_VIEW(
            "lbp-patient-view",
            Hook.PATIENT_VIEW,
            "Low back pain: the episode at a glance",
            "When a chart is opened: first-line care, referral to physical therapy, reassessment, psychosocial screening,"
                    + " overlong muscle-relaxant courses and red flags in low back pain with muscle spasm."),
    ORDER_SELECT(
            "lbp-order-select",
            Hook.ORDER_SELECT,
            "Low back pain: orders as they are chosen",
            "While orders are chosen: opioids, muscle relaxants, NSAIDs, imaging, bed rest and passive therapy that"
                    + " conflict with the guideline for low back pain with muscle spasm or with a drug label."),
    ORDER_SIGN(
            "lbp-order-sign",
            Hook.ORDER_SIGN,
            "Low back pain: orders before they are signed",
            "Before orders are signed: the checks made while they were chosen, on their final details, and"
                    + " muscle-relaxant orders without a stop date."),
    MEDICATION_REFILL(
            "lbp-medication-refill",
            Hook.MEDICATION_REFILL,
            "Low back pain: drugs to be refilled",
            "When a refill is asked for: muscle-relaxant courses that it makes too long, and opioids and NSAIDs that conflict"
                    + " with the guideline for low back pain with muscle spasm or with a drug label.");

    /** The ids as one pattern, for the path of a call. */
    public static final String IDS = "lbp-patient-view|lbp-order-select|lbp-order-sign|lbp-medication-refill";

    private final String id;
    private final Hook hook;
    private final String title;
    private final String description;

    CdsService(String id, Hook hook, String title, String description) {
        this.id = id;
        this.hook = hook;
        this.title = title;
        this.description = description;
    }

    public String id() {
        return id;
    }

    public Hook hook() {
        return hook;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    /** The service with this id. */
    public static CdsService of(String id) {
        return Arrays.stream(values())
                .filter(service -> service.id.equals(id))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }
}
