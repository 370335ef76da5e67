package org.lumbarcds.explain;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.chart.reading.DraftAccount;
import org.lumbarcds.explain.Explanation.BackPain;
import org.lumbarcds.explain.Explanation.Draft;
import org.lumbarcds.explain.Explanation.EpisodeFacts;
import org.lumbarcds.explain.Explanation.PatientFacts;
import org.lumbarcds.guideline.backpain.Episode;
import org.lumbarcds.guideline.backpain.LowBackPain;
import org.lumbarcds.guideline.basis.Facts;
import org.lumbarcds.guideline.engine.OnRecord;
import org.lumbarcds.guideline.engine.Situation;
import org.lumbarcds.guideline.model.Truth;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.Checked;
import org.lumbarcds.guideline.model.record.Patient;

/** The facts that most rules ask for, in words. */
final class FactsInWords {

    private final Situation situation;

    FactsInWords(Situation situation) {
        this.situation = situation;
    }

    List<Draft> drafts(List<DraftAccount> accounts) {
        Map<String, Order> orders =
                situation.drafts().stream().collect(Collectors.toUnmodifiableMap(Order::handle, Function.identity()));
        return accounts.stream()
                .map(draft -> draft(draft, orders.get(draft.handle())))
                .toList();
    }

    private Draft draft(DraftAccount draft, @Nullable Order order) {
        return new Draft(
                draft.field(),
                draft.account().resource(),
                draft.account().label(),
                draft.selected(),
                draft.toGive(),
                draft.account().accounted(),
                draft.known(),
                draft.account().meaning(),
                DataLines.rows(draft.account().rows()),
                DataLines.rows(draft.account().outweighed()),
                draft.reasons(),
                order == null ? null : backPain(LowBackPain.of(order, situation)),
                Optional.ofNullable(draft.account().why()).orElse(draft.toGive() ? null : "It is no order to give."));
    }

    PatientFacts patient() {
        OnRecord record = new OnRecord(situation);
        Truth excluded = record.excluded();
        Integer age = situation.chart().patient() instanceof Checked.Had<Patient> had
                ? had.value().age(situation.today())
                : null;
        String why =
                switch (excluded) {
                    case YES -> OnRecord.EXCLUSION;
                    case NO ->
                        record.ageUnknown()
                                ? "The age is not known: it excludes nobody, and no drug is offered."
                                : null;
                    case UNKNOWN -> "The patient is not at hand.";
                };
        return new PatientFacts(age, word(excluded), why);
    }

    BackPain backPain() {
        return backPain(LowBackPain.onChart(situation));
    }

    private static BackPain backPain(LowBackPain pain) {
        return new BackPain(
                word(pain.present()),
                textOrNull(pain.evidence()),
                textOrNull(pain.label()),
                RuleOutcomes.names(pain.open()),
                textOrNull(pain.absence()));
    }

    /** As the first selected order sees it, else as the chart tells it. */
    EpisodeFacts episode() {
        Order order = situation.drafts().stream()
                .filter(situation::isSelected)
                .findFirst()
                .orElse(null);
        Episode episode = Episode.of(order, situation);
        Facts said = new Facts();
        boolean chronicByCode = episode.chronicCode() || saysChronic(order);
        episode.describe(said, chronicByCode);
        boolean checked = situation.chart().problems().isHad();
        return new EpisodeFacts(
                episode.start() == null ? null : episode.start().label(),
                episode.start() == null ? null : episode.start().reference(),
                textOrNull(episode.startedBy()),
                episode.onset() == null ? null : episode.onset().toString(),
                episode.onsetByRecording(),
                word(chronicByCode ? Truth.YES : episode.chronic()),
                checked ? String.valueOf(said.asMap().get("since")) : "conditions are not at hand");
    }

    /** The encounter's reason or the order's may say so. */
    private boolean saysChronic(@Nullable Order order) {
        OnRecord record = new OnRecord(situation);
        return Episode.isSaidChronic(record.encounterReasons())
                || order != null && Episode.isSaidChronic(record.reasonsOf(order));
    }

    static String word(Truth truth) {
        return truth.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
