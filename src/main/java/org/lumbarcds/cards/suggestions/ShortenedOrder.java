package org.lumbarcds.cards.suggestions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.findings.Proposal.EndBy;

/**
 * "Update the draft in whole so that the course ends by day 21 (refills 0, supply, bounds and structured quantity
 * consistent; not offered when the dosage text names a duration or doses taper over several dosages)". Changes a copy of
 * the client's own JSON, so nothing the client sent is lost; is not offered rather than contradict what stays.
 */
final class ShortenedOrder {

    /** A duration, a last day or a quantity in words; also "every 2 days", as words can't be told apart safely. */
    private static final Pattern SAYS_HOW_LONG = Pattern.compile(
            "\\b(?:days|wks|weeks|mos|months|fortnight)\\b"
                    + "|\\b(?:x\\s*)?(?:\\d+|an?|one)\\s*-?\\s*(?:d|days?|wks?|weeks?|mos?|months?)\\b"
                    + "|\\b(?:until|till|through|thru|stop(?:ping)? on|end(?:s|ing)? on)\\b"
                    + "|\\b(?:disp(?:ense)?|qty|quantity|refills?)\\b",
            Pattern.CASE_INSENSITIVE);

    /** "twice a day", "three times in a day": how often, not how long. */
    private static final Pattern HOW_OFTEN = Pattern.compile(
            "\\b(?:once|twice|times|time|tablets?|tabs?|capsules?|caps?|doses?|pills?|in|per|x)\\s+(?:an?|one)\\s+day\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:T[\\d:.]+(Z|[+-]\\d{2}:\\d{2}))?");

    private static final List<String> BOUNDS = List.of("boundsDuration", "boundsRange", "boundsPeriod");

    private final EndBy endBy;
    private final ObjectNode order;

    private ShortenedOrder(EndBy endBy, ObjectNode order) {
        this.endBy = endBy;
        this.order = order;
    }

    /**
     * The shortened draft.
     *
     * @param original the draft as the client sent it; not changed
     * @return null when it can't be shortened without contradicting itself
     */
    static @Nullable ObjectNode of(EndBy endBy, ObjectNode original) {
        ObjectNode copy = original.deepCopy();
        ShortenedOrder shortened = new ShortenedOrder(endBy, copy);
        if (!shortened.isWhole() || shortened.saysHowLong() || !shortened.endsDosages() || !shortened.endsSupply()) {
            return null;
        }
        ClientJson.prune(copy);
        return copy;
    }

    private boolean isWhole() {
        return endBy.days() > 0
                && "MedicationRequest".equals(order.path("resourceType").textValue())
                && !order.path("id").asText("").isEmpty();
    }

    private boolean saysHowLong() {
        List<JsonNode> texts = new ArrayList<>();
        order.path("note").forEach(note -> texts.add(note.path("text")));
        for (JsonNode dosage : order.path("dosageInstruction")) {
            texts.add(dosage.path("text"));
            texts.add(dosage.path("patientInstruction"));
            dosage.path("additionalInstruction").forEach(instruction -> addWords(instruction, texts));
            addWords(dosage.path("timing").path("code"), texts);
        }
        return texts.stream().anyMatch(text -> saysHowLong(text.asText("")));
    }

    private static void addWords(JsonNode concept, List<JsonNode> texts) {
        texts.add(concept.path("text"));
        concept.path("coding").forEach(coding -> texts.add(coding.path("display")));
    }

    private static boolean saysHowLong(String text) {
        return SAYS_HOW_LONG.matcher(HOW_OFTEN.matcher(text).replaceAll(" ")).find();
    }

    private boolean endsDosages() {
        JsonNode dosages = order.path("dosageInstruction");
        if (dosages.isMissingNode() || dosages.isNull()) {
            return true;
        }
        if (!dosages.isArray()) {
            return false;
        }
        Set<JsonNode> sequences = new HashSet<>();
        for (JsonNode dosage : dosages) {
            if (dosage.has("sequence")) {
                sequences.add(dosage.get("sequence"));
            }
            if (!(dosage instanceof ObjectNode object) || !endsDosage(object, dosages.size() > 1)) {
                return false;
            }
        }
        return sequences.size() < 2;
    }

    private boolean endsDosage(ObjectNode dosage, boolean oneOfSeveral) {
        ObjectNode timing = child(dosage, "timing");
        if (timing == null || timing.has("event")) {
            return false;
        }
        ObjectNode repeat = child(timing, "repeat");
        if (repeat == null) {
            return false;
        }
        if (oneOfSeveral && endsEarlier(repeat)) {
            return true;
        }
        repeat.remove(List.of("count", "_count", "countMax", "_countMax"));
        if (repeat.get("boundsPeriod") instanceof ObjectNode period) {
            repeat.remove(List.of("boundsDuration", "boundsRange"));
            return endsPeriod(period);
        }
        JsonNode old = repeat.get("boundsDuration");
        repeat.remove(BOUNDS);
        repeat.set("boundsDuration", days(old));
        return true;
    }

    /** A dosage beside others that has its own, shorter course must not become longer. */
    private boolean endsEarlier(ObjectNode repeat) {
        if (repeat.get("boundsDuration") instanceof ObjectNode duration) {
            BigDecimal days = TimeUnits.days(
                    decimal(duration.path("value")), text(duration.path("code")), text(duration.path("unit")));
            return days != null && days.compareTo(BigDecimal.valueOf(endBy.days())) <= 0;
        }
        LocalDate end = day(repeat.path("boundsPeriod").path("end").asText(""));
        return end != null && !end.isAfter(endBy.lastDay());
    }

    private boolean endsPeriod(ObjectNode period) {
        String end = endBy.lastDay().toString();
        if (period.has("start")) {
            String start = period.path("start").asText("");
            LocalDate first = day(start);
            if (first == null || first.isAfter(endBy.lastDay())) {
                return false;
            }
            Matcher matcher = DAY.matcher(start);
            if (matcher.matches() && matcher.group(2) != null) {
                end += "T23:59:59" + matcher.group(2); // FHIR compares a time with a time only
            }
        }
        period.put("end", end).remove("_end");
        return true;
    }

    private boolean endsSupply() {
        ObjectNode dispense = child(order, "dispenseRequest");
        if (dispense == null || dispense.has("initialFill")) {
            return false;
        }
        JsonNode quantity = dispense.get("quantity");
        if (quantity != null
                && !quantity.isNull()
                && !(quantity instanceof ObjectNode amount && endsQuantity(amount))) {
            return false;
        }
        dispense.put("numberOfRepeatsAllowed", 0).remove("_numberOfRepeatsAllowed");
        dispense.set("expectedSupplyDuration", days(dispense.get("expectedSupplyDuration")));
        return true;
    }

    private boolean endsQuantity(ObjectNode quantity) {
        BigDecimal old = decimal(quantity.path("value"));
        if (old == null || old.signum() <= 0 || quantity.has("comparator")) {
            return old == null && quantity.isEmpty();
        }
        BigDecimal enough = UnitsPerDay.quantity(endBy.order(), endBy.days());
        BigDecimal before =
                old.multiply(BigDecimal.valueOf(1L + endBy.order().dispense().refills()));
        if (enough == null || enough.compareTo(before) > 0) {
            return false;
        }
        quantity.put("value", enough.setScale(0, RoundingMode.CEILING)).remove("_value");
        return true;
    }

    /** The course's days; extensions of the value it replaces stay. */
    private ObjectNode days(@Nullable JsonNode replaced) {
        ObjectNode days = order.objectNode();
        if (replaced != null && replaced.get("id") != null) {
            days.set("id", replaced.get("id"));
        }
        if (replaced != null && replaced.get("extension") instanceof ArrayNode extensions) {
            days.set("extension", extensions);
        }
        return days.put("value", endBy.days())
                .put("unit", "days")
                .put("system", OrderTemplates.UCUM)
                .put("code", "d");
    }

    /** The object of that name, created when absent; null when something else has the name. */
    private static @Nullable ObjectNode child(ObjectNode parent, String name) {
        JsonNode child = parent.get(name);
        if (child == null || child.isNull()) {
            return parent.putObject(name);
        }
        return child instanceof ObjectNode object ? object : null;
    }

    private static @Nullable LocalDate day(String text) {
        Matcher matcher = DAY.matcher(text);
        try {
            return matcher.matches() ? LocalDate.parse(matcher.group(1)) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable BigDecimal decimal(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : null;
    }

    private static @Nullable String text(JsonNode node) {
        return node.textValue();
    }
}
