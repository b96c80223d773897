package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A proxy before a Connect server that talks too much: headers that nobody asked for on every
 * answer and, when told so, errors that quote what they should not.
 */
final class LeakyConnect implements AutoCloseable {

  /** An answer in place of the server's own. */
  record Misbehaviour(int status, String type, String body) {

    /** All kinds, by name, each with a canary for this operation in it. */
    static Map<String, Misbehaviour> quoting(Canaries canaries, String of) {
      String json = "application/json";
      Map<String, Misbehaviour> all = new LinkedHashMap<>();
      for (int status : List.of(400, 401, 403, 404, 409, 500)) {
        String message = canaries.plant("message of a " + status + " for " + of);
        String body = "{\"status\":" + status + ",\"message\":\"token " + message + "\"}";
        all.put("a " + status, new Misbehaviour(status, json, body));
      }
      String quoted = canaries.plant("an unquoted word for " + of);
      all.put("garbage", new Misbehaviour(200, json, "[{\"id\":" + quoted + "}]"));
      String cut = canaries.plant("a cut answer for " + of);
      all.put("a cut answer", new Misbehaviour(200, json, "{\"id\":\"" + cut));
      all.put(
          "a text",
          new Misbehaviour(200, json, "\"" + canaries.plant("a text instead for " + of) + "\""));
      String html = "<html><body>" + canaries.plant("a proxy's page for " + of) + "</body></html>";
      all.put("a page", new Misbehaviour(200, "text/html", html));
      all.put("an error page", new Misbehaviour(404, "text/html", html));
      all.put(
          "an odd type",
          new Misbehaviour(200, "x/" + canaries.plant("an odd type for " + of), "{}"));
      all.put("a redirection", new Misbehaviour(302, json, "{}"));
      return all;
    }
  }

  private final URI server;
  private final Map<String, String> headers;
  private final HttpServer proxy;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger served = new AtomicInteger();
  private volatile @Nullable Misbehaviour misbehaviour;
  private volatile String inPathsWith = "";

  /**
   * Starts it.
   *
   * @param headers what every answer carries
   */
  LeakyConnect(URI server, Map<String, String> headers) throws IOException {
    this.server = server;
    this.headers = Map.copyOf(headers);
    proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.setExecutor(executor);
    proxy.createContext("/", this::handle);
    proxy.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
  }

  /** Answers so from now on wherever the path has this part. */
  void misbehave(Misbehaviour answer, String part) {
    inPathsWith = part;
    misbehaviour = answer;
  }

  /** Passes everything on again. */
  void behave() {
    misbehaviour = null;
  }

  /** How many answers were not the server's own. */
  int misbehaved() {
    return served.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      headers.forEach(exchange.getResponseHeaders()::set);
      Misbehaviour wrong = misbehaviour;
      if (wrong != null && exchange.getRequestURI().getPath().contains(inPathsWith)) {
        served.incrementAndGet();
        send(exchange, wrong.status(), wrong.type(), wrong.body().getBytes(UTF_8));
      } else {
        pass(exchange, request);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(server.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    List<String> tokens = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
    tokens.forEach(token -> request.header("Authorization", token));
    HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
    send(
        exchange,
        answer.statusCode(),
        answer.headers().firstValue("Content-Type").orElse("application/json"),
        answer.body());
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    proxy.stop(0);
    executor.shutdownNow();
    client.close();
  }
}
