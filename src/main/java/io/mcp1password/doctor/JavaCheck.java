package io.mcp1password.doctor;

import java.lang.management.ManagementFactory;
import java.util.List;

/** The Java that runs, and whether it starts from an ahead-of-time cache. */
final class JavaCheck implements Check {

  private static final int NEEDED = 25;
  private static final String AOT_CACHE = "-XX:AOTCache=";

  @Override
  public String name() {
    return "java";
  }

  @Override
  public List<Finding> findings() {
    Runtime runtime = Runtime.getRuntime();
    String facts =
        "Java %s (%s), %d processors, heap up to %d MiB, %s"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vm.name"),
                runtime.availableProcessors(),
                runtime.maxMemory() >> 20,
                hasCache() ? "with an ahead-of-time cache" : "no ahead-of-time cache");
    return Runtime.version().feature() < NEEDED
        ? List.of(Finding.fail(facts, "install a JDK " + NEEDED + " or newer"))
        : List.of(Finding.ok(facts));
  }

  private static boolean hasCache() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .anyMatch(each -> each.startsWith(AOT_CACHE));
  }
}
