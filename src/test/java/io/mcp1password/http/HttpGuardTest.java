package io.mcp1password.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard in front of a real server, by raw requests. */
class HttpGuardTest {

  private static final String BEARER = "Authorization: Bearer " + HttpSettingsFixture.TOKEN;
  private static final String HOST = "Host: 127.0.0.1:PORT\nConnection: close\n";
  private static final AtomicBoolean READY = new AtomicBoolean(true);

  private static GuardedServer server;

  @BeforeAll
  static void start() {
    server = new GuardedServer(HttpSettingsFixture.bound("127.0.0.1").settings(), READY::get);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void letsTheRightCallerThrough() throws IOException {
    assertThat(get("/reached", BEARER))
        .startsWith("HTTP/1.1 200 ")
        .contains("X-Content-Type-Options: nosniff\r\n")
        .contains("Cache-Control: no-store\r\n")
        .contains("Referrer-Policy: no-referrer\r\n")
        .contains("X-Frame-Options: DENY\r\n")
        .contains("default-src 'none'")
        .doesNotContain("Access-Control-", "Server:")
        .endsWith("reached");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/reached",
        "/mcp",
        "/api/v1/vaults",
        "/openapi",
        "/api/v1/docs/index.html",
        "/health",
        "/metrics",
        "/observe/health",
        "/nothing-here",
        "//healthz",
        "/healthz/",
        "/healthz/../reached",
        "/./healthz",
        "/%68ealthz",
        "/healthz;x=1",
        "/HEALTHZ",
        "/readyz/x"
      })
  void guardsEveryPath(String path) throws IOException {
    assertProblem(get(path, ""), 401, "unauthorized");
    assertProblem(send("GET " + path + " HTTP/1.1\nHost: evil.example"), 403, "host_not_allowed");
    assertProblem(get(path, BEARER + "\nOrigin: http://evil.example"), 403, "origin_not_allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:PORT", "evil.example"})
  void answersTheProbesWithoutATokenForAnyHost(String host) throws IOException {
    String head = " HTTP/1.1\nConnection: close\nHost: " + host;

    assertThat(send("GET /healthz" + head))
        .startsWith("HTTP/1.1 200 ")
        .contains("Content-Type: application/json\r\n")
        .endsWith("\r\n\r\n{\"ok\":true}");
    assertThat(send("GET /healthz?x=1" + head)).endsWith("\r\n\r\n{\"ok\":true}");
    assertThat(send("HEAD /healthz" + head)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
    assertThat(send("GET /readyz" + head))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("\r\n\r\n{\"ready\":true}");
    assertThat(send("DELETE /healthz" + head))
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: GET, HEAD\r\n");
  }

  @Test
  void tellsWhenItIsNotReady() throws IOException {
    READY.set(false);
    try {
      assertThat(get("/readyz", ""))
          .startsWith("HTTP/1.1 503 ")
          .endsWith("\r\n\r\n{\"ready\":false}");
    } finally {
      READY.set(true);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /reached HTTP/1.1\n" + BEARER,
        "GET /reached HTTP/1.1\nHost:\n" + BEARER,
        "GET /reached HTTP/1.1\nHost: 127.0.0.1:PORT\nHost: 127.0.0.1:PORT\n" + BEARER,
        "GET /reached HTTP/1.1\nHost: 127.0.0.1:PORT\nHost: evil.example\n" + BEARER,
        "GET /reached HTTP/1.1\nHost: user@127.0.0.1:PORT\n" + BEARER,
        "GET /reached HTTP/1.1\nHost: 127.0.0.1:PORT, evil.example\n" + BEARER,
        "GET http://127.0.0.1:PORT/reached HTTP/1.1\n" + HOST + BEARER,
        "GET http://evil.example/healthz HTTP/1.1\n" + HOST,
        "GET evil.example/reached HTTP/1.1\n" + HOST + BEARER
      })
  void refusesOddHostsAndTargets(String head) throws IOException {
    assertThat(send(head))
        .matches("(?s)HTTP/1.1 40[03] .*")
        .doesNotContain("reached", "evil", "user@", "true");
  }

  @ParameterizedTest
  @CsvSource({"localhost", "LOCALHOST.", "[::1]", "127.0.0.1"})
  void knowsTheLoopbackNames(String name) throws IOException {
    String request = "GET /reached HTTP/1.1\nConnection: close\nHost: " + name + ":PORT\n" + BEARER;

    assertThat(send(request)).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:PORT", "http://127.0.0.1:PORT", "http://[::1]:PORT"})
  void sharesAnswersWithItsOwnOrigins(String origin) throws IOException {
    String sent = origin.replace("PORT", Integer.toString(server.port()));

    assertThat(get("/reached", BEARER + "\nOrigin: " + origin))
        .startsWith("HTTP/1.1 200 ")
        .contains("Access-Control-Allow-Origin: " + sent + "\r\n")
        .contains("Vary: Origin\r\n")
        .contains("mcp-session-id, mcp-protocol-version, www-authenticate");
    assertThat(get("/reached", "Origin: " + origin))
        .startsWith("HTTP/1.1 401 ")
        .contains("Access-Control-Allow-Origin: " + sent + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "http://evil.example", "http://localhost:1", "http://localhost"})
  void refusesOtherOriginsAndSharesNothingWithThem(String origin) throws IOException {
    String answer = get("/reached", BEARER + "\nOrigin: " + origin);

    assertProblem(answer, 403, "origin_not_allowed");
    assertThat(answer).doesNotContain("Access-Control-", origin + "\r\n");
  }

  @Test
  void answersPreflightsOfAllowedOriginsWithoutAToken() throws IOException {
    String preflight =
        "OPTIONS /mcp HTTP/1.1\n"
            + HOST
            + "Access-Control-Request-Method: POST\n"
            + "Access-Control-Request-Headers: authorization, Mcp-Param-Region, x-evil\n"
            + "Origin: ";

    assertThat(send(preflight + "http://localhost:PORT"))
        .startsWith("HTTP/1.1 204 ")
        .contains("Access-Control-Allow-Origin: http://localhost:" + server.port() + "\r\n")
        .contains("Access-Control-Allow-Methods: GET, POST, PUT, PATCH, DELETE, OPTIONS\r\n")
        .contains("x-acknowledge, mcp-param-region\r\n")
        .doesNotContain("x-evil")
        .endsWith("\r\n\r\n");
    assertProblem(send(preflight + "http://evil.example"), 403, "origin_not_allowed");
  }

  @Test
  void wantsATokenForOptionsThatAreNoPreflight() throws IOException {
    assertProblem(send("OPTIONS /mcp HTTP/1.1\n" + HOST), 401, "unauthorized");
    assertProblem(send("OPTIONS * HTTP/1.1\n" + HOST), 401, "unauthorized");
  }

  @Test
  void challengesWithoutATokenAndNamesAWrongOneInvalid() throws IOException {
    assertThat(get("/reached", ""))
        .contains("WWW-Authenticate: Bearer realm=\"mcp-1password\"\r\n");
    assertThat(get("/reached", "Authorization: Bearer wrong"))
        .contains("WWW-Authenticate: Bearer realm=\"mcp-1password\", error=\"invalid_token\"\r\n");
    assertProblem(get("/reached", BEARER + "\n" + BEARER), 401, "unauthorized");
    assertProblem(
        get("/reached?access_token=" + HttpSettingsFixture.TOKEN, ""), 401, "unauthorized");
  }

  @Test
  void logsFailuresButNeverATokenAtAnyLevel() throws IOException {
    try (GuardedServer logged =
            new GuardedServer(HttpSettingsFixture.bound("127.0.0.1").settings(), READY::get);
        CapturedLog log = CapturedLog.start()) {
      String request = "GET /reached HTTP/1.1\n" + HOST + "Authorization: Bearer ";
      assertThat(logged.send(request + "guess-4711-WRONG", "")).startsWith("HTTP/1.1 401 ");
      assertThat(logged.send(request + HttpSettingsFixture.TOKEN, "")).startsWith("HTTP/1.1 200 ");

      assertThat(log.messagesOf(FailedBearers.class))
          .singleElement()
          .asString()
          .contains("127.0.0.1");
      assertThat(log.text()).doesNotContain("guess-4711", HttpSettingsFixture.TOKEN);
    }
  }

  @Test
  void readsBodiesUpToTheLimit() throws IOException {
    String mebibyte = "x".repeat(Framing.MAX_BODY);

    assertThat(post("/length", "Content-Length: " + Framing.MAX_BODY, mebibyte))
        .endsWith("length 1048576");
    assertThat(
            post(
                "/length", "Transfer-Encoding: chunked", "100000\r\n" + mebibyte + "\r\n0\r\n\r\n"))
        .endsWith("length 1048576");
    assertThat(post("/unread", "Content-Length: 5", "abcde")).endsWith("unread");
  }

  @Test
  void refusesLargerBodiesWhicheverWayTheyCome() throws IOException {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    String more = "x".repeat(Framing.MAX_BODY + 1);

    assertProblem(
        post("/length", "Content-Length: " + more.length(), more), 413, "payload_too_large");
    assertProblem(
        post("/length", "Transfer-Encoding: chunked", chunk.repeat(17) + "0\r\n\r\n"),
        413,
        "payload_too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\nTransfer-Encoding: chunked",
        "Content-Length: 3\nContent-Length: 4",
        "Content-Length: +3",
        "Content-Length: -3",
        "Content-Length: x",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked\nTransfer-Encoding: chunked",
        "Transfer-Encoding: identity"
      })
  void refusesBodiesWhoseLengthIsNotClearAndEndsTheConnection(String framing) throws IOException {
    String smuggled = "GET /reached HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n\r\n";
    String head = "POST /length HTTP/1.1\nHost: 127.0.0.1:PORT\n" + BEARER + "\n" + framing;

    assertThat(server.send(head, "0\r\n\r\n" + smuggled))
        .startsWith("HTTP/1.1 400 ")
        .containsOnlyOnce("HTTP/1.1 ");
  }

  @Test
  void answersMalformedChunksWithAProblem() throws IOException {
    assertProblem(
        post("/length", "Transfer-Encoding: chunked", "no-number\r\nabc"), 400, "bad_request");
  }

  @Test
  void doesNotInviteABodyFromStrangers() throws IOException {
    String request =
        "POST /length HTTP/1.1\nHost: 127.0.0.1:PORT\nExpect: 100-continue\nContent-Length: 9";

    assertThat(send(request)).startsWith("HTTP/1.1 401 ").doesNotContain("100 Continue");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>\n\n",
        "GET /<script> HTTP/1.1\n\n",
        "GET /reached HTTP/9.9\nHost: <script>\n\n",
        "GET /reached HTTP/1.0\nHost: <script>\n\n",
        "GET /reached HTTP/1.1\nHost: <script>:9x\n\n",
        "GET /reached HTTP/1.1\n<script>\n\n"
      })
  void neverEchoesWhatItCannotRead(String bytes) throws IOException {
    assertThat(server.sendUnfinished(bytes)).doesNotContain("script", "200 OK");
  }

  @Test
  void refusesEndlessHeads() throws IOException {
    assertThat(get("/" + "x".repeat(5000), BEARER)).startsWith("HTTP/1.1 414 ");
    assertThat(get("/reached", "X-Long: " + "x".repeat(17_000))).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void answersUnknownPathsAndInnerErrorsWithProblems() throws IOException {
    String broken = get("/broken", BEARER);

    assertProblem(get("/nothing-here", BEARER), 404, "not_found");
    assertProblem(broken, 500, "internal");
    assertThat(broken).doesNotContain("inner detail", "IllegalState");
    assertThat(send("HEAD /nothing-here HTTP/1.1\n" + HOST + BEARER))
        .startsWith("HTTP/1.1 404 ")
        .endsWith("\r\n\r\n");
  }

  @Test
  void letsThePackagedPageLoadItsOwnScripts() throws IOException {
    assertThat(get("/api/v1/docs/index.html", BEARER))
        .contains("Content-Security-Policy: default-src 'self'; img-src 'self' data:;")
        .contains("frame-ancestors 'none'")
        .doesNotContain("default-src 'none'");
  }

  private static String get(String path, String headers) throws IOException {
    return send("GET " + path + " HTTP/1.1\n" + HOST + headers);
  }

  private static String post(String path, String framing, String body) throws IOException {
    return server.send("POST " + path + " HTTP/1.1\n" + HOST + BEARER + "\n" + framing, body);
  }

  private static String send(String head) throws IOException {
    return server.send(head.contains("Connection:") ? head : head + "\nConnection: close", "");
  }

  private static void assertProblem(String answer, int status, String code) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("Content-Type: application/problem+json\r\n")
        .contains("X-Content-Type-Options: nosniff\r\n")
        .contains("{\"type\":\"about:blank\",\"title\":\"")
        .contains("\"status\":" + status + ",\"code\":\"" + code + "\"");
  }
}
