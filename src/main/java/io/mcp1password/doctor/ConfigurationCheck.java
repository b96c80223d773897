package io.mcp1password.doctor;

import java.util.List;
import java.util.stream.Stream;

/** Whether the service starts with the settings that were given. */
record ConfigurationCheck(String summary, List<String> warnings, List<String> problems)
    implements Check {

  @Override
  public String name() {
    return "configuration";
  }

  @Override
  public List<Finding> findings() {
    Stream<Finding> bad =
        problems.stream().map(each -> Finding.fail(each, "see --help for what is valid"));
    Stream<Finding> doubtful = warnings.stream().map(each -> Finding.warn(each, ""));
    Stream<Finding> good = problems.isEmpty() ? Stream.of(Finding.ok(summary)) : Stream.empty();
    return Stream.of(bad, good, doubtful).flatMap(each -> each).toList();
  }
}
