package io.mcp1password.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.mcp1password.config.HttpSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** A real server on a free loopback port, behind the guard, and a client that sends raw bytes. */
final class GuardedServer implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  private final WebServer server;

  GuardedServer(HttpSettings settings, BooleanSupplier ready) {
    HttpRouting.Builder routing =
        HttpRouting.builder()
            .addFeature(new GuardFeature(new HttpGuard(settings, ready::getAsBoolean)))
            .get("/reached", (request, response) -> response.send("reached"))
            .get("/api/v1/docs/index.html", (request, response) -> response.send("page"))
            .post("/unread", (request, response) -> response.send("unread"))
            .post(
                "/length",
                (request, response) ->
                    response.send("length " + request.content().as(byte[].class).length))
            .get(
                "/broken",
                (request, response) -> {
                  throw new IllegalStateException("inner detail");
                });
    this.server =
        WebServer.builder()
            .config(
                Config.just(ConfigSources.create(HttpServerProperties.of(settings))).get("server"))
            .routing(routing)
            .build()
            .start();
  }

  int port() {
    return server.port();
  }

  /** Sends the head with CRLF line ends, then the body, and reads to the end of the connection. */
  String send(String head, String body) throws IOException {
    return exchange(lines(head.strip()) + "\r\n\r\n" + body);
  }

  /** Sends these lines and nothing more, and reads to the end of the connection. */
  String sendUnfinished(String lines) throws IOException {
    return exchange(lines(lines));
  }

  private String exchange(String bytes) throws IOException {
    try (Socket socket = connect()) {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      try {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getInputStream().transferTo(answer);
      } catch (SocketException e) {
        // the server hung up on what it did not want to read; what it said before counts
        assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe).*");
      }
      return answer.toString(StandardCharsets.ISO_8859_1);
    }
  }

  private String lines(String text) {
    return text.replace("PORT", Integer.toString(port())).replace("\n", "\r\n");
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  @Override
  public void close() {
    server.stop();
  }
}
