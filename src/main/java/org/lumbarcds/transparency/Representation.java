package org.lumbarcds.transparency;

import java.util.Comparator;
import java.util.List;
import org.lumbarcds.errors.Refusal;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The two forms of the disclosure. */
enum Representation {
    JSON(MediaType.APPLICATION_JSON),
    HTML(MediaType.TEXT_HTML);

    private static final String TYPES = MediaType.APPLICATION_JSON_VALUE + " or " + MediaType.TEXT_HTML_VALUE;

    private final MediaType type;

    Representation(MediaType type) {
        this.type = type;
    }

    /**
     * What a client would rather have: the page only if it says so, as browsers do.
     *
     * @param accept values of the Accept header; none means anything
     * @throws Refusal 406 when it wants neither, or what it wants can't be read
     */
    static Representation of(List<String> accept) {
        List<MediaType> ranges = ranges(accept);
        if (ranges.isEmpty()) {
            return JSON;
        }
        double json = JSON.quality(ranges);
        double html = HTML.quality(ranges);
        if (json == 0 && html == 0) {
            throw Refusal.notAcceptable(TYPES);
        }
        return html > json ? HTML : JSON;
    }

    private static List<MediaType> ranges(List<String> accept) {
        try {
            return MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException e) {
            throw Refusal.notAcceptable(TYPES);
        }
    }

    /** By the most specific range that covers it; 0 when none does. */
    private double quality(List<MediaType> ranges) {
        return ranges.stream()
                .filter(range -> range.includes(type))
                .max(Comparator.comparing(Representation::specificity))
                .map(MediaType::getQualityValue)
                .orElse(0.0);
    }

    private static int specificity(MediaType range) {
        if (range.isWildcardType()) {
            return 0;
        }
        return range.isWildcardSubtype() ? 1 : 2;
    }
}
