package org.lumbarcds.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.analytics.question.Dimension.CLIENT;
import static org.lumbarcds.analytics.question.Dimension.CONTENT;
import static org.lumbarcds.analytics.question.Dimension.DAY;
import static org.lumbarcds.analytics.question.Dimension.MONTH;
import static org.lumbarcds.analytics.question.Dimension.RULE;
import static org.lumbarcds.analytics.question.Dimension.TENANT;
import static org.lumbarcds.analytics.question.Dimension.VERSION;
import static org.lumbarcds.analytics.question.Dimension.YEAR;
import static org.lumbarcds.feedback.calls.StoreFixture.EHR;
import static org.lumbarcds.feedback.calls.StoreFixture.NOW;
import static org.lumbarcds.feedback.calls.StoreFixture.OTHER;
import static org.lumbarcds.feedback.calls.StoreFixture.SIGN;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.analytics.export.FeedbackExport;
import org.lumbarcds.analytics.export.FeedbackExport.Selection;
import org.lumbarcds.analytics.export.FeedbackFormats;
import org.lumbarcds.analytics.question.Dimension;
import org.lumbarcds.analytics.question.Question;
import org.lumbarcds.feedback.FeedbackEntry;
import org.lumbarcds.feedback.FeedbackEntry.Outcome;
import org.lumbarcds.feedback.FeedbackEntry.OverrideReason;
import org.lumbarcds.feedback.calls.StoreFixture;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.record.CallEvent;
import org.lumbarcds.views.Navigation;

/** What analytics says of a record, the same on every database. The fixture's cards hold two findings each. */
abstract class AnalyticsContract {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Instant ISSUED = NOW.minusSeconds(100);
    private static final String HOSTILE =
            "=HYPERLINK(\"http://x\",\"<script>alert(1)</script>\"),\n\"; DROP TABLE card; --";

    private StoreFixture store;
    private Analytics analytics;
    private FeedbackExport export;

    abstract StoreFixture open();

    @BeforeEach
    void start() {
        store = open().started();
        analytics = new Analytics(store.database, store.linking(), StoreFixture.CLOCK);
        export = new FeedbackExport(
                store.database,
                (rule, code) ->
                        rule.equals("opioid-with-depressant") && code.equals("accepted-risk") ? "Risk accepted" : null);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private static Question question(Dimension... by) {
        return new Question(TODAY.minusDays(10), TODAY, null, null, null, null, null, List.of(by));
    }

    private static Selection all() {
        return new Selection(TODAY.minusDays(10), TODAY, null, null);
    }

    private UUID shown() {
        UUID card = UUID.randomUUID();
        store.record(StoreFixture.call(card, ISSUED));
        return card;
    }

    private static FeedbackEntry answered(UUID card, int afterSeconds, String reason) {
        return new FeedbackEntry(
                card,
                Outcome.OVERRIDDEN,
                List.of(),
                reason == null ? null : new OverrideReason("http://example.org/r", reason, null),
                null,
                ISSUED.plusSeconds(afterSeconds));
    }

    private static FeedbackEntry accepted(UUID card, int afterSeconds) {
        return new FeedbackEntry(
                card, Outcome.ACCEPTED, List.of("s-" + card), null, null, ISSUED.plusSeconds(afterSeconds));
    }

    private Figures of(Analytics.Report report, String rule) {
        return report.figures().stream()
                .filter(figures -> figures.group().get("rule").equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void report_countsWhatBecameOfTheFindingsOfARule() {
        store.feedback.keep(EHR, SIGN, List.of(accepted(shown(), 10)));
        store.feedback.keep(EHR, SIGN, List.of(answered(shown(), 20, "already-considered")));
        store.feedback.keep(EHR, SIGN, List.of(answered(shown(), 60, null)));
        shown();

        Analytics.Report report = analytics.report(question(RULE));

        assertThat(of(report, "opioid-first-line"))
                .isEqualTo(new Figures(
                        Map.of("rule", "opioid-first-line"),
                        4,
                        1,
                        Map.of("replace", 1L),
                        2,
                        Map.of("already-considered", 1L, "none", 1L),
                        1,
                        1,
                        0,
                        0,
                        0,
                        new Figures.Once(4, 1, 2),
                        20.0));
        assertThat(of(report, "opioid-first-line").acceptanceRate()).isEqualTo(0.25);
        assertThat(of(report, "opioid-first-line").overrideRate()).isEqualTo(0.5);
        assertThat(of(report, "opioid-with-depressant").shown())
                .as("the answer to a card is one to each of its findings")
                .isEqualTo(4);
        assertThat(of(report, "bed-rest"))
                .as("in shadow: counted, never shown")
                .isEqualTo(new Figures(
                        Map.of("rule", "bed-rest"),
                        0,
                        0,
                        Map.of(),
                        0,
                        Map.of(),
                        0,
                        0,
                        4,
                        0,
                        0,
                        new Figures.Once(0, 0, 0),
                        null));
        assertThat(of(report, "bed-rest").acceptanceRate()).isNull();
        assertThat(of(report, "reassess").leftOut()).isEqualTo(4);
        assertThat(report.calls()).isEqualTo(Map.of("cards", 4L));
        assertThat(report.figures().stream().map(f -> f.group().get("rule")))
                .containsExactly("bed-rest", "opioid-first-line", "opioid-with-depressant", "reassess");
    }

    /** Answered ones are never young, and a finding that is exactly a day old is young no more. */
    @ParameterizedTest
    @CsvSource({
        "86399, false, 1, the last second of the day",
        "86400, false, 0, a day",
        "86401, false, 0, the first second after it",
        "100, true, 0, answered",
    })
    void report_tellsNoAnswerYetFromIgnored(int age, boolean answered, int young, String reason) {
        UUID card = UUID.randomUUID();
        store.record(StoreFixture.call(card, NOW.minusSeconds(age)));
        if (answered) {
            store.feedback.keep(EHR, SIGN, List.of(answered(card, 10, null)));
        }

        for (Dimension[] by : new Dimension[][] {
            {}, {RULE}, {RULE, VERSION}, {CONTENT}, {CLIENT, TENANT}, {DAY}, {MONTH}, {YEAR, RULE}
        }) {
            List<Figures> figures = analytics.report(question(by)).figures();
            int findings = List.of(by).contains(RULE) ? 1 : 2;
            Figures first =
                    figures.stream().filter(f -> f.shown() > 0).findFirst().orElseThrow();
            assertThat(first.noAnswerYet()).as(reason).isEqualTo((long) findings * young);
            assertThat(first.ignored()).as(reason).isEqualTo(answered ? 0 : findings);
            assertThat(first.unanswered()).as(reason).isEqualTo(answered ? 0 : (long) findings * (1 - young));
        }
        Question ofOthers = new Question(TODAY.minusDays(10), TODAY, null, null, null, "nobody", null, List.of(RULE));
        assertThat(analytics.report(ofOthers).figures()).isEmpty();
    }

    @Test
    void overview_hasTheSameSelectionByRuleOverTimeAndInAll() {
        shown();
        store.feedback.keep(EHR, SIGN, List.of(accepted(shown(), 10)));

        Analytics.Overview overview = analytics.overview(question(CLIENT));

        assertThat(overview.report()).isEqualTo(analytics.report(question(CLIENT)));
        assertThat(overview.byRule()).isEqualTo(analytics.report(question(RULE)).figures());
        assertThat(overview.overTime())
                .isEqualTo(analytics.report(question(DAY)).figures());
        assertThat(overview.total())
                .isEqualTo(analytics.report(question()).figures().get(0));
        assertThat(overview.clients()).containsExactly(EHR.client().name());
        assertThat(overview.tenants()).isEqualTo(EHR.tenant() == null ? List.of() : List.of(EHR.tenant()));
        assertThat(overview.total().shown()).isEqualTo(4);
        Question ofOthers = new Question(TODAY, TODAY, null, null, null, "nobody", null, List.of(RULE));
        assertThat(analytics.overview(ofOthers).total()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"99, DAY", "100, MONTH"})
    void overview_ofManyDaysIsByMonth(int days, Dimension unit) {
        Question question = new Question(TODAY.minusDays(days), TODAY, null, null, null, null, null, List.of(RULE));
        assertThat(analytics.overview(question).unit()).isEqualTo(unit);
    }

    @Test
    void report_theLatestAnswerCounts_inWhateverOrderTheyCome() {
        UUID card = shown();
        store.feedback.keep(EHR, SIGN, List.of(accepted(card, 30)));
        assertThat(of(analytics.report(question(RULE)), "opioid-first-line").accepted())
                .isEqualTo(1);

        store.feedback.keep(EHR, SIGN, List.of(answered(card, 10, "late"), answered(card, 20, "later")));

        Figures figures = of(analytics.report(question(RULE)), "opioid-first-line");
        assertThat(figures.accepted()).isEqualTo(1);
        assertThat(figures.overridden()).isZero();
        assertThat(figures.medianSeconds()).isEqualTo(30.0);
    }

    /** The sandbox leaves a card on the screen until it is dismissed, accepted or not. */
    @ParameterizedTest
    @CsvSource({"10, 20, dismissed later", "20, 10, dismissed earlier"})
    void report_anAcceptedAnswerStaysAccepted(int acceptedAt, int dismissedAt, String reason) {
        UUID card = shown();
        UUID other = shown();
        store.feedback.keep(EHR, SIGN, List.of(accepted(card, acceptedAt)));
        store.feedback.keep(EHR, SIGN, List.of(answered(other, dismissedAt, "late")));
        analytics.report(question(RULE));
        store.feedback.keep(EHR, SIGN, List.of(answered(card, dismissedAt, "already-considered")));
        store.feedback.keep(EHR, SIGN, List.of(accepted(other, acceptedAt)));

        Figures figures = of(analytics.report(question(RULE)), "opioid-first-line");
        assertThat(figures.accepted()).as(reason).isEqualTo(2);
        assertThat(figures.overridden()).as(reason).isZero();
        assertThat(figures.medianSeconds()).as(reason).isEqualTo((double) acceptedAt);
    }

    private UUID shown(String draft, int afterSeconds) {
        UUID card = UUID.randomUUID();
        CallEvent.CardFinding finding =
                new CallEvent.CardFinding(LowBackPainRule.BED_REST, "1.0.0", Indicator.INFO, "a".repeat(32), draft);
        CallEvent.IssuedCard issued = new CallEvent.IssuedCard(
                card.toString(), List.of(finding), List.of(new CallEvent.IssuedSuggestion("s-" + card, "remove")));
        store.record(StoreFixture.call(EHR, List.of(issued), ISSUED.plusSeconds(afterSeconds)));
        return card;
    }

    private Figures.Once once() {
        return of(analytics.report(question(RULE)), "bed-rest").once();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, at the same instant",
        "1, 2, 1, one keystroke later",
        "1800, 3600, 1, each within thirty minutes of the one before",
        "1801, 1802, 2, a second too late for the first, and once more",
        "1801, 3602, 3, never within thirty minutes",
    })
    void report_aCardShownAgainForTheSameDraft_countsOnce(int second, int third, int episodes, String reason) {
        shown("draft", -4000);
        shown("draft", -4000 + second);
        shown("draft", -4000 + third);

        assertThat(once()).as(reason).isEqualTo(new Figures.Once(episodes, 0, 0));
        assertThat(of(analytics.report(question(RULE)), "bed-rest").shown())
                .as(reason)
                .isEqualTo(3);
    }

    @Test
    void report_anotherDraft_countsByItself() {
        shown("draft", -10);
        shown("another draft", -5);

        assertThat(once()).isEqualTo(new Figures.Once(2, 0, 0));
    }

    /** Whichever of the showings was answered, and in whatever order the answers come. */
    @Test
    void report_theBestAnswerStandsForAllShowings() {
        UUID first = shown("draft", -60);
        UUID second = shown("draft", -50);
        UUID third = shown("draft", -40);
        assertThat(once()).isEqualTo(new Figures.Once(1, 0, 0));

        store.feedback.keep(EHR, SIGN, List.of(answered(second, -45, "late")));
        assertThat(once()).isEqualTo(new Figures.Once(1, 0, 1));

        store.feedback.keep(EHR, SIGN, List.of(accepted(third, -30)));
        assertThat(once()).isEqualTo(new Figures.Once(1, 1, 0));

        store.feedback.keep(EHR, SIGN, List.of(answered(first, -20, "late")));
        Figures figures = of(analytics.report(question(RULE)), "bed-rest");
        assertThat(figures.once()).isEqualTo(new Figures.Once(1, 1, 0));
        assertThat(figures.acceptanceRate()).isEqualTo(1.0);
        assertThat(figures.overrideRate()).isEqualTo(0.0);
        assertThat(figures.shown()).isEqualTo(3);
        assertThat(figures.overridden()).isEqualTo(2);
    }

    @Test
    void report_answersToSeveralShowingsThatComeTogether() {
        UUID first = shown("draft", -60);
        UUID second = shown("draft", -50);
        store.feedback.keep(EHR, SIGN, List.of(accepted(second, -30), answered(first, -20, "late")));

        assertThat(once()).isEqualTo(new Figures.Once(1, 1, 0));
    }

    @Test
    void exports_haveTheDisplayThatTheCardOffered() throws IOException {
        UUID card = shown();
        FeedbackEntry codeAlone = new FeedbackEntry(
                card, Outcome.OVERRIDDEN, List.of(), new OverrideReason(null, "accepted-risk", null), null, ISSUED);
        FeedbackEntry elsewhere = new FeedbackEntry(
                UUID.randomUUID(),
                Outcome.OVERRIDDEN,
                List.of(),
                new OverrideReason(null, "accepted-risk", null),
                null,
                ISSUED);
        store.feedback.keep(EHR, SIGN, List.of(codeAlone, elsewhere));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FeedbackFormats.ndjson(export.rows(all()), out);

        assertThat(csv(export.rows(all())).stream().map(row -> row.get("reason_display")))
                .containsExactlyInAnyOrder("Risk accepted", "");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"reason\":{\"code\":\"accepted-risk\",\"display\":\"Risk accepted\"}")
                .contains("\"reason\":{\"code\":\"accepted-risk\"}");
    }

    @Test
    void report_anAnswerThatCameBeforeItsCardWasRecorded_counts() {
        UUID card = UUID.randomUUID();
        store.feedback.keep(EHR, SIGN, List.of(accepted(card, 10)));
        assertThat(analytics.report(question(RULE)).unmatchedFeedback()).isEqualTo(1);

        store.record(StoreFixture.call(card, ISSUED));

        Analytics.Report report = analytics.report(question(RULE));
        assertThat(report.unmatchedFeedback()).isZero();
        assertThat(of(report, "opioid-first-line").accepted()).isEqualTo(1);
    }

    @Test
    void report_anotherClientsAnswer_isNone() {
        UUID card = shown();
        store.feedback.keep(OTHER, SIGN, List.of(accepted(card, 10)));

        Analytics.Report report = analytics.report(question(RULE));

        assertThat(of(report, "opioid-first-line").accepted()).isZero();
        assertThat(report.unmatchedFeedback()).isEqualTo(1);
    }

    @Test
    void report_breaksDownByWhatIsAsked() {
        shown();
        store.record(StoreFixture.call(
                OTHER, List.of(StoreFixture.card(UUID.randomUUID())), Instant.parse("2026-11-20T23:59:59Z")));

        assertThat(groups(question(RULE, CLIENT, TENANT)))
                .contains(
                        Map.of("rule", "opioid-first-line", "client", "ehr", "tenant", "north"),
                        Map.of("rule", "opioid-first-line", "client", "other", "tenant", ""));
        assertThat(groups(question(DAY))).containsExactly(Map.of("day", "2026-11-20"), Map.of("day", "2026-11-23"));
        assertThat(groups(question(MONTH))).containsExactly(Map.of("month", "2026-11"));
        assertThat(groups(question(YEAR))).containsExactly(Map.of("year", "2026"));
        assertThat(groups(question(VERSION))).containsExactly(Map.of("version", "1.0.0"));
        assertThat(groups(question(CONTENT))).containsExactly(Map.of("content", "0123456789abcdef"));
        assertThat(groups(question())).containsExactly(Map.of());
    }

    private List<Map<String, String>> groups(Question question) {
        return analytics.report(question).figures().stream().map(Figures::group).toList();
    }

    @Test
    void report_ofOneRuleClientTenantAndVersion() {
        shown();
        store.record(StoreFixture.call(OTHER, List.of(StoreFixture.card(UUID.randomUUID())), ISSUED));

        Analytics.Report report = analytics.report(new Question(
                TODAY, TODAY, "opioid-first-line", "1.0.0", "0123456789abcdef", "ehr", "north", List.of(RULE)));

        assertThat(report.figures()).hasSize(1);
        assertThat(report.figures().get(0).shown()).isEqualTo(1);
        assertThat(report.calls()).isEqualTo(Map.of("cards", 1L));
        assertThat(analytics
                        .report(new Question(TODAY, TODAY, null, null, "ffffffffffffffff", null, null, List.of(RULE)))
                        .figures())
                .isEmpty();
    }

    @Test
    void report_daysAreDaysInUtc_theFirstAndLastIncluded() {
        store.record(StoreFixture.call(UUID.randomUUID(), Instant.parse("2026-11-19T23:59:59.999Z")));
        store.record(StoreFixture.call(UUID.randomUUID(), Instant.parse("2026-11-20T00:00:00Z")));
        store.record(StoreFixture.call(UUID.randomUUID(), Instant.parse("2026-11-21T23:59:59.999Z")));
        store.record(StoreFixture.call(UUID.randomUUID(), Instant.parse("2026-11-22T00:00:00Z")));

        Analytics.Report report = analytics.report(new Question(
                LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 21), null, null, null, null, null, List.of(RULE)));

        assertThat(of(report, "opioid-first-line").shown()).isEqualTo(2);
        assertThat(of(report, "bed-rest").shadowed()).isEqualTo(2);
        assertThat(report.calls()).isEqualTo(Map.of("cards", 2L));
    }

    @Test
    void report_aClientsClockThatIsBehind_givesNoNegativeTime() {
        store.feedback.keep(EHR, SIGN, List.of(accepted(shown(), -3600)));

        assertThat(of(analytics.report(question(RULE)), "opioid-first-line").medianSeconds())
                .isEqualTo(0.0);
    }

    @Test
    void csv_hostileCommentStaysText() throws IOException {
        UUID card = shown();
        store.feedback.keep(
                EHR,
                SIGN,
                List.of(new FeedbackEntry(
                        card,
                        Outcome.OVERRIDDEN,
                        List.of(),
                        new OverrideReason("http://example.org/r", "+1", "@x"),
                        HOSTILE,
                        ISSUED.plusSeconds(5))));

        CSVRecord row = csv(export.rows(all())).get(0);

        assertThat(row.toMap())
                .containsEntry("comment", "'" + HOSTILE.replace("; --", ";' --"))
                .containsEntry("reason", "'+1")
                .containsEntry("reason_display", "'@x")
                .containsEntry("intervention", "opioid-first-line;opioid-with-depressant")
                .containsEntry("action", "overridden")
                .containsEntry("suggestion", "")
                .containsEntry("tenant", "north")
                .containsEntry("user", "")
                .containsEntry("date", "2026-11-23T11:58:25Z")
                .containsEntry("matched", "true");
    }

    @Test
    void ndjson_oneEntryALine() {
        UUID card = shown();
        store.feedback.keep(EHR, SIGN, List.of(accepted(card, 10)));
        UUID unknown = UUID.fromString("00000000-0000-4000-8000-000000000001");
        store.feedback.keep(OTHER, SIGN, List.of(answered(unknown, 20, null)));

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        org.assertj.core.api.Assertions.assertThatCode(() -> FeedbackFormats.ndjson(export.rows(all()), out))
                .doesNotThrowAnyException();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyInAnyOrder(
                        "{\"date\":\"2026-11-23T11:58:30Z\",\"client\":\"ehr\",\"tenant\":\"north\",\"card\":\"" + card
                                + "\",\"intervention\":[\"opioid-first-line\",\"opioid-with-depressant\"],"
                                + "\"action\":\"accepted\",\"suggestion\":[\"replace\"],\"matched\":true}",
                        "{\"date\":\"2026-11-23T11:58:40Z\",\"client\":\"other\",\"card\":\"" + unknown
                                + "\",\"action\":\"overridden\",\"matched\":false}");
    }

    @Test
    void reasonInWordsOnly_isInEveryExport_andOnThePage() throws IOException {
        store.feedback.keep(
                EHR,
                SIGN,
                List.of(new FeedbackEntry(
                        UUID.randomUUID(),
                        Outcome.OVERRIDDEN,
                        List.of(),
                        new OverrideReason(null, null, "Patient insists"),
                        "really",
                        ISSUED)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FeedbackFormats.ndjson(export.rows(all()), out);

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"reason\":{\"display\":\"Patient insists\"}");
        assertThat(csv(export.rows(all())).get(0).get("reason_display")).isEqualTo("Patient insists");
        assertThat(page()).contains("Patient insists");
    }

    private String page() {
        Question question = question(RULE);
        byte[] page = new AnalyticsPage(new CardWords(Map.of(), Map.of()), new Navigation(true))
                .render(question, analytics.overview(question), export.comments(all(), 50), List.of());
        return new String(page, StandardCharsets.UTF_8);
    }

    @Test
    void export_readsPageByPage_eachEntryOnce() throws IOException {
        List<FeedbackEntry> entries = new java.util.ArrayList<>();
        for (int i = 0; i < 2001; i++) {
            entries.add(answered(new UUID(7, i), i % 50, "r"));
        }
        store.feedback.keep(EHR, SIGN, entries);

        List<CSVRecord> rows = csv(export.rows(all()));

        assertThat(rows).hasSize(2001);
        assertThat(rows.stream().map(row -> row.get("card")).distinct()).hasSize(2001);
    }

    @Test
    void export_ofOneClientAndTenant() throws IOException {
        store.feedback.keep(EHR, SIGN, List.of(accepted(UUID.randomUUID(), 1)));
        store.feedback.keep(OTHER, SIGN, List.of(accepted(UUID.randomUUID(), 1)));

        assertThat(csv(export.rows(new Selection(TODAY, TODAY, "ehr", "north"))))
                .hasSize(1);
        assertThat(csv(export.rows(new Selection(TODAY, TODAY, "ehr", "south"))))
                .isEmpty();
        assertThat(csv(export.rows(new Selection(TODAY.minusDays(3), TODAY.minusDays(1), null, null))))
                .isEmpty();
    }

    @Test
    void comments_areTheLatest_ofThoseWhoWroteOne() {
        for (int i = 0; i < 4; i++) {
            store.keepAt(
                    NOW.minusSeconds(60 - i), EHR, List.of(StoreFixture.overridden(UUID.randomUUID(), "comment " + i)));
            store.keepAt(NOW.minusSeconds(60 - i), EHR, List.of(StoreFixture.overridden(UUID.randomUUID(), null)));
        }

        assertThat(export.comments(all(), 3).stream().map(FeedbackExport.Row::comment))
                .containsExactly("comment 3", "comment 2", "comment 1");
        assertThat(export.comments(new Selection(TODAY, TODAY, "other", null), 3))
                .isEmpty();
    }

    @Test
    void page_commentsAreText() {
        store.feedback.keep(EHR, SIGN, List.of(StoreFixture.overridden(shown(), HOSTILE)));

        assertThat(page()).contains("&lt;script&gt;").doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(1)",
                "|x",
                "%x",
                " =1",
                "\t=1",
                "\r=1",
                "\n=1",
                "\u00a0=1",
                "\ufeff=1",
                "\u200b=1",
                "\uff1d1",
                "\u22121",
                "\ttab"
            })
    void csv_whatASpreadsheetTakesForAFormula_isText(String text) {
        assertThat(FeedbackFormats.text(text)).startsWith("'");
        assertThat(FeedbackFormats.text(text).replace("'", "")).isEqualTo(text);
    }

    /** A spreadsheet whose own separator is a semicolon begins a cell there, and at the end of a line. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '>',
            value = {
                "no;=1+1; > no;'=1+1;",
                "no; =1 > no;' =1",
                "=1;-1 > '=1;'-1",
                "\"a\n=1\" > \"a\n'=1\"",
                "\"a\r\n@x\" > \"a\r\n'@x\"",
                "a\t+1 > a\t'+1",
                ";;=1 > ;;'=1"
            })
    void csv_whereAnotherCellMayBegin_textIsText(String text, String expected) {
        assertThat(FeedbackFormats.text(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1=1", "not now", "'", "a\nb; c", "x -1, =1", "\u00e9", "(-1)"})
    void csv_otherTextIsLeftAsItIs(String text) {
        assertThat(FeedbackFormats.text(text)).isEqualTo(text);
    }

    private static List<CSVRecord> csv(Iterator<FeedbackExport.Row> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FeedbackFormats.csv(rows, out);
        try (CSVParser parser = CSVParser.parse(
                out.toString(StandardCharsets.UTF_8),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return parser.getRecords();
        }
    }
}
