package org.lumbarcds.hooks.warmup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/**
 * How this service reaches itself: plainly, or by TLS that trusts the very certificates of its own
 * bundle. Used by one thread.
 */
public final class OwnConnection {

    private final Environment environment;
    private final SslBundles bundles;
    private @Nullable SocketFactory factory;

    public OwnConnection(Environment environment, SslBundles bundles) {
        this.environment = environment;
        this.bundles = bundles;
    }

    /** Whether TLS is spoken on the service's port. */
    boolean isTls() {
        return environment.getProperty("server.ssl.enabled", Boolean.class, true)
                && List.of("bundle", "key-store", "certificate").stream()
                        .anyMatch(name -> environment.containsProperty("server.ssl." + name));
    }

    /** @throws IOException when there is none, for example where clients have to show certificates */
    Socket to(InetAddress address, int port) throws IOException {
        if (!isTls()) {
            return new Socket(address, port);
        }
        if (factory == null) {
            factory = factory();
        }
        return factory.createSocket(address, port);
    }

    private SocketFactory factory() throws IOException {
        String bundle = environment.getProperty("server.ssl.bundle");
        if (bundle == null) {
            throw new IOException("TLS without a bundle");
        }
        try {
            KeyStore own = bundles.getBundle(bundle).getStores().getKeyStore();
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(certificates(own));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | NoSuchSslBundleException e) {
            throw new IOException("TLS with a bundle that can't be used", e);
        }
    }

    private static KeyStore certificates(@Nullable KeyStore own) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        if (own != null) {
            for (String alias : Collections.list(own.aliases())) {
                Certificate certificate = own.getCertificate(alias);
                trusted.setCertificateEntry(alias, certificate);
            }
        }
        return trusted;
    }
}
