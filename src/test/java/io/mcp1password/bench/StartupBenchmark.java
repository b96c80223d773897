package io.mcp1password.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mcp1password.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How long the packaged demo takes, by its launcher, from the start of the process to its first
 * answer: over the standard output to {@code initialize}, over HTTP to {@code GET /api/v1/vaults}.
 */
public final class StartupBenchmark {

  private static final String BEARER = "bearer-of-the-benchmark";
  private static final String CACHE = "MCP_1PASSWORD_AOT";
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"benchmark","version":"1"}}}
      """;

  private final Path folder;
  private final int runs;
  private final HttpClient client = HttpClient.newHttpClient();

  private StartupBenchmark(Path folder, int runs) {
    this.folder = folder;
    this.runs = runs;
  }

  /** One start, in milliseconds. */
  @FunctionalInterface
  private interface Start {
    double millis(String cache) throws Exception;
  }

  /** Starts each kind as often as the argument says and prints a table. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target"), "startup");
    new StartupBenchmark(folder, Integer.parseInt(arguments[0])).run();
  }

  private void run() throws Exception {
    System.out.printf(
        "%d processors, %s, Java %s, median of %d starts%n%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.arch"),
        Runtime.version(),
        runs);
    System.out.println("| start to first answer, ms | without cache | with cache |");
    System.out.println("| --- | ---: | ---: |");
    row("standard input and output", this::stdio);
    row("HTTP", this::http);
  }

  /** By turns, so that whatever else the machine does meets both. */
  private void row(String name, Start start) throws Exception {
    var without = new double[runs];
    var with = new double[runs];
    for (int i = 0; i < runs; i++) {
      without[i] = start.millis("off");
      with[i] = start.millis("on");
    }
    System.out.printf("| %s | %.0f | %.0f |%n", name, median(without), median(with));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private double stdio(String cache) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
            Path.of("mcp-1password").toAbsolutePath().toString(),
            "--auth-mode=demo",
            "--audit-log-path=" + folder.toAbsolutePath().resolve("audit/audit.jsonl"));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put(CACHE, cache);
    long began = System.nanoTime();
    Process process = builder.start();
    try (var input = process.outputWriter(UTF_8);
        var output = process.inputReader(UTF_8)) {
      input.write(INITIALIZE);
      input.flush();
      String answer = output.readLine();
      double millis = (System.nanoTime() - began) / 1e6;
      if (answer == null || !answer.contains("\"result\"")) {
        throw new IllegalStateException("No answer: " + answer);
      }
      return millis;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private double http(String cache) throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (var server =
        ServerProcess.start(
            folder,
            Map.of(ServerProcess.TOKEN_VARIABLE, BEARER, CACHE, cache),
            List.of("--auth-mode=demo"))) {
      var request =
          HttpRequest.newBuilder(server.uri().resolve("/api/v1/vaults"))
              .header("Authorization", "Bearer " + BEARER)
              .build();
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      double millis = (System.nanoTime() - began) / 1e6;
      if (status != 200) {
        throw new IllegalStateException("Status " + status);
      }
      return millis;
    }
  }
}
