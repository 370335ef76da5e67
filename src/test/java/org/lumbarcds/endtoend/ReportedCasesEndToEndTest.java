package org.lumbarcds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Requests that were once answered wrongly, one file each, and siblings of each on both sides of the answer. What they
 * expect was read off the specification, not off an answer.
 */
class ReportedCasesEndToEndTest extends EndToEnd {

    private static final int FEWEST_SIBLINGS = 3;

    private static final List<ReportedCase> CASES = ReportedCase.all(TODAY);

    @TestFactory
    Stream<DynamicContainer> everyCaseAndItsSiblings() {
        return CASES.stream()
                .map(reported -> DynamicContainer.dynamicContainer(
                        reported.name(),
                        reported.rows()
                                .map(row -> DynamicTest.dynamicTest(
                                        row.why(), () -> row.expected().assertAnsweredBy(call(row.request()))))));
    }

    @TestFactory
    Stream<DynamicTest> everyCaseHasSiblingsOnBothSides() {
        return CASES.stream()
                .map(reported -> DynamicTest.dynamicTest(reported.name(), () -> {
                    assertThat(reported.siblings()).hasSizeGreaterThanOrEqualTo(FEWEST_SIBLINGS);
                    assertThat(reported.siblings().stream().map(sibling -> sibling.expected()
                                    .contradicts(reported.asReported().expected())))
                            .as("with the answer of the case, and with another one")
                            .contains(true, false);
                    assertThat(reported.rows().map(ReportedCase.Row::why)).doesNotHaveDuplicates();
                }));
    }
}
