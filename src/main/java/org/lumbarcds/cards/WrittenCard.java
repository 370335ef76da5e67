package org.lumbarcds.cards;

import java.util.List;
import org.lumbarcds.guideline.findings.Finding;

/**
 * A card and what it says.
 *
 * @param card the card, as it goes over the wire
 * @param findings the findings it holds, the gravest first; empty when it tells of a check that could not run
 */
public record WrittenCard(Card card, List<Finding> findings) {

    public WrittenCard {
        findings = List.copyOf(findings);
    }
}
