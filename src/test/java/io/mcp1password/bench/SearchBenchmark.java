package io.mcp1password.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mcp1password.ServerProcess;
import io.mcp1password.demo.ConnectStandIn;
import io.mcp1password.model.Secret;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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

  private final HttpClient http = HttpClient.newHttpClient();

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
        runs(WARM_UPS, () -> search(server, vaults));
        double[] searches = runs(RUNS, () -> search(server, vaults));
        double[] sequential = runs(SEQUENTIAL_RUNS, () -> sequence(connect.uri(), connectToken));
        return "| %d | %.0f | %.0f | %.0f | %.0f | %.1f |"
            .formatted(
                vaults,
                first,
                median(searches),
                DoubleStream.of(searches).max().orElseThrow(),
                median(sequential),
                median(sequential) / median(searches));
      }
    }
  }

  private double search(ServerProcess server, int vaults) throws Exception {
    long began = System.nanoTime();
    JsonValue found = get(server.uri().resolve("/api/v1/items?query=item%207"), server.token());
    double took = millisSince(began);
    if (found.asJsonObject().getInt("totalMatched") != vaults) {
      throw new IllegalStateException("The search did not find an item in every vault.");
    }
    return took;
  }

  /** The calls to Connect that a search makes, one after another. */
  private double sequence(URI connect, Secret token) throws Exception {
    long began = System.nanoTime();
    for (JsonValue vault : get(connect.resolve("/v1/vaults"), token).asJsonArray()) {
      String id = vault.asJsonObject().getString("id");
      get(connect.resolve("/v1/vaults/" + id + "/items"), token);
    }
    return millisSince(began);
  }

  private JsonValue get(URI uri, Secret bearer) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + bearer.reveal()).build();
    var response = http.send(request, BodyHandlers.ofString(UTF_8));
    if (response.statusCode() != 200) {
      throw new IllegalStateException(uri.getPath() + " answered " + response.statusCode());
    }
    try (var reader = Json.createReader(new StringReader(response.body()))) {
      return reader.readValue();
    }
  }

  private interface Timed {

    /** Does it once and returns the milliseconds that it took. */
    double run() throws Exception;
  }

  private static double[] runs(int count, Timed timed) throws Exception {
    double[] times = new double[count];
    for (int i = 0; i < count; i++) {
      times[i] = timed.run();
    }
    return times;
  }

  private static double median(double[] times) {
    double[] sorted = DoubleStream.of(times).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static double millisSince(long began) {
    return (System.nanoTime() - began) / 1e6;
  }
}
