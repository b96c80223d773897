package io.mcp1password.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official Java client against the endpoint. */
class JavaSdkClientTest {

  private McpTestServer server;
  private McpSyncClient client;

  @BeforeEach
  void connect() {
    server = new McpTestServer(4);
    var transport =
        HttpClientStreamableHttpTransport.builder(server.base()).endpoint("/mcp").build();
    client =
        McpClient.sync(transport)
            .clientInfo(Implementation.builder("sdk-client", "9").build())
            .requestTimeout(Fixture.PATIENT)
            .build();
    client.initialize();
  }

  @AfterEach
  void disconnect() {
    client.closeGracefully();
    server.close();
  }

  @Test
  void initializes() {
    assertThat(client.getCurrentInitializationResult().protocolVersion()).isEqualTo("2025-11-25");
    assertThat(client.getServerInfo().name()).isEqualTo("mcp-1password");
    assertThat(client.getServerInfo().version()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(client.getServerCapabilities().tools().listChanged()).isFalse();
    assertThat(client.getServerCapabilities().resources()).isNull();
    client.ping();
  }

  @Test
  void listsEveryPageOfTheTools() {
    assertThat(client.listTools().tools())
        .extracting(Tool::name)
        .containsExactly(
            "thing_await", "thing_fail", "thing_greet", "thing_list", "thing_make", "thing_reveal");
  }

  @Test
  void callsTools() {
    CallToolResult greeted = call("thing_greet", Map.of("name", "Bo", "count", 1));
    assertThat(greeted.isError()).isFalse();
    assertThat(greeted.structuredContent()).isEqualTo(Map.of("greeting", "hello Bo x1"));

    CallToolResult made =
        call(
            "thing_make",
            Map.of(
                "reason",
                "a test",
                "acknowledgePlaintext",
                "I_UNDERSTAND_THIS_RETURNS_GENERATED_SECRET_PLAINTEXT"));
    assertThat(text(made)).isEqualTo(FixtureOperations.PLAINTEXT);

    CallToolResult refused = call("thing_write", Map.of());
    assertThat(refused.isError()).isTrue();
    assertThat(text(refused)).contains("--enable-writes");
    assertThat(refused.meta()).containsEntry("mcp-1password/code", "gate_closed");

    assertThat(server.fixture.audit.records())
        .hasSize(3)
        .allSatisfy(
            each -> assertThat(each.metadata().getString("client")).isEqualTo("sdk-client"));
  }

  @Test
  void isToldOfAnUnknownTool() {
    assertThatThrownBy(() -> call("no_such", Map.of()))
        .isInstanceOfSatisfying(
            McpError.class, e -> assertThat(e.getJsonRpcError().code()).isEqualTo(-32602));
  }

  private CallToolResult call(String tool, Map<String, Object> arguments) {
    return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().getFirst()).text();
  }
}
