package org.lumbarcds.fetch.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.lumbarcds.fetch.Calls.condition;
import static org.lumbarcds.fetch.Calls.cutOffBy;
import static org.lumbarcds.fetch.Calls.failure;
import static org.lumbarcds.fetch.Calls.got;
import static org.lumbarcds.fetch.Calls.page;
import static org.lumbarcds.fetch.Calls.references;
import static org.lumbarcds.fetch.Calls.request;
import static org.lumbarcds.fetch.Calls.searchset;
import static org.lumbarcds.fetch.Calls.settings;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumbarcds.bundle.SearchBundle;
import org.lumbarcds.fetch.Calls;
import org.lumbarcds.fetch.Deadline;
import org.lumbarcds.fetch.FetchFailure;
import org.lumbarcds.fetch.FetchRequest;
import org.lumbarcds.fetch.FetchSettings;
import org.lumbarcds.fetch.Fetched;
import org.lumbarcds.fetch.Provenance;
import org.lumbarcds.fetch.Room;
import org.lumbarcds.fetch.query.SearchParameters;
import org.lumbarcds.fetch.server.ServerAllowlist;
import org.lumbarcds.guideline.model.record.ChartKey;

class HttpChartFetcherTest {

    private static WireMockServer ehr;
    private static WireMockServer other;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private String server;
    private HttpChartFetcher fetcher;

    @BeforeAll
    static void startServers() {
        ehr = started();
        other = started();
    }

    private static WireMockServer started() {
        WireMockServer started =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        started.start();
        return started;
    }

    @AfterAll
    static void stopServers() {
        ehr.stop();
        other.stop();
    }

    @BeforeEach
    void setUp() {
        ehr.resetAll();
        other.resetAll();
        server = "http://127.0.0.1:" + ehr.port() + "/fhir";
        fetcher = fetcher(settings(server));
    }

    @AfterEach
    void tearDown() {
        fetcher.close();
    }

    private HttpChartFetcher fetcher(FetchSettings settings) {
        return new HttpChartFetcher(settings, null, meters);
    }

    private static ResponseDefinitionBuilder json(String body) {
        return aResponse()
                .withHeader("Content-Type", "application/fhir+json;charset=UTF-8")
                .withBody(body);
    }

    private void conditions(ResponseDefinitionBuilder answer) {
        ehr.stubFor(get(urlPathEqualTo("/fhir/Condition")).willReturn(answer));
    }

    private Fetched conditions() {
        return fetcher.fetch(request(server, ChartKey.CONDITIONS)).get(ChartKey.CONDITIONS);
    }

    private double counted(String key, String outcome) {
        return meters.counter("lumbar.fetch", "key", key, "outcome", outcome).count();
    }

    // What is asked

    @Test
    void fetchesEveryKeyAtOnce() {
        ehr.stubFor(any(anyUrl()).willReturn(json(searchset()).withFixedDelay(300)));
        ehr.stubFor(get(urlEqualTo("/fhir/Patient/" + Calls.PATIENT))
                .willReturn(json("{\"resourceType\":\"Patient\",\"id\":\"" + Calls.PATIENT + "\"}")
                        .withFixedDelay(300)));
        ehr.stubFor(get(urlEqualTo("/fhir/Encounter/enc-1"))
                .willReturn(json("{\"resourceType\":\"Encounter\",\"id\":\"enc-1\"}")
                        .withFixedDelay(300)));
        long start = System.nanoTime();

        Map<ChartKey, Fetched> outcomes = fetcher.fetch(request(server, ChartKey.values()));

        assertThat(outcomes).containsOnlyKeys(ChartKey.values());
        assertThat(outcomes.values()).allMatch(Fetched.Got.class::isInstance);
        // Eight times 300 ms, were they asked one after the other.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2_000));
        assertThat(got(outcomes.get(ChartKey.PATIENT)).body().path("id").asText())
                .isEqualTo(Calls.PATIENT);
        assertThat(counted("conditions", "fetched")).isEqualTo(1);
    }

    @Test
    void asksAsThePrefetchTemplateSays() {
        ehr.stubFor(any(anyUrl()).willReturn(json(searchset())));

        fetcher.fetch(request(server, ChartKey.EGFR));

        ehr.verify(
                1,
                getRequestedFor(urlEqualTo("/fhir/Observation?patient=" + Calls.PATIENT
                                + "&code=http://loinc.org%7C98979-8&_count=200"))
                        .withHeader("Accept", equalTo("application/fhir+json"))
                        .withHeader("Accept-Encoding", equalTo("identity"))
                        .withHeader("Authorization", equalTo("Bearer " + Calls.TOKEN))
                        .withoutHeader("Cookie")
                        .withoutHeader("Upgrade"));
    }

    @Test
    void searchesByPostWhenConfigured() {
        fetcher.close();
        fetcher = fetcher(Calls.by(settings(server), FetchSettings.SearchMethod.POST));
        ehr.stubFor(post(urlEqualTo("/fhir/Condition/_search")).willReturn(json(searchset(condition("c1")))));
        ehr.stubFor(get(urlEqualTo("/fhir/Encounter/enc-1"))
                .willReturn(json("{\"resourceType\":\"Encounter\",\"id\":\"enc-1\"}")));

        Map<ChartKey, Fetched> outcomes = fetcher.fetch(request(server, ChartKey.CONDITIONS, ChartKey.ENCOUNTER));

        assertThat(references(outcomes.get(ChartKey.CONDITIONS))).containsExactly("Condition/c1");
        got(outcomes.get(ChartKey.ENCOUNTER));
        ehr.verify(postRequestedFor(urlEqualTo("/fhir/Condition/_search"))
                .withRequestBody(equalTo("patient=" + Calls.PATIENT + "&_count=200"))
                .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded; charset=US-ASCII"))
                .withHeader("Authorization", equalTo("Bearer " + Calls.TOKEN)));
    }

    @Test
    void asksWithoutTokenWhenNoneIsGiven() {
        conditions(json(searchset()));
        FetchRequest request = new FetchRequest(
                server,
                null,
                null,
                Set.of(ChartKey.CONDITIONS),
                Calls.PATIENT,
                null,
                Calls.QUERIES,
                Deadline.in(Calls.DEADLINE));

        got(fetcher.fetch(request).get(ChartKey.CONDITIONS));

        ehr.verify(getRequestedFor(anyUrl()).withoutHeader("Authorization"));
    }

    @Test
    void emptySearchsetIsNoneOnRecord() {
        conditions(json("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}"));

        Fetched.Got got = got(conditions());

        assertThat(got.body().path("entry").isArray()).isTrue();
        assertThat(got.body().path("entry")).isEmpty();
        assertThat(got.trace().requests()).isEqualTo(1);
        assertThat(got.trace().bytes()).isPositive();
        assertThat(got.trace().took()).isPositive();
        assertThat(Provenance.of(got).source()).isEqualTo(Provenance.Source.FETCHED);
    }

    // What is not asked

    @Test
    void scopeThatDoesNotCoverIsNotTried() {
        conditions(json(searchset()));

        Map<ChartKey, Fetched> outcomes = fetcher.fetch(request(
                server,
                Calls.DEADLINE,
                "patient/Condition.rs patient/AllergyIntolerance.rs?category=food patient/Patient.s",
                ChartKey.CONDITIONS,
                ChartKey.ALLERGIES,
                ChartKey.PATIENT));

        got(outcomes.get(ChartKey.CONDITIONS));
        assertThat(failure(outcomes.get(ChartKey.ALLERGIES))).isEqualTo(FetchFailure.SCOPE);
        assertThat(failure(outcomes.get(ChartKey.PATIENT))).isEqualTo(FetchFailure.SCOPE);
        assertThat(ehr.getAllServeEvents()).hasSize(1);
        assertThat(counted("allergies", "scope")).isEqualTo(1);
        assertThat(Provenance.of(outcomes.get(ChartKey.ALLERGIES)).failure()).isEqualTo(FetchFailure.SCOPE);
    }

    @Test
    void missingEncounterIsNotTried() {
        FetchRequest request = new FetchRequest(
                server,
                Calls.TOKEN,
                null,
                Set.of(ChartKey.ENCOUNTER),
                Calls.PATIENT,
                null,
                Calls.QUERIES,
                Deadline.in(Calls.DEADLINE));

        assertThat(failure(fetcher.fetch(request).get(ChartKey.ENCOUNTER))).isEqualTo(FetchFailure.NO_QUERY);
        assertThat(ehr.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a b", "", "ä"})
    void tokenThatIsNoHeaderValueIsNotSent(String token) {
        FetchRequest request = new FetchRequest(
                server,
                token,
                null,
                Set.of(ChartKey.CONDITIONS),
                Calls.PATIENT,
                null,
                Calls.QUERIES,
                Deadline.in(Calls.DEADLINE));

        assertThat(failure(fetcher.fetch(request).get(ChartKey.CONDITIONS))).isEqualTo(FetchFailure.NO_QUERY);
        assertThat(ehr.getAllServeEvents()).isEmpty();
    }

    @Test
    void serverThatIsNotAllowedIsNotCalled() {
        for (String url : new String[] {
            "http://127.0.0.1:" + other.port() + "/fhir",
            server + "/x",
            "http://localhost:" + ehr.port() + "/fhir",
            "",
            "\0"
        }) {
            assertThat(failure(fetcher.fetch(request(url, ChartKey.CONDITIONS)).get(ChartKey.CONDITIONS)))
                    .isEqualTo(FetchFailure.SERVER_NOT_ALLOWED);
        }
        assertThat(ehr.getAllServeEvents()).isEmpty();
        assertThat(other.getAllServeEvents()).isEmpty();
    }

    @Test
    void serversOfAClientTakeThePlaceOfTheConfigured() {
        String others = "http://127.0.0.1:" + other.port() + "/fhir";
        conditions(json(searchset(condition("c1"))));
        other.stubFor(any(anyUrl()).willReturn(json(searchset(condition("c2")))));
        ServerAllowlist own = ServerAllowlist.of(List.of(others), true);

        assertThat(references(conditions(server, null))).containsExactly("Condition/c1");
        assertThat(failure(conditions(others, null))).isEqualTo(FetchFailure.SERVER_NOT_ALLOWED);
        assertThat(references(conditions(others, own))).containsExactly("Condition/c2");
        assertThat(failure(conditions(server, own))).isEqualTo(FetchFailure.SERVER_NOT_ALLOWED);
        assertThat(failure(conditions(server, ServerAllowlist.of(List.of(), true))))
                .isEqualTo(FetchFailure.SERVER_NOT_ALLOWED);
        assertThat(failure(conditions(others, ServerAllowlist.of(List.of("*"), true))))
                .isEqualTo(FetchFailure.ADDRESS_NOT_ALLOWED);
    }

    private Fetched conditions(String url, ServerAllowlist servers) {
        return fetcher.fetch(Calls.from(request(url, ChartKey.CONDITIONS), servers))
                .get(ChartKey.CONDITIONS);
    }

    @Test
    void tokenOfAnotherPatientIsNotTried() {
        conditions(json(searchset()));
        FetchRequest own = request(server, Calls.DEADLINE, "patient/*.rs", ChartKey.CONDITIONS);
        FetchRequest user = request(server, Calls.DEADLINE, "patient/*.rs user/Condition.s", ChartKey.CONDITIONS);

        got(fetcher.fetch(Calls.with(own, Calls.PATIENT, null, Room.UNLIMITED)).get(ChartKey.CONDITIONS));
        assertThat(failure(fetcher.fetch(Calls.with(own, "another", null, Room.UNLIMITED))
                        .get(ChartKey.CONDITIONS)))
                .isEqualTo(FetchFailure.SCOPE);
        got(fetcher.fetch(Calls.with(user, "another", null, Room.UNLIMITED)).get(ChartKey.CONDITIONS));
        assertThat(failure(
                        fetcher.fetch(Calls.with(request(server, ChartKey.CONDITIONS), "another", null, Room.UNLIMITED))
                                .get(ChartKey.CONDITIONS)))
                .isEqualTo(FetchFailure.SCOPE);
        assertThat(ehr.getAllServeEvents()).hasSize(2);
    }

    @Test
    void numbersKeepTheirDigits() {
        conditions(json(searchset(condition("c1").replace("}", ",\"x\":[1.50,100,0.30000000000000000001]}"))));

        assertThat(got(conditions()).body().at("/entry/0/resource/x").toString())
                .isEqualTo("[1.50,100,0.30000000000000000001]");
    }

    @Test
    void includedResourcesAloneAreNoAnswer() {
        ehr.stubFor(get(urlPathEqualTo("/fhir/MedicationRequest"))
                .willReturn(json("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"resource\":"
                        + "{\"resourceType\":\"Goal\",\"id\":\"g1\"}}]}")));

        assertThat(failure(medications(null, ChartKey.MEDICATIONS))).isEqualTo(FetchFailure.WRONG_RESOURCE);
    }

    @Test
    void referencesAreAskedForByPostToo() {
        fetcher.close();
        fetcher = fetcher(Calls.by(settings(server), FetchSettings.SearchMethod.POST));
        ehr.stubFor(post(urlEqualTo("/fhir/MedicationRequest/_search"))
                .willReturn(json(searchset(order("r1", "Medication/m1", "#c"), order("r2", "Medication/m2", "#c")))));
        ehr.stubFor(post(urlEqualTo("/fhir/Medication/_search"))
                .withRequestBody(equalTo("_id=m1,m2"))
                .willReturn(json(searchset(medication("m1"), medication("m2")))));

        assertThat(got(medications(null, ChartKey.MEDICATIONS)).unresolved()).isEmpty();
        assertThat(ehr.getAllServeEvents()).hasSize(2);
    }

    @Test
    void loopbackIsNotReachedThroughWildcard() {
        fetcher.close();
        fetcher = fetcher(settings("*", "http://127.0.0.1:" + ehr.port() + "/*"));

        assertThat(failure(conditions())).isEqualTo(FetchFailure.ADDRESS_NOT_ALLOWED);
        assertThat(ehr.getAllServeEvents()).isEmpty();
    }

    @Test
    void deadlineThatHasPassedIsNotTried() {
        assertThat(failure(fetcher.fetch(request(server, Duration.ofMillis(-1), null, ChartKey.CONDITIONS))
                        .get(ChartKey.CONDITIONS)))
                .isEqualTo(FetchFailure.TIMEOUT);
        assertThat(ehr.getAllServeEvents()).isEmpty();
    }

    // Pages

    @Test
    void mergesPages() {
        ehr.stubFor(get(urlEqualTo("/fhir/Condition?patient=" + Calls.PATIENT + "&_count=200"))
                .willReturn(json(page(server + "?_getpages=a|b&_offset=1", condition("c1"), condition("c2")))));
        ehr.stubFor(get(urlEqualTo("/fhir?_getpages=a%7Cb&_offset=1"))
                .willReturn(json(page("Condition?page=3", condition("c2"), condition("c3")))));
        ehr.stubFor(get(urlEqualTo("/fhir/Condition?page=3")).willReturn(json(searchset(condition("c4")))));

        Fetched.Got got = got(conditions());

        assertThat(references(got)).containsExactly("Condition/c1", "Condition/c2", "Condition/c3", "Condition/c4");
        assertThat(got.body().path("type").asText()).isEqualTo("searchset");
        assertThat(got.body().has("link")).isFalse();
        assertThat(got.trace().requests()).isEqualTo(3);
        ehr.verify(3, getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer " + Calls.TOKEN)));
    }

    @Test
    void endlessPagingEnds() {
        conditions(json(page(server + "/Condition?page=again", condition("c1"))));

        assertThat(cutOffBy(conditions())).isEqualTo(FetchFailure.TOO_MANY);
        assertThat(ehr.getAllServeEvents()).hasSize(50);
    }

    @Test
    void pageOfForeignOriginIsNotFollowed() {
        conditions(json(page("http://127.0.0.1:" + other.port() + "/fhir/Condition?page=2", condition("c1"))));
        other.stubFor(any(anyUrl()).willReturn(json(searchset())));

        assertThat(cutOffBy(conditions())).isEqualTo(FetchFailure.INCOMPLETE);
        assertThat(other.getAllServeEvents()).isEmpty();
    }

    @Test
    void pageBesideTheBaseIsNotFollowed() {
        conditions(json(page("/admin", condition("c1"))));

        assertThat(cutOffBy(conditions())).isEqualTo(FetchFailure.INCOMPLETE);
        assertThat(ehr.getAllServeEvents()).hasSize(1);
    }

    @Test
    void pageThatFailsLeavesThoseBefore() {
        ehr.stubFor(get(urlEqualTo("/fhir/Condition?patient=" + Calls.PATIENT + "&_count=200"))
                .willReturn(json(page("Condition?page=2", condition("c1")))));
        ehr.stubFor(
                get(urlEqualTo("/fhir/Condition?page=2")).willReturn(aResponse().withStatus(500)));

        Fetched part = conditions();
        assertThat(cutOffBy(part)).isEqualTo(FetchFailure.SERVER_ERROR);
        assertThat(references(part)).containsExactly("Condition/c1");
        assertThat(Provenance.of(part).source()).isEqualTo(Provenance.Source.IN_PART);
        assertThat(Provenance.of(part).failure()).isEqualTo(FetchFailure.SERVER_ERROR);
    }

    @Test
    void pageOfOthersCastsDoubtOnAllOfThem() {
        ehr.stubFor(get(urlPathEqualTo("/fhir/Condition")).willReturn(json(page("Condition/page2", condition("c1")))));
        ehr.stubFor(get(urlEqualTo("/fhir/Condition/page2")).willReturn(json(searchset(medication("m1")))));

        assertThat(failure(conditions())).isEqualTo(FetchFailure.WRONG_RESOURCE);
    }

    @Test
    void firstPageThatFailsIsNothing() {
        conditions(aResponse().withStatus(500));

        assertThat(failure(conditions())).isEqualTo(FetchFailure.SERVER_ERROR);
    }

    @Test
    void deadlineWithinThePagesLeavesThoseBefore() {
        ehr.stubFor(get(urlPathEqualTo("/fhir/Condition")).willReturn(json(page("Condition/page2", condition("c1")))));
        ehr.stubFor(get(urlEqualTo("/fhir/Condition/page2"))
                .willReturn(json(searchset(condition("c2"))).withFixedDelay(5_000)));

        Fetched part = fetcher.fetch(request(server, Duration.ofMillis(900), null, ChartKey.CONDITIONS))
                .get(ChartKey.CONDITIONS);

        assertThat(cutOffBy(part)).isEqualTo(FetchFailure.TIMEOUT);
        assertThat(references(part)).containsExactly("Condition/c1");
    }

    @Test
    void manyPagesOfAServersOwnSizeAreAllRead() {
        pages(231, 20);

        assertThat(references(conditions())).hasSize(231);
        assertThat(got(conditions()).cutOffBy()).isNull();
    }

    @Test
    void pagesBeyondTheLimitAreCutOff() {
        fetcher.close();
        fetcher = fetcher(Calls.limits(settings(server), 11, 10_000, 5_000_000));
        pages(231, 20);

        Fetched part = conditions();

        assertThat(cutOffBy(part)).isEqualTo(FetchFailure.TOO_MANY);
        assertThat(references(part)).hasSize(220);
    }

    private void pages(int resources, int size) {
        for (int from = 0; from < resources; from += size) {
            String[] page = IntStream.range(from, Math.min(from + size, resources))
                    .mapToObj(index -> condition("c" + index))
                    .toArray(String[]::new);
            String body = from + size < resources ? page("Condition/from" + (from + size), page) : searchset(page);
            String path = from == 0 ? "/fhir/Condition" : "/fhir/Condition/from" + from;
            ehr.stubFor(get(urlPathEqualTo(path)).willReturn(json(body)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "every server; *; CONDITIONS; clinical-status=active; &_count=200&clinical-status=active",
                "a date; *; CONDITIONS; recorded-date=ge{{today-400d}}&_sort=-recorded-date;"
                        + " &_count=200&recorded-date=ge2025-10-20&_sort=-recorded-date",
                "today; *; CONDITIONS; recorded-date=le{{today}}; &_count=200&recorded-date=le2026-11-24",
                "another server; https://other.example.org/fhir; CONDITIONS; clinical-status=active; &_count=200",
                "another key; *; MEDICATIONS; status=active; &_count=200"
            })
    void furtherParametersOfAServer(String reason, String servers, ChartKey key, String parameters, String asked) {
        fetcher.close();
        SearchParameters.Further further =
                new SearchParameters.Further(ServerAllowlist.of(List.of(servers), true), key, parameters);
        fetcher = new HttpChartFetcher(
                Calls.asking(settings(server), new SearchParameters(200, List.of(further))),
                null,
                new SimpleMeterRegistry(),
                InetAddress::getAllByName,
                Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC));
        conditions(json(searchset(condition("c1"))));

        assertThat(references(conditions())).hasSize(1);
        ehr.verify(getRequestedFor(urlEqualTo("/fhir/Condition?patient=" + Calls.PATIENT + asked)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "status",
                "status=",
                "=active",
                "status=active&",
                "patient=2",
                "status=active&patient=2",
                "subject:Patient=2",
                "_id=1",
                "_count=1000",
                "_elements=code",
                "status=active#x",
                "a=b c",
                "date=ge{{today-1y}}",
                "date=ge{{context.patientId}}"
            })
    void parametersThatWouldChangeTheSearchAreRefused(String parameters) {
        ServerAllowlist all = ServerAllowlist.of(List.of("*"), true);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SearchParameters.Further(all, ChartKey.CONDITIONS, parameters));
    }

    @Test
    void serversOwnSizeOfPage() {
        fetcher.close();
        fetcher = fetcher(Calls.asking(settings(server), new SearchParameters(0, List.of())));
        conditions(json(searchset(condition("c1"))));

        assertThat(references(conditions())).hasSize(1);
        ehr.verify(getRequestedFor(urlEqualTo("/fhir/Condition?patient=" + Calls.PATIENT)));
    }

    @Test
    void withheldDataIsSaidAgain() {
        String outcome =
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"warning\",\"code\":\"%s\"}]}";
        conditions(json(searchset(condition("c1"), outcome.formatted("suppressed"))));
        assertThat(SearchBundle.of(got(conditions()).body()).withheld()).isTrue();

        conditions(json(searchset(condition("c1"), outcome.formatted("processing"))));
        assertThat(SearchBundle.of(got(conditions()).body()).withheld()).isFalse();

        conditions(json(searchset(outcome.formatted("suppressed"))));
        assertThat(failure(conditions())).isEqualTo(FetchFailure.OUTCOME);

        conditions(json(searchset(outcome.formatted("processing"))));
        assertThat(references(conditions())).isEmpty();
    }

    @Test
    void fewerEntriesThanTheirTotalAreIncomplete() {
        conditions(json(searchset(condition("c1")).replace("\"entry\"", "\"total\":2,\"entry\"")));

        assertThat(cutOffBy(conditions())).isEqualTo(FetchFailure.INCOMPLETE);
    }

    @Test
    void entriesAsManyAsTheirTotalAreComplete() {
        conditions(json(searchset(condition("c1"), condition("c2")).replace("\"entry\"", "\"total\":2,\"entry\"")));

        assertThat(references(conditions())).hasSize(2);
    }

    @Test
    void tooManyResourcesAreCutOff() {
        fetcher.close();
        fetcher = fetcher(Calls.limits(settings(server), 10, 2, 100_000));
        conditions(json(searchset(condition("c1"), condition("c2"))));
        got(conditions());

        conditions(json(searchset(condition("c1"), condition("c2"), condition("c3"))));
        Fetched part = conditions();
        assertThat(cutOffBy(part)).isEqualTo(FetchFailure.TOO_MANY);
        assertThat(references(part)).hasSize(2);
    }

    // Answers that are none

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "401, UNAUTHORIZED",
        "403, FORBIDDEN",
        "404, NOT_FOUND",
        "410, NOT_FOUND",
        "429, RATE_LIMITED",
        "400, REJECTED",
        "422, REJECTED",
        "204, REJECTED",
        "206, REJECTED",
        "500, SERVER_ERROR",
        "502, SERVER_ERROR",
        "503, SERVER_ERROR",
        "504, SERVER_ERROR"
    })
    void status(int status, FetchFailure expected) {
        ehr.stubFor(
                any(anyUrl()).willReturn(json(status == 204 ? "" : searchset()).withStatus(status)));

        Map<ChartKey, Fetched> outcomes =
                fetcher.fetch(request(server, ChartKey.CONDITIONS, ChartKey.PATIENT, ChartKey.ENCOUNTER));

        assertThat(outcomes.values())
                .allSatisfy(outcome -> assertThat(failure(outcome)).isEqualTo(expected));
        assertThat(ehr.getAllServeEvents()).hasSize(3);
        assertThat(counted("conditions", expected.label())).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"resourceType":"OperationOutcome","issue":[{"severity":"warning"}]} | OUTCOME | an outcome is no searchset
            {"resourceType":"Condition","id":"c1"}                               | WRONG_RESOURCE | a resource is none either
            {"resourceType":"Bundle","type":"batch-response"}                    | WRONG_RESOURCE | another kind of Bundle
            {"resourceType":"Bundle","type":"searchset","entry":{}}              | WRONG_RESOURCE | entry is a list
            {"resourceType":"Bundle","type":"searchset","entry":[7]}             | WRONG_RESOURCE | of objects
            {"resourceType":"Bundle","type":"searchset","entry":[{}]}            | WRONG_RESOURCE | with resources
            {"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Observation"}}]} | WRONG_RESOURCE | of the type asked for
            {"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"error"}]}}]} | OUTCOME | an error among them
            {"resourceType":"Bundle","type":"searchset","link":[{"relation":"next"}]} | INCOMPLETE | a next page nobody can find
            {}                                                                   | WRONG_RESOURCE | nothing
            []                                                                   | WRONG_RESOURCE | a list
            null                                                                 | WRONG_RESOURCE | null
            <html><body>Sign in</body></html>                                    | NOT_JSON | HTML that calls itself JSON
            {"resourceType":"Bundle","type":"searchset"                          | NOT_JSON | half of it
            {"resourceType":"Bundle","type":"searchset"}{                        | NOT_JSON | more than it
            """)
    void bodyThatIsNoSearchset(String body, FetchFailure expected, String why) {
        conditions(json(body));

        assertThat(failure(conditions())).as(why).isEqualTo(expected);
    }

    @Test
    void emptyBodyIsNone() {
        conditions(json(""));

        assertThat(conditions()).isInstanceOf(Fetched.NotHad.class);
    }

    @Test
    void warningAmongTheEntriesIsLeftOut() {
        String warning = "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"warning\"}]}";
        conditions(json(searchset(condition("c1"), warning)));

        assertThat(references(conditions())).containsExactly("Condition/c1");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "application/fhir+json, true",
        "application/json, true",
        "'application/fhir+json; fhirVersion=4.0', true",
        "application/json+fhir, true",
        "APPLICATION/FHIR+JSON, true",
        "text/html, false",
        "text/plain, false",
        "application/fhir+xml, false"
    })
    void contentType(String type, boolean json) {
        conditions(aResponse().withHeader("Content-Type", type).withBody(searchset()));

        assertThat(conditions() instanceof Fetched.Got).isEqualTo(json);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            {"resourceType":"Patient","id":"pat-4713"}           | WRONG_RESOURCE | another patient
            {"resourceType":"Patient"}                           | WRONG_RESOURCE | a patient without id
            {"resourceType":"Person","id":"pat-4712"}            | WRONG_RESOURCE | another type
            {"resourceType":"Bundle","type":"searchset"}         | WRONG_RESOURCE | a Bundle
            {"resourceType":"OperationOutcome"}                  | OUTCOME        | an outcome
            """)
    void readOfAnotherResource(String body, FetchFailure expected, String why) {
        ehr.stubFor(get(urlEqualTo("/fhir/Patient/" + Calls.PATIENT)).willReturn(json(body)));

        assertThat(failure(fetcher.fetch(request(server, ChartKey.PATIENT)).get(ChartKey.PATIENT)))
                .as(why)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectIsNotFollowed(int status) {
        conditions(aResponse()
                .withStatus(status)
                .withHeader("Location", "http://127.0.0.1:" + other.port() + "/fhir/Condition"));
        other.stubFor(any(anyUrl()).willReturn(json(searchset())));

        assertThat(failure(conditions())).isEqualTo(FetchFailure.REDIRECT);
        assertThat(other.getAllServeEvents()).isEmpty();
        assertThat(ehr.getAllServeEvents()).hasSize(1);
    }

    @Test
    void cookiesAreNotKept() {
        conditions(json(searchset()).withHeader("Set-Cookie", "session=1; Path=/"));
        got(conditions());
        got(conditions());

        ehr.verify(2, getRequestedFor(anyUrl()).withoutHeader("Cookie"));
    }

    // Too much

    @Test
    void hugeBodyIsRefused() {
        conditions(
                aResponse().withHeader("Content-Type", "application/fhir+json").withBody(new byte[50 * 1024 * 1024]));

        Fetched outcome = conditions();

        assertThat(failure(outcome)).isEqualTo(FetchFailure.TOO_LARGE);
        assertThat(outcome.trace().bytes()).isLessThan(6 * 1024 * 1024);
    }

    @Test
    void hugeBodyInChunksIsRefused() {
        conditions(aResponse()
                .withHeader("Content-Type", "application/fhir+json")
                .withBody(new byte[50 * 1024 * 1024])
                .withChunkedDribbleDelay(10, 10));

        Fetched outcome = conditions();

        assertThat(failure(outcome)).isEqualTo(FetchFailure.TOO_LARGE);
        assertThat(outcome.trace().bytes()).isBetween(5L * 1024 * 1024, 6L * 1024 * 1024);
    }

    @Test
    void bytesOfAllPagesCount() {
        String next = page("Condition?page=again", condition("c1"));
        fetcher.close();
        fetcher = fetcher(Calls.limits(settings(server), 10, 100, next.length() * 3));
        conditions(json(next));

        assertThat(cutOffBy(conditions())).isEqualTo(FetchFailure.TOO_LARGE);
        assertThat(ehr.getAllServeEvents()).hasSize(4);
    }

    @Test
    void encodedBodyIsRefused() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 100; i++) {
                gzip.write(zeros);
            }
        }
        conditions(json("").withHeader("Content-Encoding", "gzip").withBody(bomb.toByteArray()));

        Fetched outcome = conditions();

        assertThat(failure(outcome)).isEqualTo(FetchFailure.NOT_JSON);
        assertThat(outcome.trace().bytes()).isZero();
    }

    @Test
    void deepNestingIsRefused() {
        conditions(json("{\"resourceType\":\"Bundle\",\"x\":" + "[".repeat(100_000)));

        assertThat(failure(conditions())).isEqualTo(FetchFailure.TOO_LARGE);
    }

    @Test
    void longHeaderIsRefused() {
        conditions(json(searchset()).withHeader("X-Long", "x".repeat(10_000)));

        assertThat(failure(conditions())).isEqualTo(FetchFailure.TOO_LARGE);
    }

    // Too late, or broken

    @Test
    void slowAnswerIsNotWaitedFor() {
        conditions(json(searchset()).withFixedDelay(10_000));
        ehr.stubFor(get(urlPathEqualTo("/fhir/AllergyIntolerance")).willReturn(json(searchset())));
        long start = System.nanoTime();

        Map<ChartKey, Fetched> outcomes =
                fetcher.fetch(request(server, Duration.ofMillis(400), null, ChartKey.CONDITIONS, ChartKey.ALLERGIES));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(4_000));
        assertThat(failure(outcomes.get(ChartKey.CONDITIONS))).isEqualTo(FetchFailure.TIMEOUT);
        got(outcomes.get(ChartKey.ALLERGIES));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void faultIsNotHad(Fault fault) {
        conditions(aResponse().withFault(fault));

        assertThat(failure(conditions())).isIn(FetchFailure.UNREACHABLE, FetchFailure.BROKEN);
    }

    @Test
    void connectionThatBrokeBeforeAnAnswerIsTriedOnceMore() {
        conditions(aResponse().withFault(Fault.EMPTY_RESPONSE));

        Fetched outcome = conditions();

        assertThat(failure(outcome)).isEqualTo(FetchFailure.UNREACHABLE);
        assertThat(outcome.trace().requests()).isEqualTo(2);
        assertThat(ehr.getAllServeEvents()).hasSize(2);
    }

    // References

    private static String order(String id, String medication, String reason) {
        return "{\"resourceType\":\"MedicationRequest\",\"id\":\"" + id + "\",\"medicationReference\":{\"reference\":\""
                + medication + "\"},\"reasonReference\":[{\"reference\":\"" + reason + "\"}]}";
    }

    private static String medication(String id) {
        return "{\"resourceType\":\"Medication\",\"id\":\"" + id + "\"}";
    }

    private Fetched medications(String scope, ChartKey... keys) {
        return fetcher.fetch(request(server, Calls.DEADLINE, scope, keys)).get(ChartKey.MEDICATIONS);
    }

    private void orders(String... orders) {
        ehr.stubFor(get(urlPathEqualTo("/fhir/MedicationRequest")).willReturn(json(searchset(orders))));
    }

    @Test
    void resolvesReferencesOfOrders() {
        orders(
                order("r1", "Medication/m1", "Condition/c1"),
                order("r2", server + "/Medication/m2/_history/1", "Condition/c2"),
                order("r3", "Medication/m1", "#contained"),
                order("r4", "https://other.example/fhir/Medication/m3", "urn:uuid:x"));
        ehr.stubFor(get(urlEqualTo("/fhir/Medication?_id=m1,m2"))
                .willReturn(json(searchset(medication("m1"), medication("m2"), medication("unasked")))));
        ehr.stubFor(get(urlEqualTo("/fhir/Condition?_id=c1,c2&patient=" + Calls.PATIENT))
                .willReturn(json(searchset(condition("c1")))));

        Fetched.Got got = got(medications(null, ChartKey.MEDICATIONS));

        assertThat(references(got))
                .containsExactly(
                        "MedicationRequest/r1",
                        "MedicationRequest/r2",
                        "MedicationRequest/r3",
                        "MedicationRequest/r4",
                        "Medication/m1",
                        "Medication/m2",
                        "Condition/c1");
        assertThat(got.body().path("entry").get(4).path("search").path("mode").asText())
                .isEqualTo("include");
        assertThat(got.unresolved()).containsExactly("Condition/c2");
    }

    @Test
    void includedMedicationsAreNotAskedForAgain() {
        String included = "{\"resource\":" + medication("m1") + ",\"search\":{\"mode\":\"include\"}}";
        String orders =
                searchset(order("r1", "Medication/m1", "#c")).replace("\"entry\":[", "\"entry\":[" + included + ",");
        ehr.stubFor(get(urlPathEqualTo("/fhir/MedicationRequest")).willReturn(json(orders)));

        assertThat(got(medications(null, ChartKey.MEDICATIONS)).unresolved()).isEmpty();
        assertThat(ehr.getAllServeEvents()).hasSize(1);
    }

    @Test
    void conditionsAreNotAskedForTwice() {
        orders(order("r1", "#m", "Condition/c1"));
        conditions(json(searchset(condition("c1"))));

        assertThat(got(medications(null, ChartKey.MEDICATIONS, ChartKey.CONDITIONS))
                        .unresolved())
                .isEmpty();
        assertThat(ehr.getAllServeEvents()).hasSize(2);
    }

    @Test
    void referencesThatFailLeaveTheOrders() {
        orders(order("r1", "Medication/m1", "#c"), order("r2", "Medication/m2", "#c"));
        ehr.stubFor(
                get(urlPathEqualTo("/fhir/Medication")).willReturn(aResponse().withStatus(500)));

        Fetched.Got got = got(medications(null, ChartKey.MEDICATIONS));

        assertThat(references(got)).containsExactly("MedicationRequest/r1", "MedicationRequest/r2");
        assertThat(got.unresolved()).containsExactlyInAnyOrder("Medication/m1", "Medication/m2");
    }

    @Test
    void referencesThatAreTooSlowLeaveTheOrders() {
        orders(order("r1", "Medication/m1", "#c"), order("r2", "Medication/m2", "#c"));
        ehr.stubFor(get(urlPathEqualTo("/fhir/Medication"))
                .willReturn(json(searchset()).withFixedDelay(10_000)));
        long start = System.nanoTime();

        Fetched outcome = fetcher.fetch(request(server, Duration.ofMillis(800), null, ChartKey.MEDICATIONS))
                .get(ChartKey.MEDICATIONS);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(8_000));
        assertThat(references(outcome)).hasSize(2);
        assertThat(got(outcome).unresolved()).hasSize(2);
    }

    @Test
    void referencesWithoutScopeAreNotAskedFor() {
        orders(order("r1", "Medication/m1", "Condition/c1"), order("r2", "Medication/m2", "#c"));

        Fetched.Got got = got(medications("patient/MedicationRequest.rs", ChartKey.MEDICATIONS));

        assertThat(got.unresolved()).containsExactlyInAnyOrder("Medication/m1", "Medication/m2", "Condition/c1");
        assertThat(ehr.getAllServeEvents()).hasSize(1);
    }

    @Test
    void resolvesReferencesOfDrafts() {
        ehr.stubFor(get(urlEqualTo("/fhir/Medication?_id=m1,m2")).willReturn(json(searchset(medication("m1")))));

        Fetched outcome = fetcher.resolve(request(server), "Medication", new LinkedHashSet<>(List.of("m1", "m2")));

        assertThat(references(outcome)).containsExactly("Medication/m1");
        assertThat(got(outcome).unresolved()).containsExactly("Medication/m2");
        assertThat(counted("medication", "fetched")).isEqualTo(1);
    }

    @Test
    void resolvesOneReferenceByReading() {
        ehr.stubFor(get(urlEqualTo("/fhir/Medication/m1")).willReturn(json(medication("m1"))));
        assertThat(references(fetcher.resolve(request(server), "Medication", Set.of("m1"))))
                .containsExactly("Medication/m1");

        ehr.stubFor(get(urlEqualTo("/fhir/Medication?_id=m1")).willReturn(json(searchset(medication("m1")))));
        assertThat(references(fetcher.resolve(
                        request(server, Calls.DEADLINE, "patient/Medication.s"), "Medication", Set.of("m1"))))
                .containsExactly("Medication/m1");

        assertThat(failure(fetcher.resolve(request(server), "Medication", Set.of("gone"))))
                .isEqualTo(FetchFailure.NOT_FOUND);
    }

    @Test
    void manyReferencesAreAskedForInBatches() {
        ehr.stubFor(get(urlPathEqualTo("/fhir/Medication")).willReturn(json(searchset())));
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < 120; i++) {
            ids.add("m" + i);
        }

        assertThat(got(fetcher.resolve(request(server), "Medication", ids)).unresolved())
                .hasSize(120);
        assertThat(ehr.getAllServeEvents()).hasSize(3);
    }

    @ParameterizedTest(name = "{0}/{1}")
    @CsvSource({"Medication,..", "Medication,'a,b'", "Medication,a/b", "medication,a", "../Medication,a", "'',a"})
    void referencesThatAreNoneAreNotAskedFor(String type, String id) {
        assertThat(failure(fetcher.resolve(request(server), type, Set.of(id)))).isEqualTo(FetchFailure.NO_QUERY);
        assertThat(ehr.getAllServeEvents()).isEmpty();
        assertThat(meters.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getTag("key")).isIn("medication", "other"));
    }

    @Test
    void noReferencesAreNotAskedFor() {
        assertThat(failure(fetcher.resolve(request(server), "Medication", Set.of())))
                .isEqualTo(FetchFailure.NO_QUERY);
    }

    // Secrets

    @Test
    void recordsDoNotShowSecrets() {
        conditions(json(searchset(condition("c-4714"))));
        FetchRequest request = request(server, ChartKey.CONDITIONS);

        String shown = request + " " + fetcher.fetch(request);

        assertThat(shown)
                .doesNotContain(Calls.TOKEN, Calls.PATIENT, "c-4714", "127.0.0.1")
                .contains("***");
    }
}
