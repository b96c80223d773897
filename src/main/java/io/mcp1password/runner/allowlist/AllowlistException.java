package io.mcp1password.runner.allowlist;

import java.nio.file.Path;
import java.util.List;

/** Allowlists or manifests that cannot be used, with everything that is wrong with them. */
public final class AllowlistException extends Exception {

  private static final long serialVersionUID = 1;

  /**
   * What is wrong with a file.
   *
   * @param file the file, by its path, which only the operator may see
   * @param name what a client may see in its stead, such as {@code allowlist 2}
   * @param text what is wrong; it holds no path
   */
  record Problem(Path file, String name, String text) {}

  private final transient List<Problem> problems;

  AllowlistException(List<Problem> problems) {
    super("The allowlists cannot be used.");
    this.problems = List.copyOf(problems);
  }

  /** Everything that is wrong, for the operator: with the files' paths. */
  public List<String> forOperator() {
    return problems.stream().map(each -> each.file() + ": " + each.text()).toList();
  }

  /** Everything that is wrong, for a client: without any path. */
  public List<String> forClient() {
    return problems.stream().map(each -> each.name() + ": " + each.text()).toList();
  }
}
