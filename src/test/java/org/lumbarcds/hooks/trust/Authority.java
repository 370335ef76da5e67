package org.lumbarcds.hooks.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A certificate authority for one test, made by the JDK's keytool. */
public final class Authority {

    private static final String PASSWORD = "changeit";

    private final Path directory;
    private final String name;

    private Authority(Path directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    public static Authority create(Path directory, String name) throws Exception {
        Authority authority = new Authority(directory, name);
        authority.keytool(
                name, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "bc:c", "-validity", "2");
        authority.write(
                authority.directory.resolve(name + ".crt"),
                "CERTIFICATE",
                authority.certificate().getEncoded());
        return authority;
    }

    /** The authority's own certificate, as a PEM file. */
    public Path file() {
        return directory.resolve(name + ".crt");
    }

    /** A key with a certificate of this authority; its files are {@code <holder>.crt} and {@code <holder>.key}. */
    public KeyStore issue(String holder) throws Exception {
        Files.deleteIfExists(directory.resolve(holder + ".p12"));
        keytool(holder, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + holder, "-validity", "2");
        Path request = directory.resolve(holder + ".csr");
        Path signed = directory.resolve(holder + ".signed");
        keytool(holder, "-certreq", "-file", request.toString());
        keytool(
                name,
                "-gencert",
                "-rfc",
                "-validity",
                "2",
                "-ext",
                "san=ip:127.0.0.1",
                "-infile",
                request.toString(),
                "-outfile",
                signed.toString());
        importCertificate(holder, "ca", file());
        importCertificate(holder, holder, signed);
        KeyStore keys = load(holder);
        Key key = keys.getKey(holder, PASSWORD.toCharArray());
        write(directory.resolve(holder + ".key"), "PRIVATE KEY", key.getEncoded());
        write(
                directory.resolve(holder + ".crt"),
                "CERTIFICATE",
                keys.getCertificate(holder).getEncoded());
        return keys;
    }

    /** What a client of this authority's servers needs; without keys when it has no certificate to show. */
    public SSLContext client(@Nullable KeyStore keys) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, keys == null ? null : PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys == null ? null : own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private Certificate certificate() throws GeneralSecurityException, IOException {
        return load(name).getCertificate(name);
    }

    private KeyStore load(String holder) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve(holder + ".p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private void importCertificate(String holder, String alias, Path file) throws Exception {
        run(holder, alias, "-importcert", "-noprompt", "-file", file.toString());
    }

    private void keytool(String holder, String... arguments) throws Exception {
        run(holder, holder, arguments);
    }

    private void run(String holder, String alias, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("-alias", alias, "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", directory.resolve(holder + ".p12").toString()));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    /** In one step, so that nobody reads half a file. */
    private void write(Path file, String what, byte[] content) throws IOException {
        Path draft = directory.resolve("draft");
        Files.writeString(
                draft,
                "-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what
                        + "-----\n");
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
