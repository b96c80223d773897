package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service over standard input and output, started by the launcher. */
class StdioIT {

  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"stdio-client","version":"1"}}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      """;
  private static final String CALL =
      """
      {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"vault_list","arguments":{}}}
      """;
  private static final String REVEAL =
      """
      {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"secret_reveal","arguments":{\
      "reference":"op://Engineering/Deploy API/credential","reason":"set up the new server",\
      "acknowledgePlaintext":"I_UNDERSTAND_THIS_RETURNS_SECRET_PLAINTEXT"}}}
      """;
  private static final String STATELESS_CALL =
      """
      {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"vault_list","arguments":{},\
      "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
      "io.modelcontextprotocol/clientInfo":{"name":"stateless-client","version":"1"},\
      "io.modelcontextprotocol/clientCapabilities":{}}}}
      """;
  private static final int PATIENCE_SECONDS = 120;

  @TempDir private Path folder;
  private final Map<String, String> environment = new TreeMap<>();
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void kill() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void answersBothErasAndEndsWellWithItsInput() throws Exception {
    Process process = start(launcher());

    send(process, INITIALIZE + CALL + STATELESS_CALL);
    JsonObject results = resultsUntilTheEnd(process);

    assertThat(results).containsOnlyKeys("1", "2", "4");
    assertThat(results.getJsonObject("1").getString("protocolVersion")).isEqualTo("2025-11-25");
    assertThat(results.getJsonObject("2")).doesNotContainKey("resultType");
    assertThat(results.getJsonObject("4").getString("resultType")).isEqualTo("complete");
    assertThat(List.of(results.getJsonObject("2"), results.getJsonObject("4")))
        .allSatisfy(
            result ->
                assertThat(result.getJsonObject("structuredContent").getJsonArray("vaults"))
                    .hasSize(6));
    assertThat(errors()).isEmpty();
    assertThat(records("vault_list"))
        .extracting(each -> each.getJsonObject("metadata").getString("client"))
        .containsExactlyInAnyOrder("stdio-client", "stateless-client");
  }

  @Test
  void aRevealedSecretIsInItsAnswerAndNowhereElse() throws Exception {
    Process process = start(launcher(), "--enable-secret-reveal", "--log-level=trace");

    send(process, INITIALIZE + REVEAL);
    JsonObject revealed = resultsUntilTheEnd(process).getJsonObject("3");

    String secret = revealed.getJsonArray("content").getJsonObject(0).getString("text");
    assertThat(secret).hasSize(revealed.getJsonObject("structuredContent").getInt("valueLength"));
    assertThat(errors()).doesNotContain(secret);
    assertThat(Files.readString(auditLog(), UTF_8)).doesNotContain(secret);
    assertThat(records("secret_reveal"))
        .singleElement()
        .satisfies(each -> assertThat(each.getString("outcome")).isEqualTo("success"));
  }

  @Test
  void whatTheLauncherItsBuildAndTheJvmSayStaysOffTheOutput() throws Exception {
    // The JVM warns of large pages where there are none.
    environment.put("MCP_1PASSWORD_JAVA_OPTS", "-XX:+UseLargePages");
    Process process = start(launcherThatBuilds());

    send(process, INITIALIZE + CALL);

    assertThat(resultsUntilTheEnd(process)).containsOnlyKeys("1", "2");
    assertThat(errors()).contains("mcp-1password: building", "noise of the build", "LargePages");
  }

  @Test
  void endsWhenAskedByASignal() throws Exception {
    Process process = start(launcher());
    send(process, INITIALIZE);
    var answer = message(process.inputReader(UTF_8).readLine());

    process.toHandle().destroy();

    assertThat(answer.getInt("id")).isEqualTo(1);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(process.inputReader(UTF_8).readLine()).isNull();
    assertThat(errors()).isEmpty();
  }

  private Process start(Path launcher, String... flags) throws IOException {
    var builder = new ProcessBuilder(StdioCommand.demo(folder, flags));
    builder.command().set(0, launcher.toString());
    builder.redirectError(folder.resolve("errors").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OP_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static void send(Process process, String lines) throws IOException {
    process.getOutputStream().write(lines.getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  /** Ends the input and takes every line that still comes as an answer; the results by id. */
  private static JsonObject resultsUntilTheEnd(Process process) throws Exception {
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(output).endsWith("\n");
    var results = JsonText.JSON.createObjectBuilder();
    output
        .lines()
        .map(StdioIT::message)
        .forEach(each -> results.add(String.valueOf(each.get("id")), each.getJsonObject("result")));
    return results.build();
  }

  private static JsonObject message(String line) {
    JsonValue json = JsonText.parse(line.getBytes(UTF_8));
    assertThat(json.asJsonObject().getString("jsonrpc")).isEqualTo("2.0");
    return json.asJsonObject();
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("errors"), UTF_8);
  }

  private Path auditLog() {
    return StdioCommand.auditLog(folder);
  }

  private List<JsonObject> records(String action) throws IOException {
    return Files.readAllLines(auditLog(), UTF_8).stream()
        .map(line -> JsonText.parse(line.getBytes(UTF_8)).asJsonObject())
        .filter(each -> each.getString("action").equals(action))
        .toList();
  }

  private static Path launcher() {
    return Path.of("mcp-1password").toAbsolutePath();
  }

  /** A launcher beside sources without a jar, and a noisy Maven that only copies the jar. */
  private Path launcherThatBuilds() throws IOException {
    Path root = Files.createDirectories(folder.resolve("root"));
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path target = Path.of("target").toAbsolutePath();
    Files.createDirectories(root.resolve("src/main"));
    Files.writeString(root.resolve("pom.xml"), "");
    executable(
        tools.resolve("mvn"),
        "#!/bin/sh\necho noise of the build\ncat\nln -s '%s' target/libs\ncp '%s' target/\n"
            .formatted(target.resolve("libs"), target.resolve("mcp-1password.jar")));
    environment.put("PATH", tools + ":" + System.getenv("PATH"));
    return executable(root.resolve("mcp-1password"), Files.readString(launcher(), UTF_8));
  }

  private static Path executable(Path file, String text) throws IOException {
    Files.writeString(file, text, UTF_8);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
