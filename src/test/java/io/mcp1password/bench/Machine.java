package io.mcp1password.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a table has to say of the day and the machine that its figures were seen on. */
final class Machine {

  private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*: (.+)$");

  private Machine() {}

  /** One line; the load is that of the last minute, of whatever ran there. */
  static String line() throws IOException {
    String processors = Files.readString(Path.of("/proc/cpuinfo"), UTF_8);
    String model =
        MODEL.matcher(processors).results().findFirst().map(Machine::name).orElse("unknown");
    return String.format(
        Locale.ROOT,
        "%s; %d processors, %s; %s %s; Java %s; load %.1f",
        LocalDate.now(ZoneOffset.UTC),
        Runtime.getRuntime().availableProcessors(),
        model,
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Runtime.version(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String name(MatchResult found) {
    return found.group(1).strip();
  }
}
