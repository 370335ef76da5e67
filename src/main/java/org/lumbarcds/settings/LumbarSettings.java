package org.lumbarcds.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.engine.Numbers;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.guideline.safety.grounds.SafetyNumbers;
import org.lumbarcds.settings.rules.GuidelineSettings;
import org.lumbarcds.settings.rules.RulesSettings;
import org.lumbarcds.settings.values.Described;
import org.lumbarcds.settings.values.FirstChoiceNsaid;
import org.lumbarcds.settings.values.SelectionBehavior;
import org.lumbarcds.settings.values.SuggestedIntent;
import org.lumbarcds.settings.values.UndecidedAnswer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;

/**
 * Everything configurable under {@code lumbar.*}. Every value has a default, so a service without any configuration
 * runs by the specification's numbers. A misspelt property or an impossible value stops the start.
 *
 * @param writtenRules what is written below {@code lumbar.rules}, the settings of highest precedence first; see {@link #rules}
 * @param timeZone the zone whose calendar day is "today" for the rules; null means the system's
 */
@ConfigurationProperties(prefix = LumbarSettings.PREFIX, ignoreUnknownFields = false)
public record LumbarSettings(
        @DefaultValue("http://localhost:8080") @Described("Base URL under which clients know the service.")
        URI publicUrl,

        @Described("Time zone whose calendar day is \"today\" for the rules.") @Nullable
        ZoneId timeZone,

        @DefaultValue GuidelineSettings guideline,
        @DefaultValue @Name("rules") Map<String, String> writtenRules,
        @DefaultValue Cards cards,
        @DefaultValue ContentSettings content,
        @DefaultValue Limits limits,
        @DefaultValue Cors cors,
        @DefaultValue FhirSettings fhir,
        @DefaultValue SecuritySettings security,
        @DefaultValue PageSettings page,
        @DefaultValue Data data,
        @DefaultValue Recording record,
        @DefaultValue Snooze snooze,
        @DefaultValue Shadow[] shadow) {

    public static final String PREFIX = "lumbar";

    public LumbarSettings {
        writtenRules = Collections.unmodifiableMap(new LinkedHashMap<>(writtenRules));
        shadow = shadow.clone();
    }

    /** The rules' settings in force. */
    public RulesSettings rules() {
        return RulesSettings.of(writtenRules);
    }

    /** Rules in shadow mode for some; an array, since JDK 17 can't tell what a list in a record holds. */
    @Override
    public Shadow[] shadow() {
        return shadow.clone();
    }

    /** How cards are offered. */
    public record Cards(
            @DefaultValue("at-most-one")
            @Described("How many suggestions of a card the user may choose; some EHRs support `any` only.")
            SelectionBehavior selectionBehavior,

            @DefaultValue("order") @Described("`intent` of suggested orders.")
            SuggestedIntent intent,

            @DefaultValue("naproxen") @Described("NSAID that is suggested first.")
            FirstChoiceNsaid firstChoiceNsaid,

            @DefaultValue("3") @Described(value = "Most cards at patient-view.", max = 20)
            int maxChartCards,

            @DefaultValue("status")
            @Described(
                    "What a call gets that can't be decided for lack of data, with nothing else to say: `status` 412, or `card`, one info card that says so, for clients that show a failed call as all clear.")
            UndecidedAnswer undecided,

            @DefaultValue("1200")
            @Described(
                    value =
                            "Most characters of what one finding says, and of the detail of a card with one finding; what is too long is shortened.",
                    min = 600,
                    max = 20_000)
            int maxFindingDetail,

            @DefaultValue("2000")
            @Described(
                    value = "Most characters of any card's detail; not below `max-finding-detail`.",
                    min = 600,
                    max = 20_000)
            int maxDetail) {}

    /** What one call, and all calls together, may cost. */
    public record Limits(
            @DefaultValue("5MB") @Described("Largest request body; a larger one gets 413.")
            DataSize body,

            @DefaultValue("200")
            @Described(value = "Deepest nesting of a body's objects and arrays; a deeper one gets 400.", max = 1000)
            int nesting,

            @DefaultValue("10000") @Described(value = "Most FHIR resources in a body; more get 400.", max = 1_000_000)
            int resources,

            @DefaultValue("200")
            @Described(value = "Most drafted orders of a call that the rules judge; more get 400.", max = 10_000)
            int drafts,

            @DefaultValue("64")
            @Described(
                    value =
                            "Calls evaluated at the same time; one more gets 503 with `Retry-After`. At most half of them wait for data of one FHIR server.",
                    max = 10_000)
            int concurrentCalls,

            @DefaultValue("100")
            @Described(
                    value =
                            "Calls under way from one network address, those still being sent too; one more gets 503 with `Retry-After`.",
                    max = 10_000)
            int openCallsPerAddress,

            @DefaultValue("12000")
            @Described(
                    value =
                            "Calls a minute of one client, or of one network address where no client is registered; more get 429 with `Retry-After`.",
                    max = 1_000_000)
            int callsPerMinute) {}

    /** Which browser applications may call. */
    public record Cors(
            @DefaultValue({"http://localhost:[*]", "http://127.0.0.1:[*]", "https://sandbox.cds-hooks.org"})
            @Described(
                    "Origins of browser applications that may call; `[*]` stands for any port, `*` for any part of a name.")
            List<String> allowedOrigins) {

        public Cors {
            allowedOrigins = List.copyOf(allowedOrigins);
        }
    }

    /** Silence after "already considered". */
    public record Snooze(
            @DefaultValue
            @Described(
                    "Rules that are silent for a drug and patient after an override with reason \"already considered\"; none: every card is shown again.")
            List<LowBackPainRule> rules,

            @DefaultValue("30") @Described("Days of that silence.")
            int days) {

        public Snooze {
            rules = List.copyOf(rules);
        }
    }

    /**
     * {@code lumbar.shadow[n]}: rules in shadow mode for a client or a tenant.
     *
     * @param client null means every client
     * @param tenant null means every tenant
     */
    public record Shadow(
            @DefaultValue
            @Described("Rules that are in shadow mode for some, whatever their own mode; one that is off stays off.")
            List<LowBackPainRule> rules,

            @Described("Name of the client they are for; every client when left out.") @Nullable
            String client,

            @Described("Tenant they are for; every tenant when left out.") @Nullable
            String tenant) {

        public Shadow {
            rules = List.copyOf(rules);
        }
    }

    /** What the service keeps on disk. */
    public record Data(
            @DefaultValue("data")
            @Described(
                    value = "Directory for what the service keeps; made for its user alone when it is missing.",
                    made = true)
            Path directory,

            @Described(
                    value =
                            "File with the key that turns patients' ids into hashes: 64 hexadecimal digits. None: one is made in the data directory.",
                    made = true)
            @Nullable
            Path hashKeyFile) {}

    /** What is kept of calls, and how long. */
    public record Recording(
            @DefaultValue("10000")
            @Described(
                    value =
                            "Most answered calls that wait to be recorded; more are not recorded, and counted in `lumbar.record.dropped`.",
                    max = 1_000_000)
            int queue,

            @DefaultValue("730") @Described("Days that cards, feedback and counts are kept.")
            int retention,

            @DefaultValue("30")
            @Described(
                    value =
                            "Minutes within which the same card shown again for the same draft counts as shown once in acceptance rates; 0: every showing counts.",
                    min = 0)
            int shownOnceMinutes) {}

    /** The zone in force. */
    public ZoneId zone() {
        return timeZone == null ? ZoneId.systemDefault() : timeZone;
    }

    /** The thresholds in force, as the rules want them. */
    public Numbers toNumbers() {
        return guideline.numbers().with(rules().numbers()).with(safety());
    }

    private SafetyNumbers safety() {
        return new SafetyNumbers(
                guideline.kidneyFunctionValidDays(), cards.firstChoiceNsaid() == FirstChoiceNsaid.IBUPROFEN);
    }
}
