package org.lumbarcds.analytics;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.analytics.question.Dimension;
import org.lumbarcds.analytics.question.Question;

/**
 * What stands in the fields of the page's form: what was asked, or what was sent and can't be asked. An empty text is an
 * empty field.
 *
 * @param by first of what the figures are broken down by, or all of them with commas when they are more than two
 * @param then second of it
 */
record AskedFields(
        String from,
        String to,
        String by,
        String then,
        String rule,
        String client,
        String tenant,
        String version,
        String content) {

    private static final int IN_TWO_FIELDS = 2;

    static AskedFields of(Question question) {
        List<String> by = question.by().stream().map(Dimension::code).toList();
        boolean fits = by.size() <= IN_TWO_FIELDS;
        return new AskedFields(
                question.from().toString(),
                question.to().toString(),
                fits ? by.get(0) : by.stream().collect(Collectors.joining(",")),
                fits && by.size() == IN_TWO_FIELDS ? by.get(1) : "",
                text(question.rule()),
                text(question.client()),
                text(question.tenant()),
                text(question.version()),
                text(question.content()));
    }

    static AskedFields asSent(HttpServletRequest request) {
        return new AskedFields(
                sent(request, "from"),
                sent(request, "to"),
                sent(request, "by"),
                sent(request, "then"),
                sent(request, "rule"),
                sent(request, "client"),
                sent(request, "tenant"),
                sent(request, "version"),
                sent(request, "content"));
    }

    private static String sent(HttpServletRequest request, String name) {
        try {
            return text(request.getParameter(name));
        } catch (IllegalStateException e) {
            // The container's word for bytes that are no text.
            return "";
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
