package org.lumbarcds.security.tokens;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A caller that proved who it is. The token itself is not kept. */
public final class CallerAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient TokenVerifier.Proven proven;

    public CallerAuthentication(TokenVerifier.Proven proven) {
        super(List.of());
        this.proven = proven;
        setAuthenticated(true);
    }

    public TokenVerifier.Proven proven() {
        return proven;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return proven.client().name();
    }
}
