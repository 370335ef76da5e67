package org.lumbarcds.terminology.valuesets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.guideline.model.drugs.Drug;
import org.lumbarcds.guideline.model.drugs.DrugClass;
import org.lumbarcds.guideline.model.meaning.ProblemGroup;
import org.lumbarcds.guideline.model.orders.ServiceOrder;
import org.lumbarcds.guideline.model.record.LabResult;

/** The value sets the service runs on: the shipped ones, each replaced by a file of the same name if a site has
 * one, and added to by a file {@code NAME.local.json}. */
public final class ValueSetLibrary {

    public static final String KIDNEY_FUNCTION = "observation-egfr";
    public static final String SCREENING = "observation-phq";
    public static final String NO_ALLERGY = "allergy-none";
    public static final String UNSPECIFIC_ALLERGY = "allergy-unspecific";
    /** Classes of drugs that allergies name as a class; each has a value set of its own. */
    public static final Set<DrugClass> ALLERGY_CLASSES = EnumSet.of(
            DrugClass.NSAID, DrugClass.OPIOID, DrugClass.MUSCLE_RELAXANT, DrugClass.TRICYCLIC, DrugClass.ACETAMINOPHEN);

    public static final String OTHER_ALLERGY = "allergy-other";
    public static final String ALLERGY_REACTION = "allergy-reaction-words";
    public static final String STOMACH_COMPLAINT = "allergy-stomach-complaint";
    public static final String HARMLESS_PROBLEM = "problem-harmless";
    public static final String OTHER_DRUG = "drug-other";
    public static final String SUPPLY = "drug-supply";
    static final String STANCE = "text-stance";
    public static final String LANGUAGE = "text-language";
    public static final String NOTHING = "text-nothing";

    private static final String SHIPPED = "fhir-resources/valuesets/";
    /** A site's file of this ending adds rows to the value set of its name. */
    private static final String ADDITION = ".local.json";

    private final Map<String, ValueSetFile> files = new LinkedHashMap<>();
    private final Map<String, String> digests = new HashMap<>();

    private ValueSetLibrary() {}

    public static String of(DrugClass drugClass) {
        return "drug-" + dashed(drugClass);
    }

    public static String of(Drug.DrugForm form) {
        return "drug-form-" + dashed(form);
    }

    public static String of(Drug.Use use) {
        return "drug-use-" + dashed(use);
    }

    public static String of(ServiceOrder.Kind kind) {
        return "service-" + dashed(kind);
    }

    public static String allergyTo(DrugClass drugClass) {
        return "allergy-" + dashed(drugClass);
    }

    public static String of(LabResult.Kind kind) {
        return "observation-" + dashed(kind);
    }

    private static String dashed(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The names of all value sets, without {@code .json}. */
    static List<String> names() {
        return Stream.of(
                        Arrays.stream(ProblemGroup.values()).map(ProblemGroup::valueSet),
                        Arrays.stream(DrugClass.values()).map(ValueSetLibrary::of),
                        Stream.of(of(Drug.DrugForm.TOPICAL), of(Drug.DrugForm.LOCAL)),
                        Arrays.stream(Drug.Use.values()).map(ValueSetLibrary::of),
                        Arrays.stream(ServiceOrder.Kind.values()).map(ValueSetLibrary::of),
                        Arrays.stream(LabResult.Kind.values()).map(ValueSetLibrary::of),
                        ALLERGY_CLASSES.stream().map(ValueSetLibrary::allergyTo),
                        Stream.of(
                                KIDNEY_FUNCTION,
                                SCREENING,
                                NO_ALLERGY,
                                UNSPECIFIC_ALLERGY,
                                OTHER_ALLERGY,
                                ALLERGY_REACTION,
                                STOMACH_COMPLAINT,
                                HARMLESS_PROBLEM,
                                OTHER_DRUG,
                                SUPPLY,
                                STANCE,
                                LANGUAGE,
                                NOTHING))
                .flatMap(Function.identity())
                .toList();
    }

    /** Opens a shipped file of the class path; null when it is missing. */
    public static @Nullable InputStream shipped(String fileName) {
        return ValueSetLibrary.class.getClassLoader().getResourceAsStream(SHIPPED + fileName);
    }

    public static ValueSetLibrary load(Function<String, @Nullable InputStream> shipped, @Nullable Path directory) {
        Path overrides = directory == null ? null : valueSetDirectory(directory);
        ValueSetLibrary library = new ValueSetLibrary();
        for (String name : names()) {
            library.read(name, shipped, overrides);
        }
        return library;
    }

    private void read(String name, Function<String, @Nullable InputStream> shipped, @Nullable Path overrides) {
        String fileName = name + ".json";
        Path override = overrides == null ? null : overrides.resolve(fileName);
        if (override != null && Files.exists(override)) {
            files.put(name, site(name, override));
        } else {
            shipped(name, shipped);
        }
        Path addition = overrides == null ? null : overrides.resolve(name + ADDITION);
        if (addition != null && Files.exists(addition)) {
            ValueSetFile base = get(name);
            String digest = digest(name);
            ValueSetFile more = site(name, addition);
            files.put(name, base.plus(more));
            digests.put(name, hex(sha256().digest((digest + digest(name)).getBytes(StandardCharsets.US_ASCII))));
        }
    }

    private ValueSetFile site(String name, Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(name, file.toString(), true, stream);
        } catch (IOException e) {
            throw new ContentException(file + " can't be read; make it readable or remove it.", e);
        }
    }

    private void shipped(String name, Function<String, @Nullable InputStream> shipped) {
        String fileName = name + ".json";
        try (InputStream stream = shipped.apply(fileName)) {
            if (stream == null) {
                throw new ContentException(SHIPPED + fileName + " is missing: every value set must be there.");
            }
            files.put(name, read(name, SHIPPED + fileName, false, stream));
        } catch (IOException e) {
            throw new ContentException(SHIPPED + fileName + " can't be read.", e);
        }
    }

    private ValueSetFile read(String name, String where, boolean site, InputStream stream) throws IOException {
        byte[] bytes = stream.readAllBytes();
        digests.put(name, hex(sha256().digest(bytes)));
        return ValueSetReader.read(name, where, site, new ByteArrayInputStream(bytes));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Path valueSetDirectory(Path directory) {
        Path nested = directory.resolve("valuesets");
        Path chosen = Files.isDirectory(nested) ? nested : directory;
        if (!Files.isDirectory(chosen)) {
            throw new ContentException(
                    directory + " is not a directory; name one that holds value sets, or leave the setting away.");
        }
        refuseUnknown(chosen);
        return chosen;
    }

    /** A file whose name is misspelt would silently not replace anything. */
    private static void refuseUnknown(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            entries.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .filter(file -> !file.startsWith(".") && !file.startsWith("README"))
                    .filter(file ->
                            !names().contains(file.replaceAll("(\\.local)?\\.json$", "")) || !file.endsWith(".json"))
                    .sorted()
                    .findFirst()
                    .ifPresent(file -> {
                        throw new ContentException(directory.resolve(file)
                                + " is no value set of this service. Name it as the file it replaces (or, with .local before"
                                + " .json, adds to), one of: "
                                + String.join(", ", new TreeSet<>(names())) + ", each with .json; or remove it.");
                    });
        } catch (IOException e) {
            throw new ContentException(directory + " can't be listed.", e);
        }
    }

    public ValueSetFile get(String name) {
        ValueSetFile file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("no value set of this name: " + name);
        }
        return file;
    }

    /** SHA-256 of the file of this value set, in hexadecimal. */
    public String digest(String name) {
        return Objects.requireNonNull(digests.get(name));
    }

    public Collection<ValueSetFile> all() {
        return files.values();
    }
}
