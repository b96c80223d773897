package io.mcp1password;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What this process holds.
 *
 * @param threads platform and virtual ones
 */
record Remains(long threads, long sockets) {

  /** Pools of threads and of connections may be a little larger or smaller. */
  private static final int PLAY = 12;

  static Remains now(Path folder) {
    try {
      return new Remains(countThreads(folder), countSockets());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As soon as it no longer changes. */
  static Remains settled(Path folder) throws InterruptedException {
    Remains before = now(folder);
    Thread.sleep(500);
    Remains after = now(folder);
    while (!after.equals(before)) {
      before = after;
      Thread.sleep(500);
      after = now(folder);
    }
    return after;
  }

  /** Whether this is no more than that. */
  boolean isLike(Remains other) {
    return threads <= other.threads + PLAY && sockets <= other.sockets + PLAY;
  }

  private static long countThreads(Path folder) throws IOException {
    Path dump = folder.resolve("threads-" + UUID.randomUUID() + ".json").toAbsolutePath();
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toString(), ThreadDumpFormat.JSON);
    try (Stream<String> lines = Files.lines(dump)) {
      return lines.filter(line -> line.contains("\"tid\"")).count();
    } finally {
      Files.delete(dump);
    }
  }

  private static long countSockets() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(Remains::isSocket).count();
    }
  }

  private static boolean isSocket(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().startsWith("socket:");
    } catch (IOException closed) {
      return false;
    }
  }
}
