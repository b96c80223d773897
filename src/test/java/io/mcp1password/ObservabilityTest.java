package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.demo.ConnectStandIn;
import io.mcp1password.demo.Fault;
import io.mcp1password.demo.ReceivedRequest;
import io.mcp1password.model.TraceContext;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the running service tells of itself: metrics, health and traces. */
class ObservabilityTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
  private static final Path DASHBOARD = Path.of("observability", "grafana-dashboard.json");

  @TempDir private Path folder;
  private ConnectStandIn connect;
  private ServiceUnderTest service;

  @BeforeEach
  void start() throws Exception {
    connect = ConnectStandIn.builder().build();
    service = ServiceUnderTest.start(folder, connect.uri(), connect.adminToken());
  }

  @AfterEach
  void stop() {
    service.close();
    connect.close();
  }

  @Test
  void metricsTellOfCallsAndOfWhatIsBehindThem() throws Exception {
    double before = value("mcp1password_calls_total", "vault_list", "\"rest\"", "\"success\"");
    get("/api/v1/vaults");
    get("/api/v1/vaults");
    get("/api/v1/vaults/nosuchvault");
    callTool(JsonValue.EMPTY_JSON_OBJECT);

    assertThat(value("mcp1password_calls_total", "vault_list", "\"rest\"", "\"success\""))
        .isEqualTo(before + 2);
    assertThat(value("mcp1password_calls_total", "vault_list", "\"mcpHttp\"")).isPositive();
    assertThat(value("mcp1password_calls_total", "vault_get", "code=\"not_found\"")).isPositive();
    assertThat(value("mcp1password_call_duration_seconds_count", "\"rest\"")).isPositive();
    assertThat(value("mcp1password_connect_duration_seconds_count", "\"read\"", "\"answered\""))
        .isPositive();
    assertThat(value("mcp1password_sessions")).isEqualTo(1);
    assertThat(value("mcp1password_calls_running")).isZero();
    assertThat(value("mcp1password_connect_breaker_open", "\"read\"")).isZero();
  }

  @Test
  void aRecordThatCannotBeWrittenIsCounted() throws Exception {
    double before = value("mcp1password_audit_failures_total");
    Path audit = ServiceUnderTest.auditFile(folder);
    Files.delete(audit);
    Files.createDirectory(audit);
    assertThat(get("/api/v1/vaults").statusCode()).isEqualTo(503);
    assertThat(value("mcp1password_audit_failures_total")).isEqualTo(before + 1);
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void labelsAreOfFewNamesAndHoldNothingOfACall() throws Exception {
    for (String vault : connect.vaultIds()) {
      get("/api/v1/vaults/" + vault);
      get("/api/v1/items?query=canary-query&vaultId=" + vault);
    }
    String own =
        samples()
            .filter(line -> line.startsWith("mcp1password_"))
            .collect(Collectors.joining("\n"));
    Set<String> names =
        Pattern.compile("([a-z_]+)=\"")
            .matcher(own)
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.toSet());
    assertThat(names)
        .isSubsetOf("operation", "surface", "outcome", "code", "kind", "quantile", "mp_scope");
    assertThat(scrape()).doesNotContain("canary-query").doesNotContain(connect.vaultIds());
  }

  @Test
  void everyMetricOfTheDashboardIsInAScrape() throws Exception {
    get("/api/v1/vaults");
    callTool(JsonValue.EMPTY_JSON_OBJECT);
    Set<String> scraped =
        samples().map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toSet());
    List<String> queried =
        Pattern.compile("\"expr\": \"(.*)\"")
            .matcher(Files.readString(DASHBOARD))
            .results()
            .map(found -> found.group(1))
            .flatMap(
                expr -> Pattern.compile("[a-zA-Z0-9_]+(?=\\\\?[{)\\[])").matcher(expr).results())
            .map(found -> found.group())
            .filter(name -> name.contains("_"))
            .toList();
    assertThat(queried).hasSizeGreaterThan(8);
    assertThat(scraped).containsAll(queried);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/health", "/health/live", "/health/ready"})
  void nobodyWithoutTheTokenIsToldAnything(String path) throws Exception {
    var request = HttpRequest.newBuilder(service.uri(path)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void healthTellsWhatIsUp() throws Exception {
    assertThat(checks("/health/live", 200)).containsExactly("service UP");
    assertThat(checks("/health/started", 200)).containsExactly("started UP");
    assertThat(checks("/health/ready", 200))
        .containsExactlyInAnyOrder("audit UP", "backend UP", "accepting UP");
  }

  @Test
  void isNotReadyWhenConnectIsNotThereYetAlive() throws Exception {
    connect.close();
    long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (get("/health/ready").statusCode() == 200 && System.nanoTime() < patience) {
      // What was found a moment ago may still be told.
      Thread.onSpinWait();
    }
    assertThat(checks("/health/ready", 503)).contains("backend DOWN", "audit UP");
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void anOpenBreakerShows() throws Exception {
    connect.faults().always(new Fault.Status(503, "down"));
    for (int i = 0; i < 20; i++) {
      get("/api/v1/vaults");
    }
    assertThat(value("mcp1password_connect_breaker_open", "\"read\"")).isEqualTo(1);
    assertThat(value("mcp1password_connect_duration_seconds_count", "\"read\"", "\"failed\""))
        .isPositive();
  }

  @Test
  void aTraceGoesOnToConnectAndIntoTheAuditLog() throws Exception {
    service.send("GET", "/api/v1/vaults", "", Map.of("traceparent", PARENT));
    assertThat(passedOn().traceId()).isEqualTo(TRACE);
    assertThat(passedOn().spanId()).isNotEqualTo("00f067aa0ba902b7");
    assertThat(lastAudited().getString("traceId")).isEqualTo(TRACE);
  }

  @Test
  void anMcpRequestNamesItsTraceItself() throws Exception {
    String inner = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    callTool(JsonText.JSON.createObjectBuilder().add("traceparent", inner).build());
    assertThat(passedOn().traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(lastAudited().getString("traceId")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "00-00000000000000000000000000000000-00f067aa0ba902b7-01"})
  void aMalformedTraceIsIgnored(String parent) throws Exception {
    HttpResponse<String> answer =
        service.send("GET", "/api/v1/vaults", "", Map.of("traceparent", parent));
    assertThat(answer.statusCode()).isEqualTo(200);
    callTool(JsonText.JSON.createObjectBuilder().add("traceparent", parent).build());
    assertThat(connect.requests()).extracting(ReceivedRequest::traceparent).containsOnly("");
    assertThat(lastAudited()).doesNotContainKey("traceId");
  }

  private TraceContext passedOn() {
    return TraceContext.parse(connect.requests().getLast().traceparent()).orElseThrow();
  }

  private JsonObject lastAudited() throws IOException {
    String line = Files.readAllLines(ServiceUnderTest.auditFile(folder)).getLast();
    return ServiceUnderTest.json(line).getJsonObject("metadata");
  }

  private void callTool(JsonObject meta) throws Exception {
    var params =
        JsonText.JSON
            .createObjectBuilder()
            .add("name", "vault_list")
            .add("arguments", JsonValue.EMPTY_JSON_OBJECT)
            .add("_meta", meta);
    var message =
        JsonText.JSON
            .createObjectBuilder()
            .add("jsonrpc", "2.0")
            .add("id", 7)
            .add("method", "tools/call")
            .add("params", params);
    assertThat(service.mcp(message.build().toString()).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return service.send("GET", path, "", Map.of());
  }

  private List<String> checks(String path, int status) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(status);
    return ServiceUnderTest.json(answer.body()).getJsonArray("checks").stream()
        .map(JsonValue::asJsonObject)
        .map(check -> text(check, "name") + " " + text(check, "status"))
        .toList();
  }

  private static String text(JsonObject json, String name) {
    return json.get(name) instanceof JsonString text ? text.getString() : "";
  }

  private String scrape() throws Exception {
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private Stream<String> samples() throws Exception {
    return scrape().lines().filter(Predicate.not(line -> line.startsWith("#")));
  }

  /** The sum of the samples of this name that have these in their labels. */
  private double value(String name, String... labels) throws Exception {
    return samples()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> Stream.of(labels).allMatch(line::contains))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .mapToDouble(Double::parseDouble)
        .sum();
  }
}
