package org.lumbarcds.cards.writing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.lumbarcds.cards.Card;
import org.lumbarcds.cards.Card.Code;
import org.lumbarcds.cards.Card.Source;
import org.lumbarcds.cards.Card.Suggestion;
import org.lumbarcds.cards.CardContext;
import org.lumbarcds.cards.CardSystems;
import org.lumbarcds.cards.CardWriter;
import org.lumbarcds.cards.DetailLimits;
import org.lumbarcds.cards.WrittenCard;
import org.lumbarcds.cards.files.CardFile;
import org.lumbarcds.cards.files.CardFile.MainSource;
import org.lumbarcds.cards.files.CardLibrary;
import org.lumbarcds.cards.files.CardText;
import org.lumbarcds.cards.suggestions.OrderTemplates;
import org.lumbarcds.cards.suggestions.Suggestions;
import org.lumbarcds.cards.text.MarkdownEscaper;
import org.lumbarcds.cards.text.Passage;
import org.lumbarcds.cards.text.PlainText;
import org.lumbarcds.cards.text.Summary;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.basis.Remedy;
import org.lumbarcds.guideline.engine.Evaluation;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.Indicator;
import org.lumbarcds.guideline.findings.Proposal;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.guideline.model.record.KeyGap;

/**
 * Writes cards in GitHub Flavored Markdown. "At the order hooks one card per selected order; at patient-view one for all
 * advice, one per warning, at most 3 (policy); the gravest first." The same evaluation gives the same cards, but for their
 * uuids.
 */
public final class MarkdownCardWriter implements CardWriter {

    private static final MainSource OURSELVES = new MainSource("Lumbar CDS", "");
    private static final String TOGETHER = "any";

    private final CardLibrary library;
    private final FindingTexts texts;
    private final OrderTemplates orders;
    private final Supplier<UUID> uuids;
    private final IntSupplier maxChartCards;
    private final Suggestions suggestions;
    private final CardSystems systems;
    private final DetailLimits limits;

    /**
     * @param library the texts
     * @param orders the suggested orders
     * @param uuids a new one for each card and suggestion; {@link UUID#randomUUID} but in tests
     * @param maxChartCards most cards at patient-view; cards about a check that could not run do not count
     * @param systems the code systems of rules and override reasons
     * @param limits how long a detail may be
     */
    public MarkdownCardWriter(
            CardLibrary library,
            OrderTemplates orders,
            Supplier<UUID> uuids,
            IntSupplier maxChartCards,
            CardSystems systems,
            DetailLimits limits) {
        this.library = library;
        this.texts = new FindingTexts(library);
        this.orders = orders;
        this.uuids = uuids;
        this.maxChartCards = maxChartCards;
        this.suggestions = new Suggestions(orders, uuids);
        this.systems = systems;
        this.limits = limits;
    }

    /** What the cards of one answer have in common: nothing is ordered or said twice in it. */
    private record Answer(
            CardContext context,
            List<String> undecided,
            Map<ChartKey, KeyGap> gaps,
            Set<Object> created,
            Set<String> said) {}

    @Override
    public List<WrittenCard> write(Evaluation evaluation, CardContext context) {
        List<String> undecided = new ArrayList<>(Stream.of(
                        Notes.undecided(evaluation.undecided(), texts::titleInMarkdown),
                        Notes.unknownDrafts(evaluation.unknownDrafts()))
                .filter(note -> !note.isEmpty())
                .toList());
        Answer answer = new Answer(context, undecided, evaluation.gaps(), new HashSet<>(), new HashSet<>());
        List<WrittenCard> cards = new ArrayList<>();
        for (List<Finding> findings : CardsOfCall.of(evaluation.findings(), context, maxChartCards.getAsInt())) {
            cards.add(new WrittenCard(card(findings, answer), findings));
        }
        for (RuleId rule : evaluation.failed().stream().distinct().sorted().toList()) {
            cards.add(new WrittenCard(failure(rule, answer), List.of()));
        }
        return List.copyOf(cards);
    }

    @Override
    public WrittenCard undecided(Evaluation evaluation) {
        Card card = new UndecidedCard(evaluation, texts::title, limits.card())
                .write(uuids.get().toString(), systems.rule());
        return new WrittenCard(card, List.of());
    }

    /** Renders every text and builds every order once, so that the first call is as quick as the others. */
    public void warm() {
        CardContext nobody = new CardContext(
                Hook.PATIENT_VIEW, LocalDate.EPOCH, "nobody", null, null, List.of(), order -> null, TOGETHER);
        List<Proposal> everything = new ArrayList<>(List.of(
                new Proposal.ReferToPhysicalTherapy(null),
                new Proposal.AdviseActivity(null),
                new Proposal.ScreenForDepression(null)));
        for (Remedy remedy : Remedy.values()) {
            everything.add(new Proposal.Start(remedy, List.of(), false));
        }
        for (CardFile file : library.files()) {
            CardText text = library.text(file.rule()).orElseThrow();
            text.variants().keySet().forEach(name -> {
                Finding finding =
                        new Finding(file.rule(), name, Indicator.INFO, List.of(), new Facts(), everything, Set.of());
                texts.summary(List.of(finding, finding), true);
                texts.passage(finding, MarkdownEscaper.MAX_LENGTH);
                Notes.toConfirm(
                        new Suggestions(orders, UUID::randomUUID).of(List.of(finding), nobody, new HashSet<>()));
            });
        }
    }

    private Card card(List<Finding> findings, Answer answer) {
        CardContext context = answer.context();
        Finding first = findings.get(0);
        boolean together = !context.hook().hasDrafts() && findings.size() > 1;
        List<String> elsewhere = Suggestions.offeredElsewhere(findings, answer.created());
        List<Suggestion> offered = suggestions.of(findings, context, answer.created());
        String detail = new CardDetail(
                        findings.stream().map(this::passages).toList(),
                        findings.stream()
                                .map(finding -> texts.titleInMarkdown(finding.rule()))
                                .toList(),
                        notes(findings, elsewhere, offered, answer),
                        together,
                        limits)
                .write(answer.said());
        answer.undecided().clear();
        return new Card(
                uuids.get().toString(),
                texts.summary(findings, together),
                detail,
                first.indicator().name().toLowerCase(Locale.ROOT),
                source(
                        first.rule(),
                        library.file(first.rule()).map(CardFile::source).orElse(OURSELVES)),
                offered,
                offered.isEmpty() ? null : together ? TOGETHER : context.selectionBehavior(),
                overrideReasons(findings),
                List.of());
    }

    private IntFunction<Passage> passages(Finding finding) {
        return value -> texts.passage(finding, value);
    }

    /** What a card says besides its findings; the undecided rules on the first card of the answer only. */
    private static IntFunction<List<String>> notes(
            List<Finding> findings, List<String> elsewhere, List<Suggestion> offered, Answer answer) {
        List<String> undecided = List.copyOf(answer.undecided());
        NotOffered notOffered = NotOffered.of(findings);
        Set<ChartKey> notChecked = EnumSet.noneOf(ChartKey.class);
        findings.forEach(finding -> notChecked.addAll(finding.notChecked()));
        // What is there in part is said for itself: "not checked" in the list would say less.
        notChecked.removeIf(
                key -> notOffered.unchecked().contains(key) && answer.gaps().get(key) != KeyGap.CUT_OFF);
        return value -> Stream.concat(
                        Stream.of(
                                notOffered.text(value),
                                NotShortened.text(findings, offered),
                                Notes.offeredElsewhere(elsewhere),
                                Notes.sentWithoutId(findings),
                                Notes.notWhole(notChecked, answer.gaps()),
                                Notes.toConfirm(offered)),
                        undecided.stream())
                .toList();
    }

    /** "A rule throws: … not shown as 'no problem': an info card says which check could not run." */
    private Card failure(RuleId rule, Answer answer) {
        String detail = "The check \"" + texts.titleInMarkdown(rule)
                + "\" could not run because of an internal error. That it shows nothing does not mean that there is nothing.";
        List<String> undecided = List.copyOf(answer.undecided());
        answer.undecided().clear();
        return new Card(
                uuids.get().toString(),
                PlainText.shorten("This check could not run: " + texts.title(rule), Summary.MAX_LENGTH),
                String.join(
                        "\n\n",
                        Stream.concat(Stream.of(detail), undecided.stream()).toList()),
                Indicator.INFO.name().toLowerCase(Locale.ROOT),
                source(rule, OURSELVES),
                List.of(),
                null,
                List.of(),
                List.of());
    }

    private Source source(RuleId rule, MainSource main) {
        return new Source(
                main.label(),
                main.url().isEmpty() ? null : main.url(),
                new Code(systems.rule(), rule.id(), texts.title(rule)));
    }

    private List<Code> overrideReasons(List<Finding> findings) {
        return findings.stream()
                .map(finding -> library.file(finding.rule()).orElse(null))
                .filter(Objects::nonNull)
                .map(CardFile::overrideReasons)
                .flatMap(Collection::stream)
                .map(reason -> new Code(systems.overrideReason(), reason.code(), reason.display()))
                .distinct()
                .toList();
    }
}
