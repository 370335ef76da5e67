import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints a token as a CDS client sends it: ES384, valid for five minutes, for one call. Started by bench/sign-jwt.
 *
 * <p>Arguments: directory of the client's keys, made when missing; {@code iss}; {@code aud}, the URL that is called;
 * {@code tenant} if wanted. The directory holds {@code jwks.json} for the service and {@code private.key} for this
 * program.
 */
final class SignJwt {

    private static final int COORDINATE_BYTES = 48;
    private static final int LIFETIME_SECONDS = 300;

    private final Path jwks;
    private final Path privateKey;

    private SignJwt(Path directory) throws IOException {
        Files.createDirectories(directory);
        jwks = directory.resolve("jwks.json");
        privateKey = directory.resolve("private.key");
    }

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        if (args.length < 3 || args.length > 4) {
            System.err.println("Usage: bench/sign-jwt directory iss aud [tenant]");
            System.exit(2);
        }
        SignJwt signing = new SignJwt(Path.of(args[0]));
        if (!Files.exists(signing.privateKey)) {
            signing.makeKeys();
        }
        System.out.println(signing.token(args[1], args[2], args.length == 4 ? args[3] : null));
    }

    private void makeKeys() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        Files.writeString(
                jwks,
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-384\",\"use\":\"sig\",\"alg\":\"ES384\",\"kid\":\"" + UUID.randomUUID()
                        + "\",\"x\":\"" + coordinate(key.getW().getAffineX()) + "\",\"y\":\""
                        + coordinate(key.getW().getAffineY()) + "\"}]}\n");
        Files.createFile(
                privateKey, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(privateKey, pair.getPrivate().getEncoded());
    }

    private String token(String iss, String aud, String tenant) throws IOException, GeneralSecurityException {
        Matcher kid = Pattern.compile("\"kid\":\"([^\"]+)\"").matcher(Files.readString(jwks));
        if (!kid.find()) {
            throw new IOException("No kid in " + jwks);
        }
        long now = Instant.now().getEpochSecond();
        String header = "{\"alg\":\"ES384\",\"typ\":\"JWT\",\"kid\":" + text(kid.group(1)) + "}";
        String claims = "{\"iss\":" + text(iss) + ",\"aud\":" + text(aud) + ",\"iat\":" + now + ",\"exp\":"
                + (now + LIFETIME_SECONDS) + ",\"jti\":" + text(UUID.randomUUID().toString())
                + (tenant == null ? "" : ",\"tenant\":" + text(tenant)) + "}";
        String input = base64(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        PrivateKey key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(privateKey)));
        Signature signature = Signature.getInstance("SHA384withECDSAinP1363Format");
        signature.initSign(key);
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + base64(signature.sign());
    }

    private static String text(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return base64(fixed);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
