package io.mcp1password.config;

import java.util.List;

/**
 * Settings that may be used, and what the operator should know about them.
 *
 * @param warnings one line each, without any secret
 */
public record LoadedSettings(Settings settings, List<String> warnings) {

  public LoadedSettings {
    warnings = List.copyOf(warnings);
  }
}
