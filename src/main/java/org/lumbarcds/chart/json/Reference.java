package org.lumbarcds.chart.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reference as a client writes it: relative, absolute, versioned, {@code urn:uuid:}, {@code #contained}, or in words
 * only.
 *
 * @param raw the reference itself without a version, or null
 * @param type the resource type it names, or null when that is not known
 * @param id the resource id it names, or null when it names none ({@code urn:}, {@code #}, a search)
 * @param display its words, or null
 */
public record Reference(
        @Nullable String raw,
        @Nullable String type,
        @Nullable String id,
        @Nullable String display) {

    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{2,60}");

    /** Reads a Reference element, or a bare string in its place. */
    public static Reference of(JsonNode node) {
        JsonNode inner = Json.get(node, "reference");
        if (inner != null && inner.isObject()) {
            return of(inner, Json.text(node, "display"));
        }
        return of(node, null);
    }

    private static Reference of(JsonNode node, @Nullable String outerDisplay) {
        String raw = node.isObject() ? Json.text(node, "reference") : Json.text(node);
        String display = Json.text(node, "display");
        return of(raw, Json.text(node, "type"), display == null ? outerDisplay : display);
    }

    /** Reads a reference's text. */
    public static Reference of(@Nullable String text, @Nullable String type, @Nullable String display) {
        String named = type == null ? null : lastPart(type);
        if (text == null || text.startsWith("#") || text.startsWith("urn:") || text.indexOf('?') >= 0) {
            return new Reference(text, named, null, display);
        }
        int history = text.indexOf("/_history");
        String raw = trimSlash(history < 0 ? text : text.substring(0, history));
        String id = lastPart(raw);
        String before =
                raw.length() > id.length() ? lastPart(trimSlash(raw.substring(0, raw.length() - id.length()))) : "";
        String written = TYPE.matcher(before).matches() ? before : named;
        return new Reference(raw, written, id.isEmpty() ? null : id, display);
    }

    private static String trimSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static String lastPart(String text) {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    public boolean isContained() {
        return raw != null && raw.startsWith("#");
    }

    /** {@code Type/id}, or null when it names no such thing. */
    public @Nullable String key() {
        return type == null || id == null ? null : type + "/" + id;
    }
}
