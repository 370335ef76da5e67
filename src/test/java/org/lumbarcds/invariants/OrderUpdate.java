package org.lumbarcds.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How an updated order differs from the client's own: shorter or stopped, and otherwise the same. */
public final class OrderUpdate {

    /** What an update is about; everything beside it is the client's. */
    private static final Set<String> MAY_CHANGE = Set.of(
            "status",
            "boundsDuration",
            "boundsRange",
            "boundsPeriod",
            "count",
            "end",
            "value",
            "unit",
            "code",
            "system",
            "numberOfRepeatsAllowed",
            "expectedSupplyDuration",
            "dispenseRequest");

    private static final Map<String, Integer> DAYS = Map.of("d", 1, "wk", 7);

    private final List<String> faults = new ArrayList<>();

    private OrderUpdate() {}

    public static List<String> faults(JsonNode original, JsonNode updated) {
        OrderUpdate update = new OrderUpdate();
        update.kept("", original, updated);
        update.notLonger(original, updated);
        return update.faults;
    }

    private void kept(String where, JsonNode original, JsonNode updated) {
        if (original.isObject()) {
            original.properties().forEach(field -> {
                String name = field.getKey();
                JsonNode now = updated.path(name);
                if (now.isMissingNode()) {
                    expect(MAY_CHANGE.contains(name), "lost " + where + name);
                } else if (field.getValue().isContainerNode()) {
                    kept(where + name + ".", field.getValue(), now);
                } else {
                    expect(MAY_CHANGE.contains(name) || field.getValue().equals(now), "changed " + where + name);
                }
            });
        } else if (original.isArray()) {
            expect(original.size() == updated.size(), "another size of " + where);
            for (int i = 0; i < original.size(); i++) {
                kept(where, original.get(i), updated.path(i));
            }
        } else {
            expect(original.equals(updated), "changed " + where);
        }
    }

    private void notLonger(JsonNode original, JsonNode updated) {
        if (updated.path("status").asText().equals("stopped")) {
            return;
        }
        expect(updated.at("/dispenseRequest/numberOfRepeatsAllowed").asInt(0) == 0, "refills");
        int refills = original.at("/dispenseRequest/numberOfRepeatsAllowed").asInt(0);
        noMore("quantity", original, updated, "/dispenseRequest/quantity/value", 1 + refills);
        durations("/dispenseRequest/expectedSupplyDuration", original, updated, 1 + refills);
        String bounds = "/dosageInstruction/0/timing/repeat/";
        durations(bounds + "boundsDuration", original, updated, 1 + refills);
        String end = original.at(bounds + "boundsPeriod/end").asText();
        String now = updated.at(bounds + "boundsPeriod/end").asText();
        if (end.length() == 10 && refills == 0) {
            expect(now.length() == 10 && !LocalDate.parse(now).isAfter(LocalDate.parse(end)), "later end");
        }
        String start = bounds + "boundsPeriod/start";
        expect(original.at(start).equals(updated.at(start)), "another start");
    }

    private void noMore(String what, JsonNode original, JsonNode updated, String pointer, int fills) {
        if (!original.at(pointer).isMissingNode()) {
            expect(updated.at(pointer).asDouble() <= original.at(pointer).asDouble() * fills, "more " + what);
        }
    }

    private void durations(String pointer, JsonNode original, JsonNode updated, int fills) {
        if (!original.at(pointer).isMissingNode() && !updated.at(pointer).isMissingNode()) {
            expect(days(updated.at(pointer)) <= days(original.at(pointer)) * fills, "longer " + pointer);
        }
    }

    private static int days(JsonNode duration) {
        return duration.path("value").asInt()
                * DAYS.getOrDefault(duration.path("code").asText(), 0);
    }

    private void expect(boolean holds, String what) {
        if (!holds) {
            faults.add(what);
        }
    }
}
