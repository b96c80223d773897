package io.mcp1password.backend.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Ticker;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.mcp1password.config.AuthMode;
import io.mcp1password.config.BackendSettings;
import io.mcp1password.config.HourlyLimits;
import io.mcp1password.demo.ConnectStandIn;
import io.mcp1password.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on the loopback that answers each path with what a test wrote for it, and records. */
final class ScriptedConnect implements AutoCloseable {

  private static final HourlyLimits LIMITS = new HourlyLimits(900, 90);
  static final String TOKEN = "canary-connect-token";

  /** One request that came in. */
  record Received(String method, String path, Headers headers) {}

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Deque<HttpHandler>> scripts = new ConcurrentHashMap<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
  private final HttpServer server;

  ScriptedConnect() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Answers a path with each of these in turn; the last one stays. */
  ScriptedConnect on(String path, HttpHandler... handlers) {
    scripts.put(path, new ArrayDeque<>(List.of(handlers)));
    return this;
  }

  static HttpHandler json(String body) {
    return answer(200, "application/json", body);
  }

  static HttpHandler error(int status) {
    return answer(
        status,
        "application/json",
        "{\"status\":" + status + ",\"message\":\"canary-error-message\"}");
  }

  static HttpHandler answer(int status, String type, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  int connectionCount() {
    return connections.size();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  BackendSettings settings() {
    return settings(uri(), Duration.ofSeconds(20));
  }

  static BackendSettings settings(URI host, Duration timeout) {
    return new BackendSettings(
        AuthMode.CONNECT, null, null, LIMITS, host, false, Secret.of(TOKEN), timeout, Set.of());
  }

  /** A backend whose calls are not guarded, as there is no container. */
  ConnectBackend backend() {
    return backend(settings());
  }

  static ConnectBackend backend(BackendSettings settings) {
    return backend(settings, WriteTiming.DEFAULT);
  }

  static ConnectBackend backend(BackendSettings settings, WriteTiming timing) {
    return new ConnectBackend(calls(settings), Ticker.systemTicker(), timing);
  }

  /** Calls that are not guarded. */
  static ConnectCalls calls(BackendSettings settings) {
    var attempts = new ConnectAttempts(settings, ConnectListener.NONE);
    return new ConnectCalls(attempts, ConnectListener.NONE);
  }

  /** The settings for a stand-in, with a token that may do everything. */
  static BackendSettings settings(ConnectStandIn standIn) {
    return settings(standIn, standIn.adminToken());
  }

  static BackendSettings settings(ConnectStandIn standIn, Secret token) {
    return new BackendSettings(
        AuthMode.CONNECT,
        null,
        null,
        LIMITS,
        standIn.uri(),
        false,
        token,
        Duration.ofSeconds(20),
        Set.of());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      connections.add(exchange.getRemoteAddress().getPort());
      received.add(new Received(exchange.getRequestMethod(), path, exchange.getRequestHeaders()));
      next(path).handle(exchange);
    }
  }

  private HttpHandler next(String path) {
    Deque<HttpHandler> script = scripts.getOrDefault(path, new ArrayDeque<>());
    synchronized (script) {
      return script.size() > 1 ? script.remove() : script.isEmpty() ? error(404) : script.peek();
    }
  }
}
