package io.mcp1password.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a running JVM holds, as Linux and the JDK's {@code jcmd} tell it.
 *
 * @param platformThreads threads of the operating system that run Java
 * @param virtualThreads virtual threads that have begun and not ended
 * @param openFiles file descriptors, sockets included
 * @param heapKiB what the heap holds after a full collection
 * @param residentKiB the memory that the process occupies
 */
record Holdings(
    long platformThreads, long virtualThreads, long openFiles, long heapKiB, long residentKiB) {

  private static final Pattern THREAD = Pattern.compile("(?m)^#\\d+ \".*?\"( virtual)?");
  private static final Pattern HEAP = Pattern.compile("(?m)^.*\\btotal .*\\bused (\\d+)K");

  /** What the process holds now; it collects its garbage first. */
  static Holdings of(long pid, Path folder) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    String heap = jcmd(pid, "GC.heap_info");
    Path dump = folder.toAbsolutePath().resolve("threads.txt");
    jcmd(pid, "Thread.dump_to_file", "-overwrite", dump.toString());
    String threads = Files.readString(dump, UTF_8);
    Path process = Path.of("/proc", Long.toString(pid));
    return new Holdings(
        THREAD.matcher(threads).results().filter(each -> each.group(1) == null).count(),
        THREAD.matcher(threads).results().filter(each -> each.group(1) != null).count(),
        count(process.resolve("fd")),
        sum(HEAP, heap),
        ProcessUse.of(pid).residentKiB());
  }

  private static long sum(Pattern pattern, String text) {
    long sum =
        pattern.matcher(text).results().mapToLong(each -> Long.parseLong(each.group(1))).sum();
    if (sum == 0) {
      throw new IllegalStateException("no " + pattern + " in:\n" + text);
    }
    return sum;
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    }
  }

  private static String jcmd(long pid, String... command) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(
                Stream.concat(Stream.of(jcmd, Long.toString(pid)), Stream.of(command)).toList())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("jcmd failed:\n" + output);
    }
    return output;
  }
}
