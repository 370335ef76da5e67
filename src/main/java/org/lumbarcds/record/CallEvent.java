package org.lumbarcds.record;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.guideline.basis.MissingCode;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * One answered call.
 *
 * @param time when it was answered
 * @param took from its arrival on
 * @param caller who called
 * @param service id of the service called
 * @param hook name of its hook
 * @param hookInstance the client's id of the call; null when the call was refused before it was read
 * @param patient the patient's keyed hash; null when the call was refused before it was read
 * @param user who was shown the answer, as {@code context.userId} names them; null unless the client allows it to be kept
 * @param outcome {@code cards}, {@code no-cards}, {@code undecided} for a card that says only that, or the status of a
 *     refusal
 * @param fired every rule that found something, shown or not
 * @param cards the cards of the answer, in its order
 * @param data where the data of each key came from: {@code given}, {@code in-part}, {@code empty}, {@code fetched}, {@code failed},
 *     {@code absent} or {@code not-asked}; no entry when the call was refused before
 * @param unknown what the tables lacked, each once; often empty
 * @param contentVersion of the cards, value sets and configuration that decided
 */
public record CallEvent(
        Instant time,
        Duration took,
        Caller caller,
        String service,
        String hook,
        @Nullable String hookInstance,
        @Nullable String patient,
        @Nullable String user,
        String outcome,
        List<Fired> fired,
        List<IssuedCard> cards,
        Map<ChartKey, String> data,
        List<Unknown> unknown,
        String contentVersion) {

    /** A call of which the user is not kept, and in which the tables had everything. */
    public CallEvent(
            Instant time,
            Duration took,
            Caller caller,
            String service,
            String hook,
            @Nullable String hookInstance,
            @Nullable String patient,
            String outcome,
            List<Fired> fired,
            List<IssuedCard> cards,
            Map<ChartKey, String> data,
            String contentVersion) {
        this(
                time,
                took,
                caller,
                service,
                hook,
                hookInstance,
                patient,
                null,
                outcome,
                fired,
                cards,
                data,
                List.of(),
                contentVersion);
    }

    public CallEvent {
        fired = List.copyOf(fired);
        cards = List.copyOf(cards);
        data = Map.copyOf(data);
        unknown = List.copyOf(unknown);
    }

    /** What became of a finding. */
    public enum Fate {
        /** It stands on a card. */
        SHOWN,
        /** Its rule is in shadow mode for this caller: evaluated and recorded only. */
        SHADOWED,
        /** Somebody said "already considered" of it not long ago. */
        SNOOZED,
        /** It found no place: more cards than the answer may have. */
        LEFT_OUT
    }

    /** What came of a code that no table has. */
    public enum Effect {
        /** A drug was not offered. */
        OFFER,
        /** The call was refused: nobody could tell the drug of a draft. */
        REFUSED;

        /** As metrics and analytics name it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something that no table has.
     *
     * @param what the code and the sort of its entry
     * @param effect what came of it
     */
    public record Unknown(MissingCode what, Effect effect) {}

    /**
     * A rule that found something.
     *
     * @param rule the rule
     * @param version of the rule, for example {@code 1.0.0}
     * @param indicator how grave its gravest finding is
     * @param fate what became of it
     */
    public record Fired(RuleId rule, String version, Indicator indicator, Fate fate) {}

    /**
     * A card of the answer.
     *
     * @param uuid its uuid
     * @param findings the rules whose findings it holds, the gravest first; empty for a check that could not run
     * @param suggestions what it offers, in its order
     */
    public record IssuedCard(String uuid, List<CardFinding> findings, List<IssuedSuggestion> suggestions) {
        public IssuedCard {
            findings = List.copyOf(findings);
            suggestions = List.copyOf(suggestions);
        }
    }

    /**
     * A finding on a card.
     *
     * @param rule its rule
     * @param version of its rule
     * @param indicator how grave it is
     * @param subject keyed hash of patient, rule and the drug it is about: the same finding about the same drug of the same
     *     patient has the same one
     * @param showing keyed hash of the subject and of the draft that carries the card: the same finding about the same draft
     *     has the same one
     */
    public record CardFinding(RuleId rule, String version, Indicator indicator, String subject, String showing) {

        /** Of a draft that is told from others by its drug alone. */
        public CardFinding(RuleId rule, String version, Indicator indicator, String subject) {
            this(rule, version, indicator, subject, subject);
        }
    }

    /**
     * A suggestion of a card.
     *
     * @param uuid its uuid
     * @param kind {@code remove}, {@code replace}, {@code update}, {@code start} a drug or {@code order} something else
     */
    public record IssuedSuggestion(String uuid, String kind) {}
}
