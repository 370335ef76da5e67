package org.lumbarcds.chart.reading;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.bundle.Found;
import org.lumbarcds.bundle.SearchBundle;
import org.lumbarcds.chart.CallData;
import org.lumbarcds.chart.DraftOrders;
import org.lumbarcds.chart.Supplement;
import org.lumbarcds.chart.accounts.EntryAccount;
import org.lumbarcds.chart.accounts.EntryAccounts;
import org.lumbarcds.chart.entries.OrderReader;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.chart.json.Lookup;
import org.lumbarcds.chart.json.Resources;
import org.lumbarcds.chart.prefetch.Answer;
import org.lumbarcds.chart.prefetch.ChartSource;
import org.lumbarcds.chart.prefetch.PatientIdentity;
import org.lumbarcds.chart.prefetch.Prefetch;
import org.lumbarcds.chart.prefetch.SupplementedSource;
import org.lumbarcds.guideline.model.meaning.Reason;
import org.lumbarcds.guideline.model.orders.Order;
import org.lumbarcds.guideline.model.record.ChartKey;
import org.lumbarcds.terminology.Terminology;

/** Accounts for all that a call brings, entry by entry, the harmless ones too: what an integrator has to check. */
public final class ChartAccounts {

    private static final String ANOTHER_PATIENT = "It is about another patient, so its key counts as not checked.";
    private static final String UNREADABLE = "It can't be read, so its key counts as not checked.";
    private static final String OTHER_TYPE = "Orders of this type are not judged.";

    /** Nobody audits more at once, and an explanation must stay far smaller than the memory. */
    private static final int MOST_ENTRIES = 2_000;

    private final Terminology terminology;
    private final EntryAccounts entries;
    private final OrderReader orders;

    public ChartAccounts(Terminology terminology, FhirContext fhir) {
        this.terminology = terminology;
        this.entries = new EntryAccounts(terminology, fhir);
        this.orders = new OrderReader(terminology, fhir);
    }

    /** How each key came and what each of its entries means, fetched ones among them. */
    public Map<ChartKey, KeyAccount> entries(CallData call, Supplement supplement) {
        ChartSource source = new SupplementedSource(new Prefetch(call.prefetch(), terminology), supplement);
        Resources elsewhere = new Resources(source::entries);
        int room = MOST_ENTRIES;
        Map<ChartKey, KeyAccount> accounts = new EnumMap<>(ChartKey.class);
        for (ChartKey key : ChartKey.values()) {
            Answer answer = source.answer(key);
            Resources nearby = new Resources(answer::entries);
            Lookup lookup = new Lookup(List.of(Resources.ofBundle(call.draftOrders()), nearby), List.of(elsewhere));
            List<EntryAccount> ofKey = new ArrayList<>();
            List<Entry> found = answer.ofType(Answer.typeOf(key));
            int listed = Math.min(found.size(), room);
            for (Entry entry : found.subList(0, listed)) {
                boolean isOthers = key != ChartKey.PATIENT
                        && PatientIdentity.of(call.patientId()).isOthers(entry.resource(), nearby, elsewhere);
                ofKey.addAll(
                        isOthers
                                ? List.of(entries.unusable(entry, ANOTHER_PATIENT))
                                : read(key, entry, lookup, RecordedVisit.encounterId(call)));
            }
            room = Math.max(0, room - ofKey.size());
            accounts.put(key, new KeyAccount(answer.state(), ofKey, found.size() - listed));
        }
        return accounts;
    }

    private List<EntryAccount> read(ChartKey key, Entry entry, Lookup lookup, @Nullable String encounterId) {
        try {
            return entries.of(key, entry, lookup, encounterId);
        } catch (RuntimeException notReadable) {
            // As the chart reads it: what can't be read is not had.
            return List.of(entries.unusable(entry, UNREADABLE));
        }
    }

    /**
     * What each draft is taken for, in the order of the request.
     *
     * @param drafts the drafts as the rules see them
     */
    public List<DraftAccount> drafts(CallData call, Supplement supplement, DraftOrders drafts) {
        ChartSource source = new SupplementedSource(new Prefetch(call.prefetch(), terminology), supplement);
        Lookup lookup =
                new Lookup(List.of(Resources.ofBundle(call.draftOrders())), List.of(new Resources(source::entries)));
        Selections selections = Selections.of(call.selections());
        Set<String> judged = drafts.orders().stream().map(Order::handle).collect(Collectors.toUnmodifiableSet());
        List<DraftAccount> accounts = new ArrayList<>();
        int index = -1;
        for (JsonNode item : Json.items(call.draftOrders(), "entry")) {
            index++;
            Found found = SearchBundle.found(item);
            if (found != null && accounts.size() < MOST_ENTRIES) {
                Entry entry = Entry.of(found);
                String handle = FhirChartReader.handle(index);
                boolean selected = call.hook().isFinal() || selections.name(entry);
                accounts.add(new DraftAccount(
                        FhirChartReader.field(call.hook(), index),
                        handle,
                        entry.type(),
                        selected,
                        OrderReader.isToGive(entry.resource()),
                        judged.contains(handle),
                        draft(entry, lookup),
                        orders.reasons().of(entry.resource(), lookup).stream()
                                .map(Reason::label)
                                .toList()));
            }
        }
        return accounts;
    }

    private EntryAccount draft(Entry entry, Lookup lookup) {
        if (entry.is("MedicationRequest")) {
            return entries.orders().drug(entry, lookup);
        }
        return FhirChartReader.OTHER_ORDERS.contains(entry.type())
                ? entries.orders().service(entry, lookup)
                : entries.unusable(entry, OTHER_TYPE);
    }
}
