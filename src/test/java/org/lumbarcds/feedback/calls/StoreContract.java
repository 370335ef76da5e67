package org.lumbarcds.feedback.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.clients.Client;
import org.lumbarcds.feedback.ConsideredFindings;
import org.lumbarcds.feedback.FeedbackEntry;
import org.lumbarcds.feedback.FeedbackEntry.Outcome;
import org.lumbarcds.feedback.FeedbackStore;
import org.lumbarcds.feedback.linking.Linking;
import org.lumbarcds.guideline.basis.MissingCode;
import org.lumbarcds.guideline.model.meaning.UnknownCode;
import org.lumbarcds.guideline.model.meaning.UnknownCode.Family;
import org.lumbarcds.guideline.model.record.UnknownEntry;
import org.lumbarcds.record.CallEvent;
import org.lumbarcds.record.CallEvent.Effect;
import org.lumbarcds.record.CallEvent.IssuedCard;
import org.lumbarcds.record.CallEvent.Unknown;
import org.lumbarcds.store.Retention;
import org.springframework.dao.DataIntegrityViolationException;

/** What the store promises, whatever database it is on. */
abstract class StoreContract {

    private static final UUID CARD = UUID.fromString("4e0a3a1e-3595-4159-8ade-cc6ad2b0e3d1");

    private StoreFixture store;

    /** A store on a new and empty database, not started. */
    abstract StoreFixture open();

    @BeforeEach
    void create() {
        store = open();
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void keep_storesWhatWasSaid() {
        store.started();
        FeedbackEntry entry = StoreFixture.overridden(CARD, "Tried <b>before</b>; '); DROP TABLE card;--");
        assertThat(store.feedback.keep(StoreFixture.EHR, StoreFixture.SIGN, List.of(entry)))
                .isEqualTo(1);
        assertThat(store.jdbc.sql("SELECT * FROM feedback").query().singleRow())
                .containsEntry("client", "ehr")
                .containsEntry("tenant", "north")
                .containsEntry("service", StoreFixture.SIGN)
                .containsEntry("card", CARD)
                .containsEntry("outcome", "overridden")
                .containsEntry("reason_system", "http://example.org/r")
                .containsEntry("reason_code", "ok")
                .containsEntry("reason_display", "All right")
                .containsEntry("user_comment", "Tried <b>before</b>; '); DROP TABLE card;--");
        assertThat(time("SELECT received_at FROM feedback")).isEqualTo(StoreFixture.NOW);
        assertThat(time("SELECT outcome_at FROM feedback")).isEqualTo(entry.at());
        assertThat(store.count("card")).isZero();
    }

    @Test
    void keep_theSameTwice_storesItOnce() {
        store.started();
        List<FeedbackEntry> entries = List.of(
                StoreFixture.accepted(CARD, "s1", "s2"),
                StoreFixture.overridden(CARD, null),
                StoreFixture.accepted(CARD, "s2", "s1"));
        assertThat(store.feedback.keep(StoreFixture.EHR, StoreFixture.SIGN, entries))
                .isEqualTo(2);
        assertThat(store.feedback.keep(StoreFixture.EHR, StoreFixture.SIGN, entries))
                .isZero();
        assertThat(store.count("feedback")).isEqualTo(2);
        assertThat(store.count("feedback_suggestion")).isEqualTo(2);
    }

    @Test
    void keep_whatDiffers_besideIt() {
        store.started();
        FeedbackEntry entry = StoreFixture.overridden(CARD, "no");
        List<FeedbackEntry> entries = List.of(
                entry,
                StoreFixture.overridden(CARD, "no!"),
                StoreFixture.overridden(UUID.randomUUID(), "no"),
                new FeedbackEntry(CARD, Outcome.OVERRIDDEN, List.of(), null, "no", entry.at()),
                new FeedbackEntry(
                        CARD,
                        Outcome.OVERRIDDEN,
                        List.of(),
                        entry.reason(),
                        "no",
                        entry.at().plusMillis(1)),
                StoreFixture.accepted(CARD, "s1"),
                StoreFixture.accepted(CARD, "s1", "s2"),
                StoreFixture.accepted(CARD, "s1s2"));
        assertThat(store.feedback.keep(StoreFixture.EHR, StoreFixture.SIGN, entries))
                .isEqualTo(entries.size());
        assertThat(store.feedback.keep(StoreFixture.OTHER, StoreFixture.SIGN, List.of(entry)))
                .isEqualTo(1);
    }

    @Test
    void keep_atTheSameTime_storesItOnce() throws Exception {
        store.started();
        List<FeedbackEntry> entries = new ArrayList<>(Stream.generate(UUID::randomUUID)
                .limit(40)
                .map(card -> StoreFixture.accepted(card, "s1"))
                .toList());
        int senders = 6;
        CyclicBarrier barrier = new CyclicBarrier(senders);
        ExecutorService executor = Executors.newFixedThreadPool(senders);
        try {
            List<Future<Integer>> added = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                List<FeedbackEntry> mine = new ArrayList<>(entries);
                Collections.rotate(mine, 7 * i);
                added.add(executor.submit(() -> {
                    barrier.await(60, TimeUnit.SECONDS);
                    return store.feedback.keep(StoreFixture.EHR, StoreFixture.SIGN, mine);
                }));
            }
            int sum = 0;
            for (Future<Integer> each : added) {
                sum += each.get(60, TimeUnit.SECONDS);
            }
            assertThat(sum).isEqualTo(entries.size());
        } finally {
            executor.shutdownNow();
        }
        assertThat(store.count("feedback")).isEqualTo(entries.size());
        assertThat(store.count("feedback_suggestion")).isEqualTo(entries.size());
    }

    @Test
    void keep_textThatCannotBeStored_isStoredReadable() {
        store.started();
        String text = "a\u0000b \ud83d c \ud83d\ude00 " + "x".repeat(20);
        store.feedback.keep(StoreFixture.EHR, StoreFixture.SIGN, List.of(StoreFixture.overridden(CARD, text)));
        assertThat(store.jdbc
                        .sql("SELECT user_comment FROM feedback")
                        .query(String.class)
                        .single())
                .isEqualTo("a\ufffdb \ufffd c \ud83d\ude00 " + "x".repeat(20));
    }

    @Test
    void mark_dependsOnWhoGotTheCard() {
        store.started();
        UUID unknown = UUID.randomUUID();
        store.feedback.keep(
                StoreFixture.EHR,
                StoreFixture.SIGN,
                List.of(StoreFixture.accepted(CARD, "s1"), StoreFixture.accepted(unknown, "s1")));
        store.feedback.keep(StoreFixture.OTHER, StoreFixture.SIGN, List.of(StoreFixture.accepted(CARD, "s1")));
        assertThat(matched()).isEmpty();
        // The card's record arrives after the answer to it.
        store.calls.record(List.of(StoreFixture.call(CARD, StoreFixture.NOW)));
        assertThat(matched()).containsExactly("ehr " + CARD);
        assertThat(store.count("marked_feedback")).isEqualTo(3);
    }

    private static FeedbackEntry considered(UUID card, Instant at) {
        FeedbackEntry.OverrideReason reason = new FeedbackEntry.OverrideReason(null, ConsideredFindings.REASON, null);
        return new FeedbackEntry(card, Outcome.OVERRIDDEN, List.of(), reason, null, at);
    }

    private static Clock after(Duration time) {
        return Clock.fixed(StoreFixture.NOW.plus(time), ZoneOffset.UTC);
    }

    /** What a service that starts then, on the same database, takes for considered. */
    private ConsideredFindings startedAfter(Duration time) {
        ConsideredFindings considered = new ConsideredFindings(store.database, after(time), 30);
        considered.refresh();
        return considered;
    }

    @Test
    void considered_isSilentForThirtyDays_andForThisFindingOnly() {
        store.started();
        store.record(StoreFixture.call(CARD, StoreFixture.NOW));
        store.feedback.keep(StoreFixture.EHR, StoreFixture.SIGN, List.of(considered(CARD, StoreFixture.NOW)));
        store.linking().link();
        assertThat(startedAfter(Duration.ZERO).covers("a".repeat(32))).isTrue();
        assertThat(startedAfter(Duration.ZERO).covers("c".repeat(32))).isFalse();
        assertThat(startedAfter(Duration.ofDays(30).minusSeconds(1)).covers("a".repeat(32)))
                .isTrue();
        assertThat(startedAfter(Duration.ofDays(30)).covers("a".repeat(32))).isFalse();
    }

    @Test
    void considered_anotherReasonOrALaterAnswer_isNot() {
        store.started();
        store.record(StoreFixture.call(CARD, StoreFixture.NOW.minusSeconds(100)));
        store.feedback.keep(StoreFixture.EHR, StoreFixture.SIGN, List.of(StoreFixture.overridden(CARD, null)));
        store.linking().link();
        assertThat(startedAfter(Duration.ZERO).covers("a".repeat(32))).isFalse();
        store.feedback.keep(
                StoreFixture.EHR,
                StoreFixture.SIGN,
                List.of(considered(CARD, StoreFixture.NOW.minusSeconds(50)), StoreFixture.accepted(CARD, "s1")));
        store.linking().link();
        assertThat(startedAfter(Duration.ZERO).covers("a".repeat(32))).isFalse();
    }

    @Test
    void considered_byAClockThatIsYearsAhead_isSilentNoLonger_andCanBeTakenBack() {
        store.started();
        store.record(StoreFixture.call(CARD, StoreFixture.NOW));
        Instant ahead = StoreFixture.NOW.plus(Duration.ofDays(3650));
        store.feedback.keep(StoreFixture.EHR, StoreFixture.SIGN, List.of(considered(CARD, ahead)));
        store.linking().link();
        ConsideredFindings running = startedAfter(Duration.ofDays(29));
        assertThat(running.covers("a".repeat(32))).isTrue();
        assertThat(startedAfter(Duration.ofDays(31)).covers("a".repeat(32))).isFalse();
        assertThat(rows("SELECT answered_ms FROM card_finding")).containsExactly("0", "0");

        new FeedbackStore(store.database, after(Duration.ofMinutes(1)))
                .keep(
                        StoreFixture.EHR,
                        StoreFixture.SIGN,
                        List.of(new FeedbackEntry(
                                CARD, Outcome.ACCEPTED, List.of("s1"), null, null, StoreFixture.NOW.plusSeconds(50))));
        new Linking(store.database, after(Duration.ofMinutes(1))).link();
        assertThat(startedAfter(Duration.ofDays(1)).covers("a".repeat(32))).isFalse();
    }

    @Test
    void link_anAnswerWhoseCardIsRecordedHoursLater_isLinkedWithoutARestart() {
        store.started();
        AtomicReference<Instant> now = new AtomicReference<>(StoreFixture.NOW);
        Linking linking = new Linking(store.database, clock(now));
        store.feedback.keep(StoreFixture.EHR, StoreFixture.SIGN, List.of(StoreFixture.accepted(CARD, "s1")));
        assertThat(linking.link()).isZero();
        now.set(StoreFixture.NOW.plus(Duration.ofHours(3)));
        store.record(StoreFixture.call(CARD, StoreFixture.NOW));
        assertThat(linking.link()).isEqualTo(1);
        assertThat(linking.link()).isZero();
        assertThat(rows("SELECT outcome FROM card_finding")).containsExactly("accepted", "accepted");
    }

    @Test
    void link_afterAClockThatWasYearsAheadIsRight_goesOn() {
        store.started();
        AtomicReference<Instant> now = new AtomicReference<>(StoreFixture.NOW.plus(Duration.ofDays(3650)));
        Linking linking = new Linking(store.database, clock(now));
        assertThat(linking.link()).isZero();
        store.feedback.keep(StoreFixture.EHR, StoreFixture.SIGN, List.of(StoreFixture.accepted(CARD, "s1")));
        store.record(StoreFixture.call(CARD, StoreFixture.NOW));
        now.set(StoreFixture.NOW.plus(Duration.ofHours(1)));
        assertThat(linking.link()).isEqualTo(1);
    }

    private static Clock clock(AtomicReference<Instant> now) {
        return new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }

    @Test
    void link_byTwoServicesAtOnce_countsEachAnswerOnce() throws Exception {
        store.started();
        List<UUID> cards = Stream.generate(UUID::randomUUID).limit(300).toList();
        cards.forEach(card -> store.record(StoreFixture.call(card, StoreFixture.NOW.minusSeconds(100))));
        cards.forEach(card -> store.feedback.keep(
                StoreFixture.EHR,
                StoreFixture.SIGN,
                List.of(StoreFixture.accepted(card, "s-" + card), StoreFixture.overridden(card, null))));
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier barrier = new CyclicBarrier(2);
            List<Future<Integer>> linked = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Linking linking = store.linking();
                linked.add(executor.submit(() -> {
                    barrier.await(60, TimeUnit.SECONDS);
                    return linking.link();
                }));
            }
            for (Future<Integer> each : linked) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(rows("SELECT outcome, kind, COUNT(*) FROM card_finding GROUP BY outcome, kind"))
                .containsExactly("accepted replace 600");
        assertThat(rows("SELECT COUNT(*) FROM feedback WHERE linked = FALSE")).containsExactly("0");
    }

    @Test
    void start_aSchemaBeforeAnalytics_isMigratedWithItsFindingsAndAnswers() {
        store.flyway().target(MigrationVersion.fromVersion("2")).load().migrate();
        OffsetDateTime time = StoreFixture.NOW.minusSeconds(100).atOffset(ZoneOffset.UTC);
        store.jdbc
                .sql("INSERT INTO card (uuid, issued_at, client, tenant, service, hook, content_version)"
                        + " VALUES (?, ?, 'ehr', 'north', 'lbp-order-sign', 'order-sign', '0123456789abcdef')")
                .params(CARD, time)
                .update();
        store.jdbc
                .sql("INSERT INTO card_finding (card, place, rule, indicator, subject)"
                        + " VALUES (?, 0, 'bed-rest', 'info', '0123')")
                .params(CARD)
                .update();
        store.jdbc
                .sql(
                        "INSERT INTO firing (fired_at, client, service, hook, rule, indicator, fate, content_version)"
                                + " VALUES (?, 'ehr', 'lbp-order-sign', 'order-sign', 'bed-rest', 'info', 'shown', '0123456789abcdef')")
                .params(time)
                .update();
        store.jdbc
                .sql("INSERT INTO feedback (id, received_at, client, service, card, outcome, outcome_at)"
                        + " VALUES (?, ?, 'ehr', 'lbp-order-sign', ?, 'overridden', ?)")
                .params(UUID.randomUUID(), StoreFixture.NOW.atOffset(ZoneOffset.UTC), CARD, time.plusSeconds(7))
                .update();
        store.jdbc
                .sql("INSERT INTO feedback (id, received_at, client, service, card, outcome, outcome_at, user_comment)"
                        + " VALUES (?, ?, 'ehr', 'lbp-order-sign', ?, 'overridden', ?, 'why')")
                .params(UUID.randomUUID(), StoreFixture.NOW.atOffset(ZoneOffset.UTC), UUID.randomUUID(), time)
                .update();
        store.started();
        assertThat(rows("SELECT user_comment FROM feedback WHERE commented = TRUE"))
                .containsExactly("why");
        assertThat(store.linking().link()).isEqualTo(1);
        assertThat(
                        rows(
                                "SELECT rule, issued_on, client, tenant, content_version, outcome, answered_ms FROM card_finding"))
                .containsExactly("bed-rest 2026-11-23 ehr north 0123456789abcdef overridden 7000");
        assertThat(
                        rows(
                                "SELECT counted_on, rule, client, tenant, fate, findings, answered FROM rule_count WHERE findings > 0"))
                .as("a shown firing is counted by the finding on its card")
                .containsExactly("2026-11-23 bed-rest ehr north overridden 1 70*1");
    }

    private List<String> matched() {
        return store.jdbc
                .sql("SELECT client, card FROM marked_feedback WHERE matched ORDER BY client")
                .query((row, i) -> row.getString("client") + " " + row.getObject("card"))
                .list();
    }

    @Test
    void record_keepsWhatWasIssued() {
        store.started();
        store.calls.record(List.of(StoreFixture.call(CARD, StoreFixture.NOW)));
        assertThat(store.jdbc.sql("SELECT * FROM card").query().singleRow())
                .containsEntry("uuid", CARD)
                .containsEntry("client", "ehr")
                .containsEntry("tenant", "north")
                .containsEntry("service", StoreFixture.SIGN)
                .containsEntry("hook", "order-sign")
                .containsEntry("hook_instance", "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea")
                .containsEntry("patient", "0123456789abcdef0123456789abcdef")
                .containsEntry("user_id", null)
                .containsEntry("content_version", "0123456789abcdef");
        assertThat(time("SELECT issued_at FROM card")).isEqualTo(StoreFixture.NOW);
        assertThat(rows("SELECT place, rule, indicator, subject FROM card_finding ORDER BY place"))
                .containsExactly(
                        "0 opioid-first-line warning " + "a".repeat(32),
                        "1 opioid-with-depressant warning " + "b".repeat(32));
        assertThat(rows("SELECT place, uuid, kind FROM card_suggestion")).containsExactly("0 s-" + CARD + " replace");
        assertThat(rows("SELECT rule, indicator, fate FROM firing ORDER BY rule"))
                .containsExactly("bed-rest info shadowed", "opioid-first-line warning shown", "reassess info left-out");
    }

    @Test
    void record_keepsTheUserThatMayBeKept() {
        store.started();
        CallEvent call = StoreFixture.call(CARD, StoreFixture.NOW);
        store.calls.record(List.of(new CallEvent(
                call.time(),
                call.took(),
                call.caller(),
                call.service(),
                call.hook(),
                call.hookInstance(),
                call.patient(),
                "Practitioner/u1",
                call.outcome(),
                call.fired(),
                call.cards(),
                call.data(),
                call.unknown(),
                call.contentVersion())));
        assertThat(rows("SELECT user_id FROM card")).containsExactly("Practitioner/u1");
    }

    @Test
    void record_countsCallsByDayAndKind() {
        store.started();
        Instant yesterday = StoreFixture.NOW.minus(Duration.ofDays(1));
        store.calls.record(List.of(
                StoreFixture.call(StoreFixture.EHR, List.of(), StoreFixture.NOW),
                StoreFixture.call(StoreFixture.EHR, List.of(), StoreFixture.NOW),
                StoreFixture.call(UUID.randomUUID(), StoreFixture.NOW),
                StoreFixture.call(StoreFixture.OTHER, List.of(), yesterday)));
        store.calls.record(List.of(StoreFixture.call(StoreFixture.EHR, List.of(), StoreFixture.NOW)));
        assertThat(rows("SELECT called_on, client, tenant, outcome, calls FROM call_count ORDER BY called_on, outcome"))
                .containsExactly(
                        "2026-11-22 other  no-cards 1",
                        "2026-11-23 ehr north cards 1",
                        "2026-11-23 ehr north no-cards 3");
    }

    private static Unknown unknown(Family family, String system, String code, Effect effect) {
        return new Unknown(new MissingCode(UnknownEntry.Kind.PROBLEM, new UnknownCode(family, system, code)), effect);
    }

    private void recordUnknown(Instant time, List<Unknown> unknown) {
        store.calls.record(List.of(StoreFixture.call(StoreFixture.EHR, List.of(), time, unknown)));
    }

    @Test
    void record_addsUpUnknownCodesByDay_andTheyGoWithTheirDay() {
        store.started();
        Unknown snomed = unknown(Family.SNOMED_CT, "http://snomed.info/sct", "987654321", Effect.OFFER);
        Unknown none = new Unknown(new MissingCode(UnknownEntry.Kind.ALLERGY, UnknownCode.NONE), Effect.REFUSED);
        recordUnknown(StoreFixture.NOW.minus(Duration.ofDays(40)), List.of(snomed));
        recordUnknown(StoreFixture.NOW, List.of(snomed, none));
        recordUnknown(StoreFixture.NOW, List.of(snomed));
        String all = "SELECT counted_on, kind, code_system, code, effect, calls FROM unknown_code"
                + " ORDER BY counted_on, kind";
        assertThat(rows(all))
                .containsExactly(
                        "2026-10-14 problem http://snomed.info/sct 987654321 offer 1",
                        "2026-11-23 allergy  no code refused 1",
                        "2026-11-23 problem http://snomed.info/sct 987654321 offer 2");
        new Retention(store.database, StoreFixture.CLOCK, 30).sweep();
        assertThat(rows(all)).hasSize(2).allMatch(row -> row.startsWith("2026-11-23"));
    }

    @Test
    void record_everNewUnknownCodes_doNotFillTheDisk() {
        store.started();
        List<Unknown> many = new ArrayList<>();
        for (int i = 0; i < UnknownCodeCounts.MOST_A_DAY + 7; i++) {
            many.add(unknown(Family.OTHER, "urn:oid:1.2.3", "c" + i, Effect.OFFER));
        }
        recordUnknown(StoreFixture.NOW, many);
        recordUnknown(StoreFixture.NOW, List.of(unknown(Family.OTHER, "urn:oid:1.2.3", "new-1", Effect.OFFER)));
        recordUnknown(StoreFixture.NOW, List.of(many.get(0)));
        recordUnknown(StoreFixture.NOW.plus(Duration.ofDays(1)), List.of(many.get(0)));
        assertThat(rows("SELECT counted_on, COUNT(*) FROM unknown_code GROUP BY counted_on ORDER BY counted_on"))
                .containsExactly("2026-11-23 " + (UnknownCodeCounts.MOST_A_DAY + 1), "2026-11-24 1");
        assertThat(rows("SELECT calls FROM unknown_code WHERE code = 'further codes'"))
                .as("the seven beyond the bound and the new one")
                .containsExactly("8");
        assertThat(rows("SELECT SUM(calls) FROM unknown_code WHERE code = 'c0' AND counted_on = DATE '2026-11-23'"))
                .as("one that has its row is still counted")
                .containsExactly("2");
    }

    @Test
    void record_aCardTwice_keepsNothingOfTheBatch() {
        store.started();
        assertThatThrownBy(() -> store.calls.record(
                        List.of(StoreFixture.call(CARD, StoreFixture.NOW), StoreFixture.call(CARD, StoreFixture.NOW))))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(store.count("card")).isZero();
        assertThat(store.count("firing")).isZero();
        assertThat(store.count("call_count")).isZero();
    }

    @Test
    void record_longNamesOfTheClient_areCut() {
        store.started();
        Caller caller = new Caller(new Client("n".repeat(500), java.util.Set.of(), null, null, false), "t".repeat(500));
        store.calls.record(List.of(StoreFixture.call(caller, List.of(StoreFixture.card(CARD)), StoreFixture.NOW)));
        store.feedback.keep(caller, StoreFixture.SIGN, List.of(StoreFixture.accepted(CARD, "s1")));
        assertThat(matched()).containsExactly("n".repeat(200) + " " + CARD);
    }

    @Test
    void sweep_deletesWhatIsTooOld_only() {
        store.started();
        Instant old = StoreFixture.NOW.minus(Duration.ofDays(31));
        Instant recent = StoreFixture.NOW.minus(Duration.ofDays(29));
        List<IssuedCard> many = Stream.generate(UUID::randomUUID)
                .limit(1100)
                .map(StoreFixture::card)
                .toList();
        UUID kept = UUID.randomUUID();
        store.calls.record(List.of(
                StoreFixture.call(StoreFixture.EHR, many, old),
                StoreFixture.call(CARD, old),
                StoreFixture.call(kept, recent)));
        // The answer is younger than its card, but goes with it.
        store.feedback.keep(
                StoreFixture.EHR,
                StoreFixture.SIGN,
                List.of(StoreFixture.accepted(CARD, "s1"), StoreFixture.accepted(kept, "s1")));
        new FeedbackStore(store.database, java.time.Clock.fixed(old, ZoneOffset.UTC))
                .keep(StoreFixture.EHR, StoreFixture.SIGN, List.of(StoreFixture.overridden(UUID.randomUUID(), null)));
        Retention retention = new Retention(store.database, StoreFixture.CLOCK, 30);
        assertThat(retention.sweep()).isEqualTo(1100 + 1 + 2 + 6 + 1 + 4);
        assertThat(rows("SELECT uuid FROM card")).containsExactly(kept.toString());
        assertThat(rows("SELECT card FROM feedback")).containsExactly(kept.toString());
        assertThat(store.count("card_finding")).isEqualTo(2);
        assertThat(store.count("card_suggestion")).isEqualTo(1);
        assertThat(store.count("feedback_suggestion")).isEqualTo(1);
        assertThat(store.count("firing")).isEqualTo(3);
        assertThat(store.count("call_count")).isEqualTo(1);
        assertThat(rows("SELECT DISTINCT counted_on FROM rule_count")).containsExactly("2026-10-25");
        assertThat(retention.sweep()).isZero();
    }

    @Test
    void start_anOldSchemaWithRows_isMigrated() {
        store.flyway().target(MigrationVersion.fromVersion("1")).load().migrate();
        OffsetDateTime time = StoreFixture.NOW.atOffset(ZoneOffset.UTC);
        store.jdbc
                .sql("INSERT INTO card (uuid, issued_at, client, service, hook, content_version)"
                        + " VALUES (?, ?, 'ehr', 'lbp-order-sign', 'order-sign', '0123456789abcdef')")
                .params(CARD, time)
                .update();
        store.jdbc
                .sql("INSERT INTO feedback (id, received_at, client, service, card, outcome, outcome_at)"
                        + " VALUES (?, ?, 'ehr', 'lbp-order-sign', ?, 'overridden', ?)")
                .params(UUID.randomUUID(), time, CARD, time)
                .update();
        store.started();
        assertThat(store.database.isReady()).isTrue();
        assertThat(store.flyway().load().info().pending()).isEmpty();
        assertThat(matched()).containsExactly("ehr " + CARD);
        store.calls.record(List.of(StoreFixture.call(UUID.randomUUID(), StoreFixture.NOW)));
        assertThat(store.count("firing")).isEqualTo(3);
    }

    private Instant time(String sql) {
        return store.jdbc.sql(sql).query(OffsetDateTime.class).single().toInstant();
    }

    private List<String> rows(String sql) {
        return store.jdbc
                .sql(sql)
                .query((row, i) -> {
                    List<String> columns = new ArrayList<>();
                    for (int c = 1; c <= row.getMetaData().getColumnCount(); c++) {
                        columns.add(row.getString(c));
                    }
                    return String.join(" ", columns);
                })
                .list();
    }
}
