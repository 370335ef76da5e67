package org.lumbarcds.invariants.labels;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.lumbarcds.guideline.model.Hook;
import org.lumbarcds.invariants.Catalogue;
import org.lumbarcds.invariants.RandomCharts;
import org.lumbarcds.invariants.labels.LabelOracle.Entry;
import org.lumbarcds.invariants.labels.LabelOracle.Kind;
import org.lumbarcds.invariants.labels.LabelTables.Known;

/**
 * Patients with new low back pain and spasm, for whom the service would offer drugs, with a handful of entries from
 * {@code entries.tsv}: harmless ones, and in two of three charts some that forbid a drug.
 */
public final class LabelCharts {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<Known> HARMLESS = LabelTables.entries().stream()
            .filter(known -> known.forbids().isEmpty())
            .toList();
    private static final List<Known> FORBIDDING = LabelTables.entries().stream()
            .filter(known -> !known.forbids().isEmpty())
            .toList();
    public static final Map<Kind, String> KEYS =
            Map.of(Kind.PROBLEM, "conditions", Kind.ORDER, "medications", Kind.ALLERGY, "allergies", Kind.EGFR, "egfr");
    private static final int[] AGES = {18, 23, 31, 38, 44, 52, 58, 61, 63, 64, 65, 66, 79};
    private static final int[] DAYS_AGO = {0, 1, 5, 9, 13, 20, 29, 45, 89, 120, 200, 270, 300};
    private static final int[] FORBIDDING_EACH = {0, 0, 0, 1, 1, 1, 1, 2, 3};

    private final long seed;
    private final Random random;
    private final LabelResources resources;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Entry> drafts = new HashMap<>();
    private final ObjectNode prefetch = JSON.objectNode();
    private final ObjectNode drafted = RandomCharts.bundle();

    private LabelCharts(long seed) {
        this.seed = seed;
        // Neighbouring seeds of java.util.Random begin alike.
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.resources = new LabelResources(random);
    }

    public static LabelChart of(long seed) {
        return new LabelCharts(seed).chart();
    }

    /** A patient of 40 at both hooks with one entry by its code, by its words and by both. */
    public static List<LabelChart> ofOne(Entry entry) {
        List<LabelChart> charts = new ArrayList<>();
        Entry byCode = new Entry(entry.kind(), entry.system(), entry.code(), "", true, 5);
        Entry byWords = new Entry(entry.kind(), "text", "", entry.text(), true, 5);
        Entry byBoth = new Entry(entry.kind(), entry.system(), entry.code(), entry.text(), true, 5);
        for (Entry form : entry.code().isEmpty() ? List.of(byWords) : List.of(byCode, byWords, byBoth)) {
            for (Hook hook : List.of(Hook.PATIENT_VIEW, Hook.ORDER_SIGN)) {
                LabelCharts one = new LabelCharts(charts.size());
                one.begin(hook, 40);
                one.put(form);
                charts.add(one.chart(hook, 40));
            }
        }
        return charts;
    }

    private LabelChart chart() {
        Hook hook = random.nextInt(3) == 0 ? Hook.ORDER_SIGN : Hook.PATIENT_VIEW;
        int age = AGES[random.nextInt(AGES.length)];
        begin(hook, age);
        for (int i = random.nextInt(6); i > 0; i--) {
            add(HARMLESS, hook);
        }
        for (int i = FORBIDDING_EACH[random.nextInt(FORBIDDING_EACH.length)]; i > 0; i--) {
            add(FORBIDDING, hook);
        }
        return chart(hook, age);
    }

    private LabelChart chart(Hook hook, int age) {
        return new LabelChart(seed, hook, age, List.copyOf(entries), Map.copyOf(drafts), body(hook));
    }

    private void begin(Hook hook, int age) {
        ObjectNode patient = RandomCharts.resource("Patient", RandomCharts.PATIENT);
        prefetch.set("patient", patient.put("birthDate", LabelResources.born(age, random.nextInt(300))));
        ObjectNode encounter = RandomCharts.resource("Encounter", RandomCharts.ENCOUNTER);
        encounter.putObject("subject").put("reference", "Patient/" + RandomCharts.PATIENT);
        prefetch.set("encounter", encounter.put("status", "in-progress"));
        KEYS.values().forEach(key -> prefetch.set(key, RandomCharts.bundle()));
        for (String key : List.of("screenings", "referrals")) {
            prefetch.set(key, RandomCharts.bundle());
        }
        int started = random.nextInt(13);
        put(new Entry(Kind.PROBLEM, "icd10", "M54.50", "Low back pain, unspecified", true, started));
        put(new Entry(Kind.PROBLEM, "icd10", "M62.830", "Muscle spasm of back", true, started));
        if (hook == Hook.ORDER_SIGN) {
            draft(new Entry(Kind.ORDER, "rxnorm", "7804", "oxycodone", true, 0));
        }
    }

    private ObjectNode body(Hook hook) {
        ObjectNode body = JSON.objectNode().put("hook", hook.code());
        ObjectNode context = body.putObject("context");
        context.put("userId", "Practitioner/u1")
                .put("patientId", RandomCharts.PATIENT)
                .put("encounterId", RandomCharts.ENCOUNTER);
        if (hook == Hook.ORDER_SIGN) {
            context.set("draftOrders", drafted);
        }
        body.set("prefetch", prefetch);
        return body;
    }

    private void add(List<Known> known, Hook hook) {
        Entry entry = formOf(known.get(random.nextInt(known.size())).entry());
        boolean inSession = entry.active() && hook == Hook.ORDER_SIGN;
        if (entry.kind() == Kind.ORDER && inSession && random.nextInt(4) == 0) {
            draft(entry);
        } else if (entry.kind() == Kind.PROBLEM && entry.active() && random.nextInt(8) == 0) {
            reason(entry);
        } else {
            put(entry);
        }
    }

    /** The same entry by its code, by its words, or by both; in half a dozen spellings, now or in the past. */
    private Entry formOf(Entry known) {
        boolean active = known.kind() == Kind.EGFR || random.nextInt(6) > 0;
        int daysAgo = DAYS_AGO[random.nextInt(DAYS_AGO.length)];
        String code = known.code();
        if (known.system().equals("icd10")) {
            code = random.nextInt(5) == 0 ? code.replace(".", "") : code;
            code = random.nextInt(9) == 0 ? code.toLowerCase(Locale.ROOT) : code;
        }
        String text = !code.isEmpty() && random.nextBoolean() ? "" : known.text();
        return new Entry(known.kind(), known.system(), code, text, active, daysAgo);
    }

    private void put(Entry entry) {
        entries.add(entry);
        RandomCharts.add((ObjectNode) prefetch.get(KEYS.get(entry.kind())), resources.of(entry));
    }

    /** What the visit is for, is so now. */
    private void reason(Entry entry) {
        entries.add(new Entry(Kind.PROBLEM, entry.system(), entry.code(), entry.text(), true, 0));
        ((ObjectNode) prefetch.get("encounter"))
                .withArray("reasonCode")
                .add(resources.of(entry).get("code"));
    }

    private void draft(Entry entry) {
        ObjectNode order = resources.order(entry).put("status", "draft");
        order.put("authoredOn", LabelResources.ago(0));
        if (entry.text().equals("oxycodone") && drafts.isEmpty()) {
            LabelResources.coded(order.putArray("reasonCode").addObject(), "M54.50");
            ((ObjectNode) order.at("/reasonCode/0/coding/0")).put("system", Catalogue.ICD10);
        }
        drafts.put("MedicationRequest/" + order.get("id").asText(), entry);
        RandomCharts.add(drafted, order);
    }
}
