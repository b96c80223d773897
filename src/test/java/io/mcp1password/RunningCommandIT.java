package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service stopped, or killed, while a command runs that has a secret in a file. */
class RunningCommandIT {

  private static final int PATIENCE_SECONDS = 60;

  /** Tells where its secret is, and its own id and that of a process which it started. */
  private static final String COMMANDS =
      """
      'hold':{'command':'/bin/sh',
        'args':['-c','sleep 600 & echo $KEY $$ $! > told.tmp; mv told.tmp told; wait'],
        'secretFiles':{'KEY':'op://Engineering/Deploy API/credential'}}
      """;

  /** What the command told. */
  private record Told(Path secret, long shell, long sleep) {}

  @TempDir private Path folder;
  private TestWorkspace workspace;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    workspace = TestWorkspace.in(folder, COMMANDS);
  }

  @AfterEach
  void stop() {
    client.close();
  }

  @Test
  void aStoppedServiceEndsTheCommandAndWhatItStarted() throws Exception {
    try (ServerProcess server = server(folder, "--shutdown-grace-ms=200")) {
      CompletableFuture<HttpResponse<String>> call = run(server);
      Told told = told();

      server.signal("TERM");

      assertThat(call.get(PATIENCE_SECONDS, TimeUnit.SECONDS).body())
          .contains("\"code\":\"stopping\"");
      assertThat(server.exitCode()).isZero();
      assertThat(server.errors()).isEmpty();
      requireGone(told);
    }
  }

  @Test
  void overStandardInputAsWell() throws Exception {
    var flags = new ArrayList<>(workspace.flags());
    flags.add("--shutdown-grace-ms=200");
    Path errors = folder.resolve("stdio.err");
    var builder =
        new ProcessBuilder(StdioCommand.demo(folder, flags.toArray(String[]::new)))
            .redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OP_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      process.getOutputStream().write((statelessCall() + "\n").getBytes(UTF_8));
      process.getOutputStream().flush();
      Told told = told();

      process.toHandle().destroy();

      assertThat(process.inputReader(UTF_8).readLine())
          .contains("\"isError\":true", "\"mcp-1password/code\":\"stopping\"");
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(errors).isEmptyFile();
      requireGone(told);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void whatAKilledServiceLeftIsRemovedByTheNext() throws Exception {
    Told told;
    try (ServerProcess server = server(folder)) {
      CompletableFuture<HttpResponse<String>> call = run(server);
      told = told();
      server.signal("KILL");
      server.exitCode();
      assertThat(call).failsWithin(Duration.ofSeconds(PATIENCE_SECONDS));
    }
    try {
      assertThat(told.secret()).isNotEmptyFile();
      Path next = Files.createDirectory(folder.resolve("next"));
      try (ServerProcess _ = server(next)) {
        assertThat(told.secret().getParent()).doesNotExist();
      }
    } finally {
      ProcessHandle.of(told.sleep()).ifPresent(ProcessHandle::destroyForcibly);
      ProcessHandle.of(told.shell()).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private ServerProcess server(Path folder, String... more) throws IOException {
    var flags = new ArrayList<>(workspace.flags());
    flags.addAll(List.of(more));
    return ServerProcess.demo(folder, flags.toArray(String[]::new));
  }

  private CompletableFuture<HttpResponse<String>> run(ServerProcess server) {
    var request =
        HttpRequest.newBuilder(server.uri().resolve("/api/v1/scripts/run"))
            .header("Authorization", "Bearer " + server.token().reveal())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(arguments()));
    return client.sendAsync(request.build(), BodyHandlers.ofString());
  }

  private String statelessCall() {
    return "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"tools/call\",\"params\":{"
        + "\"name\":\"op_script_run\",\"arguments\":"
        + arguments()
        + ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
        + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
  }

  private String arguments() {
    return ServiceFixture.json(
            "{'workspaceRoot':'%s','commandId':'hold','reason':'to test'}"
                .formatted(workspace.root()))
        .toString();
  }

  /** Waits until the command runs. */
  private Told told() throws IOException {
    Path file = workspace.root().resolve("told");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.exists(file)) {
      assertThat(System.nanoTime()).as("time until the command runs").isLessThan(end);
      Thread.onSpinWait();
    }
    Scanner words = new Scanner(Files.readString(file));
    var told = new Told(Path.of(words.next()), words.nextLong(), words.nextLong());
    assertThat(told.secret()).isNotEmptyFile();
    assertThat(isRunning(told.shell())).isTrue();
    assertThat(isRunning(told.sleep())).isTrue();
    return told;
  }

  private static void requireGone(Told told) {
    assertThat(isRunning(told.shell())).isFalse();
    assertThat(isRunning(told.sleep())).isFalse();
    assertThat(told.secret().getParent()).doesNotExist();
  }

  /** Whether a process runs; one that only waits to be reaped by its parent does not. */
  private static boolean isRunning(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }
}
