package org.lumbarcds.guideline;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lumbarcds.guideline.model.DrugClass;
import org.lumbarcds.guideline.model.Order;

/**
 * Each draft's replacement was judged beside the other drafts as they are. Taken up on two cards, the same replacement would
 * be ordered twice, so a drug's class is offered in place of one draft only: that of the gravest finding.
 */
final class OfferedOnce {

    private OfferedOnce() {}

    /** The findings, gravest first, without replacements that an earlier one offers in place of another draft. */
    static List<Finding> of(List<Finding> findings) {
        Map<DrugClass, String> offered = new EnumMap<>(DrugClass.class);
        return findings.stream().map(finding -> once(finding, offered)).toList();
    }

    private static Finding once(Finding finding, Map<DrugClass, String> offered) {
        List<Proposal> proposals = finding.proposals().stream()
                .filter(proposal -> !(proposal instanceof Proposal.Replace replace) || isFirst(replace, offered))
                .toList();
        return proposals.size() == finding.proposals().size()
                ? finding
                : new Finding(
                        finding.rule(),
                        finding.variant(),
                        finding.indicator(),
                        finding.about(),
                        finding.facts(),
                        proposals,
                        finding.notChecked());
    }

    private static boolean isFirst(Proposal.Replace replace, Map<DrugClass, String> offered) {
        Order order = replace.order();
        String first = offered.putIfAbsent(replace.remedy().drugClass(), order.handle());
        return first == null || Objects.equals(first, order.handle());
    }
}
