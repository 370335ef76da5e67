package org.lumbarcds.analytics;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.lumbarcds.analytics.export.FeedbackExport;
import org.lumbarcds.analytics.export.FeedbackExport.Selection;
import org.lumbarcds.analytics.export.FeedbackFormats;
import org.lumbarcds.analytics.question.Dimension;
import org.lumbarcds.analytics.question.Question;
import org.lumbarcds.clients.Caller;
import org.lumbarcds.feedback.FeedbackEntry;
import org.lumbarcds.feedback.FeedbackEntry.Outcome;
import org.lumbarcds.feedback.FeedbackEntry.OverrideReason;
import org.lumbarcds.feedback.calls.StoreFixture;
import org.lumbarcds.record.CallEvent;
import org.springframework.util.FileSystemUtils;

/** How long questions take with many answers in the store. Not a test: {@code bench/analytics}. */
final class AnalyticsBenchmark {

    private static final int BATCH = 20;
    private static final int ROUNDS = 21;
    private static final LocalDate LAST = LocalDate.ofInstant(StoreFixture.NOW, ZoneOffset.UTC);
    private static final LocalDate FIRST = LAST.minusDays(365);
    private static final String[] REASONS = {"already-considered", "first-line-failed", "other-indication"};
    private static final List<Caller> CALLERS =
            List.of(StoreFixture.EHR, StoreFixture.OTHER, caller("a"), caller("b"), caller("c"));

    private AnalyticsBenchmark() {}

    private static Caller caller(String tenant) {
        return new Caller(StoreFixture.EHR.client(), tenant);
    }

    /** @param args number of answers; h2 or postgres */
    public static void main(String[] args) throws Exception {
        int answers = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        Path directory = Files.createTempDirectory("lumbar-analytics");
        try (StoreFixture store = (args.length > 1 && args[1].equals("postgres")
                        ? StoreFixture.postgres()
                        : StoreFixture.h2(directory))
                .started()) {
            long loading = System.nanoTime();
            load(store, answers);
            System.out.printf("loaded in %d ms%n", millis(loading));
            System.out.printf(
                    "%d cards with two findings each, %d answers, %d sums%n",
                    store.count("card"), store.count("feedback"), store.count("rule_count"));
            Analytics analytics = new Analytics(store.database, store.linking(), StoreFixture.CLOCK);
            FeedbackExport export = new FeedbackExport(store.database, (rule, code) -> null);
            time("by rule", () -> analytics.report(all(Dimension.RULE)));
            time("by rule and version", () -> analytics.report(all(Dimension.RULE, Dimension.VERSION)));
            time(
                    "by rule, client, tenant",
                    () -> analytics.report(all(Dimension.RULE, Dimension.CLIENT, Dimension.TENANT)));
            time("by rule and day", () -> analytics.report(all(Dimension.RULE, Dimension.DAY)));
            time("by rule and month", () -> analytics.report(all(Dimension.RULE, Dimension.MONTH)));
            time(
                    "by rule, 90 days",
                    () -> analytics.report(new Question(
                            LAST.minusDays(89), LAST, null, null, null, null, null, List.of(Dimension.RULE))));
            time("figures of the page", () -> analytics.overview(all(Dimension.RULE)));
            time("latest comments", () -> export.comments(new Selection(FIRST, LAST, null, null), 50));
            time("comments of nobody", () -> export.comments(new Selection(FIRST, LAST, "ehr", "nobody"), 50));
            long start = System.nanoTime();
            FeedbackFormats.csv(export.rows(new Selection(FIRST, LAST, null, null)), OutputStream.nullOutputStream());
            System.out.printf("%-24s %5d ms%n", "whole CSV export", millis(start));
        }
        FileSystemUtils.deleteRecursively(directory);
        System.exit(0);
    }

    private static Question all(Dimension... by) {
        return new Question(FIRST, LAST, null, null, null, null, null, List.of(by));
    }

    /** Evenly over the year, as it goes on; each caller answers a batch in its turn. */
    private static void load(StoreFixture store, int answers) {
        Random random = new Random(20261123);
        Duration each = Duration.ofDays(365).dividedBy(answers);
        Instant issued = StoreFixture.NOW.minus(Duration.ofDays(365));
        for (int done = 0; done < answers; done += BATCH) {
            Caller caller = CALLERS.get(done / BATCH % CALLERS.size());
            List<CallEvent> calls = new ArrayList<>();
            List<FeedbackEntry> entries = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                UUID card = new UUID(random.nextLong(), random.nextLong());
                issued = issued.plus(each);
                calls.add(StoreFixture.call(caller, List.of(StoreFixture.card(card)), issued));
                entries.add(answer(card, issued.plusMillis(random.nextInt(120_000)), random));
            }
            store.record(calls.toArray(CallEvent[]::new));
            store.keepAt(issued.plusSeconds(120), caller, entries);
        }
        store.linking().link();
    }

    private static FeedbackEntry answer(UUID card, Instant at, Random random) {
        if (random.nextInt(4) == 0) {
            return new FeedbackEntry(card, Outcome.ACCEPTED, List.of("s-" + card), null, null, at);
        }
        String reason = REASONS[random.nextInt(REASONS.length)];
        return new FeedbackEntry(
                card,
                Outcome.OVERRIDDEN,
                List.of(),
                new OverrideReason("http://example.org/r", reason, null),
                random.nextInt(3) == 0 ? "A comment of some length, as clinicians write it" : null,
                at);
    }

    private static void time(String what, Runnable question) {
        long[] taken = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            question.run();
            taken[i] = millis(start);
        }
        long first = taken[0];
        Arrays.sort(taken);
        System.out.printf(
                "%-24s %5d ms median, %d ms at most, %d ms the first time%n",
                what, taken[ROUNDS / 2], taken[ROUNDS - 1], first);
    }

    private static long millis(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
