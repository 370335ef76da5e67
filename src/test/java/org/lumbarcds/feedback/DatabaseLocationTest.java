package org.lumbarcds.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    @CsvSource({
        "jdbc:postgresql://db/lumbar, jdbc:postgresql://db/lumbar?socketTimeout=20&logServerErrorDetail=false",
        "jdbc:postgresql://db/l?ssl=true, jdbc:postgresql://db/l?ssl=true&socketTimeout=20&logServerErrorDetail=false",
        "jdbc:postgresql://db/l?socketTimeout=5, jdbc:postgresql://db/l?socketTimeout=5&logServerErrorDetail=false",
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
