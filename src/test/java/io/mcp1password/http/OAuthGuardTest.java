package io.mcp1password.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.config.HttpSettings;
import io.mcp1password.oauth.LocalIssuer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard of a server that accepts access tokens beside the shared bearer token. */
class OAuthGuardTest {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";
  private static final String METADATA =
      "resource_metadata=\"https://op.example.com" + WELL_KNOWN + "/mcp\"";

  private LocalIssuer issuer;
  private GuardedServer server;

  @BeforeEach
  void start() {
    issuer = new LocalIssuer();
    server =
        new GuardedServer(
            HttpSettingsFixture.bound("127.0.0.1").settings(issuer.settings()), () -> true);
  }

  @AfterEach
  void stop() {
    server.close();
    issuer.close();
  }

  private String get(String path, String header) throws IOException {
    return send("GET " + path, header);
  }

  private String send(String line, String header) throws IOException {
    return server.send(line + " HTTP/1.1\nHost: 127.0.0.1:PORT\nConnection: close\n" + header, "");
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token;
  }

  @Test
  void aRequestWithoutATokenIsToldHowToGetOne() throws IOException {
    assertThat(get("/reached", ""))
        .startsWith("HTTP/1.1 401 ")
        .contains(
            "WWW-Authenticate: Bearer realm=\"mcp-1password\", "
                + METADATA
                + ", scope=\"read\"\r\n");
  }

  @Test
  void aGoodTokenAndTheSharedOneAreLetThrough() throws IOException {
    assertThat(get("/reached", bearer(issuer.token("alice", "read")))).endsWith("reached");
    assertThat(get("/reached", bearer(HttpSettingsFixture.TOKEN))).endsWith("reached");
  }

  @Test
  void aTokenWithoutScopesIsGoodAsSuch() throws IOException {
    assertThat(get("/reached", bearer(issuer.token("alice", "")))).endsWith("reached");
  }

  @Test
  void aWrongTokenIsToldWhy() throws IOException {
    JwtClaims claims = issuer.claims();
    claims.setAudience("https://elsewhere.example.com");
    String token = issuer.sign(claims);
    assertThat(get("/reached", bearer(token)))
        .startsWith("HTTP/1.1 401 ")
        .contains(
            "WWW-Authenticate: Bearer realm=\"mcp-1password\", error=\"invalid_token\", "
                + "error_description=\"The access token is for another audience.\", "
                + METADATA
                + ", scope=\"read\"\r\n")
        .doesNotContain(token, "elsewhere");
  }

  @Test
  void tokensInTheUrlDoNotCount() throws IOException {
    assertThat(get("/reached?access_token=" + issuer.token("alice", "read"), ""))
        .startsWith("HTTP/1.1 401 ");
  }

  @Test
  void twoTokensAreNone() throws IOException {
    String good = bearer(issuer.token("alice", "read"));
    assertThat(get("/reached", good + "\n" + good)).startsWith("HTTP/1.1 401 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/mcp"})
  void theMetadataIsOpenToAllWhoUseTheRightHost(String suffix) throws IOException {
    assertThat(get(WELL_KNOWN + suffix, ""))
        .startsWith("HTTP/1.1 200 ")
        .contains("Content-Type: application/json\r\n")
        .endsWith(new io.mcp1password.oauth.ResourceMetadata(issuer.settings()).json());
    assertThat(send("HEAD " + WELL_KNOWN + suffix, ""))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("\r\n\r\n");
    assertThat(send("DELETE " + WELL_KNOWN + suffix, "")).startsWith("HTTP/1.1 405 ");
    assertThat(
            server.send(
                "GET " + WELL_KNOWN + suffix + " HTTP/1.1\nHost: evil.example\nConnection: close",
                ""))
        .startsWith("HTTP/1.1 403 ");
  }

  @Test
  void aPageMayReadTheMetadata() throws IOException {
    assertThat(get(WELL_KNOWN, "Origin: http://localhost:PORT"))
        .startsWith("HTTP/1.1 200 ")
        .contains("Access-Control-Allow-Origin: http://localhost:");
  }

  @ParameterizedTest
  @ValueSource(strings = {WELL_KNOWN + "/other", "/.well-known/openid-configuration"})
  void otherWellKnownPathsAreGuarded(String path) throws IOException {
    assertThat(get(path, "")).startsWith("HTTP/1.1 401 ");
  }

  @Test
  void withoutTheIssuersKeysAGoodTokenIsNotCalledWrong() throws IOException {
    issuer.failing(true);
    assertThat(get("/reached", bearer(issuer.token("alice", "read"))))
        .startsWith("HTTP/1.1 503 ")
        .contains("Retry-After: 10\r\n", "\"code\":\"authorization_unavailable\"")
        .doesNotContain("WWW-Authenticate");
    assertThat(get("/reached", bearer(HttpSettingsFixture.TOKEN))).endsWith("reached");
  }

  @Test
  void wrongAccessTokensAreSlowedLikeWrongSharedOnes() {
    List<Duration> pauses = new ArrayList<>();
    var guard =
        new HttpGuard(
            HttpSettingsFixture.bound("127.0.0.1").settings(issuer.settings()),
            () -> true,
            new FailedBearers(() -> 0, pauses::add));
    for (int i = 0; i < FailedBearers.FREE_FAILURES + 2; i++) {
      assertThat(guard.check(head(issuer.token("alice", "read") + "x")))
          .isInstanceOf(Verdict.Answer.class);
    }
    assertThat(pauses).hasSize(2);
    assertThat(guard.check(head(issuer.token("alice", "read"))))
        .isInstanceOf(Verdict.Proceed.class);
    assertThat(pauses).hasSize(2);
  }

  private static RequestHead head(String token) {
    Map<String, List<String>> headers =
        Map.of("Host", List.of("127.0.0.1:1"), "Authorization", List.of("Bearer " + token));
    return new RequestHead(
        "GET", "/mcp", name -> headers.getOrDefault(name, List.of()), "192.0.2.1", 1);
  }

  @Test
  void withoutASharedTokenOnlyAccessTokensCount() throws IOException {
    HttpSettings all = HttpSettingsFixture.bound("127.0.0.1").settings(issuer.settings());
    HttpSettings settings =
        new HttpSettings(
            all.host(),
            all.port(),
            all.path(),
            true,
            null,
            List.of(),
            List.of(),
            all.maxSessions(),
            all.sessionIdle(),
            all.requestTimeout(),
            null,
            null,
            all.oauth());
    try (var alone = new GuardedServer(settings, () -> true)) {
      String head = "GET /reached HTTP/1.1\nHost: 127.0.0.1:PORT\nConnection: close\n";
      assertThat(alone.send(head, "")).startsWith("HTTP/1.1 401 ");
      assertThat(alone.send(head + bearer(HttpSettingsFixture.TOKEN), ""))
          .startsWith("HTTP/1.1 401 ");
      assertThat(alone.send(head + bearer(issuer.token("alice", "read")), "")).endsWith("reached");
    }
  }
}
