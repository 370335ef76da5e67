package org.lumbarcds.invariants.labels;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A second opinion on which drugs a chart rules out, from the labels alone.
 *
 * <p>Read for it: the US labels of naproxen tablets (boxed warning; 4 contraindications; 5.1 thrombotic events; 5.2
 * bleeding; 5.3 liver; 5.5 heart failure; 5.6 kidney; 5.11 fetus; 5.12 blood; 7 interactions; 8), of oral and
 * intravenous acetaminophen (drug facts; contraindications; liver warning), of cyclobenzaprine and methocarbamol
 * tablets (contraindications, warnings, precautions, interactions), and the AGS Beers criteria of 2023. It was written
 * apart from the service's tables and without sight of them, so that the two can be held against each other.
 *
 * <p>It names only what a pharmacist would not argue about. What the labels merely ask to watch (high blood pressure,
 * ACE inhibitors, diuretics, asthma that tolerates NSAIDs, an eGFR of 30 to 59, gabapentinoids, triptans) it leaves
 * open: a drug that it does not name may still rightly be held back. The tables stand in
 * {@code label-oracle/findings.tsv}, the meaning of each SNOMED and RxNorm code beside it in {@code entries.tsv}.
 */
public final class LabelOracle {

    private static final String NAPROXEN = "naproxen";
    private static final String ACETAMINOPHEN = "acetaminophen";
    private static final String CYCLOBENZAPRINE = "cyclobenzaprine";
    private static final String METHOCARBAMOL = "methocarbamol";

    /** Beers: skeletal muscle relaxants are to be avoided from this age. */
    private static final int BEERS_AGE = 65;

    /** The labels have no data for younger patients. */
    private static final int CYCLOBENZAPRINE_FROM = 15;

    private static final int METHOCARBAMOL_FROM = 16;

    /** Naproxen 8.6, in mL/min. */
    private static final double LOWEST_CLEARANCE = 30;

    /** What follows one of these words is denied, not found. */
    private static final Pattern DENIED = Pattern.compile("\\b(no|not|without|denies|never|negative for)\\b.*");

    /** Said of a relative or of a test, not of the patient. */
    private static final Pattern NOT_THE_PATIENT = Pattern.compile("\\b(family history|fh|screening)\\b");

    /** A problem that is in truth an allergy. */
    private static final Pattern ALLERGIC = Pattern.compile("allerg|hypersens|adverse|intoleran|anaphyla");

    /** Drops, sprays and creams hardly reach the blood. */
    private static final Pattern TOPICAL = Pattern.compile(
            "\\b(cream|gel|ointment|lotion|topical|eye|ophthalmic|otic|ear drops|nasal|shampoo|flush)\\b");

    private static final List<Finding> FINDINGS =
            LabelTables.rows("findings.tsv").map(Finding::of).toList();

    private LabelOracle() {}

    /** What an entry of a chart is; the text of an EGFR is its value in mL/min. */
    public enum Kind {
        PROBLEM,
        ORDER,
        ALLERGY,
        EGFR
    }

    /**
     * One entry of a chart.
     *
     * @param system icd10, snomed, rxnorm, atc or text
     * @param active false for what is resolved, stopped or withdrawn
     * @param daysAgo when it was entered
     */
    public record Entry(Kind kind, String system, String code, String text, boolean active, int daysAgo) {}

    /** The drugs that must not be offered of themselves to a patient of this age with this chart. */
    public static Set<String> forbidden(int age, List<Entry> entries) {
        Set<String> drugs = new LinkedHashSet<>(byAge(age));
        if (newestClearance(entries).filter(value -> value < LOWEST_CLEARANCE).isPresent()) {
            drugs.add(NAPROXEN);
        }
        for (Entry entry : entries) {
            FINDINGS.stream()
                    .filter(finding -> finding.in(entry))
                    .map(Finding::drugs)
                    .forEach(drugs::addAll);
        }
        return Collections.unmodifiableSet(drugs);
    }

    private static List<String> byAge(int age) {
        List<String> drugs = new ArrayList<>();
        if (age >= BEERS_AGE || age < CYCLOBENZAPRINE_FROM) {
            drugs.add(CYCLOBENZAPRINE);
        }
        if (age >= BEERS_AGE || age < METHOCARBAMOL_FROM) {
            drugs.add(METHOCARBAMOL);
        }
        return drugs;
    }

    /** Of two values of one day the lower counts. */
    private static Optional<Double> newestClearance(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.kind() == Kind.EGFR)
                .min(Comparator.comparingInt(Entry::daysAgo).thenComparing(LabelOracle::clearance))
                .map(LabelOracle::clearance);
    }

    private static double clearance(Entry entry) {
        return Double.parseDouble(entry.text().strip());
    }

    /**
     * Something that a chart may say, and the drugs that it rules out.
     *
     * @param icd10 prefixes without the dot
     * @param snomed whole codes
     * @param rxnorm whole codes of ingredients
     * @param atc prefixes
     * @param words whole words or phrases in lower case
     * @param afterEnd for so many days an ended entry still counts
     * @param atMost an entry older than this no longer counts; negative: it always does
     */
    private record Finding(
            Kind kind,
            List<String> drugs,
            List<String> icd10,
            List<String> snomed,
            List<String> rxnorm,
            List<String> atc,
            List<String> words,
            int afterEnd,
            int atMost) {

        static Finding of(List<String> cells) {
            return new Finding(
                    Kind.valueOf(cells.get(0)),
                    split(cells.get(1), " "),
                    split(cells.get(2), " "),
                    split(cells.get(3), " "),
                    split(cells.get(4), " "),
                    split(cells.get(5), " "),
                    split(cells.get(6), ", "),
                    days(cells.get(7), 0),
                    days(cells.get(8), -1));
        }

        private static int days(String cell, int none) {
            return cell.isEmpty() ? none : cell.equals("ever") ? Integer.MAX_VALUE : Integer.parseInt(cell);
        }

        boolean in(Entry entry) {
            return counts(entry) && (coded(entry) || worded(entry));
        }

        private boolean counts(Entry entry) {
            boolean fresh = atMost < 0 || entry.daysAgo() <= atMost;
            return fresh && (entry.active() || (afterEnd > 0 && entry.daysAgo() <= afterEnd));
        }

        private boolean coded(Entry entry) {
            String code = blankIfNull(entry.code()).replace(".", "").strip().toUpperCase(Locale.ROOT);
            if (code.isEmpty() || entry.kind() != kind || topicalOrder(entry)) {
                return false;
            }
            return switch (entry.system()) {
                case "icd10" -> icd10.stream().anyMatch(code::startsWith);
                case "snomed" -> snomed.contains(code);
                case "rxnorm" -> rxnorm.contains(code);
                case "atc" -> atc.stream().anyMatch(code::startsWith);
                default -> false;
            };
        }

        private boolean worded(Entry entry) {
            String text = said(entry);
            boolean sameKind = entry.kind() == kind;
            boolean allergyAsProblem = kind == Kind.ALLERGY
                    && entry.kind() == Kind.PROBLEM
                    && ALLERGIC.matcher(text).find();
            if (topicalOrder(entry) || codedInIcd10(entry) || !(sameKind || allergyAsProblem)) {
                return false;
            }
            return words.stream().anyMatch(phrase -> holds(text, phrase));
        }

        private static List<String> split(String cell, String by) {
            return cell.isEmpty() ? List.of() : List.of(cell.split(by));
        }
    }

    /** Such a code says all; the words beside it would make a remission or an exclusion look like the disease. */
    private static boolean codedInIcd10(Entry entry) {
        return "icd10".equals(entry.system()) && !blankIfNull(entry.code()).isBlank();
    }

    private static boolean topicalOrder(Entry entry) {
        return entry.kind() == Kind.ORDER && TOPICAL.matcher(lower(entry)).find();
    }

    /** The text of an entry without what it denies. */
    private static String said(Entry entry) {
        String text = lower(entry);
        if (NOT_THE_PATIENT.matcher(text).find()) {
            return "";
        }
        return DENIED.matcher(text).replaceFirst("");
    }

    private static String lower(Entry entry) {
        return blankIfNull(entry.text()).toLowerCase(Locale.ROOT);
    }

    private static String blankIfNull(String text) {
        return text == null ? "" : text;
    }

    /** Whole words only: "cad" must not be found in "cadaver". */
    private static boolean holds(String text, String phrase) {
        for (int at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
            if (!letterAt(text, at - 1) && !letterAt(text, at + phrase.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean letterAt(String text, int index) {
        return index >= 0 && index < text.length() && Character.isLetterOrDigit(text.charAt(index));
    }
}
