package io.mcp1password.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with the settings, and what is only worth a warning, collected before judging. */
final class Findings {

  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Set<Setting<?>> unusable = new HashSet<>();

  /** Something is wrong that is no setting's fault. */
  void problem(String message) {
    problems.add(message);
  }

  /** A setting's value cannot be used: what follows from its value is not judged any more. */
  void unusable(Setting<?> setting, String message) {
    unusable.add(setting);
    problems.add(message);
  }

  /**
   * These settings do not go together; the message is about the first one. Not noted when one of
   * them is already unusable, since the message would then be about a value that nobody gave.
   */
  void conflict(List<Setting<?>> settings, String message) {
    if (settings.stream().noneMatch(unusable::contains)) {
      problems.add(settings.getFirst().label() + ": " + message);
    }
  }

  void warning(String message) {
    warnings.add(message);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Throws all problems together when there is any. */
  void requireNoProblem() {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }
}
