package io.mcp1password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.mcp1password.audit.AuditVerification;
import io.mcp1password.audit.AuditVerifier;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is an error in the right form, and nothing stays behind. */
class HostileInputTest {

  private static final int MAX_SESSIONS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final AtomicInteger DUMPS = new AtomicInteger();

  @TempDir static Path folder;
  private static ServiceUnderTest service;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    service =
        ServiceUnderTest.start(
            folder, "--http-max-sessions=" + MAX_SESSIONS, "--max-calls-per-minute=0");
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    client.close();
    service.close();
  }

  @ParameterizedTest
  @MethodSource("io.mcp1password.HostileRequests#rest")
  void restAnswersWithAProblem(HostileRequest hostile) throws Exception {
    assertProblem(send(hostile), hostile);
  }

  @ParameterizedTest
  @MethodSource("io.mcp1password.HostileRequests#tooLargeForMcp")
  void aMessageThatIsTooLargeIsAProblem(HostileRequest hostile) throws Exception {
    HttpResponse<String> response = send(hostile);
    assertProblem(response, hostile);
    assertThat(response.body()).doesNotContain("\n");
  }

  @ParameterizedTest
  @MethodSource("io.mcp1password.HostileRequests#mcp")
  void mcpAnswersWithAnErrorOnOneLine(HostileRequest hostile) throws Exception {
    HttpResponse<String> response = send(hostile);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(hostile.refusal().status());
    JsonObject error = oneLine(response).getJsonObject("error");
    assertThat(error.getInt("code")).isEqualTo(Integer.parseInt(hostile.refusal().code()));
  }

  @ParameterizedTest
  @MethodSource("io.mcp1password.HostileRequests#tools")
  void aToolAnswersWithAnErrorThatNamesTheArgument(HostileRequest hostile) throws Exception {
    HttpResponse<String> response = send(hostile);
    assertThat(response.statusCode()).isEqualTo(200);
    JsonObject result = oneLine(response).getJsonObject("result");
    assertThat(result.getBoolean("isError")).isTrue();
    assertThat(result.getJsonObject("_meta").getString("mcp-1password/code"))
        .isEqualTo(hostile.refusal().code());
    assertThat(result.getJsonArray("content").getJsonObject(0).getString("text"))
        .containsPattern("length|limit|query|\\bx\\b");
  }

  @Test
  void aWrongArgumentIsNamedAlikeOverBothFaces() throws Exception {
    String path = "/api/v1/items?limit=0&includeArchived=2";
    String detail =
        ServiceUnderTest.json(service.send("GET", path, "", Map.of()).body()).getString("detail");
    JsonObject arguments = ServiceFixture.json("{'limit':0,'includeArchived':'2'}");
    JsonObject answer = service.tool("item_search", arguments);
    assertThat(detail)
        .contains("limit must be from 1 to 200", "includeArchived must be true or false")
        .isEqualTo(
            answer
                .getJsonObject("result")
                .getJsonArray("content")
                .getJsonObject(0)
                .getString("text"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5000000000\r\n\r\n",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n2\r\n{}xx0\r\n\r\n",
        "Transfer-Encoding: gzip\r\n\r\n{}",
        "Content-Length: 2\r\nX-Broken\r\n\r\n{}",
        "Content-Length: 2\r\nContent-Type: broken\r\n\r\n{}"
      })
  void aBodyWithoutAClearLengthIsARefusalOnBothFaces(String rest) throws Exception {
    for (String path : new String[] {"/api/v1/passwords/read", "/mcp"}) {
      String answer = raw(head(path) + "Content-Type: application/json\r\n" + rest);
      assertThat(answer).as(path).matches("(?s)HTTP/1.1 (400|413) .*");
    }
  }

  @Test
  void nothingStaysBehind() throws Exception {
    driveAll();
    List<String> before = threads();
    try (var evidence = new Evidence()) {
      driveAll();
      driveAll();
      await(() -> threads().size() <= before.size(), () -> before + " became " + threads());
      assertThat(evidence.log()).doesNotContainIgnoringCase("unexpected");
    }
    assertEverySessionIsFree();
    assertAuditIsWhole();
  }

  /** With a client of its own, so that no connection is kept for later. */
  private static void driveAll() throws Exception {
    try (var own = HttpClient.newHttpClient()) {
      for (HostileRequest hostile : HostileRequests.all()) {
        own.send(hostile.request(service), BodyHandlers.discarding());
      }
    }
    for (String path : new String[] {"/api/v1/passwords/read", "/mcp"}) {
      abandon(head(path) + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a\":");
      abandon(head(path) + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n");
      abandon(head(path));
    }
  }

  /** The fixture holds one session; exactly as many more as the cap leaves can be opened. */
  private static void assertEverySessionIsFree() throws Exception {
    String initialize =
        HostileRequests.request(
            "initialize",
            "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}");
    for (int session = 2; session <= MAX_SESSIONS + 1; session++) {
      var headers = new HashMap<>(service.mcpHeaders());
      headers.remove("Mcp-Session-Id");
      headers.remove("MCP-Protocol-Version");
      HttpResponse<String> response = service.send("POST", "/mcp", initialize, headers);
      assertThat(response.statusCode()).isEqualTo(session <= MAX_SESSIONS ? 200 : 503);
    }
  }

  private static void assertAuditIsWhole() throws IOException {
    Path file = ServiceUnderTest.auditFile(folder);
    AuditVerification found = AuditVerifier.verify(file);
    assertThat(found.defects()).isEmpty();
    assertThat(found.notes()).isEmpty();
    String log = Files.readString(file);
    assertThat(log).endsWith("}\n").doesNotContain(HostileRequests.ECHO);
    assertThat(log.lines()).hasSizeGreaterThan(50);
  }

  private static void assertProblem(HttpResponse<String> response, HostileRequest hostile) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(hostile.refusal().status());
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonObject problem = ServiceUnderTest.json(response.body());
    assertThat(problem.getInt("status")).isEqualTo(hostile.refusal().status());
    assertThat(problem.getString("code")).isEqualTo(hostile.refusal().code());
    assertThat(problem.getString("detail")).isNotBlank();
    assertThat(response.body()).doesNotContain(HostileRequests.ECHO);
  }

  private static JsonObject oneLine(HttpResponse<String> response) {
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body()).doesNotContain("\n", HostileRequests.ECHO);
    return ServiceUnderTest.json(response.body());
  }

  private static HttpResponse<String> send(HostileRequest hostile) throws Exception {
    return client.send(hostile.request(service), BodyHandlers.ofString());
  }

  private static String head(String path) {
    var head = new StringBuilder("POST " + path + " HTTP/1.1\r\n");
    Map.of(
            "Host",
            "127.0.0.1:" + service.uri("/").getPort(),
            "Authorization",
            "Bearer " + ServiceUnderTest.TOKEN,
            "Connection",
            "close",
            "Accept",
            "application/json, text/event-stream")
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.toString();
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  /** Sends a part of a request and hangs up. */
  private static void abandon(String part) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(part.getBytes(ISO_8859_1));
    }
  }

  private static Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), service.uri("/").getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  /** All threads, virtual ones included, but those of pools that the JDK sizes as it likes. */
  private static List<String> threads() {
    try {
      Path dump = folder.resolve("threads-" + DUMPS.incrementAndGet());
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(dump.toAbsolutePath().toString(), ThreadDumpFormat.JSON);
      JsonObject json = ServiceUnderTest.json(Files.readString(dump));
      return json.getJsonObject("threadDump").getJsonArray("threadContainers").stream()
          .flatMap(container -> container.asJsonObject().getJsonArray("threads").stream())
          .map(thread -> thread.asJsonObject().getString("name"))
          .filter(name -> !name.startsWith("ForkJoinPool") && !name.startsWith("HttpClient"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition, Supplier<String> trouble) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(trouble.get());
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
