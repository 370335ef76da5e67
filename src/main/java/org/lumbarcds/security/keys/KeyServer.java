package org.lumbarcds.security.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JWK set at a URL. Redirects are not followed: the URL of the configuration is the one that is trusted. */
public final class KeyServer implements KeySource {

    private static final Duration PERIOD = Duration.ofMinutes(15);
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** For the whole answer, however slowly it drips. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int OK = 200;

    private final URI url;
    private final HttpClient client;

    public KeyServer(URI url, HttpClient client) {
        this.url = url;
        this.client = client;
    }

    public static HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public CompletableFuture<byte[]> read() {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(request, head -> new Body());
        return exchange.copy()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> exchange.cancel(true))
                .thenCompose(KeyServer::body);
    }

    @Override
    public Duration period() {
        return PERIOD;
    }

    private static CompletableFuture<byte[]> body(HttpResponse<byte[]> response) {
        return response.statusCode() == OK
                ? CompletableFuture.completedFuture(response.body())
                : CompletableFuture.failedFuture(new IOException("HTTP " + response.statusCode()));
    }

    /** Bytes up to a limit; the connection is given up beyond it. */
    private static final class Body implements HttpResponse.BodySubscriber<byte[]> {

        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.@Nullable Subscription subscription;

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] part = new byte[buffer.remaining()];
                buffer.get(part);
                bytes.writeBytes(part);
            }
            if (bytes.size() > MOST_BYTES && subscription != null) {
                subscription.cancel();
                whole.completeExceptionally(new IOException("More than " + MOST_BYTES + " bytes"));
            }
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            whole.complete(bytes.toByteArray());
        }
    }
}
