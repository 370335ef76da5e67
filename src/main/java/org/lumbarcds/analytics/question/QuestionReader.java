package org.lumbarcds.analytics.question;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.analytics.export.FeedbackExport.Selection;
import org.lumbarcds.errors.Issue;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.rules.LowBackPainRule;

/** Reads a question from the parameters of a URL; refuses what it does not know, so that a typing error gives no wrong figure. */
public final class QuestionReader {

    private static final int USUAL_DAYS = 90;
    private static final Set<String> OF_PERIODS = Set.of("from", "to");
    private static final Set<String> OF_SELECTIONS = Set.of("from", "to", "client", "tenant");
    private static final Set<String> OF_QUESTIONS =
            Set.of("from", "to", "client", "tenant", "rule", "version", "content", "by");

    private static final String THEN = "then";
    private static final Set<String> OF_FORMS =
            Set.of("from", "to", "client", "tenant", "rule", "version", "content", "by", THEN);

    private final Clock clock;

    public QuestionReader(Clock clock) {
        this.clock = clock;
    }

    /** @throws Refusal with 400, naming every parameter at fault */
    public Question question(HttpServletRequest request) {
        return question(request, OF_QUESTIONS);
    }

    /**
     * As the page's form asks it: what it is broken down by is chosen in two fields.
     *
     * @throws Refusal with 400, naming every parameter at fault
     */
    public Question questionOfForm(HttpServletRequest request) {
        return question(request, OF_FORMS);
    }

    private Question question(HttpServletRequest request, Set<String> known) {
        Map<String, String[]> parameters = parameters(request);
        List<Issue> issues = unknown(parameters, known);
        Period period = period(parameters, issues);
        String rule = text(parameters, "rule", issues);
        if (rule != null && LowBackPainRule.of(rule).isEmpty()) {
            issues.add(Issue.wrong(
                    "rule",
                    "one of "
                            + Arrays.stream(LowBackPainRule.values())
                                    .map(RuleId::id)
                                    .collect(Collectors.joining(", "))));
        }
        List<Dimension> by = new ArrayList<>(by(text(parameters, "by", issues), issues));
        String then = known.contains(THEN) ? text(parameters, THEN, issues) : null;
        if (then != null) {
            addThen(then, by, issues);
        }
        Question question = new Question(
                period.from(),
                period.to(),
                rule,
                text(parameters, "version", issues),
                text(parameters, "content", issues),
                text(parameters, "client", issues),
                text(parameters, "tenant", issues),
                by);
        refuse(issues);
        return question;
    }

    /** @throws Refusal with 400, naming every parameter at fault */
    public Selection selection(HttpServletRequest request) {
        Map<String, String[]> parameters = parameters(request);
        List<Issue> issues = unknown(parameters, OF_SELECTIONS);
        Period period = period(parameters, issues);
        String client = text(parameters, "client", issues);
        String tenant = text(parameters, "tenant", issues);
        refuse(issues);
        return new Selection(period.from(), period.to(), client, tenant);
    }

    /** @throws Refusal with 400, naming every parameter at fault */
    public Period period(HttpServletRequest request) {
        Map<String, String[]> parameters = parameters(request);
        List<Issue> issues = unknown(parameters, OF_PERIODS);
        Period period = period(parameters, issues);
        refuse(issues);
        return period;
    }

    private Period period(Map<String, String[]> parameters, List<Issue> issues) {
        LocalDate to = date(parameters, "to", today(), issues);
        LocalDate from = date(parameters, "from", to.minusDays(USUAL_DAYS - 1L), issues);
        checkOrder(from, to, issues);
        return new Period(from, to);
    }

    private static Map<String, String[]> parameters(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (IllegalStateException e) {
            // The container's word for bytes that are no text.
            throw Refusal.badRequest("value", "The parameters can't be read. Send them as UTF-8, percent-encoded.");
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static void refuse(List<Issue> issues) {
        if (!issues.isEmpty()) {
            throw Refusal.badRequest(issues);
        }
    }

    private static List<Issue> unknown(Map<String, String[]> parameters, Set<String> known) {
        List<Issue> issues = new ArrayList<>();
        if (!known.containsAll(parameters.keySet())) {
            issues.add(Issue.of(
                    "value",
                    "A parameter is not known. Use "
                            + String.join(", ", known.stream().sorted().toList()) + "."));
        }
        return issues;
    }

    private static LocalDate date(Map<String, String[]> parameters, String name, LocalDate usual, List<Issue> issues) {
        String text = text(parameters, name, issues);
        if (text == null) {
            return usual;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 2000 && date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        issues.add(Issue.wrong(name, "a day as 2026-11-25"));
        return usual;
    }

    private static void checkOrder(LocalDate from, LocalDate to, List<Issue> issues) {
        if (from.isAfter(to)) {
            issues.add(Issue.wrong("from", "a day that is not after to"));
        }
    }

    private static List<Dimension> by(@Nullable String text, List<Issue> issues) {
        if (text == null) {
            return List.of(Dimension.RULE);
        }
        List<Dimension> by = new ArrayList<>();
        for (String code : text.split(",", -1)) {
            Dimension.of(code.strip())
                    .filter(dimension -> !by.contains(dimension))
                    .ifPresentOrElse(
                            by::add,
                            () -> issues.add(Issue.wrong(
                                    "by",
                                    "each once, with commas: "
                                            + Arrays.stream(Dimension.values())
                                                    .map(Dimension::code)
                                                    .collect(Collectors.joining(", ")))));
        }
        return by;
    }

    private static void addThen(String then, List<Dimension> by, List<Issue> issues) {
        Dimension.of(then)
                .filter(dimension -> !by.contains(dimension))
                .ifPresentOrElse(by::add, () -> issues.add(Issue.wrong(THEN, "another one than before, or none")));
    }

    private static @Nullable String text(Map<String, String[]> parameters, String name, List<Issue> issues) {
        String[] values = parameters.get(name);
        if (values == null || values.length == 0) {
            return null;
        }
        if (values.length > 1) {
            issues.add(Issue.wrong(name, "it once"));
        }
        if (values[0].indexOf(0) >= 0) {
            // PostgreSQL knows no such text, and nothing stored has it.
            issues.add(Issue.wrong(name, "a text without U+0000"));
        }
        return values[0].isBlank() ? null : values[0];
    }
}
