package io.mcp1password.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings loaded from given sources only: nothing of the machine is read. */
final class Loading {

  private Loading() {}

  static LoadedSettings load(
      List<String> arguments, Map<String, String> environment, Map<String, String> properties) {
    Properties lookup = name -> Optional.ofNullable(properties.get(name));
    return new SettingsLoader(environment, lookup).load(arguments);
  }

  static LoadedSettings load(String... arguments) {
    return load(List.of(arguments), Map.of(), Map.of());
  }

  static LoadedSettings load(Map<String, String> environment, String... arguments) {
    return load(List.of(arguments), environment, Map.of());
  }

  static List<String> problems(String... arguments) {
    return problems(Map.of(), arguments);
  }

  /** The problems, or none when the settings are valid. */
  static List<String> problems(Map<String, String> environment, String... arguments) {
    var refusal = catchThrowableOfType(SettingsException.class, () -> load(environment, arguments));
    return refusal == null ? List.of() : refusal.problems();
  }
}
