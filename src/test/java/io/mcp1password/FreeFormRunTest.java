package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.audit.AuditVerifier;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.runner.approval.Person;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A free-form command from the first call to its audit records, over every way in. */
class FreeFormRunTest {

  private static final String COMMAND = "echo once >> ran; echo out of the command";

  /** A way in. */
  enum Way {
    SESSION,
    ROUNDS,
    REST
  }

  @TempDir private Path folder;
  private TestWorkspace workspace;
  private ServiceUnderTest service;
  private ServiceFixture operations;

  @BeforeEach
  void start() throws Exception {
    workspace = TestWorkspace.in(folder.resolve("work"));
    var flags = new ArrayList<>(workspace.flags());
    flags.add("--enable-unrestricted-script-runner");
    service = ServiceUnderTest.start(folder, flags.toArray(String[]::new));
    operations = ServiceFixture.of(InMemoryBackend.withSamples());
  }

  @AfterEach
  void stop() {
    service.close();
    operations.close();
  }

  @ParameterizedTest
  @CsvSource({
    "SESSION,op_script_run",
    "SESSION,op_unrestricted_run",
    "ROUNDS,op_script_run",
    "ROUNDS,op_unrestricted_run",
    "REST,op_script_run",
    "REST,op_unrestricted_run"
  })
  void itRunsOnceAPersonHasApproved(Way way, String operation) throws Exception {
    JsonObject pending = content(way, operation);
    assertThat(pending.getBoolean("authorizationRequired")).isTrue();
    assertThat(workspace.root().resolve("ran")).doesNotExist();
    String page = pending.getString("approvalUrl");

    assertThat(Person.approves(page)).isEqualTo(200);
    JsonObject done = content(way, operation);

    assertThat(done.getInt("exitCode")).isZero();
    assertThat(done.getString("stdout")).isEqualTo("out of the command\n");
    assertThat(workspace.root().resolve("ran")).hasContent("once\n");
    assertThat(Person.approves(page)).as("the page once more").isEqualTo(410);
    assertThat(actions(operation, page))
        .containsExactly(
            "approval_asked success",
            operation + " success",
            "approval_granted success",
            operation + " success");
  }

  @ParameterizedTest
  @CsvSource({
    "SESSION,op_script_run",
    "ROUNDS,op_unrestricted_run",
    "REST,op_script_run",
  })
  void itIsRefusedOnceAPersonHasDenied(Way way, String operation) throws Exception {
    String page = content(way, operation).getString("approvalUrl");

    assertThat(Person.denies(page)).isEqualTo(200);
    JsonObject refused = call(way, operation);

    assertThat(refused.toString()).contains("command_refused", "A person has just refused this");
    assertThat(workspace.root().resolve("ran")).doesNotExist();
    assertThat(actions(operation, page))
        .containsExactly(
            "approval_asked success",
            operation + " success",
            "approval_denied refused",
            operation + " refused");
  }

  private JsonObject content(Way way, String operation) throws Exception {
    JsonObject answer = call(way, operation);
    return way == Way.REST
        ? answer
        : answer.getJsonObject("result").getJsonObject("structuredContent");
  }

  private JsonObject call(Way way, String operation) throws Exception {
    JsonObject arguments =
        ServiceFixture.json(
            ("{'workspaceRoot':'%s','command':'%s','reason':'to test','returnOutput':true,"
                    + "'acknowledgePlaintext':'I_UNDERSTAND_THIS_RETURNS_SECRET_PLAINTEXT'}")
                .formatted(workspace.root(), COMMAND));
    OperationDescriptor described = operations.operation(operation);
    return switch (way) {
      case SESSION -> service.tool(operation, arguments);
      case ROUNDS -> inRounds(operation, arguments);
      case REST -> ServiceUnderTest.json(service.rest(described, arguments).body());
    };
  }

  private JsonObject inRounds(String operation, JsonObject arguments) throws Exception {
    var meta =
        JsonText.JSON
            .createObjectBuilder()
            .add("io.modelcontextprotocol/protocolVersion", "2026-07-28")
            .add("io.modelcontextprotocol/clientCapabilities", JsonText.JSON.createObjectBuilder());
    JsonObject message =
        JsonText.JSON
            .createObjectBuilder()
            .add("jsonrpc", "2.0")
            .add("id", 1)
            .add("method", "tools/call")
            .add(
                "params",
                JsonText.JSON
                    .createObjectBuilder()
                    .add("name", operation)
                    .add("arguments", arguments)
                    .add("_meta", meta))
            .build();
    var headers =
        Map.of(
            "Content-Type", "application/json",
            "Accept", "application/json, text/event-stream",
            "MCP-Protocol-Version", "2026-07-28",
            "Mcp-Method", "tools/call",
            "Mcp-Name", operation);
    return ServiceUnderTest.json(service.send("POST", "/mcp", message.toString(), headers).body());
  }

  /** What the audit log tells of the command and its approval, and how each ended. */
  private List<String> actions(String operation, String page) throws IOException {
    Path file = ServiceUnderTest.auditFile(folder);
    assertThat(AuditVerifier.verify(List.of(file), Set.of()).intact()).isTrue();
    String token = page.substring(page.indexOf('=') + 1);
    assertThat(file).content().doesNotContain("once", "out of the command", token, "127.0.0.1");
    List<JsonObject> records =
        Files.readAllLines(file).stream()
            .map(ServiceUnderTest::json)
            .filter(
                each ->
                    each.getString("action").equals(operation)
                        || each.getString("action").startsWith("approval_"))
            .toList();
    JsonObject asked = records.getFirst().getJsonObject("metadata");
    JsonObject run = records.getLast().getJsonObject("metadata").getJsonObject("command");
    assertThat(asked.getInt("commandLength")).isEqualTo(COMMAND.length());
    assertThat(run.getInt("length")).isEqualTo(COMMAND.length());
    assertThat(asked.getString("commandHash")).startsWith(run.getString("sha256"));
    return records.stream()
        .map(each -> each.getString("action") + " " + each.getString("outcome"))
        .toList();
  }
}
