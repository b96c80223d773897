package io.mcp1password;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A balancer on a free port of loopback that hands each request to the next of its servers. */
final class RoundRobin implements AutoCloseable {

  /** Headers that belong to one connection, and those that the client sets by itself. */
  private static final Set<String> OWN = Set.of("host", "connection", "content-length", "upgrade");

  private final List<URI> servers;
  private final AtomicInteger next = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer listener;

  RoundRobin(List<URI> servers) throws IOException {
    this.servers = List.copyOf(servers);
    listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.createContext("/", this::pass);
    listener.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getAddress().getPort());
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI server = servers.get(next.getAndIncrement() % servers.size());
      var request =
          HttpRequest.newBuilder(server.resolve(exchange.getRequestURI()))
              .method(
                  exchange.getRequestMethod(),
                  BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                  values.forEach(value -> request.header(name, value));
                }
              });
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      response
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      byte[] body = response.body();
      exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    listener.stop(0);
    client.close();
  }
}
