package io.mcp1password.bench;

import io.mcp1password.ServerProcess;
import io.mcp1password.demo.ConnectStandIn;
import io.mcp1password.model.Secret;
import jakarta.json.JsonValue;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * How long a search over all vaults takes when each answer of Connect takes 20 ms.
 *
 * <p>The packaged server is asked over HTTP. Beside it the same calls to the same Connect stand-in
 * are made one after another, without the server: what any client pays that does not ask for
 * several vaults at once. Times are in milliseconds, medians of several runs after a warm-up.
 */
public final class SearchBenchmark {

  private static final Duration DELAY = Duration.ofMillis(20);
  private static final int[] VAULT_COUNTS = {1, 10, 50, 200};
  private static final int ITEMS_EACH = 20;
  private static final int WARM_UPS = 60;
  private static final int RUNS = 21;
  private static final int SEQUENTIAL_RUNS = 3;
  private static final String BEARER = "bearer-of-the-benchmark";

  private final JsonClient http = new JsonClient();

  private SearchBenchmark() {}

  /** Runs it and prints a table. */
  public static void main(String[] arguments) throws Exception {
    PrintStream output = System.out;
    output.printf(
        "item_search over HTTP; each answer of Connect takes %d ms; %d items in each vault%n%n",
        DELAY.toMillis(), ITEMS_EACH);
    output.println(
        "| vaults | first search | search | slowest | one after another | times faster |");
    output.println("| ---: | ---: | ---: | ---: | ---: | ---: |");
    var benchmark = new SearchBenchmark();
    for (int vaults : VAULT_COUNTS) {
      output.println(benchmark.row(vaults));
    }
  }

  private String row(int vaults) throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target"), "search-benchmark");
    try (var connect = ConnectStandIn.builder().vaults(vaults, ITEMS_EACH).build()) {
      Secret connectToken = connect.adminToken();
      connect.faults().delay(DELAY);
      Map<String, String> variables =
          Map.of("OP_CONNECT_TOKEN", connectToken.reveal(), ServerProcess.TOKEN_VARIABLE, BEARER);
      List<String> flags =
          List.of(
              "--auth-mode=connect", "--connect-host=" + connect.uri(), "--max-calls-per-minute=0");
      try (var server = ServerProcess.start(folder, variables, flags)) {
        double first = search(server, vaults);
        Timings.runs(WARM_UPS, () -> search(server, vaults));
        double[] searches = Timings.runs(RUNS, () -> search(server, vaults));
        double[] sequential =
            Timings.runs(SEQUENTIAL_RUNS, () -> sequence(connect.uri(), connectToken));
        return "| %d | %.0f | %.0f | %.0f | %.0f | %.1f |"
            .formatted(
                vaults,
                first,
                Timings.median(searches),
                DoubleStream.of(searches).max().orElseThrow(),
                Timings.median(sequential),
                Timings.median(sequential) / Timings.median(searches));
      }
    }
  }

  private double search(ServerProcess server, int vaults) throws Exception {
    long began = System.nanoTime();
    JsonValue found =
        http.get(server.uri().resolve("/api/v1/items?query=item%207"), server.token());
    double took = Timings.millisSince(began);
    if (found.asJsonObject().getInt("totalMatched") != vaults) {
      throw new IllegalStateException("The search did not find an item in every vault.");
    }
    return took;
  }

  /** The calls to Connect that a search makes, one after another. */
  private double sequence(URI connect, Secret token) throws Exception {
    long began = System.nanoTime();
    for (JsonValue vault : http.get(connect.resolve("/v1/vaults"), token).asJsonArray()) {
      String id = vault.asJsonObject().getString("id");
      http.get(connect.resolve("/v1/vaults/" + id + "/items"), token);
    }
    return Timings.millisSince(began);
  }
}
