package org.lumbarcds.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.invariants.Catalogue.Diagnosis;
import org.lumbarcds.invariants.Catalogue.Product;
import org.lumbarcds.invariants.Catalogue.Suggested;

/** Section 4 of the specification, "a suggestion must be safe", on nothing but the request. */
public final class SafetyOracle {

    private static final LocalDate TODAY = RandomCharts.TODAY;
    private static final Set<String> ACTIVE = Set.of("active", "recurrence", "relapse");
    private static final Set<String> NO_ORDER = Set.of("cancelled", "stopped", "completed", "entered-in-error");
    private static final Set<String> VALID = Set.of("final", "amended", "corrected");
    private static final int NOT_ON_RECORD = -1;

    private final RandomChart chart;
    private final JsonNode prefetch;

    public SafetyOracle(RandomChart chart) {
        this.chart = chart;
        this.prefetch = chart.body().path("prefetch");
    }

    /**
     * Why a drug must not be suggested; empty when it may.
     *
     * @param removed references of the drafts that the same suggestion removes
     */
    public List<String> against(Suggested drug, Set<String> removed) {
        List<String> reasons = new ArrayList<>();
        for (String key : List.of("patient", "conditions", "medications", "allergies")) {
            if (!had(key)) {
                reasons.add(key + " not checked");
            }
        }
        age(drug, reasons);
        conditions(drug, reasons);
        orders(drug, removed, reasons);
        allergies(drug, reasons);
        if (drug == Suggested.NAPROXEN) {
            kidneys(reasons);
        }
        return reasons;
    }

    // --- what is at hand ---

    /** Null and an empty Bundle say "none"; what is about somebody else, an error or absent says nothing. */
    public boolean had(String key) {
        JsonNode value = prefetch.get(key);
        if (value == null) {
            return false;
        }
        if (value.isNull()) {
            return true;
        }
        if (value.path("resourceType").asText().equals("OperationOutcome")) {
            return false;
        }
        return resources(key).stream().noneMatch(SafetyOracle::isAboutAnother);
    }

    private static boolean isAboutAnother(JsonNode resource) {
        return resource.path("subject").path("reference").asText().endsWith("p2")
                || resource.path("patient").path("reference").asText().endsWith("p2");
    }

    private List<JsonNode> resources(String key) {
        JsonNode value = prefetch.path(key);
        List<JsonNode> resources = new ArrayList<>();
        if (value.path("resourceType").asText().equals("Bundle")) {
            value.path("entry").forEach(entry -> resources.add(entry.get("resource")));
        } else if (value.isObject()) {
            resources.add(value);
        }
        return resources;
    }

    // --- age ---

    private record Born(LocalDate earliest, LocalDate latest) {}

    private @Nullable Born born() {
        String text = prefetch.path("patient").path("birthDate").asText();
        return switch (text.length()) {
            case 10 -> new Born(LocalDate.parse(text), LocalDate.parse(text));
            case 7 ->
                text.equals("unknown")
                        ? null
                        : new Born(
                                YearMonth.parse(text).atDay(1),
                                YearMonth.parse(text).atEndOfMonth());
            case 4 -> new Born(LocalDate.parse(text + "-01-01"), LocalDate.parse(text + "-12-31"));
            default -> null;
        };
    }

    public boolean mayBeAsOldAs(int years) {
        Born born = born();
        return born == null || !born.earliest().isAfter(TODAY.minusYears(years));
    }

    private boolean isSurelyAsOldAs(int years) {
        Born born = born();
        return born != null && !born.latest().isAfter(TODAY.minusYears(years));
    }

    /** "Nothing fires for a deceased patient, for age under 18." */
    public boolean isDeceasedOrMinor() {
        JsonNode patient = prefetch.path("patient");
        return patient.has("deceasedDateTime")
                || patient.path("deceasedBoolean").asBoolean(false)
                || had("patient") && born() != null && !mayBeAsOldAs(18);
    }

    private void age(Suggested drug, List<String> reasons) {
        if (!isSurelyAsOldAs(18)) {
            reasons.add("not surely an adult");
        }
        if (drug.isRelaxant() && mayBeAsOldAs(65)) {
            reasons.add("may be 65");
        }
    }

    // --- conditions ---

    private void conditions(Suggested drug, List<String> reasons) {
        for (JsonNode condition : resources("conditions")) {
            Diagnosis diagnosis = chart.diagnoses().get(condition.path("id").asText());
            if (diagnosis == null || isAboutAnother(condition) || !stands(condition)) {
                continue;
            }
            boolean active = isActive(condition);
            if (active && diagnosis.active().contains(drug) && !isPastPregnancy(diagnosis, condition)
                    || diagnosis.ever().contains(drug)) {
                reasons.add(diagnosis.display());
            }
        }
    }

    private static boolean stands(JsonNode resource) {
        return !Set.of("refuted", "entered-in-error").contains(code(resource, "verificationStatus"));
    }

    private static boolean isActive(JsonNode condition) {
        String status = code(condition, "clinicalStatus");
        if (!status.isEmpty()) {
            return ACTIVE.contains(status);
        }
        boolean encounterDiagnosis = condition
                .path("category")
                .path(0)
                .path("coding")
                .path(0)
                .path("code")
                .asText()
                .equals("encounter-diagnosis");
        return encounterDiagnosis || !condition.has("abatementDateTime");
    }

    /** Pregnancies without a week: "nothing recorded 42 weeks and more ago". */
    private static final Set<String> PREGNANCIES = Set.of("77386006", "Z33.1", "Z34.02");

    /** "A week code plus the weeks since it was recorded; past 42 the code no longer counts." Unsure counts as past here. */
    private static boolean isPastPregnancy(Diagnosis diagnosis, JsonNode condition) {
        if (diagnosis.week() == 0 && !PREGNANCIES.contains(diagnosis.code())) {
            return false;
        }
        for (String field : List.of("recordedDate", "onsetDateTime")) {
            String text = condition.path(field).asText();
            if (text.length() >= 10) {
                long days = ChronoUnit.DAYS.between(LocalDate.parse(text.substring(0, 10)), TODAY);
                return diagnosis.week() == 0 ? days / 7 >= 42 : diagnosis.week() + days / 7 > 42;
            }
            if (!text.isEmpty()) {
                return true;
            }
        }
        return condition.has("onsetPeriod");
    }

    // --- orders ---

    private void orders(Suggested drug, Set<String> removed, List<String> reasons) {
        Set<String> drafted = new HashSet<>();
        for (JsonNode entry : chart.body().path("context").path("draftOrders").path("entry")) {
            JsonNode draft = entry.get("resource");
            drafted.add(draft.path("id").asText());
            Product product = chart.products().get(draft.path("id").asText());
            boolean goesAway =
                    removed.contains("MedicationRequest/" + draft.path("id").asText());
            boolean toGive = !draft.path("doNotPerform").asBoolean(false)
                    && !NO_ORDER.contains(draft.path("status").asText());
            if (product != null && toGive && !goesAway && product.against().contains(drug)) {
                reasons.add("drafted: " + product.name());
            }
        }
        for (JsonNode order : resources("medications")) {
            Product product = chart.products().get(order.path("id").asText());
            if (product == null || drafted.contains(order.path("id").asText()) || isAboutAnother(order)) {
                continue;
            }
            boolean active = order.path("status").asText().equals("active")
                    && !order.path("doNotPerform").asBoolean(false);
            if (active && product.against().contains(drug)) {
                reasons.add("active: " + product.name());
            }
            if (product.maoInhibitor() && drug == Suggested.CYCLOBENZAPRINE && surelyEndedLately(order)) {
                reasons.add("ended within 14 days: " + product.name());
            }
        }
    }

    /** "MAO inhibitors also count for 14 days after their end", where the order says its end. */
    private static boolean surelyEndedLately(JsonNode order) {
        String end = order.path("dosageInstruction")
                .path(0)
                .path("timing")
                .path("repeat")
                .path("boundsPeriod")
                .path("end")
                .asText();
        boolean taken = order.path("status").asText().equals("completed");
        boolean refills = order.path("dispenseRequest").has("numberOfRepeatsAllowed");
        if (!taken || refills || end.length() != 10) {
            return false;
        }
        long days = ChronoUnit.DAYS.between(LocalDate.parse(end), TODAY);
        return days >= 0 && days <= 14;
    }

    // --- allergies and kidneys ---

    private void allergies(Suggested drug, List<String> reasons) {
        for (JsonNode allergy : resources("allergies")) {
            Catalogue.Allergen allergen =
                    chart.allergens().get(allergy.path("id").asText());
            String status = code(allergy, "clinicalStatus");
            boolean counts = stands(allergy) && (status.isEmpty() || status.equals("active"));
            if (allergen != null
                    && counts
                    && !isAboutAnother(allergy)
                    && allergen.against().contains(drug)) {
                reasons.add("allergy: " + allergen.name());
            }
        }
    }

    /** "For an NSAID from age 65 or with kidney disease there is no eGFR of the last 12 months"; one under 60 is a caution. */
    private void kidneys(List<String> reasons) {
        int newest = newestKidneyFunction();
        if (newest != NOT_ON_RECORD && newest < 60) {
            reasons.add("eGFR " + newest);
        }
        if (newest == NOT_ON_RECORD && wantsKidneyFunction()) {
            reasons.add("no eGFR");
        }
    }

    public boolean wantsKidneyFunction() {
        return mayBeAsOldAs(65)
                || resources("conditions").stream()
                        .filter(condition -> !isAboutAnother(condition) && stands(condition) && isActive(condition))
                        .map(condition ->
                                chart.diagnoses().get(condition.path("id").asText()))
                        .anyMatch(diagnosis -> diagnosis != null && diagnosis.kidneys());
    }

    /** The newest of the last 12 months, of several on a day the lowest. */
    private int newestKidneyFunction() {
        if (!had("egfr")) {
            return NOT_ON_RECORD;
        }
        LocalDate last = LocalDate.MIN;
        int newest = NOT_ON_RECORD;
        for (JsonNode result : resources("egfr")) {
            String text = result.path("effectiveDateTime").asText();
            if (!VALID.contains(result.path("status").asText()) || text.isEmpty()) {
                continue;
            }
            LocalDate date = LocalDate.parse(text);
            JsonNode quantity = result.path("valueQuantity");
            int value = quantity.path("value").asInt();
            value = quantity.path("comparator").asText().equals("<") ? value - 1 : value;
            boolean recent = !date.isBefore(TODAY.minusYears(1));
            if (recent && (date.isAfter(last) || date.equals(last) && value < newest)) {
                last = date;
                newest = value;
            }
        }
        return newest;
    }

    private static String code(JsonNode resource, String field) {
        return resource.path(field).path("coding").path(0).path("code").asText();
    }
}
