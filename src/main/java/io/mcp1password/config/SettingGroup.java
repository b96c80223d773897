package io.mcp1password.config;

import java.util.List;
import java.util.Locale;

/** A heading under which settings stand in the help and in the reference. */
enum SettingGroup {
  BACKEND("The way to 1Password"),
  GATES("Gates, all closed by default"),
  RUNNER("Running commands"),
  APPROVAL("Approving free-form commands"),
  TRANSPORT("Transport and HTTP"),
  SERVICE("Audit and logging"),
  STAND_IN("The Connect stand-in");

  private final String title;

  SettingGroup(String title) {
    this.title = title;
  }

  /** A setting of this group with one value, no default, a flag and the variable of its name. */
  <T> Setting<T> setting(String name, ValueType<T> type, String description) {
    String variable = "OP_MCP_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    return new Setting<>(
        this, name, type, description, List.of(variable), null, Separator.NONE, true);
  }

  String title() {
    return title;
  }
}
