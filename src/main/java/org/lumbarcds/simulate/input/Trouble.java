package org.lumbarcds.simulate.input;

/** What of the data could not be used, and how often. Counted and reported; never the end of a run. */
public enum Trouble {
    BROKEN_LINE("lines that are no JSON object, or are larger than lumbar.limits.body"),
    BROKEN_FILE("files and folders that could not be read, or not to their end"),
    LINKED_FOLDER("links to folders: not followed"),
    TOO_LARGE_RESOURCE("resources in .json files larger than lumbar.limits.body"),
    NO_RESOURCE("JSON objects that are no FHIR resource"),
    WITHOUT_PATIENT("resources that name no patient, or have no id where they need one"),
    UNKNOWN_PATIENT("patients without a Patient resource: not replayed"),
    TOO_LARGE("patients whose chart is larger than lumbar.limits.body: not replayed"),
    DUPLICATE("resources that came more than once: the last updated one was used"),
    UNKNOWN_MEDICATION("orders whose Medication is not in the folder"),
    UNKNOWN_ENCOUNTER("orders whose Encounter is not in the folder"),
    UNDATED_ORDER("orders without a date: not replayed"),
    UNDATED_ENCOUNTER("encounters without a date: not replayed"),
    NOT_SIGNED("orders never signed (drafts, intentions, reported drugs, errors): not replayed"),
    NOT_HELD("encounters that did not take place: not replayed"),
    LATER("orders and encounters later than --as-of: not replayed"),
    UNDATED_RECORD("conditions, allergies and results without a date: taken as known from the beginning"),
    TOO_MANY_DRAFTS("signings of more than lumbar.limits.drafts known orders: refused, as the service would"),
    RULE_FAILED("checks that failed; the service would say so on a card");

    private final String words;

    Trouble(String words) {
        this.words = words;
    }

    /** What is counted. */
    public String words() {
        return words;
    }
}
