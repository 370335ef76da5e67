package org.lumbarcds.simulate.input;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.Hook;

/**
 * What the command line asks for.
 *
 * @param folder the folder with the data
 * @param out directory for the results; made when it is missing
 * @param spill directory in which the data is grouped by patient, or null for the system's temporary one
 * @param asOf charts are opened once per patient on this day, and what is dated later is left out; null: charts are opened
 *     once per encounter, and nothing is left out
 * @param hooks the hooks replayed
 * @param properties settings of the service, as {@code --lumbar.rules.bed-rest.mode=off}
 */
public record Options(
        Path folder,
        Path out,
        @Nullable Path spill,
        @Nullable LocalDate asOf,
        Set<Hook> hooks,
        List<String> properties) {

    /** A refill is replayed as the order that it is. */
    private static final List<Hook> REPLAYED = List.of(Hook.PATIENT_VIEW, Hook.ORDER_SELECT, Hook.ORDER_SIGN);

    static final String USAGE = """
            Usage: bench/simulate FOLDER [options]

            Replays the orders and encounters in a folder of FHIR R4 data through the rules and counts what they say.
            FOLDER holds .ndjson files (bulk export) or .json files (Bundles or resources), each also as .gz.

              --out DIR        where results.json, results.csv and results.png go (default: simulation)
              --as-of DATE     open each chart once, on this day, and see nothing later (default: once per encounter)
              --hook HOOK      replay this hook only: patient-view, order-select or order-sign; may be repeated
                               (default: patient-view and order-sign)
              --spill DIR      where the data is grouped by patient meanwhile (default: the temporary directory)
              --lumbar.…=…     any setting of the service, for example --lumbar.rules.bed-rest.mode=off
            """;

    public Options {
        hooks = Set.copyOf(hooks);
        properties = List.copyOf(properties);
    }

    /**
     * Reads the arguments.
     *
     * @throws UnusableInputException naming the argument that can't be used
     */
    public static Options parse(String... arguments) {
        return new Parsing(arguments).options();
    }

    private static final class Parsing {

        private final String[] arguments;
        private int next;
        private @Nullable Path folder;
        private Path out = Path.of("simulation");
        private @Nullable Path spill;
        private @Nullable LocalDate asOf;
        private final Set<Hook> hooks = EnumSet.noneOf(Hook.class);
        private final List<String> properties = new ArrayList<>();

        Parsing(String[] arguments) {
            this.arguments = arguments.clone();
        }

        Options options() {
            while (next < arguments.length) {
                take(arguments[next++]);
            }
            if (folder == null) {
                throw new UnusableInputException(USAGE);
            }
            if (!Files.isDirectory(folder)) {
                throw new UnusableInputException("There is no folder " + folder
                        + ". Name a folder with .ndjson or .json files of FHIR R4 data.\n\n" + USAGE);
            }
            if (hooks.isEmpty()) {
                hooks.addAll(EnumSet.of(Hook.PATIENT_VIEW, Hook.ORDER_SIGN));
            }
            return new Options(folder, out, spill, asOf, hooks, properties);
        }

        private void take(String argument) {
            switch (argument) {
                case "--out" -> out = Path.of(value(argument));
                case "--spill" -> spill = Path.of(value(argument));
                case "--as-of" -> asOf = date(value(argument));
                case "--hook" -> hooks.add(hook(value(argument)));
                default -> other(argument);
            }
        }

        private void other(String argument) {
            if (argument.startsWith("--") && argument.contains(".") && argument.contains("=")) {
                properties.add(argument);
            } else if (argument.startsWith("-") || folder != null) {
                throw new UnusableInputException("What is \"" + argument + "\"?\n\n" + USAGE);
            } else {
                folder = Path.of(argument);
            }
        }

        private String value(String argument) {
            if (next == arguments.length) {
                throw new UnusableInputException(argument + " wants a value.\n\n" + USAGE);
            }
            return arguments[next++];
        }

        private static LocalDate date(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw new UnusableInputException("--as-of is \"" + text + "\"; write a day such as 2026-03-31.");
            }
        }

        private static Hook hook(String text) {
            return REPLAYED.stream()
                    .filter(hook -> hook.code().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new UnusableInputException("--hook is \"" + text + "\"; write one of "
                            + REPLAYED.stream().map(Hook::code).collect(Collectors.joining(", ")) + "."));
        }
    }
}
