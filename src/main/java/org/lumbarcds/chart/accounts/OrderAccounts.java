package org.lumbarcds.chart.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumbarcds.chart.entries.OrderReader;
import org.lumbarcds.chart.entries.OrderedDrug;
import org.lumbarcds.chart.entries.RecordedAs;
import org.lumbarcds.chart.json.Entry;
import org.lumbarcds.chart.json.Json;
import org.lumbarcds.chart.json.Lookup;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.terminology.Terminology;
import org.lumbarcds.terminology.codes.Concept;
import org.lumbarcds.terminology.listing.TableSearch.Area;
import org.lumbarcds.terminology.valuesets.ValueSetLibrary;

/** Accounts for orders of drugs and of other things. */
public final class OrderAccounts {

    private final Terminology terminology;
    private final OrderReader orders;

    OrderAccounts(Terminology terminology, OrderReader orders) {
        this.terminology = terminology;
        this.orders = orders;
    }

    /** An order on record. */
    EntryAccount ordered(Entry entry, Lookup lookup) {
        return recorded(drug(entry, lookup), RecordedAs.order(entry.resource()));
    }

    /** A statement on record. */
    EntryAccount stated(Entry entry, Lookup lookup) {
        return recorded(drug(entry, lookup), RecordedAs.statement(entry.resource()));
    }

    /** An order of something else on record. */
    EntryAccount referral(Entry entry, Lookup lookup) {
        boolean isMistake = Json.lower(entry.resource(), "status").equals("entered-in-error");
        return recorded(service(entry, lookup), isMistake ? RecordedAs.NOTHING : RecordedAs.MAY_BE_TAKEN);
    }

    /** What counts only while it may be taken or done. */
    private static EntryAccount recorded(EntryAccount account, RecordedAs recorded) {
        return switch (recorded) {
            case MAY_BE_TAKEN -> account;
            case OVER ->
                account.accounted()
                        ? account
                        : account.because(true, "It is over, and what it was matters to nothing.");
            case NOTHING ->
                account.because(true, "It does not count: a mistake, not to be given, not taken, or no order yet.");
        };
    }

    /** The drug of an order or a statement. */
    public EntryAccount drug(Entry entry, Lookup lookup) {
        OrderedDrug drug = orders.drug(entry.resource(), lookup);
        List<Concept> concepts = Stream.concat(Stream.of(drug.concept()), drug.ingredients().stream())
                .toList();
        List<String> meaning = drug.known()
                .map(MeaningWords::of)
                .orElse(drug.isNoDrug() ? List.of("supply, device or vaccine") : List.of());
        return EntryAccount.of(
                entry,
                drug.label(),
                drug.isAccountedFor(),
                meaning,
                terminology.rows(Area.DRUG, concepts),
                row -> !row.words() || !isProduct(drug),
                drug.isAccountedFor() ? null : unknownDrug(drug));
    }

    /** "A product code says everything." */
    private static boolean isProduct(OrderedDrug drug) {
        return drug.known()
                .filter(known -> known.recognition().by() == Drug.Recognition.By.RXNORM_PRODUCT)
                .isPresent();
    }

    private String unknownDrug(OrderedDrug drug) {
        if (drug.saysNothing()) {
            return "It names no drug.";
        }
        if (drug.isUnresolved()) {
            return "Its drug stands in a resource that is not at hand, and nothing else names it: it could be any.";
        }
        return drug.isWordless() && !terminology.hasDrugCode(drug.concept())
                ? "It has no words, and only codes of systems that no table covers: it could be any drug."
                : "No table has its drug, by code or by name.";
    }

    /** An order of something else than a drug, drafted or on record. */
    public EntryAccount service(Entry entry, Lookup lookup) {
        ObjectNode resource = entry.resource();
        Concept ordered = OrderReader.ordered(resource);
        ServiceOrder order = orders.service("", entry, lookup);
        return EntryAccount.of(
                entry,
                OrderReader.label(resource, ordered),
                true,
                order == null ? List.of() : MeaningWords.of(order.kinds()),
                terminology.rows(Area.SERVICE, List.of(ordered)),
                row -> order != null && tables(order.kinds()).contains(row.table()),
                order == null ? "The guideline does not speak of it." : null);
    }

    static Set<String> tables(Set<ServiceOrder.Kind> kinds) {
        return kinds.stream().map(ValueSetLibrary::of).collect(Collectors.toUnmodifiableSet());
    }
}
