package org.lumbarcds.cards.files;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumbarcds.cards.files.CardFile.Evidence;
import org.lumbarcds.cards.files.CardFile.MainSource;
import org.lumbarcds.cards.files.CardFile.OverrideReason;
import org.lumbarcds.cards.text.Summary;
import org.lumbarcds.guideline.findings.RuleId;

/** Reads one card file; the format is described in {@code cds-cards/README.md}. */
final class CardFileReader {

    private static final String FENCE = "---";
    private static final String SUMMARY = "summary:";
    private static final String ALSO = "also:";
    private static final String REASON = "reason";
    private static final List<String> PARTS = List.of(REASON, "guideline", "data", "evidence");
    private static final Pattern PART = Pattern.compile("##\\s*[^#\\s].*");

    /** It is never left out, so it must be short for a card to keep its limit. */
    private static final int LONGEST_REASON = 300;

    private static final Pattern VARIANT = Pattern.compile("# variant: ([a-z0-9]+(?:-[a-z0-9]+)*)");
    private static final Pattern LIKE_VARIANT = Pattern.compile("#+\\s*variants?\\b.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern VERSION = Pattern.compile("\\d{1,4}(\\.\\d{1,4}){2}");
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final String file;
    private final List<String> lines;

    private CardFileReader(String file, String content) {
        this.file = file;
        this.lines = content.replace("\uFEFF", "").lines().toList();
    }

    /**
     * @param file how messages call the file
     * @param rule the rule that the file's name says
     * @param content its text
     */
    static CardText read(String file, RuleId rule, String content) {
        return new CardFileReader(file, content).read(rule);
    }

    private CardText read(RuleId rule) {
        int end = endOfFrontMatter();
        Map<String, CardText.Variant> variants = variants(end + 1);
        FrontMatter head = FrontMatter.read(file, 1, String.join("\n", lines.subList(1, end)));
        return new CardText(head(head, rule, List.copyOf(variants.keySet())), variants);
    }

    private int endOfFrontMatter() {
        if (lines.isEmpty() || !lines.get(0).stripTrailing().equals(FENCE)) {
            throw problem(0, "the file does not start with its front matter. Write --- in the first line.");
        }
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).stripTrailing().equals(FENCE)) {
                return i;
            }
        }
        throw problem(0, "the front matter has no end. Write --- in a line of its own after its last key.");
    }

    private CardFile head(FrontMatter head, RuleId rule, List<String> variants) {
        head.onlyKeys(
                "id",
                "version",
                "title",
                "source",
                "override-reasons",
                "evidence",
                "beyond",
                "purpose",
                "demographics",
                "limits",
                "released",
                "revised");
        if (!head.text("id").equals(rule.id())) {
            throw head.problem("id", "id \"" + head.text("id") + "\" is not the file's name. Write id: " + rule.id());
        }
        FrontMatter source = head.map("source").onlyKeys("label", "url");
        CardFile card = new CardFile(
                rule,
                version(head),
                head.text("title"),
                new MainSource(source.text("label"), source.url("url")),
                overrideReasons(head),
                head.list("evidence").stream().map(CardFileReader::evidence).toList(),
                head.textOrNull("beyond"),
                head.text("purpose"),
                demographics(head.map("demographics")),
                head.texts("limits"),
                head.date("released"),
                head.date("revised"),
                variants);
        if (card.revised().isBefore(card.released())) {
            throw head.problem("revised", "revised is before released. Write the day of the last change.");
        }
        return card;
    }

    private static String version(FrontMatter head) {
        String version = head.text("version");
        if (!VERSION.matcher(version).matches()) {
            throw head.problem("version", "version \"" + version + "\" is no version. Write three numbers: \"1.0.0\".");
        }
        return version;
    }

    private static Map<PersonalData, String> demographics(FrontMatter demographics) {
        demographics.onlyKeys(PersonalData.keys());
        Map<PersonalData, String> uses = new EnumMap<>(PersonalData.class);
        demographics.keys().forEach(key -> PersonalData.of(key)
                .ifPresent(data -> uses.put(data, demographics.text(key))));
        return uses;
    }

    private static List<OverrideReason> overrideReasons(FrontMatter head) {
        Set<String> codes = new HashSet<>();
        List<OverrideReason> reasons = new ArrayList<>();
        for (FrontMatter item : head.list("override-reasons")) {
            item.onlyKeys("code", "display");
            String code = item.text("code");
            if (!CODE.matcher(code).matches()) {
                throw item.problem("code", "override reason code \"" + code + "\". Write words-like-this.");
            }
            if (!codes.add(code)) {
                throw item.problem("code", "override reason " + code + " stands here twice. Write it once.");
            }
            reasons.add(new OverrideReason(code, item.text("display")));
        }
        return reasons;
    }

    private static Evidence evidence(FrontMatter item) {
        item.onlyKeys("citation", "kind", "year", "url", "says", "limits");
        return new Evidence(
                item.text("citation"),
                item.text("kind"),
                item.year("year"),
                item.urlOrNull("url"),
                item.text("says"),
                item.text("limits"));
    }

    private Map<String, CardText.Variant> variants(int from) {
        Map<String, CardText.Variant> variants = new LinkedHashMap<>();
        int i = from;
        while (i < lines.size() && lines.get(i).isBlank()) {
            i++;
        }
        if (i == lines.size()) {
            throw problem(i - 1, "the file has no text. Write # variant: <name>, then summary: and the detail.");
        }
        while (i < lines.size()) {
            String name = variantName(i);
            int next = nextVariant(i + 1);
            if (variants.put(name, variant(i, next)) != null) {
                throw problem(i, "variant " + name + " stands here twice. Write another name.");
            }
            i = next;
        }
        return variants;
    }

    private String variantName(int heading) {
        Matcher matcher = VARIANT.matcher(lines.get(heading).stripTrailing());
        if (!matcher.matches()) {
            throw problem(heading, "a text without a variant. Write # variant: <name>, in lower case with hyphens.");
        }
        return matcher.group(1);
    }

    private int nextVariant(int from) {
        int i = from;
        while (i < lines.size() && !LIKE_VARIANT.matcher(lines.get(i)).matches()) {
            i++;
        }
        return i;
    }

    private CardText.Variant variant(int heading, int end) {
        int summary = heading + 1;
        while (summary < end && lines.get(summary).isBlank()) {
            summary++;
        }
        if (summary == end || !lines.get(summary).startsWith(SUMMARY)) {
            throw problem(
                    heading, "the variant has no summary. Write summary: and what to do, in the line below its name.");
        }
        boolean also = summary + 1 < end && lines.get(summary + 1).startsWith(ALSO);
        Map<String, String> parts = parts(also ? summary + 2 : summary + 1, end, heading);
        return new CardText.Variant(
                Templates.plain(summary(summary)),
                also ? Templates.plain(also(summary + 1)) : null,
                Templates.markdown(parts.getOrDefault(REASON, "")),
                Templates.markdown(parts.getOrDefault("guideline", "")),
                Templates.markdown(parts.getOrDefault("data", "")),
                Templates.markdown(parts.getOrDefault("evidence", "")));
    }

    private String also(int line) {
        String text = lines.get(line).substring(ALSO.length()).strip();
        if (text.isEmpty()) {
            throw problem(line, "also is empty. Write what to do in a few words, or leave the line out.");
        }
        TemplateCheck.check(file, line + 1, text);
        return text;
    }

    private String summary(int line) {
        String text = lines.get(line).substring(SUMMARY.length()).strip();
        if (text.isEmpty()) {
            throw problem(line, "the summary is empty. Write what to do, in at most 139 characters.");
        }
        TemplateCheck.check(file, line + 1, text);
        int fixed = TemplateCheck.fixedLength(text);
        if (fixed > Summary.MAX_LENGTH) {
            throw problem(
                    line,
                    "the summary has " + fixed + " characters without its variables. Write at most "
                            + Summary.MAX_LENGTH + " with them.");
        }
        return text;
    }

    /** The detail by its parts: the reason, up to the first heading of a part, and those that follow. */
    private Map<String, String> parts(int from, int end, int heading) {
        String text = String.join("\n", lines.subList(Math.min(from, end), end));
        if (text.isBlank()) {
            throw problem(heading, "the variant has no detail. Write Markdown after an empty line below the summary.");
        }
        if (!lines.get(from).isBlank()) {
            throw problem(from, "the detail follows the summary directly. Write an empty line between them.");
        }
        Map<String, String> parts = new LinkedHashMap<>();
        String name = REASON;
        int start = from;
        for (int i = from; i <= end; i++) {
            boolean next = i < end && PART.matcher(lines.get(i)).matches();
            if (next || i == end) {
                put(parts, name, start, i);
                if (next) {
                    name = partName(i, name);
                    start = i + 1;
                }
            }
        }
        return parts;
    }

    private void put(Map<String, String> parts, String name, int start, int end) {
        String text = String.join("\n", lines.subList(start, end));
        if (text.isBlank()) {
            throw problem(
                    name.equals(REASON) ? start : start - 1,
                    name.equals(REASON)
                            ? "the detail does not begin with its reason. Write why the card is there, in one sentence."
                            : "## " + name + " has no text. Write one, or leave the heading out.");
        }
        TemplateCheck.check(file, start + 1, text);
        if (name.equals(REASON) && TemplateCheck.fixedLength(text) > LONGEST_REASON) {
            throw problem(
                    start,
                    "the reason has more than " + LONGEST_REASON
                            + " characters without its variables. Write one sentence, and the rest below ## data.");
        }
        parts.put(name, text);
    }

    private String partName(int line, String before) {
        String name = lines.get(line).substring(2).strip();
        if (PARTS.indexOf(name) <= PARTS.indexOf(before)) {
            throw problem(
                    line,
                    "## " + name + " is no part, or stands behind a later one."
                            + " Write ## guideline, ## data, ## evidence, in this order; other headings from ### on.");
        }
        return name;
    }

    private CardFileException problem(int index, String problem) {
        return CardFileException.at(file, index + 1, problem);
    }
}
