package org.lumbarcds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lumbarcds.explain.ExplanationText;

/** Asks a running service why it answers a call as it does, and prints that for a terminal. */
public final class PrintExplanation {

    private static final String HERE = "http://127.0.0.1:8080";
    private static final String OPERATOR = "LUMBAR_OPERATOR";

    private PrintExplanation() {}

    /** @param args the file of the request, or {@code -}; then the address of the service, this machine's when left out */
    public static void main(String[] args) throws IOException, InterruptedException {
        String url = args.length > 1 ? args[1] : HERE;
        try {
            byte[] request = args[0].equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(args[0]));
            System.out.write(explain(request, url, System.getenv()).getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        } catch (NoSuchFileException e) {
            fail("There is no file " + args[0] + ".");
        } catch (ConnectException e) {
            fail("Nothing answers at " + url + ". Start the service, or name its address.");
        } catch (JsonProcessingException e) {
            fail("The request, or what " + url + " answered, is no JSON.");
        }
    }

    private static void fail(String why) {
        System.err.println(why);
        System.exit(2);
    }

    /**
     * The explanation in lines, or what the service said instead.
     *
     * @param environment where the operator's name and password may stand
     */
    static String explain(byte[] request, String url, Map<String, String> environment)
            throws IOException, InterruptedException {
        ObjectMapper mapper = new ObjectMapper();
        String hook = mapper.readTree(request).path("hook").asText();
        HttpRequest.Builder call = HttpRequest.newBuilder(
                        URI.create(url.replaceAll("/+$", "") + "/explain/lbp-" + hook))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(request));
        @Nullable String operator = environment.get(OPERATOR);
        if (operator != null) {
            String credentials = Base64.getEncoder().encodeToString(operator.getBytes(StandardCharsets.UTF_8));
            call.header("Authorization", "Basic " + credentials);
        }
        HttpResponse<byte[]> response = HttpClient.newHttpClient().send(call.build(), BodyHandlers.ofByteArray());
        JsonNode answer = mapper.readTree(response.body());
        return response.statusCode() == 200
                ? ExplanationText.of(answer)
                : "No explanation (HTTP " + response.statusCode() + "): "
                        + answer.at("/issue/0/diagnostics").asText("no reason was given") + "\n";
    }
}
