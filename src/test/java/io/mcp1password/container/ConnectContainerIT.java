package io.mcp1password.container;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.container.ServiceClient.Answer;
import io.mcp1password.container.StandInContainer.Outage;
import io.mcp1password.model.Secret;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.Network;

/** The packaged service in one container against a Connect server in another. */
@RequiresDocker
class ConnectContainerIT {

  private static final Secret BEARER = Secret.of("bearer-of-the-container-tests");
  private static final String ACKNOWLEDGEMENT = "I_UNDERSTAND_THIS_RETURNS_SECRET_PLAINTEXT";

  private static Network network;
  private static StandInContainer connect;
  private static ServiceContainer service;
  private static ServiceClient client;

  @BeforeAll
  static void start() {
    network = Network.newNetwork();
    connect = new StandInContainer(network);
    connect.start();
    service = new ServiceContainer(network, connect.token(), BEARER);
    service.start();
    service.awaitReady(true);
    client = new ServiceClient(service.uri(), BEARER);
  }

  @AfterAll
  @SuppressWarnings("try") // the resources are here to be closed, the last one first
  static void stop() {
    try (var first = network;
        var second = connect;
        var third = service;
        var fourth = client) {}
  }

  @Test
  void offersWhatConnectCanDoAndNoGateHidesOverBothFaces() throws Exception {
    assertThat(client.tools())
        .contains("vault_list", "item_search", "item_get_metadata", "password_read")
        .doesNotContain("item_create", "item_delete", "item_archive", "environment_get_variables");

    assertSame(client.call("vault_list", Map.of()), client.get("/api/v1/vaults"));
  }

  @Test
  void findsAndReadsItemsWithEqualAnswersOverMcpAndRest() throws Exception {
    Login login = anyLogin();
    Map<String, Object> item = login.arguments();

    assertSame(
        client.call("item_search", Map.of("vaultId", login.vaultId(), "limit", 5)),
        client.get("/api/v1/items?limit=5&vaultId=" + login.vaultId()));
    assertSame(
        client.call("item_get_metadata", item),
        client.get("/api/v1/vaults/" + login.vaultId() + "/items/" + login.itemId()));
    assertSame(client.call("password_read", item), client.post("/api/v1/passwords/read", item));
  }

  @Test
  void revealsAPasswordOnlyToACallThatAcknowledgesIt() throws Exception {
    Map<String, Object> asked = anyLogin().with(Map.of("reveal", true, "reason", "container test"));
    CallToolResult refused = client.call("password_read", asked);
    assertThat(refused.isError()).isTrue();
    assertThat(text(refused)).contains("acknowledgePlaintext");

    Map<String, Object> acknowledged =
        anyLogin()
            .with(
                Map.of(
                    "reveal",
                    true,
                    "reason",
                    "container test",
                    "acknowledgePlaintext",
                    ACKNOWLEDGEMENT));
    CallToolResult revealed = client.call("password_read", acknowledged);
    assertThat(revealed.isError()).as(text(revealed)).isNotEqualTo(true);
    String password = text(revealed);
    assertThat(password).isNotBlank();
    assertThat(client.post("/api/v1/passwords/read", acknowledged).body())
        .containsEntry("revealed", true)
        .containsEntry("value", password);

    assertThat(text(client.call("password_read", anyLogin().arguments()))).doesNotContain(password);
    assertThat(service.getLogs() + auditLog())
        .doesNotContain(password, BEARER.reveal(), connect.token().reveal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/vaults", "/mcp", "/openapi", "/metrics"})
  void refusesAWrongBearerOnEveryPath(String path) throws Exception {
    assertThat(ServiceClient.status(service.uri().resolve(path), "bearer-of-somebody-else"))
        .isEqualTo(401);
    assertThat(ServiceClient.status(service.uri().resolve(path), "")).isEqualTo(401);
  }

  @ParameterizedTest
  @EnumSource
  void saysThatConnectIsLostAndRecoversWhenItIsBack(Outage outage) throws Exception {
    connect.outage(outage);
    try {
      service.awaitReady(false);
      CallToolResult failed = client.call("vault_list", Map.of());
      assertThat(failed.isError()).isTrue();
      assertThat(text(failed)).contains("Connect").doesNotContain("Exception", "io.mcp1password");
      Answer problem = client.get("/api/v1/vaults");
      assertThat(problem.status()).isIn(503, 504);
      assertThat(problem.contentType()).startsWith("application/problem+json");
      assertThat(problem.body().get("code")).isIn("backend_unavailable", "backend_timeout");
      assertThat(ServiceClient.status(service.uri().resolve("/healthz"), "")).isEqualTo(200);
    } finally {
      connect.recover(outage);
    }
    service.awaitReady(true);
    assertSame(client.call("vault_list", Map.of()), client.get("/api/v1/vaults"));
  }

  @Test
  void runsWithoutPrivilegesAndKeepsAVerifiableAuditLogForItsOwnEyes() throws Exception {
    client.call("vault_list", Map.of());

    assertThat(inService("id", "-u")).isEqualTo("10001");
    assertThat(inService("stat", "-c", "%a %u", ServiceContainer.AUDIT_LOG)).isEqualTo("600 10001");
    assertThat(auditLog()).contains("vault_list");
    String jar = "/opt/mcp-1password/mcp-1password.jar";
    inService("java", "-jar", jar, "audit", "verify", ServiceContainer.AUDIT_LOG);
  }

  /** The output of a command in the service's container that must succeed. */
  private static String inService(String... command) throws Exception {
    var result = service.execInContainer(command);
    assertThat(result.getExitCode()).as(result.getStdout() + result.getStderr()).isZero();
    return result.getStdout().strip();
  }

  private static String auditLog() throws Exception {
    return inService("cat", ServiceContainer.AUDIT_LOG);
  }

  private static Login anyLogin() throws Exception {
    Object items = requireNonNull(client.get("/api/v1/items?limit=200").body().get("items"));
    return ((List<?>) items)
        .stream()
            .map(item -> (Map<?, ?>) item)
            .filter(item -> "Login".equals(item.get("category")))
            .map(
                item ->
                    new Login(String.valueOf(item.get("vaultId")), String.valueOf(item.get("id"))))
            .findFirst()
            .orElseThrow();
  }

  private static void assertSame(CallToolResult overMcp, Answer overRest) {
    assertThat(overMcp.isError()).as(text(overMcp)).isNotEqualTo(true);
    assertThat(overRest.status()).isEqualTo(200);
    assertThat(overRest.body()).isNotEmpty().isEqualTo(overMcp.structuredContent());
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().getFirst()).text();
  }

  /** A login item of the stand-in's sample data. */
  private record Login(String vaultId, String itemId) {

    Map<String, Object> arguments() {
      return with(Map.of());
    }

    Map<String, Object> with(Map<String, Object> more) {
      var arguments = new HashMap<String, Object>(more);
      arguments.put("vaultId", vaultId);
      arguments.put("itemId", itemId);
      return arguments;
    }
  }
}
