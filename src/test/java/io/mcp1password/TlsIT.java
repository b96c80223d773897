package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.http.TestCertificate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service behind its own TLS, and the clients and probes that reach it. */
class TlsIT {

  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{"
          + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
          + "\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}";

  @TempDir private Path folder;
  private TestCertificate own;
  private Path certificate;
  private Path key;

  private record Outcome(int code, String output, String errors) {}

  @BeforeEach
  void make() throws Exception {
    own = TestCertificate.make(folder, "EC", "-1d");
    certificate = own.writeCertificate(folder.resolve("cert.pem"));
    key = own.writeKey(folder.resolve("key.pem"));
  }

  private ServerProcess server(String... more) throws Exception {
    var flags = new ArrayList<>(List.of("--http-tls-cert=" + certificate, "--http-tls-key=" + key));
    flags.addAll(List.of(more));
    return ServerProcess.demo(folder, flags.toArray(String[]::new));
  }

  @Test
  void curlReachesRestAndMcp() throws Exception {
    try (ServerProcess server = server()) {
      assertThat(server.uri().getScheme()).isEqualTo("https");
      Outcome rest = curl(server, "/api/v1/vaults");
      assertThat(rest.code()).as(rest.errors()).isZero();
      assertThat(ServiceUnderTest.json(rest.output()).getJsonArray("vaults")).isNotEmpty();
      Outcome mcp =
          curl(
              server,
              "/mcp",
              "--header",
              "Content-Type: application/json",
              "--header",
              "Accept: application/json, text/event-stream",
              "--data",
              INITIALIZE);
      assertThat(mcp.code()).as(mcp.errors()).isZero();
      assertThat(mcp.output()).contains("\"protocolVersion\":\"2025-11-25\"");
      Outcome plain =
          run(Map.of(), "curl", "-sS", server.uri().toString().replace("https:", "http:"));
      assertThat(plain.output()).doesNotContain("vaults");
    }
  }

  @Test
  void aJavaClientReachesBothAndOnlyPagesOverTlsAreLetIn() throws Exception {
    try (ServerProcess server = server();
        HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
      assertThat(send(client, request(server, "/api/v1/vaults")).statusCode()).isEqualTo(200);
      var mcp =
          request(server, "/mcp")
              .header("Content-Type", "application/json")
              .header("Accept", "application/json, text/event-stream")
              .POST(BodyPublishers.ofString(INITIALIZE));
      assertThat(send(client, mcp).statusCode()).isEqualTo(200);
      URI uri = server.uri();
      String page = "://127.0.0.1:" + uri.getPort();
      assertThat(from(client, server, "https" + page)).isEqualTo(200);
      assertThat(from(client, server, "http" + page)).isEqualTo(403);
    }
  }

  private SSLContext trusting() throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("trusted", own.store().getCertificate("own"));
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  private static HttpRequest.Builder request(ServerProcess server, String path) {
    return HttpRequest.newBuilder(server.uri().resolve(path))
        .header("Authorization", "Bearer " + server.token().reveal());
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static int from(HttpClient client, ServerProcess server, String origin) throws Exception {
    return send(client, request(server, "/api/v1/vaults").header("Origin", origin)).statusCode();
  }

  @Test
  void theHealthCheckTrustsThatCertificateAndNoOther() throws Exception {
    try (ServerProcess server = server()) {
      assertThat(healthCheck(server, certificate)).isEqualTo(new Outcome(0, "", ""));
      Path other =
          TestCertificate.make(folder, "EC", "-1d").writeCertificate(folder.resolve("other.pem"));
      assertThat(healthCheck(server, other))
          .isEqualTo(new Outcome(1, "", "mcp-1password: the service does not answer\n"));
      assertThat(healthCheck(server, folder.resolve("none.pem")).code()).isEqualTo(1);
    }
  }

  private Outcome healthCheck(ServerProcess server, Path trusted) throws Exception {
    return run(
        Map.of(
            "OP_MCP_HTTP_PORT", Integer.toString(server.uri().getPort()),
            "OP_MCP_HTTP_TLS_CERT", trusted.toString()),
        launcher(),
        "healthcheck");
  }

  @Test
  void whereClientsNeedACertificateAProbeShowsOneAsWell() throws Exception {
    try (ServerProcess server = server("--http-tls-client-ca=" + certificate)) {
      assertThat(curl(server, "/healthz").code()).isNotZero();
      assertThat(healthCheck(server, certificate).code()).isEqualTo(1);
      Outcome shown =
          curl(server, "/healthz", "--cert", certificate.toString(), "--key", key.toString());
      assertThat(shown.output()).as(shown.errors()).isEqualTo("{\"ok\":true}");
    }
  }

  @Test
  void halfOfAPairOrAnotherKeyIsRefusedAtTheStartInOneLine() throws Exception {
    Path foreign = TestCertificate.make(folder, "EC", "-1d").writeKey(folder.resolve("f.pem"));
    assertThat(refusal("--http-tls-cert=" + certificate)).contains("--http-tls-key");
    assertThat(refusal("--http-tls-key=" + key)).contains("--http-tls-cert");
    assertThat(refusal("--http-tls-cert=" + certificate, "--http-tls-key=" + foreign))
        .isEqualTo("mcp-1password: --http-tls-key: the key is not that of the certificate");
  }

  private String refusal(String... flags) throws Exception {
    var command = new ArrayList<>(List.of(launcher(), "--auth-mode=demo", "--transport=http"));
    command.add("--http-port=0");
    command.add("--audit-log-path=" + folder.resolve("audit").resolve("audit.jsonl"));
    command.addAll(List.of(flags));
    Outcome outcome = run(Map.of(), command.toArray(String[]::new));
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors().lines()).hasSize(1);
    return outcome.errors().strip();
  }

  private static String launcher() {
    return Path.of("mcp-1password").toAbsolutePath().toString();
  }

  private Outcome curl(ServerProcess server, String path, String... more) throws Exception {
    var command = new ArrayList<>(List.of("curl", "-sS", "--cacert", certificate.toString()));
    command.addAll(List.of("--header", "Authorization: Bearer " + server.token().reveal()));
    command.addAll(List.of(more));
    command.add(server.uri().resolve(path).toString());
    return run(Map.of(), command.toArray(String[]::new));
  }

  private Outcome run(Map<String, String> variables, String... command) throws Exception {
    Path errors = Files.createTempFile(folder, "command", ".err");
    var builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OP_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Outcome(process.waitFor(), output, Files.readString(errors, UTF_8));
  }
}
