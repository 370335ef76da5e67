package org.lumbarcds.cards.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.cards.files.CardFile.OverrideReason;
import org.lumbarcds.guideline.findings.RuleId;
import org.lumbarcds.guideline.rules.LowBackPainRule;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The card files: "one file per rule; shipped in the jar; a directory given by configuration overrides file by file".
 * Loaded once at start-up, which fails on a file that can't be used; immutable afterwards.
 */
public final class CardLibrary {

    /** Where the shipped files are on the classpath. */
    public static final String SHIPPED = "cds-cards";

    private static final String SUFFIX = ".md";
    private static final String ABOUT = "README.md";

    /**
     * @param name how messages call the file
     * @param replaced whether it is a site's own
     */
    private record Source(String name, byte[] content, boolean replaced) {}

    private final Map<LowBackPainRule, CardText> texts;
    private final Set<RuleId> replaced;
    private final String digest;

    private CardLibrary(Map<LowBackPainRule, CardText> texts, Set<RuleId> replaced, String digest) {
        this.texts = new EnumMap<>(texts);
        this.replaced = Set.copyOf(replaced);
        this.digest = digest;
    }

    /**
     * Reads every card file.
     *
     * @param classpathFolder folder of the shipped files, {@link #SHIPPED} but in tests
     * @param directory whose files take the place of shipped files of the same name, or null
     * @param required rules that must have a file: those in force
     * @throws CardFileException naming every file that can't be used, the line and what to write
     */
    public static CardLibrary load(String classpathFolder, @Nullable Path directory, Set<RuleId> required) {
        Map<String, Source> sources = new TreeMap<>(shipped(classpathFolder));
        if (directory != null) {
            sources.putAll(overriding(directory));
        }
        List<String> problems = new ArrayList<>();
        Map<LowBackPainRule, CardText> texts = read(sources, problems);
        required.stream()
                .filter(rule -> !sources.containsKey(rule.id() + SUFFIX))
                .sorted(Comparator.comparing(RuleId::place))
                .map(rule -> classpathFolder + "/" + rule.id() + SUFFIX + ":1: the file is missing. Write it, or switch"
                        + " the rule off.")
                .forEach(problems::add);
        if (problems.isEmpty()) {
            problems.addAll(differentDisplays(texts));
        }
        if (!problems.isEmpty()) {
            throw new CardFileException(String.join("\n", problems));
        }
        return new CardLibrary(texts, replaced(sources), digestOf(sources));
    }

    private static Set<RuleId> replaced(Map<String, Source> sources) {
        Set<RuleId> replaced = new HashSet<>();
        sources.forEach((name, source) -> {
            if (source.replaced()) {
                replaced.add(rule(name, source));
            }
        });
        return replaced;
    }

    /** What the file of a rule says of it; empty when it has no file. */
    public Optional<CardFile> file(RuleId rule) {
        return text(rule).map(CardText::file);
    }

    /** What every file says of its rule, in the order of the rules. */
    public List<CardFile> files() {
        return texts.values().stream().map(CardText::file).toList();
    }

    /** Whether a site's file takes the place of the shipped one. */
    public boolean isReplaced(RuleId rule) {
        return replaced.contains(rule);
    }

    /** SHA-256 over names and bytes of all files in use, in hexadecimal: the same content has the same digest. */
    public String digest() {
        return digest;
    }

    public Optional<CardText> text(RuleId rule) {
        return Optional.ofNullable(texts.get(rule));
    }

    private static Map<LowBackPainRule, CardText> read(Map<String, Source> sources, List<String> problems) {
        Map<LowBackPainRule, CardText> texts = new EnumMap<>(LowBackPainRule.class);
        sources.forEach((name, source) -> {
            try {
                LowBackPainRule rule = rule(name, source);
                texts.put(rule, CardFileReader.read(source.name(), rule, decode(source)));
            } catch (CardFileException e) {
                problems.add(Objects.toString(e.getMessage()));
            }
        });
        return texts;
    }

    private static LowBackPainRule rule(String name, Source source) {
        String id = name.substring(0, name.length() - SUFFIX.length());
        return LowBackPainRule.of(id)
                .orElseThrow(() -> CardFileException.at(
                        source.name(),
                        1,
                        "no rule is called \"" + id + "\". Write the file's name as one of "
                                + Stream.of(LowBackPainRule.values())
                                        .map(RuleId::id)
                                        .toList() + "."));
    }

    private static String decode(Source source) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(source.content()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw CardFileException.at(source.name(), 1, "the file is not UTF-8. Write it as UTF-8.");
        }
    }

    /** A code has one display, or feedback on two cards would mean two things by it. */
    private static List<String> differentDisplays(Map<LowBackPainRule, CardText> texts) {
        Map<String, OverrideReason> known = new HashMap<>();
        List<String> problems = new ArrayList<>();
        texts.forEach((rule, text) -> text.file().overrideReasons().forEach(reason -> {
            OverrideReason first = known.putIfAbsent(reason.code(), reason);
            if (first != null && !first.equals(reason)) {
                problems.add(rule.id() + SUFFIX + ":1: override reason " + reason.code() + " is displayed as \""
                        + reason.display() + "\" here and as \"" + first.display()
                        + "\" in another file. Write the same, or another code.");
            }
        }));
        return problems;
    }

    private static Map<String, Source> shipped(String folder) {
        Map<String, Source> sources = new HashMap<>();
        try {
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + folder + "/*" + SUFFIX)) {
                String name = Objects.requireNonNullElse(resource.getFilename(), ABOUT);
                if (!name.equals(ABOUT) && !sources.containsKey(name)) {
                    try (InputStream content = resource.getInputStream()) {
                        sources.put(name, new Source(folder + "/" + name, content.readAllBytes(), false));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped card files can't be read", e);
        }
        return sources;
    }

    private static Map<String, Source> overriding(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new CardFileException(
                    directory + ": no such directory. Write the path of a directory with card files, or none.");
        }
        Map<String, Source> sources = new HashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(SUFFIX) && !name.equals(ABOUT)) {
                    sources.put(name, new Source(file.toString(), Files.readAllBytes(file), true));
                }
            }
        } catch (IOException e) {
            throw new CardFileException(directory + ": can't be read. Write a directory that this process may read.");
        }
        return sources;
    }

    private static String digestOf(Map<String, Source> sources) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            sources.forEach((name, source) -> {
                digest.update((name + "\n" + source.content().length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(source.content());
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
