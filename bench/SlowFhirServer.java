import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * A FHIR server that takes its time and knows one patient with new low back pain. Started by bench/fetching-call; prints
 * its port.
 *
 * <p>Argument: milliseconds per answer.
 */
final class SlowFhirServer {

    private static final String EMPTY = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}";
    private static final String PATIENT =
            "{\"resourceType\":\"Patient\",\"id\":\"example\",\"gender\":\"female\",\"birthDate\":\"1984-03-09\"}";
    private static final String ENCOUNTER =
            "{\"resourceType\":\"Encounter\",\"id\":\"visit\",\"status\":\"in-progress\",\"class\":{\"code\":\"AMB\"},"
                    + "\"subject\":{\"reference\":\"Patient/example\"},\"reasonCode\":[{\"coding\":[{\"system\":"
                    + "\"http://hl7.org/fhir/sid/icd-10-cm\",\"code\":\"M54.50\",\"display\":\"Low back pain, unspecified\"}]}]}";

    public static void main(String[] args) throws IOException {
        long millis = Long.parseLong(args[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/fhir/", exchange -> {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            String path = exchange.getRequestURI().getPath();
            String body = path.startsWith("/fhir/Patient/") ? PATIENT : path.startsWith("/fhir/Encounter/") ? ENCOUNTER : EMPTY;
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        System.out.println(server.getAddress().getPort());
    }
}
