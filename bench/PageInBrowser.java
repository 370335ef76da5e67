import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Drives a headless Chromium over a running service's page, by chromedriver's own protocol: takes its pictures, or measures how
 * soon it is there and how soon the cards follow an edit. bench/screenshots and bench/page-speed run it.
 */
public final class PageInBrowser {

    private static final int LOADS = 10;
    private static final int EDITS = 50;
    private static final Pattern VALUE = Pattern.compile("\"value\":\"?([^\"}]*)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String session;

    private PageInBrowser(String driver, String url) throws IOException, InterruptedException {
        this.url = url;
        String answer = post(
                driver + "session",
                "{\"capabilities\":{\"alwaysMatch\":{\"browserName\":\"chrome\",\"goog:chromeOptions\":{\"binary\":\""
                        + System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")
                        + "\",\"args\":[\"--headless=new\",\"--no-sandbox\",\"--disable-gpu\",\"--hide-scrollbars\","
                        + "\"--disable-dev-shm-usage\",\"--lang=en-GB\"]}}}}");
        Matcher id = Pattern.compile("\"sessionId\":\"([^\"]+)\"").matcher(answer);
        if (!id.find()) {
            throw new IOException("Chromium did not start: " + answer);
        }
        session = driver + "session/" + id.group(1) + "/";
    }

    public static void main(String[] args) throws Exception {
        String driver = System.getenv().getOrDefault("CHROMEDRIVER", "/usr/bin/chromedriver");
        Process process = new ProcessBuilder(driver, "--port=0").redirectErrorStream(true).start();
        try {
            PageInBrowser page = new PageInBrowser("http://127.0.0.1:" + port(process) + "/", args[1]);
            try {
                if (args[0].equals("screenshots")) {
                    page.screenshots();
                } else {
                    page.speed();
                }
            } finally {
                page.send(HttpRequest.newBuilder(URI.create(page.session.replaceFirst("/$", ""))).DELETE());
            }
        } finally {
            process.destroy();
        }
    }

    private static String port(Process process) throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Pattern port = Pattern.compile("started successfully on port (\\d+)");
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher found = port.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new IOException("chromedriver did not start");
    }

    private void screenshots() throws Exception {
        take("", 390, 3130, "docs/page-try-390.png");
        take("", 1440, 1390, "docs/page-try-1440.png");
        take("#why", 1440, 1400, "docs/page-why-1440.png");
    }

    private void take(String path, int width, int height, String file) throws Exception {
        cdp("Emulation.setDeviceMetricsOverride", "{\"width\":" + width + ",\"height\":" + height
                + ",\"deviceScaleFactor\":1,\"mobile\":false}");
        open(path);
        String picture = value(send(HttpRequest.newBuilder(URI.create(session + "screenshot"))));
        Files.write(Path.of(file), Base64.getDecoder().decode(picture));
        System.out.println(file);
    }

    private void speed() throws Exception {
        cdp("Network.setCacheDisabled", "{\"cacheDisabled\":true}");
        List<Double> paints = new ArrayList<>();
        List<Double> cards = new ArrayList<>();
        for (int i = 0; i < LOADS; i++) {
            open("");
            paints.add(number("return performance.getEntriesByName('first-contentful-paint')[0].startTime"));
            cards.add(number("return performance.now()"));
        }
        report("first paint, nothing cached", paints);
        report("first cards, at most", cards);
        List<Double> edits = new ArrayList<>();
        for (int i = 0; i < EDITS; i++) {
            edits.add(number("const done = arguments[arguments.length - 1], field = document.getElementById('age'),"
                    + " answer = document.getElementById('answer'), begin = performance.now();"
                    + "field.value = field.value === '42' ? 17 : 42; field.dispatchEvent(new Event('input'));"
                    + "new MutationObserver((changes, watch) => { if (answer.getAttribute('aria-busy') === 'false') {"
                    + "watch.disconnect(); requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin))); } })"
                    + ".observe(answer, {attributes: true});"));
        }
        report("cards painted after an edit", edits);
    }

    private static void report(String what, List<Double> milliseconds) {
        Collections.sort(milliseconds);
        System.out.printf(
                Locale.ROOT,
                "%-28s median %4.0f ms, worst %4.0f ms of %d%n",
                what,
                milliseconds.get(milliseconds.size() / 2),
                milliseconds.get(milliseconds.size() - 1),
                milliseconds.size());
    }

    /** Loads the page and waits until its first call is answered, and explained where that is asked for. */
    private void open(String path) throws Exception {
        post(session + "url", "{\"url\":\"about:blank\"}");
        post(session + "url", "{\"url\":\"" + url + path + "\"}");
        number("const done = arguments[arguments.length - 1], there = () => document.querySelector('"
                + (path.isEmpty() ? "#answer[aria-busy=false]" : "#panel-why .flow") + "') ? done(1) : setTimeout(there, 1);"
                + "there();");
    }

    private double number(String script) throws Exception {
        String kind = script.startsWith("return") ? "sync" : "async";
        return Double.parseDouble(value(
                post(session + "execute/" + kind, "{\"script\":\"" + script.replace("\"", "\\\"") + "\",\"args\":[]}")));
    }

    private void cdp(String command, String parameters) throws Exception {
        post(session + "goog/cdp/execute", "{\"cmd\":\"" + command + "\",\"params\":" + parameters + "}");
    }

    private static String value(String answer) throws IOException {
        Matcher value = VALUE.matcher(answer);
        if (!value.find() || answer.contains("\"error\":")) {
            throw new IOException(answer);
        }
        return value.group(1);
    }

    private String post(String address, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)).POST(BodyPublishers.ofString(body)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }
}
