package org.lumbarcds.cards.writing;

import java.util.List;
import java.util.function.Function;
import org.lumbarcds.cards.files.CardFile;
import org.lumbarcds.cards.files.CardLibrary;
import org.lumbarcds.cards.files.CardText;
import org.lumbarcds.cards.text.MarkdownEscaper;
import org.lumbarcds.cards.text.Passage;
import org.lumbarcds.cards.text.PlainText;
import org.lumbarcds.cards.text.Summary;
import org.lumbarcds.guideline.findings.Finding;
import org.lumbarcds.guideline.findings.RuleId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the card files say of findings. */
final class FindingTexts {

    private static final Logger log = LoggerFactory.getLogger(FindingTexts.class);

    private static final String SEPARATOR = "; ";

    private final CardLibrary library;

    FindingTexts(CardLibrary library) {
        this.library = library;
    }

    /** What the rule is about; its id when it has no file. */
    String title(RuleId rule) {
        return library.file(rule).map(CardFile::title).orElse(rule.id());
    }

    String titleInMarkdown(RuleId rule) {
        return MarkdownEscaper.escape(title(rule));
    }

    /**
     * The gravest finding's summary. Of one advice of several rules the first one's, and what else to do as far as it fits:
     * "its summary names the week and what to do first".
     *
     * @param findings of a card, the one that speaks first
     * @param together whether they are one advice
     */
    String summary(List<Finding> findings, boolean together) {
        StringBuilder summary = new StringBuilder(summary(findings.get(0)));
        for (Finding finding : together ? findings.subList(1, findings.size()) : List.<Finding>of()) {
            String also = SEPARATOR + also(finding);
            if (summary.length() + also.length() > Summary.MAX_LENGTH) {
                break;
            }
            summary.append(also);
        }
        return summary.toString();
    }

    private String summary(Finding finding) {
        String summary = said(finding, variant -> variant.summary(finding), "");
        return summary.isEmpty()
                ? PlainText.shorten("Please review: " + title(finding.rule()), Summary.MAX_LENGTH)
                : summary;
    }

    private String also(Finding finding) {
        String also = said(finding, variant -> variant.also(finding), "");
        return also.isEmpty() ? title(finding.rule()) : also;
    }

    /** @param value longest text from the record, in characters */
    Passage passage(Finding finding, int value) {
        return said(
                finding,
                variant -> variant.passage(finding, value),
                Passage.of("This check has found something, but its text is not available.", "", "", ""));
    }

    /** A rule's finding is shown even when its text is not to be had: silence would be worse than a plain card. */
    private <T> T said(Finding finding, Function<CardText.Variant, T> text, T otherwise) {
        try {
            CardText.Variant variant = library.text(finding.rule())
                    .map(file -> file.variants().get(finding.variant()))
                    .orElse(null);
            if (variant != null) {
                return text.apply(variant);
            }
            log.error("The card file of {} has no usable text {}", finding.rule(), finding.variant());
        } catch (RuntimeException e) {
            log.error(
                    "Text {} of {} could not be written: {}",
                    finding.variant(),
                    finding.rule(),
                    e.getClass().getName());
        }
        return otherwise;
    }
}
