package org.lumbarcds.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumbarcds.services.CdsService;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The requests that are shipped as examples, as a client would send them on any day. */
final class Examples {

    private static final String FILES = "classpath*:fhir-resources/examples/*.json";
    private static final String SUFFIX = ".json";

    /**
     * An example.
     *
     * @param name file name without its ending
     * @param title the name in words, without the hook at its end
     * @param hook the hook of the request
     * @param service id of the service that is called by it
     */
    record Example(String name, String title, String hook, String service) {}

    private final Map<String, String> texts = new TreeMap<>();
    private final List<Example> list;

    Examples() {
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
                String name = String.valueOf(file.getFilename());
                texts.put(
                        name.substring(0, name.length() - SUFFIX.length()),
                        file.getContentAsString(StandardCharsets.UTF_8));
            }
            ObjectMapper mapper = new ObjectMapper();
            Example[] found = new Example[texts.size()];
            int i = 0;
            for (Map.Entry<String, String> text : texts.entrySet()) {
                found[i++] = example(
                        text.getKey(),
                        mapper.readTree(text.getValue()).path("hook").asText());
            }
            list = List.of(found);
        } catch (IOException e) {
            throw new UncheckedIOException(FILES + " can't be read", e);
        }
    }

    private static Example example(String name, String hook) {
        CdsService service = Arrays.stream(CdsService.values())
                .filter(one -> one.hook().code().equals(hook))
                .findFirst()
                .orElseThrow();
        String words = name.substring(0, name.length() - hook.length() - 1).replace('-', ' ');
        String title = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return new Example(name, title, hook, service.id());
    }

    /** All of them, by name. */
    List<Example> list() {
        return list;
    }

    /** The request, its dates moved so that it tells on this day what it told on the day it was written for. */
    Optional<String> on(LocalDate day, String name) {
        return Optional.ofNullable(texts.get(name)).map(text -> MovedDates.moved(text, MovedDates.WRITTEN_FOR, day));
    }
}
