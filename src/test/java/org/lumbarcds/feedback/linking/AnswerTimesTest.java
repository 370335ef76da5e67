package org.lumbarcds.feedback.linking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long answers took. */
class AnswerTimesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "49, 0",
        "50, 0.1",
        "20500, 20.5",
        "99949, 99.9",
        "99950, 100.0",
        "100000, 100",
        "100499, 100",
        "100500, 101",
        "999499, 999",
        "999500, 1000",
        "1004999, 1000",
        "1005000, 1010",
        "86400000, 86400",
        "100000000, 100000",
        "100499999, 100000",
        "100500000, 101000",
        "31536000000, 31536000"
    })
    void median_ofOneAnswer_toATenthOrThreeDigits(long milliseconds, double seconds) {
        AnswerTimes times = new AnswerTimes();
        times.add(milliseconds, 1);
        assertThat(times.medianSeconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "10*1 20*1 90*1, 2.0",
        "10*1 20*1, 1.5",
        "10*1 20*2 90*5, 9.0",
        "10*4 90*4, 5.0",
        "10*4 90*5, 9.0",
        "30*1, 3.0"
    })
    void median_isTheMiddleOne_orTheMeanOfTheMiddleTwo(String text, double seconds) {
        AnswerTimes times = new AnswerTimes();
        times.add(text);
        assertThat(times.medianSeconds()).isEqualTo(seconds);
    }

    @Test
    void withoutAnswers_thereIsNone() {
        AnswerTimes times = new AnswerTimes();
        times.add("");
        assertThat(times.medianSeconds()).isNull();
        times.add(500, 1);
        times.add(500, -1);
        assertThat(times.medianSeconds()).isNull();
        assertThat(times.text()).isEmpty();
    }

    @Test
    void text_sumsUp() {
        AnswerTimes times = new AnswerTimes();
        times.add("205*3 1200*1");
        times.add("1200*2 9*1");
        times.add(20_500, -1);
        assertThat(times.text()).isEqualTo("9*1 205*2 1200*3");
    }
}
