package org.lumbarcds.fetch.query;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One query, ready to be sent.
 *
 * @param type resource type
 * @param id of the resource to read, percent-encoded; null for a search
 * @param parameters of a search, percent-encoded, the same in a URL and in a form; empty for a read
 */
public record FhirQuery(String type, @Nullable String id, String parameters) {

    private static final Pattern TEMPLATE =
            Pattern.compile("(?<type>[A-Z][A-Za-z]*)(?:/(?<id>[^/?#]+)|\\?(?<parameters>[^#]+))");
    private static final Pattern TOKEN = Pattern.compile("\\{\\{context\\.(patientId|encounterId)}}");
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{1,63}");

    /**
     * FHIR allows letters, digits, {@code -} and {@code .}, at most 64; some servers use more. Never a slash, comma or bar,
     * which would make another query of it.
     */
    private static final Pattern ID = Pattern.compile("(?!\\.+$)[A-Za-z0-9._~:=+-]{1,512}");

    /** A prefetch template with its tokens replaced; null when a value is missing or no id, or the template is none. */
    public static @Nullable FhirQuery of(@Nullable String template, String patientId, @Nullable String encounterId) {
        if (template == null) {
            return null;
        }
        Matcher tokens = TOKEN.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (tokens.find()) {
            String value = tokens.group(1).equals("patientId") ? patientId : encounterId;
            if (value == null || !isId(value)) {
                return null;
            }
            tokens.appendReplacement(filled, Matcher.quoteReplacement(encode(value, "")));
        }
        tokens.appendTail(filled);
        Matcher matcher = TEMPLATE.matcher(filled);
        if (!matcher.matches() || filled.indexOf("{{") >= 0) {
            return null;
        }
        String id = matcher.group("id");
        String parameters = matcher.group("parameters");
        FhirQuery query = new FhirQuery(
                matcher.group("type"),
                id == null ? null : encode(id, "%"),
                parameters == null ? "" : encode(parameters, "&=%,:/"));
        return STRAY_PERCENT.matcher(query.id() + query.parameters()).find() ? null : query;
    }

    /** A search for several resources by id; a patient, if given, narrows it. The ids must be ids. */
    public static FhirQuery byIds(String type, Collection<String> ids, @Nullable String patientId) {
        String list = String.join(",", ids.stream().map(id -> encode(id, "")).toList());
        String patient = patientId != null && isId(patientId) ? "&patient=" + encode(patientId, "") : "";
        return new FhirQuery(type, null, "_id=" + list + patient);
    }

    /** The same search with further parameters, which must be well-formed. */
    FhirQuery and(String further) {
        return new FhirQuery(type, id, parameters + "&" + encode(further, "&=%,:/"));
    }

    /** Reads one resource; the id must be an id. */
    public static FhirQuery byId(String type, String id) {
        return new FhirQuery(type, encode(id, ""), "");
    }

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    public static boolean isType(String text) {
        return TYPE.matcher(text).matches();
    }

    public Scopes.Access access() {
        return id == null ? Scopes.Access.SEARCH : Scopes.Access.READ;
    }

    /** Whether a resource is the one to be read; always true of a search. */
    public boolean asksFor(String foundType, String foundId) {
        return id == null
                || (type.equals(foundType)
                        && URLDecoder.decode(id, StandardCharsets.UTF_8).equals(foundId));
    }

    public boolean includesOthers() {
        return parameters.contains("_include=") || parameters.contains("_revinclude=");
    }

    /** Percent-encodes all but unreserved characters and those that are kept on purpose. */
    private static String encode(String text, String kept) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean unreserved = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
            if (unreserved || kept.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
