package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The official Java client against the packaged service. */
class JavaClientIT {

  private static final OperationCatalog CATALOG =
      ServiceFixture.open(InMemoryBackend.withSamples()).catalog();

  @TempDir private static Path folder;
  private static ServerProcess server;
  private static McpSyncClient client;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.demo(folder, ServiceFixture.ALL_GATES.toArray(String[]::new));
    String bearer = "Bearer " + server.token().reveal();
    var transport =
        HttpClientStreamableHttpTransport.builder(server.uri().toString())
            .endpoint("/mcp")
            .addHttpRequestCustomizer(
                (request, method, uri, body, context) -> request.setHeader("Authorization", bearer))
            .build();
    client = McpClient.sync(transport).requestTimeout(Duration.ofMinutes(1)).build();
    client.initialize();
  }

  @AfterAll
  static void stop() {
    client.closeGracefully();
    server.close();
  }

  static Stream<String> operations() {
    return CATALOG.listed().stream().map(OperationDescriptor::name);
  }

  @Test
  void listsEveryTool() {
    assertThat(client.listTools().tools())
        .extracting(Tool::name)
        .containsExactlyElementsOf(operations().toList());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void callsTheTool(String name) {
    String arguments = Examples.of(CATALOG.find(name).orElseThrow()).toString();
    Map<String, Object> map =
        new JsonMapper().readValue(arguments, new TypeReference<Map<String, Object>>() {});
    CallToolResult result = client.callTool(CallToolRequest.builder(name).arguments(map).build());
    assertThat(result.isError()).as(result.content().toString()).isNotEqualTo(true);
    assertThat(result.structuredContent()).isNotNull();
  }
}
