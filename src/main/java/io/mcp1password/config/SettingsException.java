package io.mcp1password.config;

import java.util.List;

/**
 * The settings are not valid; nothing was started.
 *
 * <p>Every problem is one line that begins with the setting's name. No line holds the value of a
 * secret, nor an argument that may be one.
 */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  public SettingsException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** All problems, in the order in which they were found; one or more. */
  public List<String> problems() {
    return problems;
  }
}
