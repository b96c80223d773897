package io.mcp1password;

import io.mcp1password.config.Settings;
import io.mcp1password.config.SettingsLoader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * A short run of the demo over both transports, from which the JVM learns what a start and the
 * first calls need; see {@code -XX:AOTCacheOutput}. It leaves nothing behind.
 */
final class Rehearsal implements IntSupplier {

  /** Enough for every class to be met; more would have the next start compile more than it uses. */
  private static final int ROUNDS = 3;

  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"rehearsal","version":"1"}}}\
      """;
  private static final String INITIALIZED =
      """
      {"jsonrpc":"2.0","method":"notifications/initialized"}\
      """;
  private static final List<String> REQUESTS =
      List.of(
          """
          {"jsonrpc":"2.0","id":1,"method":"tools/list"}\
          """,
          """
          {"jsonrpc":"2.0","id":2,"method":"tools/call",\
          "params":{"name":"sdk_capabilities","arguments":{}}}\
          """,
          """
          {"jsonrpc":"2.0","id":3,"method":"tools/call",\
          "params":{"name":"vault_list","arguments":{}}}\
          """,
          """
          {"jsonrpc":"2.0","id":4,"method":"tools/call",\
          "params":{"name":"item_search","arguments":{"limit":5}}}\
          """);
  private static final List<String> PATHS =
      List.of("/healthz", "/readyz", "/api/v1/capabilities", "/api/v1/vaults", "/api/v1/items");

  private final PrintStream errors;

  /** A rehearsal that says on the errors why it failed. */
  Rehearsal(PrintStream errors) {
    this.errors = errors;
  }

  /** Runs it, and returns the process's exit code. */
  @Override
  public int getAsInt() {
    try {
      Path folder = Files.createTempDirectory("mcp-1password-rehearsal");
      try {
        overHttp(settings(folder, "--transport=http", "--http-port=0"));
        overStdio(settings(folder, "--transport=stdio"));
        return ExitCode.OK.number();
      } finally {
        remove(folder);
      }
    } catch (IOException | UncheckedIOException e) {
      errors.println(CommandLineSpec.NAME + ": the rehearsal failed: " + e.getMessage());
      return ExitCode.INTERNAL.number();
    }
  }

  private static Settings settings(Path folder, String... flags) {
    var all = new ArrayList<>(Arrays.asList(flags));
    all.add("--auth-mode=demo");
    all.add("--audit-log-path=" + folder.resolve("audit.jsonl"));
    Settings settings = SettingsLoader.withMicroProfile(Map.of()).load(all).settings();
    Logs.configure(settings.logLevel(), settings.logFormat());
    return settings;
  }

  private static void overStdio(Settings settings) throws IOException {
    String input =
        Stream.concat(Stream.of(INITIALIZE, INITIALIZED), REQUESTS.stream())
            .map(line -> line + "\n")
            .reduce("", String::concat);
    var output = new ByteArrayOutputStream();
    StdioService.serve(
        settings,
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(output, true, StandardCharsets.UTF_8),
        StopSignal.listen());
    long answers = output.toString(StandardCharsets.UTF_8).lines().count();
    if (answers != 1 + REQUESTS.size()) {
      throw new IOException(answers + " answers over the standard output");
    }
  }

  private static void overHttp(Settings settings) throws IOException {
    var complete = settings.withBearerToken(ServiceProcess.newToken());
    try (var service = RunningService.start(complete);
        var client = new RehearsalClient(service.port(), complete.http())) {
      for (int round = 0; round < ROUNDS; round++) {
        for (String path : PATHS) {
          client.get(path);
        }
        client.session(INITIALIZE, Stream.concat(Stream.of(INITIALIZED), REQUESTS.stream()));
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(folder);
  }
}
