package io.mcp1password.sdk.core;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for 1Password's server, on loopback: the sign-in of a service account, and its account
 * behind it. It makes the token and the account's keys itself, which a real server does not know.
 */
final class StandInServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ServiceAccountToken token;
  private final StandInAccount account;
  private final Map<String, StandInSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private volatile boolean forging;

  StandInServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    token = ServiceAccountToken.of("http://127.0.0.1:%d".formatted(server.getAddress().getPort()));
    account = new StandInAccount(token);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  ServiceAccountToken token() {
    return token;
  }

  StandInAccount account() {
    return account;
  }

  /** The requests since the last time they were asked for, as {@code GET /path}. */
  List<String> requests() {
    List<String> taken = List.copyOf(requests);
    requests.clear();
    return taken;
  }

  /** Answers the next request of this kind with a status alone. */
  void refuse(String request, int status) {
    refusals.put(request, status);
  }

  /** From now on, the server does not know the key that was agreed on. */
  void forge() {
    forging = true;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      requests.add(request);
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Integer refusal = refusals.remove(request);
      if (refusal != null) {
        send(exchange, refusal, JsonValue.EMPTY_JSON_OBJECT);
        return;
      }
      switch (request) {
        case "POST /api/v3/auth/start" -> send(exchange, 200, start(object(body)));
        case "POST /api/v2/auth" -> {
          String theirs = object(body).getString("userA");
          send(exchange, 200, json("userB", session(exchange).exchange(theirs)));
        }
        case "POST /api/v2/auth/confirm-key" -> confirm(exchange, object(body));
        default -> answer(exchange, request, body);
      }
    }
  }

  private JsonObject start(JsonObject request) {
    if (!request.getString("email").equals(ServiceAccountToken.EMAIL)
        || !request.getString("skid").equals(ServiceAccountToken.SECRET_KEY_ID)) {
      throw new IllegalArgumentException("no such account");
    }
    String id = StandInAccount.uuid().toUpperCase(Locale.ROOT);
    sessions.put(id, new StandInSession(id, token));
    JsonObjectBuilder method =
        Json.createObjectBuilder()
            .add("method", "SRPg-4096")
            .add("alg", "PBES2g-HS256")
            .add("iterations", 650_000)
            .add("salt", token.salt());
    return Json.createObjectBuilder()
        .add("status", "ok")
        .add("sessionID", id)
        .add("accountKeyFormat", "A3")
        .add("accountKeyUuid", ServiceAccountToken.SECRET_KEY_ID)
        .add("userAuth", method)
        .build();
  }

  private void confirm(HttpExchange exchange, JsonObject request) throws IOException {
    Optional<String> proof = session(exchange).confirm(request.getString("clientVerifyHash"));
    if (proof.isEmpty()) {
      send(exchange, 401, JsonValue.EMPTY_JSON_OBJECT);
      return;
    }
    String told = forging ? SealingKey.encode(new byte[32]) : proof.orElseThrow();
    send(exchange, 200, json("serverVerifyHash", told));
  }

  /** A request within a session: it is signed, and bodies are sealed by the session's key. */
  private void answer(HttpExchange exchange, String request, String body) throws IOException {
    StandInSession session = session(exchange);
    String signature = header(exchange, "X-AgileBits-MAC");
    if (!session.signed(exchange.getRequestMethod(), address(exchange), signature)) {
      send(exchange, 401, JsonValue.EMPTY_JSON_OBJECT);
      return;
    }
    JsonValue opened = body.isEmpty() ? JsonValue.NULL : value(session.key().open(object(body)));
    Optional<JsonValue> answer = account.answer(request, opened);
    if (answer.isEmpty()) {
      send(exchange, 404, JsonValue.EMPTY_JSON_OBJECT);
    } else {
      send(exchange, 200, session.key().seal(answer.orElseThrow().toString()));
    }
  }

  private StandInSession session(HttpExchange exchange) {
    StandInSession session = sessions.get(header(exchange, "X-AgileBits-Session-ID"));
    if (session == null) {
      throw new IllegalArgumentException("no such session");
    }
    return session;
  }

  private static URI address(HttpExchange exchange) {
    return URI.create("http://" + header(exchange, "Host")).resolve(exchange.getRequestURI());
  }

  private static String header(HttpExchange exchange, String name) {
    @Nullable String value = exchange.getRequestHeaders().getFirst(name);
    if (value == null) {
      throw new IllegalArgumentException("no header " + name);
    }
    return value;
  }

  private static void send(HttpExchange exchange, int status, JsonValue body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static JsonObject json(String name, String value) {
    return Json.createObjectBuilder().add(name, value).build();
  }

  private static JsonObject object(String text) {
    return value(text).asJsonObject();
  }

  private static JsonValue value(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }
}
