package org.lumbarcds.fetch.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The SMART scopes granted with a token, of version 1 ({@code patient/Observation.read}) and 2
 * ({@code patient/Observation.rs}). A finer-grained scope ({@code .rs?category=…}) does not count: what it lets through
 * is not the whole record, so an empty answer would not mean "none on record".
 */
public final class Scopes {

    /** What is done with a resource type. */
    public enum Access {
        READ,
        SEARCH
    }

    private static final Pattern SCOPE =
            Pattern.compile("(patient|user|system)/(\\*|[A-Z][A-Za-z]*)\\.(read|\\*|c?r?u?d?s?)");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final @Nullable List<Grant> grants;

    private Scopes(@Nullable List<Grant> grants) {
        this.grants = grants;
    }

    /**
     * None given, or blank: nothing is known, so everything may be tried.
     *
     * @param ofThisPatient false when the token is restricted to another patient: then its patient scopes cover nothing,
     *     since a search for this patient would come back empty
     */
    public static Scopes of(@Nullable String scope, boolean ofThisPatient) {
        if (scope == null || scope.isBlank()) {
            return new Scopes(ofThisPatient ? null : List.of());
        }
        List<Grant> grants = new ArrayList<>();
        for (String word : SPACE.split(scope.strip(), -1)) {
            Matcher matcher = SCOPE.matcher(word);
            if (matcher.matches() && (ofThisPatient || !matcher.group(1).equals("patient"))) {
                grants.add(new Grant(matcher.group(2), matcher.group(3)));
            }
        }
        return new Scopes(List.copyOf(grants));
    }

    public boolean cover(String resourceType, Access access) {
        return grants == null || grants.stream().anyMatch(grant -> grant.covers(resourceType, access));
    }

    private record Grant(String type, String actions) {

        boolean covers(String resourceType, Access access) {
            return (type.equals("*") || type.equals(resourceType)) && allows(access);
        }

        private boolean allows(Access access) {
            if (actions.equals("read") || actions.equals("*")) {
                return true;
            }
            return actions.indexOf(access == Access.READ ? 'r' : 's') >= 0;
        }
    }
}
