package org.lumbarcds.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium of this machine. Where none is installed the tests that want one are skipped, and say so. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Asking without a pause would take the processor from the page. */
    private static final Duration POLL = Duration.ofMillis(5);

    /** axe-core looks at every element: on the unfolded guideline, on a busy machine, that takes a while. */
    private static final Duration PATIENCE_OF_SCRIPTS = Duration.ofMinutes(5);

    private static final int HEIGHT = 1000;

    private final ChromeDriver driver;
    private final String base;

    private Browser(ChromeDriver driver, String base) {
        this.driver = driver;
        this.base = base;
    }

    /** @param base URL of the service, with a slash at the end */
    static Browser open(String base) {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "no chromium and chromedriver on this machine: install the packages chromium and chromium-driver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--lang=en-GB",
                "--no-first-run");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(PATIENCE_OF_SCRIPTS);
        return new Browser(driver, base);
    }

    /** Goes to a path of the service and waits until the page has loaded; it is loaded anew even where it was before. */
    void go(String path) {
        driver.get("about:blank");
        driver.get(base + path);
    }

    /** The width of the page in CSS pixels, as a phone or a screen has it, and the theme that the system asks for. */
    void show(int width, Theme theme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of(
                                        "name",
                                        "prefers-color-scheme",
                                        "value",
                                        theme.name().toLowerCase(java.util.Locale.ROOT)),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** What the system asks for. */
    enum Theme {
        LIGHT,
        DARK
    }

    WebElement find(String css) {
        return until(css, () -> driver.findElements(By.cssSelector(css)).stream()
                .findFirst()
                .orElse(null));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** The text of an element as a reader sees it. */
    String text(String css) {
        return find(css).getText();
    }

    /** Waits until an element's text has this in it. */
    void awaitText(String css, String wanted) {
        until(css + " with " + wanted, () -> driver.findElements(By.cssSelector(css)).stream()
                .filter(element -> element.getText().contains(wanted))
                .findFirst()
                .orElse(null));
    }

    /** Writes over what a field holds, as somebody types; a date as its field wants it. */
    void write(String css, String value) {
        WebElement field = find(css);
        script(
                "const [f, v] = arguments; f.focus();"
                        + "Object.getOwnPropertyDescriptor(Object.getPrototypeOf(f), 'value').set.call(f, v);"
                        + "f.dispatchEvent(new Event('input', {bubbles: true}));",
                field,
                value);
    }

    void choose(String css, String option) {
        WebElement select = find(css);
        WebElement wanted = select.findElements(By.tagName("option")).stream()
                .filter(one -> one.getText().equals(option))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no option " + option + " in " + css));
        wanted.click();
    }

    /** Clicks the button that says this, as whoever reads the page would find it. */
    void press(String css, String words) {
        WebElement button = until(words, () -> driver.findElements(By.cssSelector(css)).stream()
                .filter(element -> element.getText().contains(words))
                .findFirst()
                .orElse(null));
        // A reader scrolls; a browser that is driven would leave it at the edge, behind what is fixed there.
        script("arguments[0].scrollIntoView({block: 'center'})", button);
        button.click();
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    Object asyncScript(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** What the browser's console has said since the last time. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .toList();
    }

    /** The addresses that were asked for since the last time; what is in an address itself, as Chromium's own icons, is asked of nobody. */
    List<String> asked() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("Network.requestWillBeSent\""))
                .map(message -> message.replaceFirst("(?s).*?\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                .filter(url -> !url.startsWith("data:"))
                .toList();
    }

    /** What keeps people out, by axe-core; empty when it finds nothing. */
    @SuppressWarnings("unchecked")
    List<String> barriers() {
        script(Axe.SCRIPT);
        return (List<String>)
                asyncScript(
                        "const done = arguments[0]; axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a',"
                                + " 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r => done(r.violations.map(v => v.id + ': ' + v.help + ' '"
                                + " + v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary).join(' | '))), e => done([String(e)]));");
    }

    /** How many pixels the page is wider than the window, and by which elements. */
    String overflow() {
        return String.valueOf(
                script(
                        "const w = document.documentElement.clientWidth;"
                                + "if (document.documentElement.scrollWidth <= w) return '';"
                                + "return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > w + 1)"
                                + ".map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right)).join(', ');"));
    }

    <T> T until(String what, Supplier<T> found) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                T value = found.get();
                if (value != null && !Boolean.FALSE.equals(value)) {
                    return value;
                }
            } catch (StaleElementReferenceException e) {
                // The page has put another one in its place.
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        assertThat(console()).as("the console while waiting for %s", what).isEmpty();
        throw new AssertionError("waited in vain for " + what + "; the page says: " + text("body"));
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** The script of axe-core, from its library. */
    private static final class Axe {

        private static final String SCRIPT = read();

        private static String read() {
            try (InputStream in = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
