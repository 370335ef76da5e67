package org.lumbarcds.cards.writing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumbarcds.cards.text.MarkdownEscaper;
import org.lumbarcds.cards.text.PlainText;
import org.lumbarcds.guideline.basis.Judgement;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.model.record.ChartKey;

/**
 * "What was not offered is one list": each drug with what speaks against it, several drugs together where the same does, and
 * at most five entries that nothing here knows, in their own words.
 */
final class NotOffered {

    /** "at most five, then 'and N more'". */
    private static final int MOST_UNKNOWN = 5;

    private static final int LONGEST_ENTRY = 60;

    /** What speaks against a drug, and which drugs it speaks against. */
    private final Map<String, Set<String>> against = new LinkedHashMap<>();

    private final Map<String, Set<String>> unknown = new LinkedHashMap<>();
    private final Set<ChartKey> unchecked = EnumSet.noneOf(ChartKey.class);

    private NotOffered() {}

    /** Of all findings of a card, the drugs in the order in which they are named first. */
    static NotOffered of(List<Finding> findings) {
        NotOffered all = new NotOffered();
        for (Finding finding : findings) {
            for (Judgement judged : finding.notOffered()) {
                all.add(judged);
            }
        }
        return all;
    }

    private void add(Judgement judged) {
        String drug = judged.remedy().ingredient();
        judged.against().forEach(reason -> put(against, reason, drug));
        for (ChartKey key : judged.notChecked().stream().sorted().toList()) {
            if (key != ChartKey.PATIENT) {
                put(against, Notes.inWords(key) + " not checked", drug);
                unchecked.add(key);
            }
        }
        judged.withheld().stream()
                .sorted()
                .forEach(key -> put(against, Notes.inWords(key) + " withheld in part by their source", drug));
        judged.unknown().forEach(entry -> put(unknown, entry, drug));
    }

    private static void put(Map<String, Set<String>> reasons, String reason, String drug) {
        reasons.computeIfAbsent(reason, text -> new LinkedHashSet<>()).add(drug);
    }

    /** What was not checked and stands in the list already. */
    Set<ChartKey> unchecked() {
        return EnumSet.copyOf(unchecked);
    }

    /**
     * In Markdown; empty when every drug is offered.
     *
     * @param value longest text from the record
     */
    String text(int value) {
        Map<String, List<String>> byDrugs = new LinkedHashMap<>();
        against.forEach((reason, drugs) -> byDrugs.computeIfAbsent(String.join(", ", drugs), names -> new ArrayList<>())
                .add(escaped(reason, value)));
        unknown.entrySet().stream()
                .limit(MOST_UNKNOWN)
                .collect(Collectors.groupingBy(
                        entry -> String.join(", ", entry.getValue()), LinkedHashMap::new, Collectors.toList()))
                .forEach((drugs, entries) -> byDrugs.computeIfAbsent(drugs, names -> new ArrayList<>())
                        .add("not known here: "
                                + entries.stream()
                                        .map(entry -> escaped(entry.getKey(), value))
                                        .collect(Collectors.joining(", "))));
        int more = unknown.size() - MOST_UNKNOWN;
        String list = byDrugs.entrySet().stream()
                .map(drugs -> drugs.getKey() + ": " + String.join(", ", drugs.getValue()))
                .collect(Collectors.joining("; "));
        return list.isEmpty() ? "" : "**Not offered:** " + list + (more > 0 ? " and " + more + " more" : "") + ".";
    }

    private static String escaped(String text, int value) {
        String plain = PlainText.of(text);
        return MarkdownEscaper.escape(PlainText.shorten(plain, Math.min(value, LONGEST_ENTRY)));
    }
}
