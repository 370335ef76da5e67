package org.lumbarcds.simulate.input;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Counts what was read and what of it could not be used. */
public final class TroubleLog {

    /** What a resource type looks like; whatever else stands there must not fill memory. */
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{1,40}");

    private static final int MOST_TYPES = 200;
    private static final int MOST_EXAMPLES = 5;

    private final Map<Trouble, Long> counts = new EnumMap<>(Trouble.class);
    private final Map<String, Long> read = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();

    public void count(Trouble trouble) {
        counts.merge(trouble, 1L, Long::sum);
    }

    /** Counts, and keeps where it was for the first few. */
    public void count(Trouble trouble, String where) {
        count(trouble);
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(where);
        }
    }

    public void read(String type) {
        boolean known = TYPE.matcher(type).matches() && (read.containsKey(type) || read.size() < MOST_TYPES);
        read.merge(known ? type : "other", 1L, Long::sum);
    }

    public Map<Trouble, Long> counts() {
        return new EnumMap<>(counts);
    }

    /** Resources read, by type. */
    public Map<String, Long> read() {
        return new TreeMap<>(read);
    }

    /** Where the first broken lines and files were. */
    public List<String> examples() {
        return List.copyOf(examples);
    }

    /** Types of those named that the folder has nothing of. */
    public Set<String> lacking(Set<String> types) {
        Set<String> lacking = new TreeSet<>(types);
        lacking.removeAll(read.keySet());
        return lacking;
    }
}
