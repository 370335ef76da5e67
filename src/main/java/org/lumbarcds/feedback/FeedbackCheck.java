package org.lumbarcds.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.body.Fields;
import org.lumbarcds.errors.Issue;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.feedback.FeedbackEntry.Outcome;
import org.lumbarcds.feedback.FeedbackEntry.OverrideReason;

/**
 * Validates feedback: "one bad entry refuses the whole body with 400". Unknown fields and {@code extension} are accepted,
 * and an override without a reason.
 */
final class FeedbackCheck {

    static final int MOST_ENTRIES = 1000;
    static final int MOST_ID = 200;
    static final int MOST_SYSTEM = 500;
    static final int MOST_DISPLAY = 1000;
    static final int MOST_COMMENT = 10_000;
    private static final int MOST_SUGGESTIONS = 100;

    /** A body may have a thousand faults; its sender mends the first ones first. */
    private static final int MOST_ISSUES = 20;

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final String UUID_SCHEME = "urn:uuid:";

    /** The last second of a minute, which only an hour's last minute can have. */
    private static final Pattern LEAP_SECOND = Pattern.compile("(?<=:59):60(?=[.Zz+-])");

    /** RFC 3339: four digits of year and a full time; java.time would accept more and less. */
    private static final Pattern TIME_TEXT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)");

    private final List<Issue> issues = new ArrayList<>();
    private final Fields fields = new Fields(issues);

    private FeedbackCheck() {}

    /** The entries, or a refusal with 400 that names the fields at fault. */
    static List<FeedbackEntry> check(ObjectNode body) {
        return new FeedbackCheck().entries(body);
    }

    private List<FeedbackEntry> entries(ObjectNode body) {
        String send = "an array with one entry per card";
        JsonNode feedback = Fields.optional(body, "feedback");
        List<FeedbackEntry> entries = new ArrayList<>();
        if (feedback == null) {
            issues.add(Issue.missing("feedback", send));
        } else if (!feedback.isArray() || feedback.isEmpty()) {
            issues.add(Issue.wrong("feedback", send));
        } else if (feedback.size() > MOST_ENTRIES) {
            issues.add(Issue.wrong("feedback", "at most " + MOST_ENTRIES + " entries at once"));
        } else {
            for (int i = 0; i < feedback.size() && issues.size() < MOST_ISSUES; i++) {
                FeedbackEntry entry = entry(feedback.get(i), "feedback[" + i + "]");
                if (entry != null) {
                    entries.add(entry);
                }
            }
        }
        if (!issues.isEmpty()) {
            throw Refusal.badRequest(issues);
        }
        return entries;
    }

    private @Nullable FeedbackEntry entry(JsonNode entry, String field) {
        if (!entry.isObject()) {
            issues.add(Issue.wrong(field, "an object with card, outcome and outcomeTimestamp"));
            return null;
        }
        UUID card = card(entry, field + ".card");
        Outcome outcome = outcome(entry, field + ".outcome");
        List<String> accepted =
                outcome == Outcome.ACCEPTED ? accepted(entry, field + ".acceptedSuggestions") : List.of();
        JsonNode override = object(entry, "overrideReason", field + ".overrideReason");
        OverrideReason reason = override == null ? null : reason(override, field + ".overrideReason.reason");
        String comment = override == null
                ? null
                : optionalText(override, "userComment", field + ".overrideReason.userComment", MOST_COMMENT);
        Instant at = time(entry, field + ".outcomeTimestamp");
        return card == null || outcome == null || at == null
                ? null
                : new FeedbackEntry(card, outcome, accepted, reason, comment, at);
    }

    private @Nullable UUID card(JsonNode entry, String field) {
        String send = "the uuid of the card";
        String text = fields.text(entry, "card", field, send);
        if (text == null) {
            return null;
        }
        String uuid = withoutScheme(text);
        if (!UUID_TEXT.matcher(uuid).matches()) {
            issues.add(Issue.wrong(field, send));
            return null;
        }
        return UUID.fromString(uuid);
    }

    private @Nullable Outcome outcome(JsonNode entry, String field) {
        String send = "\"accepted\" or \"overridden\"";
        String text = fields.text(entry, "outcome", field, send);
        if (text == null) {
            return null;
        }
        for (Outcome outcome : Outcome.values()) {
            if (outcome.code().equals(text)) {
                return outcome;
            }
        }
        issues.add(Issue.wrong(field, send));
        return null;
    }

    /** "{@code acceptedSuggestions[].id} required with accepted". */
    private List<String> accepted(JsonNode entry, String field) {
        String send = "an array with the id of each suggestion that was taken up";
        JsonNode suggestions = Fields.optional(entry, "acceptedSuggestions");
        List<String> ids = new ArrayList<>();
        if (suggestions == null) {
            issues.add(Issue.missing(field, send));
        } else if (!suggestions.isArray() || suggestions.isEmpty() || suggestions.size() > MOST_SUGGESTIONS) {
            issues.add(Issue.wrong(field, send));
        } else {
            for (int i = 0; i < suggestions.size() && issues.size() < MOST_ISSUES; i++) {
                String id = id(suggestions.get(i), field + "[" + i + "].id");
                if (id != null) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    private @Nullable String id(JsonNode suggestion, String field) {
        String send = "the uuid of the suggestion";
        String id = fields.text(suggestion, "id", field, send);
        if (id != null && id.length() > MOST_ID) {
            issues.add(Issue.wrong(field, send + ", at most " + MOST_ID + " characters"));
        }
        return id == null ? null : withoutScheme(id);
    }

    /** FHIR writes a uuid as a URI, and so do some clients. */
    private static String withoutScheme(String uuid) {
        return uuid.regionMatches(true, 0, UUID_SCHEME, 0, UUID_SCHEME.length())
                ? uuid.substring(UUID_SCHEME.length())
                : uuid;
    }

    private @Nullable OverrideReason reason(JsonNode override, String field) {
        JsonNode reason = object(override, "reason", field);
        if (reason == null) {
            return null;
        }
        String system = optionalText(reason, "system", field + ".system", MOST_SYSTEM);
        String code = optionalText(reason, "code", field + ".code", MOST_ID);
        String display = optionalText(reason, "display", field + ".display", MOST_DISPLAY);
        return system == null && code == null && display == null ? null : new OverrideReason(system, code, display);
    }

    private @Nullable Instant time(JsonNode entry, String field) {
        String send = "when it happened, as of RFC 3339, for example 2026-11-23T09:02:22Z";
        String text = fields.text(entry, "outcomeTimestamp", field, send);
        if (text == null) {
            return null;
        }
        try {
            if (TIME_TEXT.matcher(text).matches()) {
                String nanoseconds = text.replaceFirst("(\\.\\d{9})\\d+", "$1");
                // java.time knows no leap second; it is the second before the one that follows it.
                boolean leap = LEAP_SECOND.matcher(nanoseconds).find();
                OffsetDateTime read = OffsetDateTime.parse(
                        LEAP_SECOND.matcher(nanoseconds).replaceFirst(":59").replace(' ', 'T'));
                OffsetDateTime at = leap ? read.plusSeconds(1) : read;
                // The offset may lead out of the years that have four digits.
                int year = at.withOffsetSameInstant(ZoneOffset.UTC).getYear();
                if (year >= 1 && year <= 9999) {
                    return at.toInstant();
                }
            }
        } catch (DateTimeException e) {
            // No such day or time.
        }
        issues.add(Issue.wrong(field, send));
        return null;
    }

    private @Nullable JsonNode object(JsonNode parent, String name, String field) {
        JsonNode value = Fields.optional(parent, name);
        if (value == null || isEmpty(value)) {
            return null;
        }
        if (!value.isObject()) {
            issues.add(Issue.wrong(field, "an object, or leave it out"));
            return null;
        }
        return value;
    }

    /** Some clients send a field they have nothing for as an empty text, array or object. */
    private static boolean isEmpty(JsonNode value) {
        return value.isContainerNode()
                ? value.isEmpty()
                : value.isTextual() && value.textValue().isBlank();
    }

    /** Null for a text that is absent, null or blank. */
    private @Nullable String optionalText(JsonNode parent, String name, String field, int most) {
        JsonNode value = Fields.optional(parent, name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual() || value.textValue().length() > most) {
            issues.add(Issue.wrong(field, "a string of at most " + most + " characters, or leave it out"));
            return null;
        }
        return value.textValue().isBlank() ? null : value.textValue();
    }
}
