package io.mcp1password;

import io.mcp1password.config.LoadedSettings;
import io.mcp1password.config.SettingsException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Settings as they were given, usable or not.
 *
 * @param loaded null when they cannot be used
 * @param problems why they cannot; none else
 */
record GivenSettings(@Nullable LoadedSettings loaded, List<String> problems) {

  static GivenSettings of(Supplier<LoadedSettings> loading) {
    try {
      return new GivenSettings(loading.get(), List.of());
    } catch (SettingsException e) {
      return new GivenSettings(null, e.problems());
    }
  }
}
