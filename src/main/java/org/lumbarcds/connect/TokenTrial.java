package org.lumbarcds.connect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lumbarcds.body.Fields;
import org.lumbarcds.errors.Issue;
import org.lumbarcds.errors.Refusal;
import org.lumbarcds.security.tokens.TokenDiagnosis;

/** Answers whether a token would be let in, and why not. */
final class TokenTrial {

    private static final String BEARER = "Bearer ";

    private final TokenDiagnosis diagnosis;
    private final Targets targets;

    TokenTrial(TokenDiagnosis diagnosis, Targets targets) {
        this.diagnosis = diagnosis;
        this.targets = targets;
    }

    /**
     * The body of the answer.
     *
     * @param accepted whether a call with this token, now, would be let in by it
     * @param registered whether any client is registered; else no token is looked at, and every call is let in without one
     * @param service what the token was checked for
     * @param aud what {@code aud} has to be
     * @param checks one after the other
     */
    record Verdict(boolean accepted, boolean registered, String service, String aud, List<TokenDiagnosis.Step> checks) {
        Verdict {
            checks = List.copyOf(checks);
        }
    }

    /** @throws Refusal with 400, naming the fields at fault */
    Verdict judge(ObjectNode body) {
        List<Issue> issues = new ArrayList<>();
        Fields fields = new Fields(issues);
        String token = fields.text(body, "token", "token", "the token, without \"Bearer\" in front");
        String name = fields.text(body, "service", "service", "one of " + targets.names());
        Targets.Target target = name == null ? null : targets.of(name);
        if (name != null && target == null) {
            issues.add(Issue.wrong("service", "one of " + targets.names()));
        }
        if (token == null || target == null) {
            throw Refusal.badRequest(issues);
        }
        List<TokenDiagnosis.Step> steps = diagnosis.steps(bare(token), target.service(), Set.of(target.url()));
        boolean accepted = steps.stream().allMatch(step -> Boolean.TRUE.equals(step.passed()));
        return new Verdict(accepted, diagnosis.isAnyRegistered(), target.name(), target.url(), steps);
    }

    /** People copy the whole header. */
    private static String bare(String token) {
        String text = token.strip();
        return text.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? text.substring(BEARER.length()).strip()
                : text;
    }
}
