package org.lumbarcds;

import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.cards.files.CardFileException;
import org.lumbarcds.errors.FailureLog;
import org.lumbarcds.guideline.engine.Guideline;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.check.SettingsConfiguration;
import org.lumbarcds.simulate.Service;
import org.lumbarcds.simulate.Simulation;
import org.lumbarcds.simulate.input.Options;
import org.lumbarcds.simulate.input.UnusableInputException;
import org.lumbarcds.terminology.Terminology;
import org.lumbarcds.terminology.valuesets.ContentException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs the rules over a folder of FHIR data, without a server; {@code bench/simulate} starts it. Configured as the service
 * is. Ends with 0, with 2 when the arguments, the folder or the configuration can't be used, with 1 when the disk fails.
 */
public final class SimulateApplication {

    private static final int FAILED = 1;
    private static final int UNUSABLE = 2;

    private SimulateApplication() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** The exit code. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        try {
            Options options = Options.parse(args);
            LumbarSettings settings = settings(options);
            if (settings == null) {
                return UNUSABLE;
            }
            new Simulation(service(settings), err).run(options, out);
            return 0;
        } catch (UnusableInputException | ContentException | CardFileException e) {
            err.println(e.getMessage());
            return UNUSABLE;
        } catch (IOException e) {
            err.println("The disk could not be read or written (" + e.getClass().getSimpleName() + ": " + e.getMessage()
                    + "). Grouping needs room for the data as plain text: see --spill.");
            return FAILED;
        }
    }

    /** The settings, or null when they can't be used, which Spring has then said. */
    private static @Nullable LumbarSettings settings(Options options) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(SettingsConfiguration.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                // The table alone goes to standard output.
                .properties("logging.level.root=warn")
                .registerShutdownHook(false);
        try (ConfigurableApplicationContext context =
                application.run(options.properties().toArray(String[]::new))) {
            return context.getBean(LumbarSettings.class);
        } catch (RuntimeException reported) {
            return null;
        }
    }

    private static Service service(LumbarSettings settings) {
        Wiring wiring = new Wiring();
        Terminology terminology = wiring.terminology(settings);
        Logger log = LoggerFactory.getLogger(SimulateApplication.class);
        Guideline guideline = new Guideline(
                LowBackPainRule.rules(),
                settings.rules().modes(),
                (rule, failure) -> FailureLog.error(log, "The rule " + rule.id() + " failed", failure));
        return new Service(
                settings,
                terminology,
                wiring.chartReader(terminology),
                guideline,
                wiring.cardWriter(settings, wiring.cardLibrary(settings)));
    }
}
