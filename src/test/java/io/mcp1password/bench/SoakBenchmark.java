package io.mcp1password.bench;

import io.mcp1password.ServerProcess;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether the packaged server keeps anything for good: what it holds before and after many calls.
 *
 * <p>Clients at once open a session each, call, and close it; every eighth opens a stream, breaks
 * its connection, sends one more call whose answer it does not read, and never closes its session.
 * The demo is called by tools that ask no backend. What is held is looked at once every session is
 * over, closed or expired, after a warm-up and after the calls.
 */
public final class SoakBenchmark {

  private static final int CLIENTS = 64;
  private static final int CALLS_OF_A_SESSION = 200;
  private static final int ONE_IN_DIES = 8;
  private static final int WARM_UP = 10_000;
  private static final int MAX_SESSIONS = 512;
  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ServerProcess server;
  private final Path folder;
  private final PrintStream output;

  private SoakBenchmark(ServerProcess server, Path folder, PrintStream output) {
    this.server = server;
    this.folder = folder;
    this.output = output;
  }

  /** Makes as many calls as the argument says and prints a table. */
  public static void main(String[] arguments) throws Exception {
    int calls = Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory(Path.of("target"), "soak");
    try (var server =
        ServerProcess.demo(
            folder,
            "--max-calls-per-minute=0",
            "--http-max-sessions=" + MAX_SESSIONS,
            "--http-session-idle-ms=" + IDLE.toMillis())) {
      new SoakBenchmark(server, folder, System.out).run(calls);
    }
  }

  private void run(int calls) throws Exception {
    drive(WARM_UP);
    int liveBefore = awaitNoSessions();
    Holdings before = Holdings.of(server.pid(), folder);
    long began = System.nanoTime();
    int dead = drive(calls);
    double seconds = (System.nanoTime() - began) / 1e9;
    int liveAfter = awaitNoSessions();
    Holdings after = Holdings.of(server.pid(), folder);
    output.printf(
        "%,d calls in %.0f s over %d sessions, of which %d died%n%n",
        calls, seconds, sessions(calls), dead);
    output.println("| held | before | after |");
    output.println("| --- | ---: | ---: |");
    row("live sessions", liveBefore, liveAfter);
    row("platform threads", before.platformThreads(), after.platformThreads());
    row("virtual threads", before.virtualThreads(), after.virtualThreads());
    row("open files", before.openFiles(), after.openFiles());
    row("heap after a collection, KiB", before.heapKiB(), after.heapKiB());
    row("resident memory, KiB", before.residentKiB(), after.residentKiB());
  }

  private void row(String name, long before, long after) {
    output.printf("| %s | %,d | %,d |%n", name, before, after);
  }

  private static int sessions(int calls) {
    return Math.ceilDiv(calls, CALLS_OF_A_SESSION);
  }

  /** Makes the calls and returns how many clients died. */
  private int drive(int calls) throws Exception {
    var next = new AtomicInteger();
    var dead = new AtomicInteger();
    try (var client = new SoakClient(server);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Void> sessionAfterSession =
          () -> {
            for (int i = next.getAndIncrement(); i < sessions(calls); i = next.getAndIncrement()) {
              boolean dies = i % ONE_IN_DIES == 0;
              int left = Math.min(CALLS_OF_A_SESSION, calls - i * CALLS_OF_A_SESSION);
              oneSession(client, left, dies);
              dead.addAndGet(dies ? 1 : 0);
            }
            return null;
          };
      for (Future<Void> each :
          threads.invokeAll(Collections.nCopies(CLIENTS, sessionAfterSession))) {
        each.get();
      }
    }
    return dead.get();
  }

  private static void oneSession(SoakClient client, int calls, boolean dies) throws Exception {
    String session =
        client.open().orElseThrow(() -> new IllegalStateException("No room for a session."));
    for (int i = 0; i < (dies ? calls - 1 : calls); i++) {
      client.call(session, i % 2 == 0 ? "sdk_capabilities" : "op_session_status");
    }
    if (dies) {
      client.breakStream(session);
      client.callAndBreak(session, "sdk_capabilities");
    } else {
      client.close(session);
    }
  }

  /** Waits until sessions whose clients died have expired; returns how many there still are. */
  private int awaitNoSessions() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    int live = live();
    while (live > 0 && System.nanoTime() < end) {
      Thread.sleep(IDLE);
      live = live();
    }
    return live;
  }

  /** The sessions that there are, by how many more can be opened. */
  private int live() throws Exception {
    var opened = new ArrayList<String>();
    try (var client = new SoakClient(server)) {
      for (var id = client.open(); id.isPresent(); id = client.open()) {
        opened.add(id.get());
      }
      for (String each : opened) {
        client.close(each);
      }
    }
    return MAX_SESSIONS - opened.size();
  }
}
