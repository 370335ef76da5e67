package org.lumbarcds.feedback.calls;

import java.sql.Date;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.feedback.linking.RuleCounts;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.record.CallEvent;
import org.lumbarcds.record.CallEvent.CardFinding;
import org.lumbarcds.record.CallEvent.IssuedCard;
import org.lumbarcds.record.CallEvent.IssuedSuggestion;
import org.lumbarcds.store.Database;
import org.lumbarcds.store.StorableText;
import org.lumbarcds.store.StoreUnavailableException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps what calls issued: cards, firings and counts, all of a batch or nothing of it. */
public final class CallStore {

    private static final int MOST_NAME = 200;
    private static final int MOST_VERSION = 40;

    private final Database database;
    private final Duration again;

    /** @param again how long after it was shown the same finding about the same draft counts as shown once */
    public CallStore(Database database, Duration again) {
        this.database = database;
        this.again = again;
    }

    /**
     * @throws StoreUnavailableException when the batch may not have been kept
     * @throws org.springframework.dao.DataAccessException when the database refuses what is in it
     */
    void record(List<CallEvent> calls) {
        database.write(jdbc -> {
            insertCards(jdbc, calls);
            Showings showings = Showings.of(jdbc, calls, again);
            showings.insert(jdbc);
            insertFirings(jdbc, calls);
            countCalls(jdbc, calls);
            countFindings(jdbc, calls, showings);
            UnknownCodeCounts.add(jdbc, calls);
            return calls.size();
        });
    }

    private static void insertCards(JdbcTemplate jdbc, List<CallEvent> calls) {
        List<@Nullable Object[]> cards = new ArrayList<>();
        List<@Nullable Object[]> findings = new ArrayList<>();
        List<Object[]> suggestions = new ArrayList<>();
        for (CallEvent call : calls) {
            for (IssuedCard card : call.cards()) {
                UUID uuid = UUID.fromString(card.uuid());
                cards.add(new @Nullable Object[] {
                    uuid,
                    time(call),
                    client(call),
                    tenant(call),
                    call.service(),
                    call.hook(),
                    StorableText.orNull(call.hookInstance(), MOST_NAME),
                    call.patient(),
                    StorableText.orNull(call.user(), MOST_NAME),
                    call.contentVersion()
                });
                for (int i = 0; i < card.findings().size(); i++) {
                    CardFinding finding = card.findings().get(i);
                    findings.add(new @Nullable Object[] {
                        uuid,
                        i,
                        finding.rule().id(),
                        code(finding.indicator()),
                        finding.subject(),
                        version(finding.version()),
                        Date.valueOf(day(call)),
                        client(call),
                        tenant(call),
                        call.contentVersion()
                    });
                }
                for (int i = 0; i < card.suggestions().size(); i++) {
                    IssuedSuggestion suggestion = card.suggestions().get(i);
                    suggestions.add(new Object[] {uuid, i, suggestion.uuid(), suggestion.kind()});
                }
            }
        }
        jdbc.batchUpdate(
                "INSERT INTO card (uuid, issued_at, client, tenant, service, hook, hook_instance, patient, user_id,"
                        + " content_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                cards);
        jdbc.batchUpdate(
                "INSERT INTO card_finding (card, place, rule, indicator, subject, rule_version, issued_on, client, tenant,"
                        + " content_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                findings);
        jdbc.batchUpdate("INSERT INTO card_suggestion (card, place, uuid, kind) VALUES (?, ?, ?, ?)", suggestions);
    }

    private static void insertFirings(JdbcTemplate jdbc, List<CallEvent> calls) {
        List<@Nullable Object[]> firings = new ArrayList<>();
        for (CallEvent call : calls) {
            for (CallEvent.Fired fired : call.fired()) {
                firings.add(new @Nullable Object[] {
                    time(call),
                    client(call),
                    tenant(call),
                    call.service(),
                    call.hook(),
                    call.patient(),
                    fired.rule().id(),
                    version(fired.version()),
                    code(fired.indicator()),
                    code(fired.fate()),
                    call.contentVersion()
                });
            }
        }
        jdbc.batchUpdate(
                "INSERT INTO firing (fired_at, client, tenant, service, hook, patient, rule, rule_version, indicator,"
                        + " fate, content_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                firings);
    }

    /** Adds to the rows of the day. Several services may share a database: a row that another makes is tried again. */
    private static void countCalls(JdbcTemplate jdbc, List<CallEvent> calls) {
        Map<Kind, Integer> counts = new TreeMap<>();
        calls.forEach(call -> counts.merge(Kind.of(call), 1, Integer::sum));
        counts.forEach((kind, count) -> {
            Object[] values = {
                count,
                Date.valueOf(kind.day()),
                kind.client(),
                kind.tenant(),
                kind.service(),
                kind.hook(),
                kind.outcome(),
                kind.contentVersion()
            };
            int updated = jdbc.update(
                    "UPDATE call_count SET calls = calls + ? WHERE called_on = ? AND client = ? AND tenant = ?"
                            + " AND service = ? AND hook = ? AND outcome = ? AND content_version = ?",
                    values);
            if (updated == 0) {
                jdbc.update(
                        "INSERT INTO call_count (calls, called_on, client, tenant, service, hook, outcome,"
                                + " content_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        values);
            }
        });
    }

    /** What was shown by its cards, since a card may hold several findings; the rest by what fired. */
    private static void countFindings(JdbcTemplate jdbc, List<CallEvent> calls, Showings showings) {
        RuleCounts counts = new RuleCounts();
        for (CallEvent call : calls) {
            for (IssuedCard card : call.cards()) {
                for (int i = 0; i < card.findings().size(); i++) {
                    CardFinding finding = card.findings().get(i);
                    RuleCounts.Key key = key(call, finding.rule(), finding.version(), RuleCounts.UNANSWERED);
                    counts.add(key, null);
                    if (showings.isFirst(UUID.fromString(card.uuid()), i)) {
                        counts.addEpisode(key);
                    }
                }
            }
            for (CallEvent.Fired fired : call.fired()) {
                if (fired.fate() != CallEvent.Fate.SHOWN) {
                    RuleCounts.Key key = key(call, fired.rule(), fired.version(), code(fired.fate()));
                    counts.add(key, null);
                    counts.addEpisode(key);
                }
            }
        }
        counts.write(jdbc);
    }

    private static RuleCounts.Key key(CallEvent call, RuleId rule, String version, String fate) {
        return new RuleCounts.Key(
                day(call), rule.id(), version(version), call.contentVersion(), client(call), tenant(call), fate, null);
    }

    private static OffsetDateTime time(CallEvent call) {
        return call.time().atOffset(ZoneOffset.UTC);
    }

    private static String version(String version) {
        return StorableText.of(version, MOST_VERSION);
    }

    private static LocalDate day(CallEvent call) {
        return LocalDate.ofInstant(call.time(), ZoneOffset.UTC);
    }

    private static String client(CallEvent call) {
        return StorableText.of(call.caller().client().name(), MOST_NAME);
    }

    private static @Nullable String tenant(CallEvent call) {
        return StorableText.orNull(call.caller().tenant(), MOST_NAME);
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What calls are counted by; in order, so that two services never wait for each other's rows. */
    private record Kind(
            LocalDate day,
            String client,
            String tenant,
            String service,
            String hook,
            String outcome,
            String contentVersion)
            implements Comparable<Kind> {

        private static final Comparator<Kind> ORDER = Comparator.comparing(Kind::day)
                .thenComparing(Kind::client)
                .thenComparing(Kind::tenant)
                .thenComparing(Kind::service)
                .thenComparing(Kind::hook)
                .thenComparing(Kind::outcome)
                .thenComparing(Kind::contentVersion);

        static Kind of(CallEvent call) {
            String tenant = CallStore.tenant(call);
            return new Kind(
                    CallStore.day(call),
                    CallStore.client(call),
                    tenant == null ? "" : tenant,
                    call.service(),
                    call.hook(),
                    call.outcome(),
                    call.contentVersion());
        }

        @Override
        public int compareTo(Kind other) {
            return ORDER.compare(this, other);
        }
    }
}
