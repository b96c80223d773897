package io.mcp1password.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How many calls a second the packaged server answers, how fast, and what each costs, beside a bare
 * JAX-RS echo as the limit: of a GET for REST, of a POST for MCP.
 *
 * <p>The kinds of call and the echo take turns, round after round, so that what else the machine
 * does meets all of them. Figures are medians over the rounds; the share of the echo's rate is the
 * median of each round's own.
 */
public final class ThroughputBenchmark {

  private static final int[] CONNECTIONS = {1, 16, 64};
  private static final int WARM_UP_CONNECTIONS = 16;

  /**
   * One server under one kind of call.
   *
   * @param limit the place of the echo that it is compared with
   */
  private record Target(HttpCall call, long pid, int limit) {}

  /** One run. */
  private record Sample(Wrk.Seen seen, double cpuMicros) {}

  private final Wrk wrk;
  private final LoadedService service;
  private final List<Target> targets = new ArrayList<>();
  private final AuditTally tally;
  private final PrintStream output;

  private ThroughputBenchmark(
      Path folder, LoadedService service, EchoProcess echo, PrintStream output) {
    this.wrk = new Wrk(folder);
    this.service = service;
    this.tally = new AuditTally(service.auditLog());
    this.output = output;
    List<HttpCall> calls = service.calls();
    targets.add(new Target(echo.get(), echo.pid(), 0));
    targets.add(new Target(echo.post(calls.getLast().body()), echo.pid(), 1));
    calls.forEach(
        call -> targets.add(new Target(call, service.pid(), call.method().equals("GET") ? 0 : 1)));
  }

  /** Runs it, with runs of so many seconds and so many rounds, and prints the tables. */
  public static void main(String[] arguments) throws Exception {
    int seconds = Integer.parseInt(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "throughput");
    try (var service = LoadedService.start(folder);
        var echo = EchoProcess.start(folder, service.pid())) {
      new ThroughputBenchmark(folder, service, echo, System.out).run(seconds, rounds);
    }
  }

  private void run(int seconds, int rounds) throws Exception {
    output.println(Machine.line());
    output.printf("%d s a run, %d rounds%n", seconds, rounds);
    for (Target each : targets) {
      // The echo is warmed up as often as the service.
      HttpCall limit = targets.get(each.limit()).call();
      limit.check();
      wrk.forSeconds(seconds, limit, WARM_UP_CONNECTIONS);
      each.call().check();
      wrk.forSeconds(seconds, each.call(), WARM_UP_CONNECTIONS);
    }
    tally.requireSuccess(targets.size() * WARM_UP_CONNECTIONS);
    for (int connections : CONNECTIONS) {
      table(connections, rounds(connections, seconds, rounds));
    }
    output.printf("%nat the end: %s%n", Machine.line());
  }

  /** For each target the samples of its rounds. */
  private List<List<Sample>> rounds(int connections, int seconds, int rounds)
      throws IOException, InterruptedException {
    List<List<Sample>> samples = new ArrayList<>();
    targets.forEach(_ -> samples.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < targets.size(); i++) {
        samples.get(i).add(sample(targets.get(i), connections, seconds));
      }
    }
    return samples;
  }

  private Sample sample(Target target, int connections, int seconds)
      throws IOException, InterruptedException {
    ProcessUse before = ProcessUse.of(target.pid());
    Wrk.Seen seen = wrk.forSeconds(seconds, target.call(), connections);
    ProcessUse after = ProcessUse.of(target.pid());
    tally.requireSuccess(connections);
    double micros = after.cpu().minus(before.cpu()).toNanos() / 1e3;
    return new Sample(seen, micros / Math.max(1, seen.answers()));
  }

  private void table(int connections, List<List<Sample>> samples) throws IOException {
    output.printf("%n%d connections%n%n", connections);
    output.println("| call | calls/s | of the echo | p50 ms | p99 ms | CPU µs/call |");
    output.println("| --- | ---: | ---: | ---: | ---: | ---: |");
    for (int i = 0; i < targets.size(); i++) {
      List<Sample> own = samples.get(i);
      output.printf(
          Locale.ROOT,
          "| %s | %,.0f | %.0f %% | %.2f | %.2f | %.0f |%n",
          targets.get(i).call().name(),
          median(own, each -> each.seen().perSecond()),
          100 * share(own, samples.get(targets.get(i).limit())),
          median(own, each -> each.seen().p50Millis()),
          median(own, each -> each.seen().p99Millis()),
          median(own, Sample::cpuMicros));
    }
    output.printf(
        "%nresident memory: service %d MiB, echo %d MiB%n",
        ProcessUse.of(service.pid()).residentMiB(),
        ProcessUse.of(targets.getFirst().pid()).residentMiB());
  }

  private static double share(List<Sample> own, List<Sample> echo) {
    return Timings.median(
        IntStream.range(0, own.size())
            .mapToDouble(i -> own.get(i).seen().perSecond() / echo.get(i).seen().perSecond())
            .toArray());
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return Timings.median(samples.stream().mapToDouble(figure).toArray());
  }
}
