package io.mcp1password.sdk.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mcp1password.sdk.CoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the real core makes of a server's answers to its sign-in. */
class SignInTest {

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration BOUND = Duration.ofMinutes(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final Queue<String> logged = new ConcurrentLinkedQueue<>();
  private final Handler log = new RememberingHandler();
  private HttpServer server;
  private ServiceAccountToken token;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    token = ServiceAccountToken.of("http://127.0.0.1:%d".formatted(server.getAddress().getPort()));
    log.setLevel(Level.ALL);
    Logger.getLogger("").addHandler(log);
  }

  @AfterEach
  void stop() {
    Logger.getLogger("").removeHandler(log);
    end.countDown();
    server.stop(0);
    threads.close();
  }

  @ParameterizedTest
  @CsvSource({
    "401, you are not authenticated",
    "403, you don't have the right permissions",
    "429, rate limit exceeded",
    "500, internal server error",
    "503, unexpected status code"
  })
  void aRefusalIsTheCoresError(int status, String told) {
    assertThat(failure(exchange -> answer(exchange, status, "{}"))).hasMessageContaining(told);
  }

  @Test
  void garbageIsTheCoresError() {
    assertThat(failure(exchange -> answer(exchange, 200, "<html>")))
        .hasMessageContaining("deserializing");
  }

  @Test
  void anAnswerWithoutWhatIsNeededIsTheCoresError() {
    assertThat(failure(exchange -> answer(exchange, 200, "{}")))
        .hasMessageContaining("invalid user auth parameters");
  }

  @Test
  void noAnswerEndsWithTheTimeout() {
    assertThat(failure(exchange -> await())).hasMessageContaining("error sending request");
  }

  @Test
  void anAnswerWithoutEndEndsWithTheTimeout() {
    assertThat(
            failure(
                exchange -> {
                  exchange.sendResponseHeaders(200, 1000);
                  exchange.getResponseBody().write('{');
                  exchange.getResponseBody().flush();
                  await();
                }))
        .hasMessageContaining("error sending request");
  }

  @Test
  void aRedirectWithinTheOriginIsFollowed() {
    assertThat(
            failure(
                exchange -> {
                  if (exchange.getRequestURI().getPath().startsWith("/elsewhere")) {
                    answer(exchange, 401, "{}");
                  } else {
                    exchange.getResponseHeaders().add("Location", "/elsewhere");
                    answer(exchange, 307, "{}");
                  }
                }))
        .hasMessageContaining("you are not authenticated");
    assertThat(requests).hasSize(2);
  }

  @Test
  void aRedirectToAnotherOriginIsNot() {
    failure(
        exchange -> {
          String other = "http://localhost:%d/".formatted(server.getAddress().getPort());
          exchange.getResponseHeaders().add("Location", other);
          answer(exchange, 307, "{}");
        });
    assertThat(requests).hasSize(1);
  }

  @Test
  void closingEndsTheCallsThatAreUnderWay() throws InterruptedException {
    CountDownLatch received = new CountDownLatch(1);
    server.createContext(
        "/",
        exchange -> {
          received.countDown();
          await();
        });
    WasmCore core = RealCore.open(BOUND);
    CompletableFuture<String> client =
        core.initClient(ServiceAccountToken.configuration(token.text()));
    received.await();
    core.close();
    assertThat(client).failsWithin(BOUND).withThrowableThat().withMessageContaining("was closed");
  }

  /** What sign-in fails with; nothing of the token is told, and no thread stays. */
  private CoreException failure(Answer answer) {
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
          answer.to(exchange);
        });
    CoreException told;
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    List<Thread> started;
    try (WasmCore core = RealCore.open(REQUEST_TIMEOUT)) {
      CompletableFuture<String> client =
          core.initClient(ServiceAccountToken.configuration(token.text()))
              .orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS);
      told = RealCore.failure(client);
      started =
          Thread.getAllStackTraces().keySet().stream()
              .filter(each -> each.getName().matches("1password-core|HttpClient-.*"))
              .filter(each -> !before.contains(each))
              .toList();
    }
    started.forEach(SignInTest::assertEnds);
    assertThat(started).isNotEmpty();
    assertThat(requests.peek()).startsWith("POST /api/v3/auth/start {\"email\":");
    assertThat(logged).noneMatch(this::tellsOfTheToken);
    assertThat(told.name()).isEqualTo("Auth");
    assertThat(tellsOfTheToken(told.toString())).isFalse();
    return told;
  }

  private boolean tellsOfTheToken(String text) {
    return text.contains(token.text()) || text.contains(token.key());
  }

  private static void assertEnds(Thread thread) {
    try {
      assertThat(thread.join(BOUND)).as(thread.getName()).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @FunctionalInterface
  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final class RememberingHandler extends Handler {
    @Override
    public void publish(LogRecord logRecord) {
      logged.add(String.valueOf(logRecord.getMessage()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
