package io.mcp1password.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process has used, as Linux tells it: it is not disturbed by the question.
 *
 * @param cpu the time that processors have spent on it, in its own code and in the kernel's, from
 *     {@code /proc/PID/stat}; to 10 ms
 * @param residentKiB the memory that it occupies
 */
record ProcessUse(Duration cpu, long residentKiB) {

  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

  /** What the process has used so far. */
  static ProcessUse of(long pid) throws IOException {
    Duration cpu =
        ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration())
            .orElseThrow(() -> new IllegalStateException("The process has ended."));
    Path status = Path.of("/proc", Long.toString(pid), "status");
    Matcher resident = RESIDENT.matcher(Files.readString(status, UTF_8));
    if (!resident.find()) {
      throw new IllegalStateException("no " + RESIDENT + " in " + status);
    }
    return new ProcessUse(cpu, Long.parseLong(resident.group(1)));
  }

  long residentMiB() {
    return residentKiB / 1024;
  }
}
