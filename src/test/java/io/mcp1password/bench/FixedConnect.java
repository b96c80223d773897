package io.mcp1password.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mcp1password.demo.ConnectStandIn;
import io.mcp1password.model.Secret;
import io.mcp1password.operation.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A Connect server that is not the bottleneck: {@code nginx}, one process of its own on a free port
 * of 127.0.0.1, with the fixed answers of one vault and one item, taken from the Connect stand-in.
 */
final class FixedConnect implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final OwnProcess process;
  private final URI uri;
  private final Secret token;
  private final String vaultId;
  private final String itemId;

  private FixedConnect(OwnProcess process, URI uri, Secret token, String vaultId, String itemId) {
    this.process = process;
    this.uri = uri;
    this.token = token;
    this.vaultId = vaultId;
    this.itemId = itemId;
  }

  /** Starts it; when this returns, it answers. Its files go to this folder. */
  static FixedConnect start(Path folder) throws IOException, InterruptedException {
    Path home = Files.createDirectories(folder.toAbsolutePath().resolve("nginx"));
    int port = freePort();
    URI uri = URI.create("http://127.0.0.1:" + port);
    try (var standIn = ConnectStandIn.builder().vaults(1, 1).build();
        var http = HttpClient.newHttpClient()) {
      Secret token = standIn.adminToken();
      String vault = standIn.vaultIds().getFirst();
      String items = "/v1/vaults/" + vault + "/items";
      String item = firstId(get(http, standIn.uri().resolve(items), token).body());
      var locations = new StringBuilder();
      for (String path :
          List.of(
              "/heartbeat", "/health", "/v1/vaults", "/v1/vaults/" + vault, items + "/" + item)) {
        String answer = get(http, standIn.uri().resolve(path), token).body();
        locations.append(
            "    location = %s { return 200 \"%s\"; }%n".formatted(path, quoted(answer)));
      }
      Files.writeString(
          home.resolve("nginx.conf"), configuration(port, locations.toString()), UTF_8);
      Process process = launch(home);
      awaitAnswer(http, process, uri, token);
      return new FixedConnect(new OwnProcess(process), uri, token, vault, item);
    }
  }

  URI uri() {
    return uri;
  }

  /** A token of the form that Connect's have; any is taken. */
  Secret token() {
    return token;
  }

  String vaultId() {
    return vaultId;
  }

  String itemId() {
    return itemId;
  }

  /** Stops it. */
  @Override
  public void close() {
    process.close();
  }

  private static String configuration(int port, String locations) {
    return """
    daemon off;
    master_process off;
    pid nginx.pid;
    error_log error.log;
    events { worker_connections 1024; }
    http {
      access_log off;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      keepalive_requests 100000000;
      keepalive_timeout 600s;
      default_type application/json;
      geo $dollar { default "$"; }
      server {
        listen 127.0.0.1:%d;
        add_header 1Password-Connect-Version 1.7.3;
    %s  }
    }
    """
        .formatted(port, locations);
  }

  private static Process launch(Path home) throws IOException {
    String folder = home.toString();
    return new ProcessBuilder("nginx", "-p", folder, "-c", "nginx.conf", "-e", "error.log")
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("output.txt").toFile())
        .start();
  }

  private static void awaitAnswer(HttpClient http, Process process, URI uri, Secret token)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers(http, uri, token)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IllegalStateException("nginx does not answer; see its error.log in target");
      }
      Thread.sleep(Duration.ofMillis(20));
    }
  }

  private static boolean answers(HttpClient http, URI uri, Secret token)
      throws InterruptedException {
    try {
      return get(http, uri.resolve("/heartbeat"), token).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static HttpResponse<String> get(HttpClient http, URI uri, Secret token)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token.reveal());
    return http.send(request.build(), BodyHandlers.ofString(UTF_8));
  }

  private static String firstId(String items) {
    return JsonText.parse(items.getBytes(UTF_8)).asJsonArray().getJsonObject(0).getString("id");
  }

  /** In a text between double quotes nginx takes a dollar for a variable, always. */
  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "${dollar}");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
