package org.lumbarcds.record;

/** What clinicians said they had considered already, not long ago. Asked during a call: must answer from memory. */
@FunctionalInterface
public interface Snoozes {

    /** @param subject keyed hash of patient, rule and drug, as in {@link CallEvent.CardFinding} */
    boolean covers(String subject);
}
