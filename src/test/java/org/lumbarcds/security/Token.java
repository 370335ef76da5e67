package org.lumbarcds.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A token under construction, put together by hand so that it can be wrong in any way. */
public final class Token {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();
    private final JWK key;

    private Token(JWK key) {
        this.key = key;
    }

    /** As the sandbox makes them: {@code alg}, {@code typ}, {@code kid}; iss, aud, exp (5 minutes), iat, jti. */
    public static Token of(String iss, JWK key, String algorithm, String aud, Instant now) {
        return new Token(key)
                .header("alg", algorithm)
                .header("typ", "JWT")
                .header("kid", key.getKeyID())
                .claim("iss", iss)
                .claim("aud", aud)
                .claim("exp", now.getEpochSecond() + 300)
                .claim("iat", now.getEpochSecond())
                .claim("jti", UUID.randomUUID().toString());
    }

    /** Null takes it away. */
    public Token header(String name, Object value) {
        return with(header, name, value);
    }

    /** Null takes it away. */
    public Token claim(String name, Object value) {
        return with(claims, name, value);
    }

    private Token with(Map<String, Object> part, String name, Object value) {
        if (value == null) {
            part.remove(name);
        } else {
            part.put(name, value);
        }
        return this;
    }

    /** Signed as the header says, by the key it was made with. */
    public String sign() {
        return signed(key);
    }

    /** Signed by another key than the one it names. */
    public String signed(JWK by) {
        return signed(by, header.get("alg").toString());
    }

    /** Signed with another algorithm than the header says. */
    public String signed(JWK by, String algorithm) {
        JWSHeader how = new JWSHeader(JWSAlgorithm.parse(algorithm));
        byte[] input = unsigned().getBytes(StandardCharsets.US_ASCII);
        try {
            Base64URL signature = by instanceof ECKey ec
                    ? new ECDSASigner(ec).sign(how, input)
                    : new RSASSASigner(((RSAKey) by).toPrivateKey(), true).sign(how, input);
            return unsigned() + "." + signature;
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed with a shared secret. */
    public String mac(byte[] secret) {
        try {
            JWSHeader how = new JWSHeader(JWSAlgorithm.parse(header.get("alg").toString()));
            return unsigned() + "." + new MACSigner(secret).sign(how, unsigned().getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Header and claims, a dot between them. */
    public String unsigned() {
        return base64(json(header)) + "." + base64(json(claims));
    }

    public static String base64(String text) {
        return Base64URL.encode(text).toString();
    }

    private static String json(Map<String, Object> part) {
        try {
            return MAPPER.writeValueAsString(part);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
