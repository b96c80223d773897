package io.mcp1password.config;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One row of the contract's table of settings, with a good and a bad value for it.
 *
 * @param initial what the setting is when nobody sets it
 * @param good a text that is valid and not the default
 * @param expected what the setting is then
 * @param bad a text that is not valid; null when every text is
 * @param complaint what is said of the bad text
 * @param around variables that make the rest of the settings valid
 */
record SettingCase(
    String name,
    List<String> variables,
    Function<Settings, @Nullable Object> value,
    @Nullable Object initial,
    String good,
    Object expected,
    @Nullable String bad,
    String complaint,
    Map<String, String> around) {

  private static final Map<String, String> DESKTOP = Map.of("OP_MCP_ACCOUNT", "acme");

  static SettingCase of(String name, String variable, Function<Settings, @Nullable Object> value) {
    return new SettingCase(name, List.of(variable), value, null, "", "", null, "", DESKTOP);
  }

  SettingCase or(String secondVariable) {
    var both = List.of(variables.getFirst(), secondVariable);
    return new SettingCase(name, both, value, initial, good, expected, bad, complaint, around);
  }

  SettingCase initially(Object newInitial) {
    return new SettingCase(
        name, variables, value, newInitial, good, expected, bad, complaint, around);
  }

  SettingCase accepts(String newGood, Object newExpected) {
    return new SettingCase(
        name, variables, value, initial, newGood, newExpected, bad, complaint, around);
  }

  SettingCase refuses(String newBad, String newComplaint) {
    return new SettingCase(
        name, variables, value, initial, good, expected, newBad, newComplaint, around);
  }

  SettingCase with(String... pairs) {
    var variablesAround = new java.util.HashMap<String, String>();
    for (int index = 0; index < pairs.length; index += 2) {
      variablesAround.put(pairs[index], pairs[index + 1]);
    }
    return new SettingCase(
        name, variables, value, initial, good, expected, bad, complaint, variablesAround);
  }

  boolean hasFlag() {
    return !List.of("http-bearer-token", "request-state-key").contains(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
