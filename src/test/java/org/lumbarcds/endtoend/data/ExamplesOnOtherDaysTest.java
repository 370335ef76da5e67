package org.lumbarcds.endtoend.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumbarcds.endtoend.EndToEnd;
import org.lumbarcds.page.MovedDates;
import org.lumbarcds.security.tokens.SecuredService;

/** An example dated for another day gets the answer that was reviewed, dated for that day. */
class ExamplesOnOtherDaysTest {

    private static final Path EXPECTED = Path.of("src/test/resources/expected");

    private static final List<LocalDate> DAYS =
            List.of(LocalDate.of(2027, 3, 1), LocalDate.of(2028, 2, 29), LocalDate.of(2041, 12, 31));

    @Test
    void theDayTheExamplesAreWrittenFor_isTheOneTheirAnswersWereReviewedOn() {
        assertThat(MovedDates.WRITTEN_FOR).isEqualTo(EndToEnd.TODAY);
    }

    @Test
    void everyExample_tellsTheSameOnEveryDay() throws IOException {
        try (SecuredService service = SecuredService.start()) {
            for (LocalDate day : DAYS) {
                service.clock()
                        .forward(Duration.between(
                                service.now(), day.atTime(12, 0).toInstant(ZoneOffset.UTC)));
                for (String name : EndToEnd.examples()) {
                    String request = Files.readString(EndToEnd.EXAMPLES.resolve(name + ".json"));
                    String answer = ask(service, name, MovedDates.moved(request, EndToEnd.TODAY, day));

                    EndToEnd.assertSame(
                            name + " on " + day,
                            EndToEnd.json(MovedDates.moved(answer, day, EndToEnd.TODAY)),
                            EndToEnd.json(reviewed(name)));
                }
            }
        }
    }

    private static String ask(SecuredService service, String name, String request) {
        String hook = EndToEnd.json(request).get("hook").asText();
        HttpResponse<String> response = service.send(service.to("/cds-services/lbp-" + hook)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(request)));
        assertThat(response.statusCode()).as(name).isEqualTo(200);
        return response.body();
    }

    private static String reviewed(String name) throws IOException {
        Path answer = EXPECTED.resolve(name + ".json");
        return Files.exists(answer) ? Files.readString(answer) : "{\"cards\":[]}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-23 | 2026-11-24 | a date",
                "\"2026-11-23\",\"2026-12-31\" | \"2026-11-24\",\"2027-01-01\" | several, over the end of a year",
                "2026-11-23T23:30:00Z | 2026-11-24T23:30:00Z | the time stays",
                "1d2c4b1e-6f3a-4f0e-9a55-0c8f0f6f7d10 | 1d2c4b1e-6f3a-4f0e-9a55-0c8f0f6f7d10 | a uuid is none",
                "12026-11-23 | 12026-11-23 | a longer number is none"
            })
    void dates_areMoved(String text, String expected, String reason) {
        assertThat(MovedDates.moved(text, LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 24)))
                .as(reason)
                .isEqualTo(expected);
    }
}
