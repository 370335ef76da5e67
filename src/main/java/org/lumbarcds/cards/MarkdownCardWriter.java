package org.lumbarcds.cards;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.lumbarcds.cards.Card.Code;
import org.lumbarcds.cards.Card.Source;
import org.lumbarcds.cards.Card.Suggestion;
import org.lumbarcds.cards.CardFile.MainSource;
import org.lumbarcds.cards.CardText.Rendered;
import org.lumbarcds.guideline.Evaluation;
import org.lumbarcds.guideline.Facts;
import org.lumbarcds.guideline.Finding;
import org.lumbarcds.guideline.Indicator;
import org.lumbarcds.guideline.Proposal;
import org.lumbarcds.guideline.Remedy;
import org.lumbarcds.guideline.RuleId;
import org.lumbarcds.guideline.model.ChartKey;
import org.lumbarcds.guideline.model.Gap;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.Order;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes cards in GitHub Flavored Markdown. "At the order hooks one card per selected order, at patient-view one per rule
 * and at most 3 (policy); the gravest first." The same evaluation gives the same cards, but for their uuids.
 */
public final class MarkdownCardWriter implements CardWriter {

    /** System of the topic's code, which is the rule's id. */
    public static final String RULE_SYSTEM = "https://lumbar-cds.example.org/fhir/CodeSystem/rule";

    /** System of override reasons. */
    public static final String OVERRIDE_REASON_SYSTEM =
            "https://lumbar-cds.example.org/fhir/CodeSystem/override-reason";

    private static final Logger log = LoggerFactory.getLogger(MarkdownCardWriter.class);

    /** "All findings about it become one card with the highest indicator, the summary of the gravest (ties: the order of this table)." */
    private static final Comparator<Finding> GRAVEST_FIRST =
            Comparator.comparing(Finding::indicator).reversed().thenComparing(Finding::rule);

    private static final MainSource OURSELVES = new MainSource("Lumbar CDS", "");

    private final CardLibrary library;
    private final OrderTemplates orders;
    private final Supplier<UUID> uuids;
    private final IntSupplier maxChartCards;
    private final Suggestions suggestions;

    /**
     * @param library the texts
     * @param orders the suggested orders
     * @param uuids a new one for each card and suggestion; {@link UUID#randomUUID} but in tests
     * @param maxChartCards most cards at patient-view; cards about a check that could not run do not count
     */
    public MarkdownCardWriter(
            CardLibrary library, OrderTemplates orders, Supplier<UUID> uuids, IntSupplier maxChartCards) {
        this.library = library;
        this.orders = orders;
        this.uuids = uuids;
        this.maxChartCards = maxChartCards;
        this.suggestions = new Suggestions(orders, uuids);
    }

    /** A writer of cards with random uuids. */
    public MarkdownCardWriter(CardLibrary library, OrderTemplates orders, IntSupplier maxChartCards) {
        this(library, orders, UUID::randomUUID, maxChartCards);
    }

    @Override
    public List<WrittenCard> write(Evaluation evaluation, CardContext context) {
        String undecided = paragraphs(Stream.of(
                Notes.undecided(evaluation.undecided(), this::titleInMarkdown),
                Notes.unknownDrafts(evaluation.unknownDrafts())));
        List<WrittenCard> cards = new ArrayList<>();
        Set<Object> created = new HashSet<>();
        for (List<Finding> findings : perCard(evaluation.findings(), context)) {
            String open = cards.isEmpty() ? undecided : "";
            cards.add(new WrittenCard(card(findings, open, context, created, evaluation.gaps()), findings));
        }
        for (RuleId rule : evaluation.failed().stream().distinct().sorted().toList()) {
            cards.add(new WrittenCard(failure(rule, cards.isEmpty() ? undecided : ""), List.of()));
        }
        return List.copyOf(cards);
    }

    @Override
    public WrittenCard undecided(Evaluation evaluation) {
        Card card = new UndecidedCard(evaluation, this::title).write(uuids.get().toString(), RULE_SYSTEM);
        return new WrittenCard(card, List.of());
    }

    /** Renders every text and builds every order once, so that the first call is as quick as the others. */
    public void warm() {
        CardContext nobody = new CardContext(
                Hook.PATIENT_VIEW, LocalDate.EPOCH, "nobody", null, null, List.of(), order -> null, "any");
        List<Proposal> everything = new ArrayList<>(List.of(
                new Proposal.ReferToPhysicalTherapy(null),
                new Proposal.AdviseActivity(null),
                new Proposal.ScreenForDepression(null)));
        for (Remedy remedy : Remedy.values()) {
            everything.add(new Proposal.Start(remedy, List.of(), false));
        }
        for (CardFile file : library.files()) {
            CardText text = library.text(file.rule()).orElseThrow();
            text.variants().forEach((name, variant) -> {
                Finding finding =
                        new Finding(file.rule(), name, Indicator.INFO, List.of(), new Facts(), everything, Set.of());
                variant.render(finding);
                Notes.toConfirm(
                        new Suggestions(orders, UUID::randomUUID).of(List.of(finding), nobody, new HashSet<>()));
            });
        }
    }

    /** The findings of each card, gravest first within a card and among cards. */
    private List<List<Finding>> perCard(List<Finding> findings, CardContext context) {
        if (!context.hook().hasDrafts()) {
            return findings.stream()
                    .sorted(GRAVEST_FIRST)
                    .limit(Math.max(0, maxChartCards.getAsInt()))
                    .map(List::of)
                    .toList();
        }
        Map<String, Integer> places = places(context.drafts());
        Map<String, List<Finding>> byCarrier = new LinkedHashMap<>();
        findings.stream().sorted(GRAVEST_FIRST).forEach(finding -> byCarrier
                .computeIfAbsent(carrier(finding), handle -> new ArrayList<>())
                .add(finding));
        return byCarrier.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, List<Finding>> card) ->
                                card.getValue().get(0).indicator())
                        .reversed()
                        .thenComparing(card -> places.getOrDefault(card.getKey(), Integer.MAX_VALUE)))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** "A finding about several selected orders stands once: on the opioid's card, else on the first order's." */
    private static String carrier(Finding finding) {
        return finding.about().isEmpty() ? "" : finding.about().get(0).handle();
    }

    private static Map<String, Integer> places(List<Order> drafts) {
        Map<String, Integer> places = new LinkedHashMap<>();
        drafts.forEach(draft -> places.putIfAbsent(draft.handle(), places.size()));
        return places;
    }

    private Card card(
            List<Finding> findings,
            String undecided,
            CardContext context,
            Set<Object> created,
            Map<ChartKey, Gap> gaps) {
        Finding gravest = findings.get(0);
        List<Rendered> texts = findings.stream().map(this::render).toList();
        List<String> elsewhere = Suggestions.offeredElsewhere(findings, created);
        List<Suggestion> offered = suggestions.of(findings, context, created);
        Set<ChartKey> notChecked = EnumSet.noneOf(ChartKey.class);
        findings.forEach(finding -> notChecked.addAll(finding.notChecked()));
        String detail = paragraphs(Stream.of(
                details(findings, texts),
                Notes.offeredElsewhere(elsewhere),
                Notes.notWhole(notChecked, gaps),
                undecided,
                Notes.toConfirm(offered)));
        return new Card(
                uuids.get().toString(),
                texts.get(0).summary(),
                detail,
                gravest.indicator().name().toLowerCase(Locale.ROOT),
                source(
                        gravest.rule(),
                        library.file(gravest.rule()).map(CardFile::source).orElse(OURSELVES)),
                offered,
                offered.isEmpty() ? null : context.selectionBehavior(),
                overrideReasons(findings),
                List.of());
    }

    private String details(List<Finding> findings, List<Rendered> texts) {
        List<String> details = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            if (i > 0) {
                details.add("### " + titleInMarkdown(findings.get(i).rule()));
            }
            details.add(texts.get(i).detail());
        }
        return paragraphs(details.stream());
    }

    private static String paragraphs(Stream<String> texts) {
        return String.join("\n\n", texts.filter(text -> !text.isEmpty()).toList());
    }

    /** A rule's finding is shown even when its text is not to be had: silence would be worse than a plain card. */
    private Rendered render(Finding finding) {
        try {
            CardText.Variant variant = library.text(finding.rule())
                    .map(text -> text.variants().get(finding.variant()))
                    .orElse(null);
            if (variant != null) {
                Rendered rendered = variant.render(finding);
                if (!rendered.summary().isEmpty()) {
                    return rendered;
                }
            }
            log.error("The card file of {} has no usable text {}", finding.rule(), finding.variant());
        } catch (RuntimeException e) {
            log.error(
                    "Text {} of {} could not be written: {}",
                    finding.variant(),
                    finding.rule(),
                    e.getClass().getName());
        }
        String title = title(finding.rule());
        return new Rendered(
                PlainText.shorten("Please review: " + title, Summary.MAX_LENGTH),
                "This check has found something, but its text is not available.");
    }

    /** "A rule throws: … not shown as 'no problem': an info card says which check could not run." */
    private Card failure(RuleId rule, String undecided) {
        String title = title(rule);
        String detail = "The check \"" + titleInMarkdown(rule)
                + "\" could not run because of an internal error. That it shows nothing does not mean that there is nothing.";
        return new Card(
                uuids.get().toString(),
                PlainText.shorten("This check could not run: " + title, Summary.MAX_LENGTH),
                paragraphs(Stream.of(detail, undecided)),
                Indicator.INFO.name().toLowerCase(Locale.ROOT),
                source(rule, OURSELVES),
                List.of(),
                null,
                List.of(),
                List.of());
    }

    private Source source(RuleId rule, MainSource main) {
        return new Source(
                main.label(), main.url().isEmpty() ? null : main.url(), new Code(RULE_SYSTEM, rule.id(), title(rule)));
    }

    private List<Code> overrideReasons(List<Finding> findings) {
        return findings.stream()
                .map(finding -> library.file(finding.rule()).orElse(null))
                .filter(Objects::nonNull)
                .map(CardFile::overrideReasons)
                .flatMap(Collection::stream)
                .map(reason -> new Code(OVERRIDE_REASON_SYSTEM, reason.code(), reason.display()))
                .distinct()
                .toList();
    }

    private String title(RuleId rule) {
        return library.file(rule).map(CardFile::title).orElse(rule.id());
    }

    private String titleInMarkdown(RuleId rule) {
        return MarkdownEscaper.escape(title(rule));
    }
}
