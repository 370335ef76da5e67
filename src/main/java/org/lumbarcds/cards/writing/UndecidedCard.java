package org.lumbarcds.cards.writing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.cards.Card;
import org.lumbarcds.cards.Card.Code;
import org.lumbarcds.cards.Card.Source;
import org.lumbarcds.cards.text.MarkdownEscaper;
import org.lumbarcds.cards.text.PlainText;
import org.lumbarcds.cards.text.Summary;
import org.lumbarcds.guideline.engine.Evaluation;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.orders.UnknownDraft;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * The one card of an answer that is nothing but undecided, for clients that show a failed call as "all clear": "one info card
 * that names what could not be checked and by which rules".
 */
final class UndecidedCard {

    private static final int MOST_DRAFTS = 5;
    private static final int LONGEST_LABEL = 80;
    private static final String OPENING =
            "Some checks could not be made. That there is no other card does not mean that"
                    + " there is nothing to find.";

    private final Evaluation evaluation;
    private final Function<RuleId, String> titles;
    private final int mostDetail;

    /**
     * @param titles title of a rule, as plain text
     * @param mostDetail most characters of a detail
     */
    UndecidedCard(Evaluation evaluation, Function<RuleId, String> titles, int mostDetail) {
        this.evaluation = evaluation;
        this.titles = titles;
        this.mostDetail = mostDetail;
    }

    Card write(String uuid, String system) {
        return new Card(
                uuid,
                PlainText.shorten("Check yourself, this service could not: it lacks " + lacking(), Summary.MAX_LENGTH),
                detail(),
                Indicator.INFO.name().toLowerCase(Locale.ROOT),
                new Source("Lumbar CDS", null, topic(system)),
                List.of(),
                null,
                List.of(),
                List.of());
    }

    /** Of the first rule; none when it is a drug that nobody knows, which is no single rule's. */
    private @Nullable Code topic(String system) {
        return evaluation.undecided().keySet().stream()
                .min(Comparator.comparing(RuleId::place))
                .map(rule -> new Code(system, rule.id(), titles.apply(rule)))
                .orElse(null);
    }

    private String lacking() {
        Set<ChartKey> keys = new TreeSet<>();
        evaluation.undecided().values().forEach(keys::addAll);
        List<String> lacking = new ArrayList<>();
        if (!evaluation.unknownDrafts().isEmpty()) {
            lacking.add("the name of an ordered drug");
        }
        if (!keys.isEmpty() || lacking.isEmpty()) {
            lacking.add(Notes.inWords(keys));
        }
        return String.join(", ", lacking);
    }

    private String detail() {
        String whole = paragraphs(drafts(MOST_DRAFTS));
        return whole.length() <= mostDetail ? whole : paragraphs(drafts(0));
    }

    private String paragraphs(List<String> drafts) {
        List<String> lines = new ArrayList<>();
        rulesByData()
                .forEach((data, rules) -> lines.add("- Could not be checked for lack of " + data + ": "
                        + rules.stream()
                                .map(titles)
                                .map(MarkdownEscaper::escape)
                                .collect(Collectors.joining("; "))));
        lines.addAll(drafts);
        return OPENING + "\n\n" + String.join("\n", lines);
    }

    private Map<String, List<RuleId>> rulesByData() {
        Map<String, List<RuleId>> rules = new LinkedHashMap<>();
        new TreeMap<>(evaluation.undecided())
                .forEach((rule, keys) -> rules.computeIfAbsent(Notes.inWords(keys), data -> new ArrayList<>())
                        .add(rule));
        return rules;
    }

    /** Every check of drugs is open for a draft whose drug nobody can tell. */
    private List<String> drafts(int most) {
        List<UnknownDraft> drafts = evaluation.unknownDrafts();
        if (drafts.isEmpty()) {
            return List.of();
        }
        String named = drafts.stream()
                .map(UnknownDraft::label)
                .distinct()
                .limit(most)
                .map(label -> MarkdownEscaper.escape(PlainText.shorten(label, LONGEST_LABEL)))
                .collect(Collectors.joining(", "));
        long more =
                drafts.stream().map(UnknownDraft::label).distinct().skip(most).count();
        String rest = more == 0 ? "" : named.isEmpty() ? more + " orders" : " and " + more + " more";
        return List.of("- No check of drugs could be made of drafts whose drug is not known here: " + named + rest);
    }
}
