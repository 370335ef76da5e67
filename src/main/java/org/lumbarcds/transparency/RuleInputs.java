package org.lumbarcds.transparency;

import static org.lumbarcds.guideline.rules.LowBackPainRule.ACETAMINOPHEN_CAUTION;
import static org.lumbarcds.guideline.rules.LowBackPainRule.BED_REST;
import static org.lumbarcds.guideline.rules.LowBackPainRule.FIRST_LINE_CARE;
import static org.lumbarcds.guideline.rules.LowBackPainRule.MUSCLE_RELAXANT_DURATION;
import static org.lumbarcds.guideline.rules.LowBackPainRule.NSAID_CAUTION;
import static org.lumbarcds.guideline.rules.LowBackPainRule.OPIOID_FIRST_LINE;
import static org.lumbarcds.guideline.rules.LowBackPainRule.OPIOID_WITH_DEPRESSANT;
import static org.lumbarcds.guideline.rules.LowBackPainRule.PASSIVE_THERAPY_ONLY;
import static org.lumbarcds.guideline.rules.LowBackPainRule.PHYSICAL_THERAPY_REFERRAL;
import static org.lumbarcds.guideline.rules.LowBackPainRule.PSYCHOSOCIAL_SCREENING;
import static org.lumbarcds.guideline.rules.LowBackPainRule.REASSESS;
import static org.lumbarcds.guideline.rules.LowBackPainRule.RED_FLAGS;
import static org.lumbarcds.guideline.rules.LowBackPainRule.RELAXANT_CAUTION;
import static org.lumbarcds.guideline.rules.LowBackPainRule.RELAXANT_COMBINATION;
import static org.lumbarcds.guideline.rules.LowBackPainRule.RELAXANT_COURSE_EXCEEDED;
import static org.lumbarcds.guideline.rules.LowBackPainRule.ROUTINE_IMAGING;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumbarcds.guideline.findings.RuleId;

/**
 * What a rule's code looks at, what it suggests included: a test follows every call of a rule and compares.
 *
 * @param valueSets names of value sets, sorted
 * @param settings names of settings that are not the rule's own, sorted
 */
record RuleInputs(Set<String> valueSets, Set<String> settings) {

    private static final List<String> BACK_PAIN = problems("low-back-pain", "back-pain-without-site");
    /** Of an order: what its encounter is for, when it has no reason of its own. */
    private static final List<String> ENCOUNTER = problems("administrative");
    /** How words are read, whatever they are about. */
    private static final List<String> WORDS = List.of("text-language", "text-nothing", "text-stance");

    private static final List<String> EPISODE = join(
            problems("chronic-low-back-pain"),
            guideline("episode-link-days", "recorded-link-days", "chronic-after-days"));
    private static final List<String> RED = join(
            problems(
                    "bladder-or-bowel",
                    "cancer",
                    "cancer-history",
                    "cauda-equina",
                    "fall",
                    "fever",
                    "immunosuppression",
                    "injecting-drug-use",
                    "long-term-steroid",
                    "neurological-deficit",
                    "osteoporosis",
                    "significant-trauma",
                    "spinal-infection",
                    "vertebral-fracture",
                    "weight-loss"),
            drugs("form-local", "form-topical", "immunosuppressant", "systemic-steroid"),
            guideline(
                    "acute-red-flag-days",
                    "assumed-running-days",
                    "course-gap-days",
                    "ended-red-flag-days",
                    "fall-age",
                    "possibly-taken-days"));
    private static final List<String> PRODUCTS = drugs(
            "form-local",
            "form-topical",
            "use-antitussive",
            "use-not-outpatient",
            "use-opioid-use-disorder",
            "use-other-purpose");
    private static final List<String> COURSE =
            join(PRODUCTS, drugs("muscle-relaxant"), guideline("assumed-running-days", "course-gap-days"));
    /** What a drug that may only be reduced stepwise has been taken for. */
    private static final List<String> TAPER = join(
            PRODUCTS,
            drugs("benzodiazepine", "muscle-relaxant", "opioid"),
            problems("opioid-use-disorder"),
            guideline("assumed-running-days", "course-gap-days", "taper-days"),
            settings(
                    "rules.opioid-first-line.long-term-days",
                    "rules.opioid-first-line.therapy-ended-days",
                    "rules.opioid-first-line.therapy-gap-days"));
    /** What speaks against a drug: for a rule that questions or suggests one. */
    private static final List<String> SAFETY = join(
            PRODUCTS,
            drugs(
                    "ace-inhibitor-or-arb",
                    "acetaminophen",
                    "antiarrhythmic",
                    "anticholinergic",
                    "anticoagulant",
                    "antiplatelet",
                    "antithyroid",
                    "barbiturate",
                    "benzodiazepine",
                    "diuretic",
                    "gabapentinoid",
                    "guanethidine",
                    "heart-failure-drug",
                    "ketorolac-interaction",
                    "mao-inhibitor",
                    "meprobamate",
                    "muscle-relaxant",
                    "myasthenia-treatment",
                    "nsaid",
                    "nsaid-interaction-weak",
                    "opioid",
                    "other",
                    "pyrazolone",
                    "qt-or-rate",
                    "raised-by-nsaid",
                    "sedating-weak",
                    "sedative",
                    "serotonergic",
                    "serotonergic-strong",
                    "serotonin-reuptake-inhibitor",
                    "supply",
                    "systemic-steroid",
                    "tizanidine-interaction",
                    "tricyclic",
                    "z-drug"),
            problems(
                    "acetaminophen-overdose",
                    "acute-coronary-syndrome",
                    "acute-kidney-injury",
                    "alcohol-remission",
                    "alcohol-use-disorder",
                    "analgesic-allergy",
                    "anticoagulant-therapy",
                    "antiplatelet-therapy",
                    "arrhythmia",
                    "arrhythmia-minor",
                    "aspirin-therapy",
                    "bleeding-disorder",
                    "bowel-inflammation",
                    "bowel-obstruction",
                    "breastfeeding",
                    "cirrhosis",
                    "coronary-bypass",
                    "coronary-bypass-history",
                    "drug-allergy-unspecified",
                    "gi-bleeding",
                    "glaucoma",
                    "harmless",
                    "heart-failure",
                    "heart-transplant",
                    "hemolytic-anemia",
                    "hepatic-impairment",
                    "hyperkalemia",
                    "hypertensive-crisis",
                    "hyperthyroidism",
                    "kidney-disease",
                    "kidney-disease-advanced",
                    "kidney-disease-early",
                    "kidney-transplant",
                    "liver-disorder-unspecified",
                    "liver-transplant",
                    "long-term-opioid-use",
                    "long-term-steroid",
                    "malnutrition",
                    "myasthenia-gravis",
                    "myocardial-infarction",
                    "myocardial-infarction-history",
                    "nsaid-allergy",
                    "nsaid-therapy",
                    "palliative-care",
                    "peptic-ulcer",
                    "peptic-ulcer-history",
                    "porphyria",
                    "pregnancy",
                    "pregnancy-third-trimester",
                    "prostate-enlarged",
                    "raised-transaminases",
                    "rectal-bleeding",
                    "relaxant-allergy",
                    "sedation-risk",
                    "seizure",
                    "serotonin-syndrome",
                    "stroke",
                    "urinary-obstruction",
                    "vascular-disease"),
            List.of(
                    "allergy-acetaminophen",
                    "allergy-muscle-relaxant",
                    "allergy-acetaminophen",
                    "allergy-muscle-relaxant",
                    "allergy-none",
                    "allergy-nsaid",
                    "allergy-opioid",
                    "allergy-other",
                    "allergy-reaction-words",
                    "allergy-stomach-complaint",
                    "allergy-tricyclic",
                    "allergy-tricyclic",
                    "allergy-unspecific",
                    "observation-creatinine",
                    "observation-creatinine-clearance",
                    "observation-egfr",
                    "observation-platelets"),
            guideline(
                    "assumed-running-days",
                    "kidney-function-valid-days",
                    "mao-inhibitor-days",
                    "older-age",
                    "possibly-taken-days"),
            settings(
                    "cards.first-choice-nsaid",
                    "rules.nsaid-caution.bypass-days",
                    "rules.nsaid-caution.kidney-injury-days",
                    "rules.nsaid-caution.recent-bleeding-days",
                    "rules.relaxant-caution.infarction-recovery-days"));

    private static final Map<RuleId, RuleInputs> ALL = new LinkedHashMap<>();

    static {
        put(
                OPIOID_FIRST_LINE,
                ENCOUNTER,
                EPISODE,
                SAFETY,
                TAPER,
                problems("back-spasm", "cancer", "long-term-opioid-use", "opioid-use-disorder", "sickle-cell-disease"));
        put(MUSCLE_RELAXANT_DURATION, ENCOUNTER, COURSE, TAPER, problems("palliative-care", "spasticity"));
        put(
                ROUTINE_IMAGING,
                ENCOUNTER,
                EPISODE,
                RED,
                problems("fracture", "radicular"),
                List.of("service-active-treatment", "service-lumbar-imaging"));
        put(
                BED_REST,
                ENCOUNTER,
                EPISODE,
                problems(
                        "fracture",
                        "low-back-pain-of-pregnancy",
                        "obstetric",
                        "postoperative",
                        "pregnancy",
                        "thrombosis",
                        "vertebral-fracture"),
                List.of("service-bed-rest"),
                guideline("acute-red-flag-days"));
        put(
                PASSIVE_THERAPY_ONLY,
                ENCOUNTER,
                EPISODE,
                problems("osteoporosis"),
                List.of("service-active-treatment", "service-passive-treatment"));
        put(RELAXANT_COMBINATION, ENCOUNTER, problems("pregnancy"), drugs("acetaminophen", "muscle-relaxant", "nsaid"));
        put(RELAXANT_CAUTION, ENCOUNTER, EPISODE, SAFETY, TAPER);
        put(NSAID_CAUTION, ENCOUNTER, EPISODE, SAFETY, TAPER);
        put(ACETAMINOPHEN_CAUTION, ENCOUNTER, EPISODE, SAFETY, TAPER);
        put(
                OPIOID_WITH_DEPRESSANT,
                ENCOUNTER,
                TAPER,
                drugs("barbiturate", "gabapentinoid", "meprobamate", "z-drug"),
                problems("opioid-use-disorder"),
                guideline("possibly-taken-days"));
        put(FIRST_LINE_CARE, EPISODE, RED, SAFETY, problems("back-spasm"));
        put(
                PHYSICAL_THERAPY_REFERRAL,
                EPISODE,
                RED,
                List.of("service-active-treatment"),
                guideline("persisting-from-days"));
        put(REASSESS, EPISODE, RED);
        put(
                PSYCHOSOCIAL_SCREENING,
                EPISODE,
                problems("depression"),
                List.of("observation-phq"),
                guideline("persisting-from-days"));
        put(
                RELAXANT_COURSE_EXCEEDED,
                COURSE,
                TAPER,
                problems("palliative-care"),
                settings("rules.muscle-relaxant-duration.max-days"));
        put(RED_FLAGS, EPISODE, RED);
    }

    static RuleInputs of(RuleId rule) {
        RuleInputs inputs = ALL.get(rule);
        if (inputs == null) {
            throw new IllegalArgumentException("Nobody wrote down what " + rule + " looks at");
        }
        return inputs;
    }

    /** Every rule is about back pain in adults, and reads conditions. */
    @SafeVarargs
    private static void put(RuleId rule, List<String>... names) {
        Set<String> sets = new TreeSet<>(join(BACK_PAIN, WORDS));
        Set<String> settings = new TreeSet<>(guideline("adult-age"));
        String own = "lumbar.rules." + rule.id() + ".";
        for (String name : join(names)) {
            if (!name.startsWith("lumbar.")) {
                sets.add(name);
            } else if (!name.startsWith(own)) {
                settings.add(name);
            }
        }
        ALL.put(rule, new RuleInputs(sets, settings));
    }

    private static List<String> problems(String... names) {
        return prefixed("problem-", names);
    }

    private static List<String> drugs(String... names) {
        return prefixed("drug-", names);
    }

    private static List<String> guideline(String... names) {
        return prefixed("lumbar.guideline.", names);
    }

    private static List<String> settings(String... names) {
        return prefixed("lumbar.", names);
    }

    private static List<String> prefixed(String prefix, String... names) {
        return Arrays.stream(names).map(prefix::concat).toList();
    }

    @SafeVarargs
    private static List<String> join(List<String>... lists) {
        return Arrays.stream(lists).flatMap(List::stream).toList();
    }
}
