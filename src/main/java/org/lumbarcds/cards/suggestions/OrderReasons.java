package org.lumbarcds.cards.suggestions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import org.lumbarcds.cards.text.PlainText;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.record.Problem;

/**
 * Why an order is suggested. "A suggested order's reasons agree: reasonReference points at the condition that its reasonCode
 * names": one code for each condition, with the condition's own words; without a condition low back pain alone.
 */
final class OrderReasons {

    private static final Pattern CONDITION = Pattern.compile("Condition/[A-Za-z0-9._-]{1,255}");

    private static final Code LOW_BACK_PAIN = new Code("279039007", "Low back pain");
    private static final Code CHRONIC = new Code("278860009", "Chronic low back pain");
    private static final Code SPASM = new Code("203095000", "Spasm of back muscles");
    private static final Code CHRONIC_WITHOUT_SITE = new Code("134407002", "Chronic back pain");
    private static final Code WITHOUT_SITE = new Code("161891005", "Backache");

    private OrderReasons() {}

    private record Code(String code, String display) {}

    /** Puts them into an order that has none; {@code problems} may be empty. */
    static void put(ObjectNode order, List<Problem> problems) {
        ArrayNode codes = order.putArray("reasonCode");
        if (problems.isEmpty()) {
            add(codes, LOW_BACK_PAIN, LOW_BACK_PAIN.display());
        }
        ArrayNode references = order.arrayNode();
        for (Problem problem : problems.stream().distinct().toList()) {
            add(codes, code(problem), PlainText.of(problem.label()));
            if (problem.reference() != null
                    && CONDITION.matcher(problem.reference()).matches()) {
                references.addObject().put("reference", problem.reference());
            }
        }
        if (!references.isEmpty()) {
            order.set("reasonReference", references);
        }
    }

    private static void add(ArrayNode codes, Code code, String text) {
        ObjectNode concept = codes.addObject();
        concept.putArray("coding")
                .addObject()
                .put("system", OrderTemplates.SNOMED)
                .put("code", code.code())
                .put("display", code.display());
        concept.put("text", text.isEmpty() ? code.display() : text);
    }

    /** What the condition is known to be; a strain is called low back pain, which it is, since its own code is not known. */
    private static Code code(Problem problem) {
        if (problem.is(ProblemGroup.CHRONIC_LOW_BACK_PAIN)) {
            return problem.is(ProblemGroup.BACK_PAIN_WITHOUT_SITE) ? CHRONIC_WITHOUT_SITE : CHRONIC;
        }
        if (problem.is(ProblemGroup.BACK_PAIN_WITHOUT_SITE)) {
            return WITHOUT_SITE;
        }
        return problem.is(ProblemGroup.BACK_SPASM) ? SPASM : LOW_BACK_PAIN;
    }
}
