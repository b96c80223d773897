package io.mcp1password.backend.connect;

import static io.mcp1password.backend.connect.Samples.ITEMS_PATH;
import static io.mcp1password.backend.connect.Samples.ITEM_PATH;
import static io.mcp1password.backend.connect.Samples.VAULT;
import static io.mcp1password.backend.connect.Samples.VAULTS_PATH;
import static io.mcp1password.backend.connect.Samples.VAULT_PATH;
import static io.mcp1password.backend.connect.ScriptedConnect.answer;
import static io.mcp1password.backend.connect.ScriptedConnect.error;
import static io.mcp1password.backend.connect.ScriptedConnect.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpHandler;
import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.model.Vault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the Connect backend asks, and what it makes of every answer; no guards, no container. */
@Timeout(60)
class ConnectBackendTest {

  private final ScriptedConnect server = Samples.server();
  private final ConnectBackend backend = server.backend();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void saysWhoItIs() {
    backend.vaults();
    assertThat(server.received())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.headers().get("Authorization"))
                  .containsExactly("Bearer " + ScriptedConnect.TOKEN);
              assertThat(request.headers().getFirst("User-agent"))
                  .matches("mcp-1password/\\d+\\.\\d+\\.\\d+\\S*");
              assertThat(request.headers()).doesNotContainKey("Cookie");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "400, NOT_FOUND",
    "401, UNAUTHORIZED",
    "403, FORBIDDEN",
    "404, NOT_FOUND",
    "405, BROKEN",
    "408, TIMEOUT",
    "429, RATE_LIMITED",
    "500, BROKEN",
    "502, UNREACHABLE",
    "503, UNREACHABLE",
    "504, TIMEOUT"
  })
  void tellsWhatAnErrorMeans(int status, Kind kind) {
    server.on(VAULT_PATH, error(status));
    assertThat(failure(() -> backend.vault(VAULT)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "3600, 3600", "3601,", "-1,", "99999999999999999999,", "soon,", "'',"})
  void passesOnHowLongConnectWantsToBeLeftAlone(String header, @Nullable Long seconds) {
    server.on(
        VAULT_PATH,
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", header);
          error(429).handle(exchange);
        });
    BackendException failure = failure(() -> backend.vault(VAULT));
    assertThat(failure.retryAfter().map(Duration::toSeconds))
        .isEqualTo(Optional.ofNullable(seconds));
    assertThat(failure).hasMessageContaining(seconds == null ? "later" : seconds + " s");
  }

  @ParameterizedTest
  @CsvSource({"200, BROKEN", "401, BROKEN", "404, BROKEN", "502, UNREACHABLE", "504, TIMEOUT"})
  void seesThatAPageIsNotFromConnect(int status, Kind kind) {
    server.on(VAULT_PATH, answer(status, "text/html", "<html>canary</html>"));
    assertThat(failure(() -> backend.vault(VAULT)).kind()).isEqualTo(kind);
  }

  @Test
  void seesThatThereIsNoConnectAtTheAddress() {
    server.on(VAULTS_PATH, error(404));
    assertThat(failure(backend::vaults))
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.BROKEN))
        .hasMessageContaining("--connect-host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "5",
        "[]",
        "{}",
        "{\"id\":null}",
        "canary",
        "{\"id\":\"canary\"",
        "{\"id\":\"canary\",\"x\":[1",
        "{\"id\":\"canary\",\"x\":{\"y\":",
        "{\"id\":\"canary",
        "\"canary\""
      })
  void survivesGarbage(String body) {
    server.on(VAULT_PATH, json(body));
    assertThat(failure(() -> backend.vault(VAULT)).kind()).isEqualTo(Kind.BROKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "5", "[{\"id\":\"a\"}", "[{\"id\":\"a\",\"x\":["})
  void survivesAGarbageList(String body) {
    server.on(ITEMS_PATH, json(body));
    assertThat(failure(() -> backend.items(VAULT)).kind()).isEqualTo(Kind.BROKEN);
  }

  @Test
  void leavesOutWhatHasNoId() {
    server.on(VAULTS_PATH, json("[null,5,[],{},{\"id\":\"a\"}]"));
    assertThat(backend.vaults()).extracting(Vault::id).containsExactly("a");
  }

  @Test
  void survivesDeepNesting() {
    server.on(VAULT_PATH, json("{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
    assertThat(failure(() -> backend.vault(VAULT)).kind()).isEqualTo(Kind.BROKEN);
  }

  @Test
  void stopsReadingAnAnswerThatIsTooLarge() {
    server.on(VAULT_PATH, endless("{\"name\":\"".getBytes(UTF_8)));
    assertThat(failure(() -> backend.vault(VAULT)))
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.BROKEN))
        .hasMessageContaining("more than can be accepted");
  }

  @Test
  void doesNotReadAnEndlessErrorPage() {
    server.on(
        VAULT_PATH,
        exchange -> {
          exchange.sendResponseHeaders(502, 0);
          endlessBody(exchange.getResponseBody());
        });
    assertThat(failure(() -> backend.vault(VAULT)).kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsNoRedirect(int status) {
    server.on(
        VAULT_PATH,
        exchange -> {
          exchange.getResponseHeaders().set("Location", server.uri() + "/elsewhere");
          exchange.sendResponseHeaders(status, -1);
        });
    assertThat(failure(() -> backend.vault(VAULT)).kind()).isEqualTo(Kind.BROKEN);
    assertThat(server.received())
        .extracting(ScriptedConnect.Received::path)
        .containsOnly(VAULT_PATH);
  }

  @Test
  void cannotReachAServerThatIsNotThere() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertThat(failureAt("http://127.0.0.1:" + free)).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void cannotReachAnUnknownName() {
    assertThat(failureAt("http://no-such-name.invalid:8080")).isEqualTo(Kind.UNREACHABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "http, 'SSH-2.0-canary\r\n', BROKEN",
    "http, '', UNREACHABLE",
    "https, 'HTTP/1.1 400 canary\r\n\r\n', UNREACHABLE"
  })
  void seesThatWhatAnswersSpeaksSomethingElse(String scheme, String greeting, Kind kind)
      throws IOException {
    try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> greet(socket, greeting));
      assertThat(failureAt(scheme + "://127.0.0.1:" + socket.getLocalPort())).isEqualTo(kind);
    }
  }

  @Test
  void sendsNothingForAnIdThatCannotBeOne() {
    for (String id : List.of("", "..", "a/b", "a?b", "{vaultId}", "%2e%2e", "a\nb")) {
      assertThat(failure(() -> backend.vault(id)).kind()).isEqualTo(Kind.NOT_FOUND);
      assertThat(failure(() -> backend.item(VAULT, id)).kind()).isEqualTo(Kind.NOT_FOUND);
    }
    assertThat(server.received()).isEmpty();
  }

  @Test
  void reusesConnectionsWhateverTheAnswer() {
    for (HttpHandler answer :
        List.of(error(404), answer(200, "text/html", "<html>"), json("[1"), json("{}"))) {
      server.on(VAULT_PATH, answer);
      IntStream.range(0, 50).forEach(_ -> failure(() -> backend.vault(VAULT)));
    }
    IntStream.range(0, 50).forEach(_ -> backend.vaults());
    assertThat(server.received()).hasSize(250);
    // A connection may come back to the pool a moment after its answer; a lost one never does.
    assertThat(server.connectionCount()).isLessThan(50);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"dependencies\":[{\"service\":\"account_data\",\"status\":\"AVAILABLE\"},"
        + "{\"service\":\"1Password\",\"status\":\"UNINITIALIZED\"}]}', true",
    "'{\"dependencies\":[{\"service\":\"account_data\",\"status\":\"NOT_SYNCED\"}]}', false",
    "'{\"dependencies\":[{\"service\":\"account_data\"}]}', false",
    "'{\"name\":\"1Password Connect API\"}', true",
    "'<html>', false"
  })
  void isReadyByTheAccountsData(String health, boolean ready) {
    server.on("/health", json(health));
    assertThat(backend.ready()).isEqualTo(ready);
  }

  @Test
  void asksForTheHealthOnceASecond() {
    var clock = new AtomicLong();
    var calls = ScriptedConnect.calls(server.settings());
    var patient = new ConnectBackend(calls, clock::get, WriteTiming.DEFAULT);
    IntStream.range(0, 10).forEach(_ -> patient.ready());
    assertThat(server.received()).hasSize(1);
    clock.addAndGet(Duration.ofSeconds(1).toNanos());
    patient.ready();
    assertThat(server.received()).hasSize(2);
  }

  @Test
  void readsTheItemAskedFor() {
    backend.item(VAULT, Samples.ITEM);
    assertThat(server.received())
        .extracting(ScriptedConnect.Received::path)
        .containsExactly(ITEM_PATH);
  }

  private static void greet(ServerSocket socket, String greeting) {
    while (!socket.isClosed()) {
      try (var connection = socket.accept()) {
        connection.getInputStream().readNBytes(1);
        connection.getOutputStream().write(greeting.getBytes(UTF_8));
      } catch (IOException closed) {
        // Either side may end it.
      }
    }
  }

  private static HttpHandler endless(byte[] start) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(start);
      endlessBody(exchange.getResponseBody());
    };
  }

  private static void endlessBody(OutputStream body) throws IOException {
    byte[] block = "a".repeat(64 * 1024).getBytes(UTF_8);
    while (true) {
      body.write(block);
    }
  }

  private static Kind failureAt(String host) {
    var there =
        ScriptedConnect.backend(ScriptedConnect.settings(URI.create(host), Duration.ofSeconds(20)));
    return failure(there::vaults).kind();
  }

  private static BackendException failure(ThrowingCallable call) {
    BackendException failure = catchThrowableOfType(BackendException.class, call);
    assertThat(failure).isNotNull();
    return failure;
  }
}
