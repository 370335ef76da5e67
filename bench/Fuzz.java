import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Sends damaged requests to a running service. Started by bench/fuzz.
 *
 * <p>Arguments: port, minutes, seed.
 */
final class Fuzz {

    /** Is in everything sent, so that it is found in a log. */
    private static final String MARK = "Zq7Fuzz";

    /** What the protocol answers damage with; 501 and 505 are for methods, codings and versions that HTTP has not. */
    private static final Set<Integer> EXPECTED = Set.of(
            200, 400, 401, 403, 404, 405, 406, 408, 411, 412, 413, 414, 415, 417, 429, 431, 501, 503, 505);

    private static final List<String> SERVICES =
            List.of("lbp-patient-view", "lbp-order-select", "lbp-order-sign", "lbp-medication-refill");
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
    private static final Pattern DIAGNOSTICS = Pattern.compile("\"diagnostics\":\"([^\"]*)");
    private static final int TIMEOUT_MS = 15_000;

    private static final List<String> ODD_TEXTS = List.of(
            "", " ", "\\u0000", "\\uD800", "\\uD83D\\uDE00", "null", "NaN", "1e999999999", "2026-02-30", "9999-12-31",
            "-0001-01-01", "../../etc/passwd", "${jndi:ldap://127.0.0.1/" + MARK + "}", "{{" + MARK + "}}",
            "<script>" + MARK + "</script>", "' OR 1=1 --", "#" + MARK, "urn:uuid:", "https://", "Patient/", "\\r\\n" + MARK,
            "x".repeat(5_000), "a/".repeat(500));

    private static final List<String> ODD_VALUES = List.of(
            "null", "true", "-1", "0", "1e400", "9".repeat(400), "1e-999999999", "[]", "{}", "[[[[[[]]]]]]", "\"\"",
            "{\"resourceType\":\"" + MARK + "\"}", "{\"a\":1,\"a\":2}", "tru", "'x'", "[1,]", "\u0000", "//");

    private static final List<String> HEADERS = List.of(
            "{\"alg\":\"none\"}",
            "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
            "{\"alg\":\"RS384\",\"typ\":\"JWT\",\"kid\":\"" + MARK + "\"}",
            "{\"alg\":\"ES384\",\"typ\":\"JWT\",\"kid\":\"../../" + MARK + "\"}",
            "{\"alg\":\"ES384\",\"typ\":\"JWT\",\"kid\":\"k\",\"jku\":\"http://127.0.0.1:1/" + MARK + "\"}",
            "{\"alg\":\"ES384\",\"kid\":\"k\",\"x5u\":\"http://127.0.0.1:1/" + MARK + "\",\"x5c\":[\"AA==\"]}",
            "{\"alg\":\"ES384\",\"kid\":\"k\",\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"AA\",\"y\":\"AA\"}}",
            "{\"alg\":\"ES384\",\"kid\":\"k\",\"crit\":[\"" + MARK + "\"]}",
            "{\"alg\":\"ES384\",\"kid\":\"k\",\"b64\":false,\"crit\":[\"b64\"]}",
            "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\",\"zip\":\"DEF\"}",
            "{\"alg\":\"PBES2-HS512+A256KW\",\"enc\":\"A256GCM\",\"p2c\":2147483647,\"p2s\":\"AA\"}",
            "{\"alg\":[\"ES384\"]}",
            "{\"alg\":\"ES384\",\"alg\":\"none\"}",
            "[]",
            "\u0000",
            "{".repeat(3_000));

    private static final List<String> CLAIMS = List.of(
            "\"iss\":\"https://" + MARK + ".example.org\"", "\"iss\":[]", "\"iss\":null", "\"aud\":\"" + MARK + "\"",
            "\"aud\":[1,null]", "\"aud\":{}", "\"exp\":9999999999", "\"exp\":-1", "\"exp\":1e999", "\"exp\":\"soon\"",
            "\"iat\":99999999999999999999", "\"iat\":null", "\"nbf\":\"\"", "\"jti\":\"" + MARK + "\"", "\"jti\":7",
            "\"tenant\":\"" + MARK + "\\nforged\"", "\"sub\":" + "[".repeat(500) + "]".repeat(500));

    private final int port;
    private final Random random;
    private final List<byte[]> samples;
    private final String token;
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final Map<String, Long> kinds = new TreeMap<>();
    private final List<String> unexpected = new ArrayList<>();
    private final Map<String, Long> closed = new TreeMap<>();
    private long slowest;
    private Socket socket;
    private InputStream in;

    private Fuzz(int port, long seed) throws IOException {
        this.port = port;
        this.random = new Random(seed);
        this.token = System.getenv("TOKEN");
        try (Stream<Path> files = Files.list(Path.of("fhir-resources/examples"))) {
            List<byte[]> found = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                byte[] body = Files.readAllBytes(file);
                if (new String(body, StandardCharsets.UTF_8).contains("\"hook\"")) {
                    found.add(body);
                }
            }
            samples = found;
        }
    }

    public static void main(String[] args) throws IOException {
        Fuzz fuzz = new Fuzz(Integer.parseInt(args[0]), Long.parseLong(args[2]));
        double minutes = Double.parseDouble(args[1]);
        System.exit(fuzz.run((long) (minutes * 60e9)) ? 0 : 1);
    }

    private boolean run(long nanos) throws IOException {
        List<String> before = soundAnswers();
        long start = System.nanoTime();
        long sent = 0;
        while (System.nanoTime() - start < nanos) {
            sent++;
            switch (random.nextInt(4)) {
                case 0, 1 -> send("body", call(service(), authorization(), damaged(sample())));
                case 2 -> send("token", call(service(), badAuthorization(), sample()));
                default -> send("head", damagedHead());
            }
        }
        boolean same = before.equals(soundAnswers());
        report(sent, System.nanoTime() - start, same);
        return same && unexpected.isEmpty();
    }

    /** What undamaged requests get, without what differs from call to call. */
    private List<String> soundAnswers() throws IOException {
        List<String> answers = new ArrayList<>();
        for (byte[] sample : samples) {
            for (String service : SERVICES) {
                String answer = exchange(call("/cds-services/" + service, "", sample));
                answers.add(answer.replaceAll("(?s)^(.*?)\r\n.*?\r\n\r\n", "$1 ").replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "uuid"));
            }
        }
        return answers;
    }

    private void report(long sent, long nanos, boolean same) {
        System.out.printf(Locale.ROOT, "requests     %d in %.1f minutes, %d per second%n", sent, nanos / 60e9, sent * 1_000_000_000L / nanos);
        System.out.println("kinds        " + kinds);
        System.out.println("statuses     " + statuses);
        System.out.println("unanswered   " + closed + ", the connection closed");
        System.out.println("outcomes     " + outcomes.size() + " distinct");
        outcomes.entrySet().stream()
                .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
                .limit(12)
                .forEach(entry -> System.out.println("             " + entry.getValue() + " × " + entry.getKey()));
        long failures = statuses.entrySet().stream()
                .filter(entry -> entry.getKey() >= 500 && !EXPECTED.contains(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        System.out.println("failures     " + failures + " of 500 or the like; " + unexpected.size() + " unexpected answers");
        unexpected.stream().limit(10).forEach(what -> System.out.println("             " + what));
        System.out.printf(Locale.ROOT, "slowest      %.0f ms%n", slowest / 1e6);
        System.out.println("afterwards   sound requests are answered " + (same ? "as before" : "DIFFERENTLY"));
    }

    private String service() {
        return switch (random.nextInt(12)) {
            case 0 -> "/cds-services/" + SERVICES.get(random.nextInt(SERVICES.size())) + "/feedback";
            case 1 -> "/cds-services/" + MARK + "%0a" + random.nextInt(9);
            default -> "/cds-services/" + SERVICES.get(random.nextInt(SERVICES.size()));
        };
    }

    private byte[] sample() {
        return samples.get(random.nextInt(samples.size()));
    }

    private String authorization() {
        return token == null ? "" : "Authorization: Bearer " + token + "\r\n";
    }

    private static byte[] call(String path, String headers, byte[] body) {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
                        + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        return join(head, body);
    }

    /** One to four damages to the text of a body: cut, bytes, parts doubled or moved, values and texts replaced. */
    private byte[] damaged(byte[] body) {
        byte[] now = body;
        for (int i = random.nextInt(4); i >= 0; i--) {
            now = damagedOnce(now);
        }
        return now;
    }

    private byte[] damagedOnce(byte[] body) {
        if (body.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        switch (random.nextInt(10)) {
            case 0:
                return Arrays.copyOf(body, random.nextInt(body.length));
            case 1: {
                byte[] flipped = body.clone();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
                }
                return flipped;
            }
            case 2: {
                int from = random.nextInt(body.length);
                int to = from + random.nextInt(Math.min(2_000, body.length - from) + 1);
                int at = random.nextInt(body.length);
                return join(Arrays.copyOf(body, at), Arrays.copyOfRange(body, from, to), Arrays.copyOfRange(body, at, body.length));
            }
            case 3: {
                int depth = random.nextInt(3_000);
                String open = random.nextBoolean() ? "[" : "{\"a\":";
                return replaceValue(body, open.repeat(depth) + "1" + (open.equals("[") ? "]" : "}").repeat(depth));
            }
            case 4, 5, 6:
                return replaceValue(body, ODD_VALUES.get(random.nextInt(ODD_VALUES.size())));
            default:
                return replaceValue(body, "\"" + ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size())) + MARK + "\"");
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static final Pattern VALUE =
            Pattern.compile("(?<=:)\\s*(\"(?:[^\"\\\\]|\\\\.){0,500}+\"|-?[0-9.]+|true|false|null|\\{|\\[)");

    private byte[] replaceValue(byte[] body, String value) {
        String text = new String(body, StandardCharsets.UTF_8);
        Matcher matcher = VALUE.matcher(text);
        if (!matcher.find(random.nextInt(text.length() + 1)) && !matcher.find(0)) {
            return body;
        }
        return (text.substring(0, matcher.start(1)) + value + text.substring(matcher.end(1))).getBytes(StandardCharsets.UTF_8);
    }

    private String badAuthorization() {
        String scheme = List.of("Bearer ", "Bearer ", "Bearer ", "bearer ", "Basic ", "Bearer", "Bearer\t", "DPoP ", "")
                .get(random.nextInt(9));
        String line = "Authorization: " + scheme + badToken() + "\r\n";
        return random.nextInt(10) == 0 ? line + line : line;
    }

    private String badToken() {
        if (token != null && random.nextInt(SERVICES.size()) > 0) {
            return damagedToken(token);
        }
        String header = HEADERS.get(random.nextInt(HEADERS.size()));
        List<String> claims = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            claims.add(CLAIMS.get(random.nextInt(CLAIMS.size())));
        }
        byte[] signature = new byte[random.nextInt(200)];
        random.nextBytes(signature);
        String made = base64(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64(("{" + String.join(",", claims) + "}").getBytes(StandardCharsets.UTF_8)) + "." + base64(signature);
        return switch (random.nextInt(8)) {
            case 0 -> damagedToken(made);
            case 1 -> MARK + "." + MARK + "." + MARK;
            case 2 -> "e".repeat(random.nextInt(40_000));
            case 3 -> ".".repeat(random.nextInt(2_000));
            default -> made;
        };
    }

    private String damagedToken(String sound) {
        if (sound.isEmpty()) {
            return MARK;
        }
        int at = random.nextInt(sound.length());
        return switch (random.nextInt(6)) {
            case 0 -> sound.substring(0, at);
            case 1 -> sound.substring(0, at) + (char) (33 + random.nextInt(94)) + sound.substring(at + 1);
            case 2 -> sound + "." + sound;
            case 3 -> sound.substring(0, at) + sound.substring(at).replaceFirst("\\.", "..");
            case 4 -> sound + "=";
            default -> sound.substring(0, at) + sound.substring(at).toUpperCase(Locale.ROOT);
        };
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A request line and headers with a damage or two, and perhaps a body that does not fit them. */
    private byte[] damagedHead() {
        List<String> lines = new ArrayList<>(List.of(
                "POST " + service() + " HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/json",
                "Content-Length: 2",
                "Accept: application/json",
                "Origin: http://localhost:8000"));
        for (int i = random.nextInt(SERVICES.size()); i >= 0; i--) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            int cut = line.isEmpty() ? 0 : random.nextInt(line.length());
            switch (random.nextInt(12)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, line);
                case 2 -> lines.set(at, line.substring(0, cut) + (char) random.nextInt(256) + line.substring(cut));
                case 3 -> lines.set(at, line.substring(0, cut));
                case 4 -> lines.set(at, line + MARK.repeat(random.nextInt(6_000)));
                case 5 -> lines.add("Transfer-Encoding: " + List.of("chunked", "gzip, chunked", MARK, "").get(random.nextInt(4)));
                case 6 -> lines.add("Content-Length: " + List.of("-1", "99999999999", "0x2", "1,2", "").get(random.nextInt(5)));
                case 7 -> lines.add("Content-Encoding: " + List.of("gzip", "br", MARK).get(random.nextInt(SERVICES.size())));
                case 8 -> lines.add("Content-Type: " + List.of("text/html", "a/b;c", MARK, "*/*").get(random.nextInt(4)));
                case 9 -> lines.add("Cookie: " + MARK + "=\u0001;;,");
                case 10 -> lines.set(0, List.of("TRACE", "GET", "OPTIONS", "HEAD", "PUT", MARK).get(random.nextInt(6)) + " "
                        + List.of("/", "/cds-services", "/actuator/health", "/actuator/env", "/%zz" + MARK, "/..;/" + MARK, "*")
                                .get(random.nextInt(7))
                        + List.of(" HTTP/1.1", " HTTP/9.9", "", " HTTP/1.0").get(random.nextInt(4)));
                default -> lines.add("Expect: " + List.of("100-continue", MARK).get(random.nextInt(2)));
            }
            if (lines.isEmpty()) {
                lines.add("");
            }
        }
        // One request per connection: what follows a broken head can't be told apart from its answer.
        lines.add("Connection: close");
        return (String.join("\r\n", lines) + "\r\n\r\n{}").getBytes(StandardCharsets.ISO_8859_1);
    }

    private void send(String kind, byte[] request) {
        kinds.merge(kind, 1L, Long::sum);
        long start = System.nanoTime();
        String answer;
        try {
            if (kind.equals("head")) {
                answer = once(request);
            } else {
                answer = exchange(request);
            }
        } catch (IOException e) {
            disconnect();
            closed.merge(kind, 1L, Long::sum);
            return;
        }
        slowest = Math.max(slowest, System.nanoTime() - start);
        answer = answer.replaceFirst("(?s)^HTTP/1\\.1 100.*?\r\n\r\n", "");
        Matcher status = STATUS.matcher(answer);
        if (!status.lookingAt()) {
            closed.merge(kind, 1L, Long::sum);
            return;
        }
        int code = Integer.parseInt(status.group(1));
        statuses.merge(code, 1L, Long::sum);
        Matcher diagnostics = DIAGNOSTICS.matcher(answer);
        String outcome = code + " " + (diagnostics.find() ? diagnostics.group(1) : "");
        outcomes.merge(outcome.replaceAll("\\d{4,}", "#"), 1L, Long::sum);
        boolean html = answer.toLowerCase(Locale.ROOT).contains("<html");
        if (!EXPECTED.contains(code) || html || code >= 400 && answer.contains(MARK)) {
            unexpected.add(kind + " got " + outcome + (html ? ", HTML" : "") + ": "
                    + new String(request, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?").substring(0, Math.min(500, request.length)));
        }
    }

    /** The server closes after its answer; what it does not read is not waited for. */
    private String once(byte[] request) throws IOException {
        try (Socket single = new Socket("127.0.0.1", port)) {
            single.setSoTimeout(TIMEOUT_MS);
            single.getOutputStream().write(request);
            single.shutdownOutput();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                single.getInputStream().transferTo(answer);
            } catch (IOException e) {
                if (answer.size() == 0) {
                    throw e;
                }
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    /** Over the open connection, or a new one. */
    private String exchange(byte[] request) throws IOException {
        if (socket == null) {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        socket.getOutputStream().write(request);
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                disconnect();
                return head.toString();
            }
            head.append((char) next);
        }
        String headers = head.toString().toLowerCase(Locale.ROOT);
        Matcher length = Pattern.compile("content-length: (\\d+)").matcher(headers);
        String body = length.find()
                ? new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
                : headers.contains("chunked") ? chunks() : "";
        if (headers.contains("connection: close")) {
            disconnect();
        }
        return head + body;
    }

    private String chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            StringBuilder size = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("broken off");
                }
                size.append((char) next);
            }
            int length = Integer.parseInt(size.toString().strip(), 16);
            body.write(in.readNBytes(length));
            in.readNBytes(2);
            if (length == 0) {
                return body.toString(StandardCharsets.UTF_8);
            }
        }
    }

    private void disconnect() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // It is gone already.
        }
        socket = null;
    }
}
