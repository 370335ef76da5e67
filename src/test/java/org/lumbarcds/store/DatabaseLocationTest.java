package org.lumbarcds.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.settings.check.InvalidSettingException;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

class DatabaseLocationTest {

    private final DataSourceProperties properties = new DataSourceProperties();
    private final DatabaseLocation location = new DatabaseLocation(properties, Path.of("data"));

    @Test
    void withoutConfiguration_anH2FileThatKeepsHouse() {
        assertThat(location.getJdbcUrl())
                .startsWith("jdbc:h2:file:" + Path.of("data").toAbsolutePath() + "/lumbar-cds;")
                .doesNotContain("WRITE_DELAY");
        assertThat(location.getUsername()).isEqualTo("sa");
        assertThat(location.getPassword()).isEmpty();
        assertThat(location.getDriverClassName()).isEqualTo("org.h2.Driver");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://db/lumbar?password=secret",
                "jdbc:postgresql//db/lumbar?password=secret",
                "postgresql://lumbar:secret@db/lumbar",
                "jdbc:postgresql://lumbar:secret@db/lumbar",
                "jdbc:postgresql://db:secret/lumbar",
                "jdbc:postgresql://lumbar:secret@db:5432/lumbar",
                "jdbc:postgresql:"
            })
    void configuredWrong_saysWhatToWrite_andQuotesNothing(String url) {
        properties.setUrl(url);
        assertThatThrownBy(() -> new DatabaseLocation(properties, Path.of("data")))
                .isInstanceOfSatisfying(InvalidSettingException.class, failure -> assertThat(failure.advice())
                        .startsWith("Write jdbc:postgresql://host:port/database"))
                .hasMessageStartingWith("spring.datasource.url is ")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/lumbar, jdbc:postgresql://db/lumbar?socketTimeout=20&logServerErrorDetail=false",
        "jdbc:postgresql://db/l?ssl=true, jdbc:postgresql://db/l?ssl=true&socketTimeout=20&logServerErrorDetail=false",
        "jdbc:postgresql://db/l?socketTimeout=5, jdbc:postgresql://db/l?socketTimeout=5&logServerErrorDetail=false",
        "jdbc:postgresql:lumbar, jdbc:postgresql:lumbar?socketTimeout=20&logServerErrorDetail=false",
        "jdbc:postgresql://[::1]:1/l, jdbc:postgresql://[::1]:1/l?socketTimeout=20&logServerErrorDetail=false",
        "jdbc:postgresql:///l?a=@, jdbc:postgresql:///l?a=@&socketTimeout=20&logServerErrorDetail=false",
        "jdbc:h2:mem:a, jdbc:h2:mem:a"
    })
    void configured_isLeft_butForWhatMustBe(String configured, String expected) {
        properties.setUrl(configured);
        properties.setUsername("lumbar");
        properties.setPassword("secret");
        assertThat(location.getJdbcUrl()).isEqualTo(expected);
        assertThat(location.getUsername()).isEqualTo("lumbar");
        assertThat(location.getPassword()).isEqualTo("secret");
    }
}
