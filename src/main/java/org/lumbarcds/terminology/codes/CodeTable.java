package org.lumbarcds.terminology.codes;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What codes mean, by system and code: "ICD-10 codes match with or without the dot and by prefix". A coding without a
 * system matches nothing: the same digits mean different things in different systems.
 *
 * @param <V> what a code means
 */
public final class CodeTable<V> {

    /** One letter is a chapter: "external causes (V-Y)". */
    private static final int SHORTEST_PREFIX = 1;

    private final Map<String, Map<String, V>> bySystem = new HashMap<>();

    /** The meaning of a code, made by {@code fresh} when the code is new here. */
    public V at(String system, String code, Supplier<V> fresh) {
        return bySystem.computeIfAbsent(system, s -> new HashMap<>()).computeIfAbsent(code, c -> fresh.get());
    }

    public boolean speaks(@Nullable String canonicalSystem) {
        return canonicalSystem != null && bySystem.containsKey(canonicalSystem);
    }

    /** Tells every meaning of a coding, the longest prefix first, with the coding's code as tables write it. */
    public void forEach(Coding coding, BiConsumer<String, V> action) {
        String system = CodeSystems.canonical(coding.system());
        Map<String, V> codes = system == null ? null : bySystem.get(system);
        if (system == null || codes == null) {
            return;
        }
        String code = CodeSystems.code(system, coding.code());
        if (code == null) {
            return;
        }
        if (!CodeSystems.matchesByPrefix(system)) {
            tell(codes, code, code, action);
            return;
        }
        for (int length = code.length(); length >= SHORTEST_PREFIX; length--) {
            tell(codes, code.substring(0, length), code, action);
        }
    }

    private static <V> void tell(Map<String, V> codes, String key, String code, BiConsumer<String, V> action) {
        V value = codes.get(key);
        if (value != null) {
            action.accept(code, value);
        }
    }
}
