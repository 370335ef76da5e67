package org.lumbarcds.cards.files;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.cards.text.MarkdownEscaper;

/** Compiles Mustache texts. What a template names and the facts lack is empty, never an error. */
final class Templates {

    private static final Mustache.Compiler PLAIN = Mustache.compiler()
            .escapeHTML(false)
            .defaultValue("")
            .emptyStringIsFalse(true)
            .withFormatter(Templates::format)
            .withCollector(new FactsOnly());

    private static final Mustache.Compiler MARKDOWN = PLAIN.withEscaper(MarkdownEscaper::escape);

    private Templates() {}

    /** A text whose values stand as they are. */
    static Template plain(String text) {
        return PLAIN.compile(text);
    }

    /** A Markdown text whose values are escaped, every one of them. */
    static Template markdown(String text) {
        return MARKDOWN.compile(text);
    }

    private static String format(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    /**
     * Looks names up in facts only. Mustache's own collector would also call methods and read fields by reflection, so a
     * fact named {@code value} inside the section of a number would reach into the JDK and fail.
     */
    private static final class FactsOnly implements Mustache.Collector {

        @Override
        public @Nullable Iterator<?> toIterator(Object value) {
            return value instanceof List<?> items ? items.iterator() : null;
        }

        @Override
        public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Map<?, ?> ? FactsOnly::fetch : null;
        }

        private static Object fetch(Object context, String name) {
            Object value = ((Map<?, ?>) context).get(name);
            return value == null ? Template.NO_FETCHER_FOUND : value;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }
}
