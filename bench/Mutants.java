import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Reads PIT's XML reports below a directory and prints per class the mutants killed and all, those that were not killed,
 * and the sum. Of a class that several reports hold the newest counts. A mutant that ran out of time is
 * killed; one that crashed the JVM is not, since no test has judged it (PIT's own sum takes it for detected). A report that
 * is not whole is an error: two runs that wrote it at once would make any sum.
 */
class Mutants {

    private record Mutant(String type, String status, String method, int line, String change) {

        static Mutant of(Element element) {
            return new Mutant(
                    text(element, "mutatedClass"),
                    element.getAttribute("status"),
                    text(element, "mutatedMethod"),
                    Integer.parseInt(text(element, "lineNumber")),
                    text(element, "description"));
        }

        boolean isKilled() {
            return Set.of("KILLED", "TIMED_OUT", "MEMORY_ERROR").contains(status);
        }

        private static String text(Element element, String tag) {
            return element.getElementsByTagName(tag).item(0).getTextContent();
        }

        @Override
        public String toString() {
            return "    line %d, %s: %s (%s)".formatted(line, method, change, status.toLowerCase());
        }
    }

    public static void main(String[] arguments) throws Exception {
        sum(read(Path.of(arguments[0])));
    }

    private static void sum(Map<String, List<Mutant>> byClass) {
        long killed = 0;
        long all = 0;
        for (Map.Entry<String, List<Mutant>> entry : new TreeMap<>(byClass).entrySet()) {
            List<Mutant> mutants = entry.getValue();
            long here = mutants.stream().filter(Mutant::isKilled).count();
            killed += here;
            all += mutants.size();
            System.out.printf("%4d of %4d  %s%n", here, mutants.size(), entry.getKey());
            mutants.stream()
                    .filter(mutant -> !mutant.isKilled())
                    .sorted(Comparator.comparingInt(Mutant::line))
                    .forEach(System.out::println);
        }
        long endless = byClass.values().stream()
                .flatMap(List::stream)
                .filter(mutant -> mutant.status().equals("TIMED_OUT"))
                .count();
        System.out.printf(
                "%4d of %4d  killed, %.1f %%; %d of them ran out of time%n",
                killed, all, 100.0 * killed / Math.max(all, 1), endless);
    }

    private static Map<String, List<Mutant>> read(Path directory) throws Exception {
        Map<String, List<Mutant>> newest = new LinkedHashMap<>();
        for (Path report : reports(directory)) {
            NodeList mutations = parse(report).getElementsByTagName("mutation");
            Map<String, List<Mutant>> here = new LinkedHashMap<>();
            for (int i = 0; i < mutations.getLength(); i++) {
                Mutant mutant = Mutant.of((Element) mutations.item(i));
                here.computeIfAbsent(mutant.type(), type -> new ArrayList<>()).add(mutant);
            }
            newest.putAll(here);
        }
        return newest;
    }

    private static Document parse(Path report) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        try {
            return builder.parse(new InputSource(new StringReader(readable(Files.readAllBytes(report)))));
        } catch (SAXException e) {
            throw new IOException(report + " is not whole; run its part again: " + e.getMessage(), e);
        }
    }

    /** What a mutant is called may hold characters that XML has no way to write. */
    private static String readable(byte[] report) {
        return new String(report, StandardCharsets.UTF_8)
                .replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]|&#(?:x0|0);", "?");
    }

    /** Oldest first. */
    private static List<Path> reports(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.endsWith("mutations.xml"))
                    .sorted(Comparator.comparing(file -> file.toFile().lastModified()))
                    .toList();
        }
    }
}
