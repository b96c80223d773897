package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.audit.AuditVerifier;
import io.mcp1password.demo.ConnectStandIn;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged service told to stop while calls are under way. */
class StopIT {

  private static final String TOKEN = "stop-test-token-0123456789";
  private static final String REST_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String MCP_TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "-00f067aa0ba902b7-01";
  private static final int PATIENCE_SECONDS = 60;

  @TempDir private Path folder;
  private final ConnectStandIn connect = ConnectStandIn.builder().build();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    connect.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void callsUnderWayAreFinished(String signal) throws Exception {
    try (ServerProcess server = server("--shutdown-grace-ms=60000")) {
      connect.faults().delay(Duration.ofSeconds(3));
      CompletableFuture<HttpResponse<String>> rest = rest(server);
      CompletableFuture<HttpResponse<String>> mcp = mcp(server);
      awaitTraces(REST_TRACE, MCP_TRACE);

      server.signal(signal);

      assertThat(rest.get(PATIENCE_SECONDS, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(mcp.get(PATIENCE_SECONDS, TimeUnit.SECONDS).body()).contains("\"isError\":false");
      assertThat(server.exitCode()).isZero();
      assertThat(server.errors()).isEmpty();
      assertThat(outcomes(server)).containsOnly("success").hasSize(2);
    }
  }

  @Test
  void callsThatTakeLongerAreGivenUpAndAnswered() throws Exception {
    try (ServerProcess server = server("--shutdown-grace-ms=200")) {
      connect.faults().delay(Duration.ofSeconds(25));
      CompletableFuture<HttpResponse<String>> rest = rest(server);
      CompletableFuture<HttpResponse<String>> mcp = mcp(server);
      awaitTraces(REST_TRACE, MCP_TRACE);

      server.signal("TERM");

      HttpResponse<String> refused = rest.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("\"code\":\"stopping\"");
      assertThat(mcp.get(PATIENCE_SECONDS, TimeUnit.SECONDS).body())
          .contains("\"isError\":true", "\"mcp-1password/code\":\"stopping\"");
      assertThat(server.exitCode()).isZero();
      assertThat(server.errors()).isEmpty();
      assertThat(outcomes(server)).containsOnly("error").hasSize(2);
    }
  }

  @Test
  void nothingNewIsLetInAndASecondSignalEndsItAtOnce() throws Exception {
    try (ServerProcess server = server("--shutdown-grace-ms=600000")) {
      connect.faults().delay(Duration.ofSeconds(25));
      CompletableFuture<HttpResponse<String>> slow = rest(server);
      awaitTraces(REST_TRACE);

      server.signal("TERM");
      HttpResponse<String> refused = untilRefused(server);

      assertThat(refused.body()).contains("\"code\":\"stopping\"");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(get(server, "/readyz").get().statusCode()).isEqualTo(503);
      assertThat(get(server, "/healthz").get().statusCode()).isEqualTo(200);
      assertThat(slow).isNotDone();
      server.signal("TERM");
      assertThat(server.exitCode()).isEqualTo(143);
    }
  }

  @Test
  void overStandardInputCallsUnderWayAreFinishedAsWell() throws Exception {
    connect.faults().delay(Duration.ofSeconds(3));
    var command = StdioCommand.demo(folder, "--auth-mode=connect");
    command.remove("--auth-mode=demo");
    command.add("--connect-host=" + connect.uri());
    var builder = new ProcessBuilder(command).redirectError(folder.resolve("stdio.err").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OP_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("OP_CONNECT_TOKEN", connect.adminToken().reveal());
    Process process = builder.start();
    try {
      process.getOutputStream().write((statelessCall() + "\n").getBytes(UTF_8));
      process.getOutputStream().flush();
      awaitTraces(MCP_TRACE);

      process.toHandle().destroy();

      assertThat(process.inputReader(UTF_8).readLine()).contains("\"isError\":false");
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(folder.resolve("stdio.err")).isEmptyFile();
    } finally {
      process.destroyForcibly();
    }
  }

  private ServerProcess server(String flag) throws IOException {
    return ServerProcess.start(
        folder,
        Map.of(
            ServerProcess.TOKEN_VARIABLE, TOKEN, "OP_CONNECT_TOKEN", connect.adminToken().reveal()),
        List.of("--auth-mode=connect", "--connect-host=" + connect.uri(), flag));
  }

  private CompletableFuture<HttpResponse<String>> rest(ServerProcess server) {
    return get(server, "/api/v1/vaults");
  }

  private CompletableFuture<HttpResponse<String>> get(ServerProcess server, String path) {
    return client.sendAsync(request(server.uri().resolve(path)).build(), BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> mcp(ServerProcess server) {
    var request =
        request(server.uri().resolve("/mcp"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", "tools/call")
            .header("Mcp-Name", "vault_list")
            .POST(BodyPublishers.ofString(statelessCall()));
    return client.sendAsync(request.build(), BodyHandlers.ofString());
  }

  private static String statelessCall() {
    return "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"tools/call\",\"params\":{"
        + "\"name\":\"vault_list\",\"arguments\":{},\"_meta\":{\"traceparent\":\"00-"
        + MCP_TRACE
        + SPAN
        + "\","
        + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
        + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
  }

  private static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri)
        .header("traceparent", "00-" + REST_TRACE + SPAN)
        .header("Authorization", "Bearer " + TOKEN);
  }

  /** Waits until Connect was asked within each of the traces. */
  private void awaitTraces(String... traces) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Stream.of(traces).allMatch(this::isAtConnect)) {
      assertThat(System.nanoTime()).as("time until Connect is asked").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private boolean isAtConnect(String trace) {
    return connect.requests().stream().anyMatch(each -> each.traceparent().contains(trace));
  }

  private HttpResponse<String> untilRefused(ServerProcess server) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    HttpResponse<String> answer = get(server, "/api/v1/capabilities").get();
    while (answer.statusCode() == 200) {
      assertThat(System.nanoTime()).as("time until it refuses").isLessThan(end);
      answer = get(server, "/api/v1/capabilities").get();
    }
    assertThat(answer.statusCode()).isEqualTo(503);
    return answer;
  }

  /** How the calls ended, from an audit log that is intact. */
  private static List<String> outcomes(ServerProcess server) throws IOException {
    assertThat(AuditVerifier.verify(List.of(server.auditLog()), Set.of()).intact()).isTrue();
    return Files.readAllLines(server.auditLog()).stream()
        .map(ServiceUnderTest::json)
        .filter(record -> record.getString("action").equals("vault_list"))
        .map((JsonObject record) -> record.getString("outcome"))
        .toList();
  }
}
