package io.mcp1password.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much memory the packaged server occupies after many calls, with the settings that are
 * shipped.
 *
 * <p>Sixteen clients at once make all kinds of call in turn, for a second each, until there were so
 * many calls. The memory is what the system tells, looked at while the server rests; nobody asks it
 * to collect its garbage.
 */
public final class MemoryBenchmark {

  private static final int STEP = 100_000;
  private static final int SECONDS = 1;
  private static final int CONNECTIONS = 16;

  private MemoryBenchmark() {}

  /** Makes as many calls as the argument says and prints a table. */
  public static void main(String[] arguments) throws Exception {
    int calls = Integer.parseInt(arguments[0]);
    PrintStream output = System.out;
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "memory");
    try (var service = LoadedService.start(folder)) {
      output.println(Machine.line());
      output.println();
      output.println("| calls | resident MiB | calls/s |");
      output.println("| ---: | ---: | ---: |");
      output.printf("| 0 | %d | |%n", ProcessUse.of(service.pid()).residentMiB());
      var wrk = new Wrk(folder);
      var tally = new AuditTally(service.auditLog());
      long made = 0;
      for (long next = STEP; made < calls; next += STEP) {
        long began = System.nanoTime();
        long before = made;
        for (int kind = 0; made < Math.min(next, calls); kind++) {
          HttpCall call = service.calls().get(kind % service.calls().size());
          made += wrk.forSeconds(SECONDS, call, CONNECTIONS).answers();
          tally.requireSuccess(CONNECTIONS);
        }
        output.printf(
            "| %,d | %d | %,.0f |%n",
            made,
            ProcessUse.of(service.pid()).residentMiB(),
            1_000 * (made - before) / Timings.millisSince(began));
      }
    }
  }
}
