package org.lumbarcds.security.tokens;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** A token that proves nothing. Holds nothing of the token, so that it can stand in any log. */
final class TokenRefused extends OAuth2AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;
    private final @Nullable String client;

    /** @param client name of the client the token claims to be from, or null when it is not known */
    TokenRefused(RefusalReason reason, @Nullable String client) {
        super(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN), reason.code());
        this.reason = reason;
        this.client = client;
    }

    RefusalReason reason() {
        return reason;
    }

    @Nullable
    String client() {
        return client;
    }
}
