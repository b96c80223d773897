package io.mcp1password;

import static io.mcp1password.ServiceUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.config.Config;
import io.helidon.jersey.webserver.JaxRsService;
import io.helidon.webserver.WebServer;
import io.mcp1password.audit.AuditOutcome;
import io.mcp1password.audit.AuditRecord;
import io.mcp1password.audit.InMemoryAuditLog;
import io.mcp1password.config.GateSettings;
import io.mcp1password.config.HttpSettings;
import io.mcp1password.config.OAuthSettings;
import io.mcp1password.http.GuardFeature;
import io.mcp1password.http.HttpGuard;
import io.mcp1password.mcp.McpApplication;
import io.mcp1password.mcp.ResourceUpdates;
import io.mcp1password.model.Capability;
import io.mcp1password.model.Scope;
import io.mcp1password.model.Secret;
import io.mcp1password.oauth.LocalIssuer;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.CallRates;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationInvoker;
import io.mcp1password.operation.TimedInvoker;
import io.mcp1password.rest.RestApplication;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the scopes of an access token allow, over MCP and over REST, and whose a session is. */
class ScopesTest {

  private static final String SHARED = "shared-token-0123456789";
  private static final String METADATA =
      "resource_metadata=\"https://op.example.com/.well-known/oauth-protected-resource/mcp\"";

  private static LocalIssuer issuer;
  private static WebServer server;
  private static McpApplication mcp;
  private static HttpClient client;
  private static OperationCatalog catalog;
  private static InMemoryAuditLog audit;
  private int recordsBefore;

  @BeforeAll
  static void start() {
    issuer = new LocalIssuer();
    audit = new InMemoryAuditLog();
    catalog =
        OperationCatalog.of(
            List.of(new EveryAccess()), GateSettings.OPEN, EnumSet.allOf(Capability.class));
    HttpSettings settings = settings(issuer.settings());
    var updates = new ResourceUpdates();
    var invoker =
        new TimedInvoker(
            new OperationInvoker(catalog, audit, updates, CallRates.UNLIMITED),
            settings.requestTimeout());
    mcp = new McpApplication(catalog, invoker, updates, settings);
    var rest = new RestApplication(catalog, invoker);
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .routing(
                routing ->
                    routing
                        .addFeature(new GuardFeature(new HttpGuard(settings, () -> true)))
                        .register("/mcp", JaxRsService.create(Config.empty(), mcp))
                        .register("/api/v1", JaxRsService.create(Config.empty(), rest)))
            .build()
            .start();
    client = HttpClient.newHttpClient();
  }

  private static HttpSettings settings(OAuthSettings oauth) {
    return new HttpSettings(
        "127.0.0.1",
        0,
        "/mcp",
        true,
        Secret.of(SHARED),
        List.of(),
        List.of(),
        64,
        Duration.ofMinutes(15),
        Duration.ofSeconds(30),
        null,
        null,
        oauth);
  }

  @AfterAll
  static void stop() {
    client.close();
    mcp.close();
    server.stop();
    issuer.close();
  }

  @BeforeEach
  void count() {
    recordsBefore = audit.records().size();
  }

  private List<AuditRecord> newRecords() {
    return audit.records().subList(recordsBefore, audit.records().size());
  }

  // -- requests

  private static HttpResponse<String> rest(OperationDescriptor operation, String token)
      throws Exception {
    return send(
        HttpRequest.newBuilder(uri("/api/v1" + operation.path()))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(arguments(operation).toString())),
        token);
  }

  private static HttpResponse<String> tool(OperationDescriptor operation, String token)
      throws Exception {
    return stateless(
        token,
        "tools/call",
        operation.name(),
        Json.createObjectBuilder()
            .add("name", operation.name())
            .add("arguments", arguments(operation))
            .build(),
        "{}");
  }

  /** A message of the revision without sessions. */
  private static HttpResponse<String> stateless(
      String token, String method, @Nullable String name, JsonObject params, String capabilities)
      throws Exception {
    var meta =
        Json.createObjectBuilder()
            .add("io.modelcontextprotocol/protocolVersion", "2026-07-28")
            .add("io.modelcontextprotocol/clientCapabilities", json(capabilities));
    var request =
        HttpRequest.newBuilder(uri("/mcp"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", method);
    if (name != null) {
      request.header("Mcp-Name", name);
    }
    return send(
        request.POST(
            BodyPublishers.ofString(
                message(method, Json.createObjectBuilder(params).add("_meta", meta).build()))),
        token);
  }

  private static HttpResponse<String> inSession(
      @Nullable String session, String token, String message) throws Exception {
    var request =
        HttpRequest.newBuilder(uri("/mcp"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(BodyPublishers.ofString(message));
    if (session != null) {
      request.header("Mcp-Session-Id", session);
    }
    return send(request, token);
  }

  private static String open(String token) throws Exception {
    HttpResponse<String> answer =
        inSession(
            null,
            token,
            message(
                "initialize",
                json(
                    "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                        + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.headers().firstValue("Mcp-Session-Id").orElseThrow();
  }

  private static String message(String method, JsonObject params) {
    return Json.createObjectBuilder()
        .add("jsonrpc", "2.0")
        .add("id", 7)
        .add("method", method)
        .add("params", params)
        .build()
        .toString();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String token)
      throws Exception {
    return client.send(
        request.header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /** What the operation's access demands, and nothing else. */
  private static JsonObject arguments(OperationDescriptor operation) {
    var arguments = Json.createObjectBuilder();
    operation
        .acknowledgement()
        .ifPresent(
            demanded ->
                arguments.add("reason", "to test").add(demanded.argument(), demanded.phrase()));
    if (operation.name().equals("thing_look")) {
      arguments.add("reveal", true);
    }
    return arguments.build();
  }

  private static OperationDescriptor of(Access access) {
    return catalog.all().stream()
        .filter(operation -> operation.access() == access)
        .filter(operation -> !operation.name().equals("thing_look"))
        .findFirst()
        .orElseThrow();
  }

  private static String challenge(HttpResponse<String> answer) {
    return answer.headers().firstValue("WWW-Authenticate").orElse("");
  }

  private static String names(Set<Scope> scopes) {
    return Scope.list(scopes);
  }

  // -- what is proven

  static Stream<OperationDescriptor> operations() {
    return catalog.all().stream();
  }

  @Test
  void thereIsAnOperationOfEachAccess() {
    assertThat(operations().map(OperationDescriptor::access).distinct())
        .containsExactlyInAnyOrder(Access.values());
  }

  @ParameterizedTest
  @EnumSource
  void eachAccessHasItsScope(Access access) {
    Scope expected =
        switch (access) {
          case READ, GENERATE -> Scope.READ;
          case REVEAL -> Scope.REVEAL;
          case WRITE -> Scope.WRITE;
          case DESTRUCTIVE -> Scope.DESTRUCTIVE;
          case PERMISSION -> Scope.PERMISSIONS;
          case LIST_COMMANDS, RUN, RUN_UNRESTRICTED -> Scope.RUN;
        };
    assertThat(access.scope()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void theScopesThatACallNeedsAreEnough(OperationDescriptor operation) throws Exception {
    Set<Scope> needed = operation.neededScopes(arguments(operation));
    String token = issuer.token("alice", names(needed));
    HttpResponse<String> rest = rest(operation, token);
    assertThat(rest.statusCode()).as(rest.body()).isEqualTo(200);
    HttpResponse<String> tool = tool(operation, token);
    assertThat(tool.statusCode()).as(tool.body()).isEqualTo(200);
    assertThat(json(tool.body()).getJsonObject("result").getBoolean("isError")).isFalse();
    assertThat(newRecords()).hasSize(2).allSatisfy(ScopesTest::assertAlice);
  }

  private static void assertAlice(AuditRecord each) {
    assertThat(each.metadata().getString("oauthSubject")).isEqualTo("alice");
    assertThat(each.metadata().getString("oauthClient")).isEqualTo("agent");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void withoutOneOfThemACallIsRefusedOnBothSurfaces(OperationDescriptor operation)
      throws Exception {
    Set<Scope> needed = operation.neededScopes(arguments(operation));
    for (Scope missing : needed) {
      Set<Scope> others = EnumSet.allOf(Scope.class);
      others.remove(missing);
      recordsBefore = audit.records().size();
      String token = issuer.token("alice", names(others));
      assertRefused(rest(operation, token), names(EnumSet.allOf(Scope.class)));
      HttpResponse<String> tool = tool(operation, token);
      assertRefused(tool, names(EnumSet.allOf(Scope.class)));
      JsonObject error = json(tool.body()).getJsonObject("error");
      assertThat(json(tool.body()).getInt("id")).isEqualTo(7);
      assertThat(error.getJsonObject("data").getString("code")).isEqualTo("insufficient_scope");
      assertThat(newRecords())
          .hasSize(2)
          .allSatisfy(ScopesTest::assertAlice)
          .allSatisfy(each -> assertThat(each.outcome()).isEqualTo(AuditOutcome.REFUSED))
          .allSatisfy(each -> assertThat(each.errorMessage()).startsWith("insufficient_scope"));
    }
  }

  private static void assertRefused(HttpResponse<String> answer, String scopes) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(challenge(answer))
        .isEqualTo(
            "Bearer realm=\"mcp-1password\", error=\"insufficient_scope\", scope=\""
                + scopes
                + "\", "
                + METADATA);
    assertThat(answer.body()).contains("insufficient_scope");
  }

  /** Clients of older revisions ask for just the scopes that are named. */
  @Test
  void theChallengeNamesWhatIsNeededAndWhatIsGranted() throws Exception {
    HttpResponse<String> answer = rest(of(Access.WRITE), issuer.token("alice", "run read"));
    assertRefused(answer, "read write run");
    assertRefused(rest(of(Access.WRITE), issuer.token("alice", "profile")), "write");
  }

  @Test
  void inASessionTheAnswerIsAForbiddenPostAsWell() throws Exception {
    String token = issuer.token("alice", "read");
    String session = open(token);
    JsonObject params = json("{\"name\":\"thing_write\",\"arguments\":{}}");
    assertRefused(inSession(session, token, message("tools/call", params)), "read write");
    String more = issuer.token("alice", "read write");
    HttpResponse<String> steppedUp = inSession(session, more, message("tools/call", params));
    assertThat(steppedUp.statusCode()).as(steppedUp.body()).isEqualTo(200);
    assertThat(json(steppedUp.body()).getJsonObject("result").getBoolean("isError")).isFalse();
  }

  @Test
  void theSharedTokenHasAllScopesAndNoSubject() throws Exception {
    for (OperationDescriptor operation : catalog.all()) {
      assertThat(rest(operation, SHARED).statusCode()).isEqualTo(200);
      assertThat(tool(operation, SHARED).statusCode()).isEqualTo(200);
    }
    assertThat(newRecords())
        .hasSize(2 * catalog.all().size())
        .allSatisfy(
            each -> assertThat(each.metadata()).doesNotContainKeys("oauthSubject", "oauthClient"));
  }

  /** A client that does not see a tool could never ask for the scope that it takes. */
  @Test
  void allToolsAreListedWhateverTheScopes() throws Exception {
    HttpResponse<String> none =
        stateless(
            issuer.token("alice", ""),
            "tools/list",
            null,
            Json.createObjectBuilder().build(),
            "{}");
    HttpResponse<String> all =
        stateless(SHARED, "tools/list", null, Json.createObjectBuilder().build(), "{}");
    assertThat(none.statusCode()).isEqualTo(200);
    assertThat(none.body()).isEqualTo(all.body()).contains("thing_write");
  }

  @Test
  void nobodyIsAskedToConsentToWhatTheTokenForbids() throws Exception {
    HttpResponse<String> answer =
        stateless(
            issuer.token("alice", "read"),
            "tools/call",
            "thing_delete",
            json("{\"name\":\"thing_delete\",\"arguments\":{}}"),
            "{\"elicitation\":{}}");
    assertRefused(answer, "read destructive");
  }

  @Test
  void aSessionBelongsToTheSubjectThatBeganIt() throws Exception {
    String session = open(issuer.token("alice", "read"));
    String ping = message("ping", Json.createObjectBuilder().build());
    assertThat(inSession(session, issuer.token("alice", "run"), ping).statusCode()).isEqualTo(200);
    for (String other : List.of(issuer.token("bob", "read"), SHARED)) {
      HttpResponse<String> answer = inSession(session, other, ping);
      assertThat(answer.statusCode()).isEqualTo(404);
      HttpResponse<String> end =
          send(
              HttpRequest.newBuilder(uri("/mcp")).header("Mcp-Session-Id", session).DELETE(),
              other);
      assertThat(end.statusCode()).isEqualTo(404);
      HttpResponse<String> listen =
          send(
              HttpRequest.newBuilder(uri("/mcp"))
                  .header("Mcp-Session-Id", session)
                  .header("Accept", "text/event-stream")
                  .GET(),
              other);
      assertThat(listen.statusCode()).isEqualTo(404);
    }
    String owners = open(SHARED);
    assertThat(inSession(owners, issuer.token("alice", "read"), ping).statusCode()).isEqualTo(404);
  }

  @Test
  void aRoundOfACallBelongsToTheSubjectThatBeganIt() throws Exception {
    String alice = issuer.token("alice", "destructive");
    JsonObject call = json("{\"name\":\"thing_delete\",\"arguments\":{}}");
    HttpResponse<String> asked =
        stateless(alice, "tools/call", "thing_delete", call, "{\"elicitation\":{}}");
    String state = json(asked.body()).getJsonObject("result").getString("requestState");
    JsonObject answered =
        Json.createObjectBuilder(call)
            .add("requestState", state)
            .add(
                "inputResponses",
                json(
                    "{\"consent\":{\"action\":\"accept\","
                        + "\"content\":{\"agree\":true,\"reason\":\"to test\"}}}"))
            .build();
    for (String other : List.of(issuer.token("bob", "destructive"), SHARED)) {
      HttpResponse<String> stolen =
          stateless(other, "tools/call", "thing_delete", answered, "{\"elicitation\":{}}");
      assertThat(json(stolen.body()).getJsonObject("error").getInt("code")).isEqualTo(-32602);
    }
    HttpResponse<String> done =
        stateless(
            issuer.token("alice", "read destructive"),
            "tools/call",
            "thing_delete",
            answered,
            "{\"elicitation\":{}}");
    assertThat(json(done.body()).getJsonObject("result").getBoolean("isError"))
        .as(done.body())
        .isFalse();
  }

  @Test
  void noTokenIsEverWrittenDown() throws Exception {
    String good = issuer.token("alice", "read");
    JwtClaims claims = issuer.claims();
    claims.setAudience("https://elsewhere.example.com");
    String bad = issuer.sign(claims);
    try (var evidence = new Evidence()) {
      var told = new StringBuilder();
      for (String token : List.of(good, bad, good + "x")) {
        told.append(rest(of(Access.READ), token).body());
        told.append(rest(of(Access.WRITE), token).headers().map());
        told.append(tool(of(Access.WRITE), token).body());
      }
      assertThat(evidence.log()).contains("Refused an access token");
      for (String token : List.of(good, bad)) {
        String[] parts = token.split("\\.", -1);
        assertThat(told + evidence.log() + newRecords()).doesNotContain(parts[1], parts[2]);
      }
    }
  }

  @Test
  void everyScopeIsOfUse() {
    assertThat(Arrays.stream(Access.values()).map(Access::scope)).contains(Scope.values());
  }
}
