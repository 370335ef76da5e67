package org.lumbarcds.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reasoning behind one answer, as JSON. Texts are for people; names of rules, keys, tables and states are fixed.
 *
 * @param service id of the service
 * @param hook the hook
 * @param day the day of the call, as the service counts days
 * @param status what the call itself is answered with: 200, 400 or 412
 * @param answer its whole body: cards, or an OperationOutcome
 * @param drafts each draft of the call, in its order; empty where the hook has none
 * @param patient what is known of the patient that every rule asks
 * @param backPain whether low back pain is present for the patient, and by what
 * @param episode the current episode
 * @param data each key, what became of it and what its entries mean
 * @param rules each rule, in the order of the specification
 * @param drugs each drug that could be offered, in place of each selected drug or to start
 * @param times where the time went
 */
record Explanation(
        String service,
        String hook,
        String day,
        int status,
        JsonNode answer,
        List<Draft> drafts,
        PatientFacts patient,
        BackPain backPain,
        EpisodeFacts episode,
        List<Key> data,
        List<RuleOutcome> rules,
        List<DrugChoice> drugs,
        List<Time> times) {

    /**
     * A draft.
     *
     * @param recognised whether a table has it, be it of no concern
     * @param known whether the rules judge it
     * @param as what it is taken for
     * @param by the rows of tables that account for it
     * @param outweighed rows that it matches too and that don't count
     * @param reasons what it is ordered for, in its own words
     * @param backPain whether it is for low back pain; null when the rules don't judge it
     * @param why why nothing knows it, or why it does not count; null when there is nothing to say
     */
    record Draft(
            String field,
            @Nullable String order,
            String label,
            boolean selected,
            boolean toGive,
            boolean recognised,
            boolean known,
            List<String> as,
            List<Row> by,
            List<Row> outweighed,
            List<String> reasons,
            @Nullable BackPain backPain,
            @Nullable String why) {}

    /** A row of a table: {@code code} or {@code word}, as the table writes it; the other is null. */
    record Row(
            String table,
            String system,
            @Nullable String code,
            @Nullable String word,
            String means) {}

    /**
     * The patient.
     *
     * @param age in whole years, or null when not known to the year
     * @param excluded whether every rule is silent: yes, no or unknown
     */
    record PatientFacts(
            @Nullable Integer age,
            String excluded,
            @Nullable String why) {}

    /**
     * Low back pain.
     *
     * @param present yes, no or unknown
     * @param by what tells, or null
     * @param entry what the record calls it, or null
     * @param open keys that could tell that it is present after all
     * @param why why it is absent, or null
     */
    record BackPain(
            String present,
            @Nullable String by,
            @Nullable String entry,
            List<String> open,
            @Nullable String why) {}

    /**
     * The current episode.
     *
     * @param start the condition that it starts from, or null when none is on record
     * @param startId {@code Condition/id} of it, or null
     * @param why why it starts from that one, or null
     * @param onset the day, or the interval of days, it began; null when unknown
     * @param byRecording whether that is only the day it was written down
     * @param chronic yes, no or unknown
     * @param said in the words of the cards
     */
    record EpisodeFacts(
            @Nullable String start,
            @Nullable String startId,
            @Nullable String why,
            @Nullable String onset,
            boolean byRecording,
            String chronic,
            String said) {}

    /**
     * A key of the prefetch.
     *
     * @param state given, in part, empty, absent, failed or fetched
     * @param opened whether a rule opened it in this call; else its state is how it came
     * @param milliseconds what fetching it took, or null when it was not fetched
     * @param why why it failed or is there only in part, or null
     * @param needed whether a rule of the hook declares it
     * @param more entries that are not listed, since there are too many
     */
    record Key(
            String key,
            String state,
            boolean opened,
            @Nullable Double milliseconds,
            @Nullable String why,
            boolean needed,
            List<Entry> entries,
            int more) {}

    /** An entry of the record; see {@link org.lumbarcds.chart.accounts.EntryAccount}. */
    record Entry(
            @Nullable String resource,
            String label,
            String status,
            boolean accounted,
            List<String> meaning,
            List<Row> by,
            List<Row> outweighed,
            @Nullable String why) {}

    /**
     * A rule.
     *
     * @param outcome fired, silent, undecided, failed, taken back, snoozed, shadow, off, or not evaluated
     * @param reasons why it is silent, or otherwise not shown: of each order that it looked at, or of the chart
     * @param lacks data for lack of which it can't be decided
     * @param open data that, once had, may make it find something
     * @param findings what it found, shown or not
     */
    record RuleOutcome(
            String rule,
            String title,
            String mode,
            String outcome,
            List<Reason> reasons,
            List<String> lacks,
            List<String> open,
            List<Found> findings) {}

    /** A reason; {@code about} is the order as {@code drafts} names it, or a drug, or null. */
    record Reason(@Nullable String about, String why) {}

    /** A finding; {@code text} names the text of the rule's card. */
    record Found(String indicator, String text, List<String> about) {}

    /**
     * A drug that could be offered.
     *
     * @param offer in place of which order, or to start
     * @param allowed whether it may be offered; whether it is, the rules decide
     * @param why what keeps it back; empty when it is allowed
     */
    record DrugChoice(String drug, String offer, boolean allowed, List<String> why) {}

    /** A step of the work. */
    record Time(String step, double milliseconds) {}
}
