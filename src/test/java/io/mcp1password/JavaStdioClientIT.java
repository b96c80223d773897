package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.mcp.ProductFeatures;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Java client starts the packaged service and uses every kind of feature. */
class JavaStdioClientIT {

  private static final List<String> ERRORS = new CopyOnWriteArrayList<>();
  private static final List<ElicitFormRequest> FORMS = new CopyOnWriteArrayList<>();
  private static final AtomicReference<ElicitResult> ANSWER =
      new AtomicReference<>(ElicitResult.builder(ElicitResult.Action.CANCEL).build());

  @TempDir private static Path folder;
  private static McpSyncClient client;

  @BeforeAll
  static void start() {
    List<String> command = StdioCommand.demo(folder, "--enable-secret-reveal");
    var transport =
        new StdioClientTransport(
            ServerParameters.builder(command.getFirst())
                .args(command.subList(1, command.size()))
                .addEnvVar("JAVA_HOME", System.getProperty("java.home"))
                .build(),
            McpJsonDefaults.getMapper());
    transport.setStdErrorHandler(ERRORS::add);
    client =
        McpClient.sync(transport)
            .requestTimeout(Duration.ofMinutes(2))
            .initializationTimeout(Duration.ofMinutes(2))
            .capabilities(ClientCapabilities.builder().elicitation().build())
            .elicitation(
                form -> {
                  FORMS.add(form);
                  return ANSWER.get();
                })
            .build();
    client.initialize();
  }

  @AfterAll
  static void stop() {
    client.closeGracefully();
    assertThat(ERRORS).isEmpty();
  }

  @Test
  void usesTools() {
    assertThat(client.getCurrentInitializationResult().protocolVersion()).isEqualTo("2025-11-25");
    assertThat(client.listTools().tools())
        .extracting(Tool::name)
        .doesNotHaveDuplicates()
        .contains("item_search", "secret_reveal", "vault_list");
    CallToolResult found = call("item_search", Map.of("query", "deploy", "limit", 1));
    assertThat(text(found)).contains("Deploy API");
  }

  @Test
  void usesResources() {
    assertThat(client.listResources().resources())
        .extracting(Resource::uri)
        .isSubsetOf(ProductFeatures.resources())
        .contains("onepassword://config", "onepassword://vaults");
    assertThat(client.listResourceTemplates().resourceTemplates())
        .extracting(ResourceTemplate::uriTemplate)
        .isSubsetOf(ProductFeatures.resources())
        .contains("onepassword://vaults/{vaultId}/items");
    assertThat(
            client
                .readResource(ReadResourceRequest.builder("onepassword://vaults").build())
                .contents())
        .singleElement()
        .asString()
        .contains("Engineering");
  }

  @Test
  void usesPromptsAndCompletion() {
    assertThat(client.listPrompts().prompts())
        .extracting(Prompt::name)
        .containsExactlyInAnyOrder(
            "credential-rotation", "vault-audit", "generate-secure-password");
    var audit =
        GetPromptRequest.builder("vault-audit").arguments(Map.of("vaultId", "Engineering")).build();
    assertThat(client.getPrompt(audit).messages())
        .singleElement()
        .asString()
        .contains("- vaultId: \"Engineering\"");
    var typed =
        CompleteRequest.builder(
                PromptReference.builder("vault-audit").build(),
                new CompleteRequest.CompleteArgument("vaultId", "Eng"))
            .build();
    assertThat(client.completeCompletion(typed).completion().values())
        .containsExactly("fm4pq25than6l2ozuvlwnwkzde");
  }

  @Test
  void asksForConsentByAForm() {
    Map<String, Object> reference = Map.of("reference", "op://Engineering/Deploy API/credential");

    ANSWER.set(ElicitResult.builder(ElicitResult.Action.DECLINE).build());
    CallToolResult declined = call("secret_reveal", reference);
    ANSWER.set(
        ElicitResult.builder(ElicitResult.Action.ACCEPT)
            .content(Map.of("agree", true, "reason", "set up the new server"))
            .build());
    CallToolResult agreed = call("secret_reveal", reference);

    assertThat(FORMS)
        .hasSize(2)
        .allSatisfy(form -> assertThat(form.message()).contains("op://Engineering/Deploy API"));
    assertThat(declined.isError()).isTrue();
    assertThat(declined.meta()).containsEntry("mcp-1password/code", "acknowledgement_required");
    assertThat(agreed.isError()).isNotEqualTo(true);
    assertThat(agreed.structuredContent())
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("valueLength", text(agreed).length());
  }

  private static CallToolResult call(String tool, Map<String, Object> arguments) {
    return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().getFirst()).text();
  }
}
