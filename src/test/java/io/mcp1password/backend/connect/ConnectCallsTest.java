package io.mcp1password.backend.connect;

import static io.mcp1password.backend.connect.Samples.ITEM;
import static io.mcp1password.backend.connect.Samples.ITEM_PATH;
import static io.mcp1password.backend.connect.Samples.VAULT;
import static io.mcp1password.backend.connect.Samples.VAULT_PATH;
import static io.mcp1password.backend.connect.ScriptedConnect.error;
import static io.mcp1password.backend.connect.ScriptedConnect.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.benmanes.caffeine.cache.Ticker;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.helidon.microprofile.config.ConfigCdiExtension;
import io.helidon.microprofile.metrics.MetricsCdiExtension;
import io.helidon.microprofile.testing.AddBean;
import io.helidon.microprofile.testing.AddConfig;
import io.helidon.microprofile.testing.AddExtension;
import io.helidon.microprofile.testing.AddJaxRs;
import io.helidon.microprofile.testing.DisableDiscovery;
import io.helidon.microprofile.testing.junit5.HelidonTest;
import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.config.BackendSettings;
import io.smallrye.faulttolerance.FaultToleranceExtension;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The guards around every call to Connect, in a container that has nothing else. */
@HelidonTest(resetPerTest = true)
@DisableDiscovery
@AddJaxRs
@AddExtension(ConfigCdiExtension.class)
@AddExtension(FaultToleranceExtension.class)
@AddExtension(MetricsCdiExtension.class)
@AddBean(ConnectCalls.class)
@AddBean(ConnectAttempts.class)
@AddBean(ConnectCallsTest.Server.class)
@Timeout(120)
class ConnectCallsTest {

  private static final String ATTEMPTS = "io.mcp1password.backend.connect.ConnectAttempts/read/";

  @Inject private ConnectCalls calls;
  @Inject private Server running;

  private final CountDownLatch released = new CountDownLatch(1);
  private ScriptedConnect server;
  private ConnectBackend backend;

  @BeforeEach
  void connect() {
    server = running.scripted();
    backend = new ConnectBackend(calls);
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.close();
  }

  @Test
  void readsThroughTheGuards() {
    assertThat(backend.item(VAULT, ITEM).title()).isEqualTo("Example");
    assertThat(backend.ready()).isTrue();
  }

  @Test
  @AddConfig(key = ConnectCalls.TIMEOUT_PROPERTY, value = "300")
  void cutsAServerThatHangsAndLetsTheConnectionGo() throws Exception {
    var dropped = new CountDownLatch(1);
    server.on(VAULT_PATH, trickling(dropped, false));
    assertThat(failure(() -> backend.vault(VAULT)).kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(dropped.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(server.received()).hasSize(1);
  }

  @Test
  @AddConfig(key = ConnectCalls.TIMEOUT_PROPERTY, value = "300")
  void cutsAnAnswerThatNeverEndsOnAVirtualThreadToo() throws Exception {
    var dropped = new CountDownLatch(1);
    server.on(VAULT_PATH, trickling(dropped, true));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<BackendException> call = () -> failure(() -> backend.vault(VAULT));
      assertThat(threads.submit(call).get().kind()).isEqualTo(Kind.TIMEOUT);
    }
    assertThat(dropped.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aCallerThatIsInterruptedIsToldInOurWords() throws Exception {
    var dropped = new CountDownLatch(1);
    server.on(VAULT_PATH, trickling(dropped, false));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var caller = new CompletableFuture<Thread>();
      Future<BackendException> told =
          threads.submit(
              () -> {
                caller.complete(Thread.currentThread());
                BackendException failure = failure(() -> backend.vault(VAULT));
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                return failure;
              });
      caller.get().interrupt();
      assertThat(told.get().kind()).isEqualTo(Kind.TIMEOUT);
    }
  }

  @Test
  void aWriterThatIsInterruptedDoesNotGoOnLooking() throws Exception {
    var arrived = new CountDownLatch(1);
    HttpHandler item = json(Samples.OVERVIEW_JSON.formatted(Samples.FIELDS_JSON));
    server.on(ITEM_PATH, item, holding(arrived), item);
    var timing = new WriteTiming(Duration.ofSeconds(1), Duration.ofSeconds(10), 3, Duration.ZERO);
    var writing = new ConnectBackend(calls, Ticker.systemTicker(), timing);
    BackendException told =
        interrupted(
            arrived,
            () -> writing.updateItem(VAULT, ITEM, 4L, before -> before.withFields(List.of())));
    assertThat(told.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    // The item, the change, and at most the first of the looks, of which there would be dozens.
    assertThat(server.received()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void callersThatGiveUpDoNotOpenTheCircuit() throws Exception {
    for (int i = 0; i < 30; i++) {
      var arrived = new CountDownLatch(1);
      server.on(VAULT_PATH, holding(arrived));
      assertThat(interrupted(arrived, () -> backend.vault(VAULT)).kind()).isEqualTo(Kind.TIMEOUT);
    }
    assertThat(backend.item(VAULT, ITEM).title()).isEqualTo("Example");
  }

  /** Never answers, and tells when it was asked. */
  private HttpHandler holding(CountDownLatch arrived) {
    return exchange -> {
      arrived.countDown();
      await(released);
    };
  }

  /** How a call fails whose caller is interrupted once the server was asked. */
  private static BackendException interrupted(CountDownLatch arrived, ThrowingCallable call)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var caller = new CompletableFuture<Thread>();
      Future<BackendException> told =
          threads.submit(
              () -> {
                caller.complete(Thread.currentThread());
                return failure(call);
              });
      arrived.await();
      caller.get().interrupt();
      return told.get();
    }
  }

  @Test
  @AddConfig(key = ConnectCalls.TIMEOUT_PROPERTY, value = "300")
  void cutsAWriteThatHangsAndTellsThatItsOutcomeIsUnknown() throws Exception {
    var timing = new WriteTiming(Duration.ofSeconds(1), Duration.ofMillis(50), 3, Duration.ZERO);
    var writing = new ConnectBackend(calls, Ticker.systemTicker(), timing);
    var dropped = new CountDownLatch(1);
    HttpHandler item = json(Samples.OVERVIEW_JSON.formatted(Samples.FIELDS_JSON));
    server.on(Samples.ITEM_PATH, item, trickling(dropped, false), item);
    BackendException failure =
        failure(() -> writing.updateItem(VAULT, ITEM, 4L, before -> before.withFields(List.of())));
    assertThat(failure.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    assertThat(dropped.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(server.received())
        .extracting(ScriptedConnect.Received::method)
        .containsOnlyOnce("PATCH");
  }

  @Test
  @AddConfig(key = ConnectCalls.TIMEOUT_PROPERTY, value = "1000")
  @AddConfig(key = ATTEMPTS + "Retry/maxRetries", value = "1000000")
  @AddConfig(key = ATTEMPTS + "CircuitBreaker/requestVolumeThreshold", value = "1000000")
  void boundsAllAttemptsTogether() {
    server.on(VAULT_PATH, error(503));
    assertThat(failure(() -> backend.vault(VAULT)).kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void triesAgainWhatMayBeOverInAMoment() {
    server.on(VAULT_PATH, error(503), error(408), json(Samples.VAULT_JSON));
    assertThat(backend.vault(VAULT).title()).isEqualTo("Team café");
    assertThat(server.received()).hasSize(3);
  }

  @Test
  void triesAgainWhenTheConnectionIsCut() {
    server.on(VAULT_PATH, HttpExchange::close, json(Samples.VAULT_JSON));
    assertThat(backend.vault(VAULT).title()).isEqualTo("Team café");
  }

  @Test
  void givesUpAfterTheThirdAttempt() {
    server.on(VAULT_PATH, error(502));
    assertThat(failure(() -> backend.vault(VAULT)).kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(server.received()).hasSize(3);
  }

  @Test
  void asksOnceMoreWhenAccessIsRefused() {
    server.on(VAULT_PATH, error(403), json(Samples.VAULT_JSON)).on(ITEM_PATH, error(403));
    assertThat(backend.vault(VAULT).title()).isEqualTo("Team café");
    assertThat(failure(() -> backend.item(VAULT, ITEM)).kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(server.received())
        .extracting(ScriptedConnect.Received::path)
        .containsExactly(VAULT_PATH, VAULT_PATH, ITEM_PATH, ITEM_PATH);
  }

  @Test
  void doesNotRepeatWhatWillNotChange() {
    for (int status : new int[] {400, 401, 404, 405, 429, 500}) {
      server.on(VAULT_PATH, error(status));
      int before = server.received().size();
      failure(() -> backend.vault(VAULT));
      assertThat(server.received()).as("HTTP %s", status).hasSize(before + 1);
    }
  }

  @Test
  @AddConfig(key = ATTEMPTS + "CircuitBreaker/delay", value = "1500")
  void leavesAFailingServerAloneAndComesBack() {
    server.on(VAULT_PATH, error(500));
    IntStream.range(0, 20).forEach(_ -> failure(() -> backend.vault(VAULT)));
    int before = server.received().size();
    assertThat(failure(() -> backend.item(VAULT, ITEM)).kind()).isEqualTo(Kind.OVERLOADED);
    assertThat(server.received()).hasSize(before);

    server.on(VAULT_PATH, json(Samples.VAULT_JSON));
    assertThat(Stream.generate(this::answersNow).anyMatch(answers -> answers)).isTrue();
    assertThat(backend.item(VAULT, ITEM).title()).isEqualTo("Example");
  }

  @Test
  void refusalsDoNotOpenTheCircuit() {
    server.on(VAULT_PATH, error(404));
    IntStream.range(0, 60).forEach(_ -> failure(() -> backend.vault(VAULT)));
    assertThat(backend.item(VAULT, ITEM).title()).isEqualTo("Example");
  }

  @Test
  @AddConfig(key = ATTEMPTS + "Bulkhead/value", value = "2")
  void shedsWhatIsTooMuch() throws Exception {
    var arrived = new CountDownLatch(2);
    server.on(
        VAULT_PATH,
        exchange -> {
          arrived.countDown();
          await(released);
          json(Samples.VAULT_JSON).handle(exchange);
        });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> call = () -> backend.vault(VAULT).title();
      List<Future<String>> held = List.of(threads.submit(call), threads.submit(call));
      arrived.await();
      assertThat(failure(() -> backend.item(VAULT, ITEM)).kind()).isEqualTo(Kind.OVERLOADED);
      released.countDown();
      for (Future<String> each : held) {
        assertThat(each.get()).isEqualTo("Team café");
      }
    }
    assertThat(backend.item(VAULT, ITEM).title()).isEqualTo("Example");
  }

  @Test
  void servesTwoHundredSearchesAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> search = () -> backend.items(VAULT).size();
      var searches = IntStream.range(0, 200).mapToObj(_ -> search).toList();
      for (Future<Integer> found : threads.invokeAll(searches)) {
        assertThat(found.get()).isEqualTo(1);
      }
    }
  }

  @Test
  void isNotReadyWhenTheHealthHangs() {
    server.on("/health", exchange -> await(released));
    assertThat(backend.ready()).isFalse();
    assertThat(backend.vault(VAULT).title()).isEqualTo("Team café");
  }

  private boolean answersNow() {
    try {
      return backend.vault(VAULT).title().equals("Team café");
    } catch (BackendException stillOpen) {
      assertThat(stillOpen.kind()).isEqualTo(Kind.OVERLOADED);
      Thread.onSpinWait();
      return false;
    }
  }

  /** Sends nothing (or a body byte by byte) for ever, and tells when the client has gone. */
  private HttpHandler trickling(CountDownLatch dropped, boolean body) {
    return exchange -> {
      if (!body) {
        // The client cannot be seen to go before something is sent to it, so it must be gone first.
        await(released, 1_000);
      }
      try {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        while (true) {
          exchange.getResponseBody().write(" ".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          await(released, 20);
        }
      } catch (IOException gone) {
        dropped.countDown();
        throw gone;
      }
    };
  }

  private static void await(CountDownLatch latch) {
    await(latch, 60_000);
  }

  private static void await(CountDownLatch latch, long millis) {
    try {
      boolean _ = latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static BackendException failure(ThrowingCallable call) {
    BackendException failure = catchThrowableOfType(BackendException.class, call);
    assertThat(failure).isNotNull();
    return failure;
  }

  /** The server that the beans under test are configured for. */
  @ApplicationScoped
  static class Server {

    private final ScriptedConnect scripted = Samples.server();

    ScriptedConnect scripted() {
      return scripted;
    }

    @Produces
    BackendSettings settings() {
      return scripted.settings();
    }

    @Produces
    ConnectListener listener() {
      return ConnectListener.NONE;
    }
  }
}
