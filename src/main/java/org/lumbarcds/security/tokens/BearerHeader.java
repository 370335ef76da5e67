package org.lumbarcds.security.tokens;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Takes the token from the one place where it may stand: a single {@code Authorization: Bearer} header. */
public final class BearerHeader implements AuthenticationConverter {

    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([-A-Za-z0-9._~+/]+=*) *");
    private static final Pattern IN_QUERY = Pattern.compile("(^|&)access_token(=|&|$)");

    @Override
    public BearerTokenAuthenticationToken convert(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query != null && IN_QUERY.matcher(query).find()) {
            throw new TokenRefused(RefusalReason.TOKEN_IN_QUERY, null);
        }
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.isEmpty()) {
            throw new TokenRefused(RefusalReason.NO_TOKEN, null);
        }
        Matcher bearer = BEARER.matcher(headers.get(0));
        if (headers.size() > 1 || !bearer.matches()) {
            throw new TokenRefused(RefusalReason.HEADER, null);
        }
        return new BearerTokenAuthenticationToken(bearer.group(1));
    }
}
