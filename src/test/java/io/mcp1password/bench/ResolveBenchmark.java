package io.mcp1password.bench;

import io.mcp1password.ServerProcess;
import io.mcp1password.demo.ConnectStandIn;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How long it takes to follow secret references when each answer of Connect takes 20 ms.
 *
 * <p>Each reference names its vault and its item, and leads to an item of its own. The packaged
 * server checks them over HTTP, all at once and one after another. Times are in milliseconds,
 * medians of several runs after a warm-up.
 */
public final class ResolveBenchmark {

  private static final Duration DELAY = Duration.ofMillis(20);
  private static final int[] REFERENCE_COUNTS = {1, 10, 100};
  private static final int MOST = 100;
  private static final int WARM_UPS = 10;
  private static final int RUNS = 11;
  private static final int SEQUENTIAL_RUNS = 3;
  private static final String BEARER = "bearer-of-the-benchmark";

  private final JsonClient http = new JsonClient();
  private final ServerProcess server;
  private final URI check;

  private ResolveBenchmark(ServerProcess server) {
    this.server = server;
    this.check = server.uri().resolve("/api/v1/secrets/check");
  }

  /** Runs it and prints a table. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target"), "resolve-benchmark");
    try (var connect = ConnectStandIn.builder().vaults(1, MOST).build()) {
      connect.faults().delay(DELAY);
      Map<String, String> variables =
          Map.of(
              "OP_CONNECT_TOKEN",
              connect.adminToken().reveal(),
              ServerProcess.TOKEN_VARIABLE,
              BEARER);
      List<String> flags =
          List.of(
              "--auth-mode=connect", "--connect-host=" + connect.uri(), "--max-calls-per-minute=0");
      try (var server = ServerProcess.start(folder, variables, flags)) {
        new ResolveBenchmark(server).run(System.out);
      }
    }
  }

  private void run(PrintStream output) throws Exception {
    output.printf(
        "secret_reference_check over HTTP; each answer of Connect takes %d ms%n%n",
        DELAY.toMillis());
    output.println("| references | at once | slowest | one after another | times faster |");
    output.println("| ---: | ---: | ---: | ---: | ---: |");
    Timings.runs(WARM_UPS, () -> atOnce(MOST));
    for (int count : REFERENCE_COUNTS) {
      double[] atOnce = Timings.runs(RUNS, () -> atOnce(count));
      double[] sequential = Timings.runs(SEQUENTIAL_RUNS, () -> oneAfterAnother(count));
      output.printf(
          "| %d | %.0f | %.0f | %.0f | %.1f |%n",
          count,
          Timings.median(atOnce),
          DoubleStream.of(atOnce).max().orElseThrow(),
          Timings.median(sequential),
          Timings.median(sequential) / Timings.median(atOnce));
    }
  }

  private double atOnce(int count) throws Exception {
    long began = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> checks =
          IntStream.rangeClosed(1, count).mapToObj(ResolveBenchmark.this::check).toList();
      for (Future<Void> each : threads.invokeAll(checks)) {
        each.get();
      }
    }
    return Timings.millisSince(began);
  }

  private double oneAfterAnother(int count) throws Exception {
    long began = System.nanoTime();
    for (int item = 1; item <= count; item++) {
      check(item).call();
    }
    return Timings.millisSince(began);
  }

  private Callable<Void> check(int item) {
    JsonObject arguments =
        JsonText.JSON
            .createObjectBuilder()
            .add("secretReference", "op://Vault 1/Item " + item + "/password")
            .build();
    return () -> {
      JsonObject answer = http.post(check, server.token(), arguments).asJsonObject();
      if (!answer.getBoolean("resolves")) {
        throw new IllegalStateException("Item " + item + " was not found: " + answer);
      }
      return null;
    };
  }
}
