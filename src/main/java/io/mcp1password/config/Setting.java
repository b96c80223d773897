package io.mcp1password.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its flag, its environment variables and its MicroProfile property all come from
 * here.
 *
 * @param name in kebab case; the flag is {@code --name}
 * @param environment the variables that set it; the first one that is set counts
 * @param fallback the text of the default; null when there is none
 * @param separator whether it may have several values, and what stands between them
 * @param onCommandLine false for what must never stand on a command line
 */
record Setting<T>(
    SettingGroup group,
    String name,
    ValueType<T> type,
    String description,
    List<String> environment,
    @Nullable String fallback,
    Separator separator,
    boolean onCommandLine) {

  Setting<T> orElse(String text) {
    return new Setting<>(
        group, name, type, description, environment, text, separator, onCommandLine);
  }

  Setting<T> from(String... variables) {
    return new Setting<>(
        group, name, type, description, List.of(variables), fallback, separator, onCommandLine);
  }

  Setting<T> severalBy(Separator between) {
    return new Setting<>(
        group, name, type, description, environment, fallback, between, onCommandLine);
  }

  Setting<T> withoutFlag() {
    return new Setting<>(group, name, type, description, environment, fallback, separator, false);
  }

  String flag() {
    return "--" + name;
  }

  /** The MicroProfile Config property. */
  String property() {
    return "mcp1password." + name;
  }

  /** What the setting is called in a message: its flag, or its variable when it has no flag. */
  String label() {
    return onCommandLine ? flag() : environment.getFirst();
  }

  boolean repeatable() {
    return separator != Separator.NONE;
  }

  /** The variables that may name a file that holds the value: those of a secret. */
  List<String> fileVariables() {
    return isSecret() ? environment.stream().map(Setting::fileVariable).toList() : List.of();
  }

  static String fileVariable(String variable) {
    return variable + SecretFile.SUFFIX;
  }

  boolean isSecret() {
    return "token".equals(type.label());
  }

  /** Whether it is a switch: its flag alone means true. */
  boolean isSwitch() {
    return "true|false".equals(type.label());
  }
}
