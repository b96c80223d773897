package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.demo.ConnectStandIn;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.proxy.FaultyProxy;
import io.mcp1password.proxy.ProxiedRequest;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** The whole service before a Connect stand-in, with a proxy between the two. */
final class ServiceBehindProxy implements AutoCloseable {

  /** The time-out of a call to Connect, as it is set here. */
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** Beyond it, a call has not come back in bounded time: many times the time-out. */
  private static final Duration BOUND = Duration.ofSeconds(45);

  private static final OperationCatalog CATALOG =
      ServiceFixture.of(InMemoryBackend.withSamples()).catalog();

  private final ConnectStandIn standIn;
  private final FaultyProxy proxy;
  private final ServiceUnderTest service;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private ServiceBehindProxy(ConnectStandIn standIn, FaultyProxy proxy, ServiceUnderTest service) {
    this.standIn = standIn;
    this.proxy = proxy;
    this.service = service;
  }

  /** Starts it with so many vaults, each with one item; all is well, which is tried. */
  static ServiceBehindProxy start(Path folder, int vaults) throws Exception {
    return start(folder, vaults, TIMEOUT);
  }

  /** The same with another time-out. */
  static ServiceBehindProxy start(Path folder, int vaults, Duration timeout) throws Exception {
    ConnectStandIn standIn = ConnectStandIn.builder().vaults(vaults, 1).build();
    var proxy = new FaultyProxy(standIn.uri());
    ServiceUnderTest service =
        ServiceUnderTest.start(
            folder,
            proxy.uri(),
            standIn.adminToken(),
            "--enable-writes",
            "--enable-destructive-actions",
            "--max-calls-per-minute=0",
            "--http-request-timeout-ms=120000",
            "--connect-timeout-ms=" + timeout.toMillis());
    var made = new ServiceBehindProxy(standIn, proxy, service);
    String told = made.listing();
    if (!told.equals("answered")) {
      made.close();
      throw new AssertionError(told);
    }
    proxy.forgetRequests();
    return made;
  }

  ConnectStandIn standIn() {
    return standIn;
  }

  FaultyProxy proxy() {
    return proxy;
  }

  /** How a call ended. */
  record Outcome(int status, String code, String message, JsonObject content) {

    /** For the table. */
    String told() {
      return code.isEmpty() ? "answered" : "`" + code + "` (" + status + ")";
    }
  }

  /** Lists the vaults, which takes one request to Connect, over both faces at once. */
  String listing() throws Exception {
    return both("vault_list", "{}");
  }

  /** How a call over each face at the same time ended, which must be alike. */
  String both(String tool, String arguments) throws Exception {
    List<Outcome> outcomes =
        all(List.of(() -> overMcp(tool, arguments), () -> overRest(tool, arguments)));
    return toldAlike(outcomes);
  }

  /** The one way in which all these ended. */
  static String toldAlike(List<Outcome> outcomes) {
    assertThat(outcomes).extracting(Outcome::told).containsOnly(outcomes.getFirst().told());
    return outcomes.getFirst().told();
  }

  /** Makes all these calls at the same time. */
  <T> List<T> all(List<Callable<T>> calls) throws Exception {
    List<Future<T>> results = calls.stream().map(threads::submit).toList();
    List<T> answers = new ArrayList<>();
    for (Future<T> each : results) {
      answers.add(each.get());
    }
    return answers;
  }

  /** Begins a call. */
  <T> Future<T> begin(Callable<T> call) {
    return threads.submit(call);
  }

  /** Calls over MCP, with arguments written with single quotes. */
  Outcome overMcp(String tool, String arguments) throws Exception {
    long begun = System.nanoTime();
    JsonObject answer = service.tool(tool, ServiceFixture.json(arguments));
    assertThat(answer).as(answer.toString()).containsKey("result");
    JsonObject result = answer.getJsonObject("result");
    assertBounded(begun);
    if (!result.getBoolean("isError")) {
      return new Outcome(200, "", "", result.getJsonObject("structuredContent"));
    }
    String code = result.getJsonObject("_meta").getString("mcp-1password/code");
    String text = result.getJsonArray("content").getJsonObject(0).getString("text");
    return new Outcome(status(code), code, clear(text), JsonObject.EMPTY_JSON_OBJECT);
  }

  /** Calls over REST, with arguments written with single quotes. */
  Outcome overRest(String tool, String arguments) throws Exception {
    long begun = System.nanoTime();
    HttpResponse<String> response = rest(tool, arguments);
    assertBounded(begun);
    JsonObject body = ServiceUnderTest.json(response.body());
    if (response.statusCode() == 200) {
      return new Outcome(200, "", "", body);
    }
    String code = body.getString("code");
    assertThat(response.statusCode()).isEqualTo(status(code));
    return new Outcome(
        response.statusCode(), code, clear(body.getString("detail")), JsonObject.EMPTY_JSON_OBJECT);
  }

  HttpResponse<String> rest(String tool, String arguments) throws Exception {
    OperationDescriptor operation = CATALOG.find(tool).orElseThrow();
    return service.rest(operation, ServiceFixture.json(arguments));
  }

  private static int status(String code) {
    return Arrays.stream(ErrorCode.values())
        .filter(each -> each.wireName().equals(code))
        .findFirst()
        .orElseThrow()
        .httpStatus();
  }

  private static void assertBounded(long begun) {
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
  }

  /** A message that says what happened in the product's own words. */
  private static String clear(String message) {
    assertThat(message).hasSizeBetween(30, 400).doesNotContain("canary", "Exception", "127.0.0.1");
    return message;
  }

  /** Whether it says that it is ready; it always says that it lives. */
  boolean ready() {
    try {
      assertThat(service.send("GET", "/healthz", "", Map.of()).statusCode()).isEqualTo(200);
      return service.send("GET", "/readyz", "", Map.of()).statusCode() == 200;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What needs no Connect, over both faces. */
  String needsNoConnect() throws Exception {
    String capabilities = both("sdk_capabilities", "{}");
    assertThat(both("password_generate", "{" + ServiceFixture.GENERATE + "}"))
        .isEqualTo(capabilities);
    return capabilities;
  }

  /** The requests of the API that came to the proxy, health checks left out. */
  List<ProxiedRequest> requests() {
    return proxy.requests().stream().filter(each -> each.path().startsWith("/v1/")).toList();
  }

  /** Waits for a condition. */
  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as(what).isNegative();
      Thread.sleep(20);
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
    proxy.close();
    standIn.close();
    threads.shutdownNow();
  }
}
