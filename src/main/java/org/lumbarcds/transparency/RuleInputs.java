package org.lumbarcds.transparency;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.lumbarcds.guideline.findings.RuleId;

/**
 * What a rule's code looks at, what it suggests included. Drawn from the classes by a test that follows every call of a
 * rule, and that fails when this and the code differ.
 *
 * @param valueSets names of value sets, sorted
 * @param settings names of settings that are not the rule's own, sorted
 */
record RuleInputs(Set<String> valueSets, Set<String> settings) {

    /** Of every rule, by its id. */
    static final String RESOURCE = "/rule-inputs.json";

    private static final Map<String, RuleInputs> ALL = read();

    RuleInputs {
        valueSets = Collections.unmodifiableSet(new TreeSet<>(valueSets));
        settings = Collections.unmodifiableSet(new TreeSet<>(settings));
    }

    static RuleInputs of(RuleId rule) {
        RuleInputs inputs = ALL.get(rule.id());
        if (inputs == null) {
            throw new IllegalArgumentException("Nobody wrote down what " + rule + " looks at");
        }
        return inputs;
    }

    private static Map<String, RuleInputs> read() {
        try (InputStream file = Objects.requireNonNull(RuleInputs.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new JsonMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new IllegalStateException(RESOURCE + " is part of the program", e);
        }
    }
}
