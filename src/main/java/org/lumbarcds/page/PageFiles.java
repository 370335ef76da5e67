package org.lumbarcds.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumbarcds.views.PagePolicy;
import org.lumbarcds.views.ServedFile;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;

/**
 * The page's files, read once at the start: those in {@code resources/page}, and of each library of the page the one file that
 * it needs. Nothing else of a library can be asked for.
 */
final class PageFiles {

    private static final String OWN = "classpath*:page/*.*";
    private static final String MARKDOWN =
            "classpath*:META-INF/resources/webjars/markdown-it/*/dist/markdown-it.min.js";

    private final ServedFile html;
    private final Map<String, ServedFile> byName = new TreeMap<>();

    PageFiles() {
        add(OWN);
        add(MARKDOWN);
        html = Optional.ofNullable(byName.remove("page.html")).orElseThrow();
    }

    private void add(String pattern) {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver().getResources(pattern);
            if (found.length == 0) {
                throw new IllegalStateException("nothing in the program matches " + pattern);
            }
            for (Resource file : found) {
                String name = String.valueOf(file.getFilename());
                byName.put(name, ServedFile.of(typeOf(name), "page", file.getContentAsByteArray(), PagePolicy.CALL));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(pattern + " can't be read", e);
        }
    }

    private static MediaType typeOf(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> ServedFile.HTML;
            case "css" -> ServedFile.STYLE;
            case "js" -> ServedFile.SCRIPT;
            default -> throw new IllegalStateException(name + " has no media type here");
        };
    }

    ServedFile html() {
        return html;
    }

    Optional<ServedFile> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
