package org.lumbarcds.cards.files;

import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.cards.text.PlainText;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML mapping of a card file's head that knows the line of everything in it. Reads nodes, not objects: no tag of the
 * file can make it construct anything.
 */
final class FrontMatter {

    private final String file;
    private final int linesBefore;
    private final String path;
    private final MappingNode mapping;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private FrontMatter(String file, int linesBefore, String path, MappingNode mapping) {
        this.file = file;
        this.linesBefore = linesBefore;
        this.path = path;
        this.mapping = mapping;
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (values.put(key, entry.getValueNode()) != null) {
                throw problem(entry.getKeyNode(), path + key + " stands here twice. Write it once.");
            }
        }
    }

    /**
     * @param file how messages call the file
     * @param linesBefore lines of the file before the YAML text
     * @param yaml the text between the two lines of dashes
     */
    static FrontMatter read(String file, int linesBefore, String yaml) {
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(yaml));
            if (root instanceof MappingNode mapping) {
                return new FrontMatter(file, linesBefore, "", mapping);
            }
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
            int line = mark == null ? 0 : mark.getLine();
            throw CardFileException.at(
                    file,
                    linesBefore + line + 1,
                    "no valid YAML: " + e.getProblem() + ". Write \"key: value\", the value in double quotes.");
        } catch (YAMLException e) {
            throw CardFileException.at(
                    file, linesBefore + 1, "no valid YAML. Write plain text without control characters.");
        }
        throw CardFileException.at(
                file, linesBefore + 1, "the front matter has no keys. Write \"id: …\", \"title: …\" and the others.");
    }

    /** Refuses keys that nobody reads: a key with a typing error would be left out silently. */
    FrontMatter onlyKeys(String... known) {
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!Set.of(known).contains(key)) {
                throw problem(
                        entry.getKeyNode(),
                        "unknown key " + path + key + ". Write one of " + String.join(", ", known) + ".");
            }
        }
        return this;
    }

    String text(String key) {
        String text = textOrNull(key);
        if (text == null) {
            throw problem(values.getOrDefault(key, mapping), path + key + " is missing. Write " + key + ": \"…\".");
        }
        return text;
    }

    @Nullable
    String textOrNull(String key) {
        Node node = values.get(key);
        if (node == null) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar)) {
            throw problem(node, path + key + " is no text. Write " + key + ": \"…\".");
        }
        String text = PlainText.of(scalar.getValue());
        return text.isEmpty() || scalar.isPlain() && ("null".equals(text) || "~".equals(text)) ? null : text;
    }

    String url(String key) {
        text(key);
        String url = urlOrNull(key);
        return url == null ? "" : url;
    }

    @Nullable
    String urlOrNull(String key) {
        String url = textOrNull(key);
        if (url != null && !isAbsoluteHttps(url)) {
            throw problem(
                    key,
                    path + key + " \"" + url + "\" is no absolute https address."
                            + " Write all of it, for example https://doi.org/10.7326/M19-3602.");
        }
        return url;
    }

    LocalDate date(String key) {
        String text = text(key);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw problem(key, path + key + " \"" + text + "\" is no day. Write it as 2026-11-23.");
        }
    }

    int year(String key) {
        String text = text(key);
        if (!text.matches("(19|20)\\d\\d")) {
            throw problem(key, path + key + " \"" + text + "\" is no year. Write four digits, for example 2022.");
        }
        return Integer.parseInt(text);
    }

    FrontMatter map(String key) {
        if (values.get(key) instanceof MappingNode node) {
            return new FrontMatter(file, linesBefore, path + key + ".", node);
        }
        throw problem(
                values.getOrDefault(key, mapping),
                path + key + " is missing. Write " + key + ": and its keys, indented.");
    }

    /** The items of a list of mappings; never empty. */
    List<FrontMatter> list(String key) {
        if (values.get(key) instanceof SequenceNode list && !list.getValue().isEmpty()) {
            return list.getValue().stream().map(item -> item(key, item)).toList();
        }
        throw problem(
                values.getOrDefault(key, mapping),
                path + key + " is missing. Write " + key + ": and at least one item that starts with \"- \".");
    }

    /** The items of a list of texts; never empty. */
    List<String> texts(String key) {
        if (values.get(key) instanceof SequenceNode list && !list.getValue().isEmpty()) {
            return list.getValue().stream().map(item -> textOf(key, item)).toList();
        }
        throw problem(
                values.getOrDefault(key, mapping),
                path + key + " is missing. Write " + key + ": and at least one item: - \"…\".");
    }

    private String textOf(String key, Node item) {
        String text = item instanceof ScalarNode scalar ? PlainText.of(scalar.getValue()) : "";
        if (text.isEmpty()) {
            throw problem(item, "an item of " + path + key + " is no text. Write - \"…\".");
        }
        return text;
    }

    /** The keys of this mapping, in the order of the file. */
    List<String> keys() {
        return List.copyOf(values.keySet());
    }

    private FrontMatter item(String key, Node item) {
        if (item instanceof MappingNode node) {
            return new FrontMatter(file, linesBefore, path + key + ".", node);
        }
        throw problem(item, "an item of " + path + key + " has no keys. Write \"- key: value\".");
    }

    CardFileException problem(String key, String problem) {
        return problem(values.getOrDefault(key, mapping), problem);
    }

    private CardFileException problem(Node node, String problem) {
        return CardFileException.at(file, linesBefore + node.getStartMark().getLine() + 1, problem);
    }

    private static boolean isAbsoluteHttps(String url) {
        try {
            URI uri = new URI(url);
            return "https".equals(uri.getScheme()) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
