package io.mcp1password.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference page of the configuration, written from the table of settings. */
final class ConfigurationReference {

  private ConfigurationReference() {}

  static String render() {
    var lines = new ArrayList<String>();
    lines.addAll(opening());
    for (SettingGroup group : SettingGroup.values()) {
      List<Setting<?>> members =
          SettingsTable.SERVER.stream().filter(each -> each.group() == group).toList();
      if (!members.isEmpty()) {
        lines.addAll(List.of("", "## " + group.title(), ""));
        lines.add("| flag | environment | values | default | meaning |");
        lines.add("| --- | --- | --- | --- | --- |");
        members.stream().map(ConfigurationReference::row).forEach(lines::add);
      }
    }
    lines.addAll(closing());
    return String.join("\n", lines) + "\n";
  }

  private static List<String> opening() {
    return List.of(
        "# Configuration",
        "",
        "<!-- Written by ConfigurationReferenceTest from the table of settings; do not edit. -->",
        "",
        "Every setting is a flag, `--name=value` or `--name value`, and an environment variable. It"
            + " is a MicroProfile",
        "Config property as well, `mcp1password.name` without the dashes in front: a system"
            + " property, a line of",
        "`META-INF/microprofile-config.properties`, or any other source on the class path.",
        "",
        "- A flag wins over a variable, a variable over a property, a property over the default.",
        "- A blank variable or property counts as not set.",
        "- A variable whose name ends in `_FILE` names a file that holds the secret: a regular file"
            + " of at most 64 KiB,",
        "  which others than its owner and its group may not read, and only its owner may change."
            + " One line break at",
        "  its end is not part of the secret.",
        "- Switches take `true`, `false`, `1`, `0`, `yes`, `no`, `on` and `off`; the flag alone"
            + " means `true`.",
        "- A setting with several values takes its flag several times, once for each; the variable"
            + " and the property",
        "  separate them by commas or, paths, by the system's path separator (`:`, on Windows"
            + " `;`).",
        "- `~/` at the beginning of a path is the home folder.",
        "- All problems are told together, one line each, and the process ends with exit code 2.",
        "- Prefer variables for tokens: other users of the machine can read a command line.");
  }

  private static String row(Setting<?> setting) {
    String several =
        switch (setting.separator()) {
          case NONE -> "";
          case COMMA -> "; several, by commas";
          case PATH -> "; several, by the path separator";
        };
    return String.join(
        " | ",
        "| " + (setting.onCommandLine() ? "`" + setting.flag() + "`" : "(none)"),
        Stream.concat(setting.environment().stream(), setting.fileVariables().stream())
            .map(each -> "`" + each + "`")
            .collect(Collectors.joining(", ")),
        values(setting) + several,
        setting.fallback() == null ? "" : "`" + setting.fallback() + "`",
        setting.description() + " |");
  }

  private static String values(Setting<?> setting) {
    ValueType<?> type = setting.type();
    if (setting.isSwitch()) {
      return "a switch";
    }
    String label =
        type.label().contains("|")
            ? "`" + type.label().replace("|", "`, `") + "`"
            : "`<" + type.label() + ">`";
    return label + (type.allowed().isEmpty() ? "" : ": " + type.allowed());
  }

  private static List<String> closing() {
    return List.of(
        "",
        "## What has to go together",
        "",
        "- `--auth-mode=connect` needs a Connect token, `service-account` a service account token,"
            + " `desktop` an account.",
        "- A Connect server on another machine needs `--connect-allow-remote=true`.",
        "- `--transport=http` needs a bearer token of 16 or more characters, unless"
            + " `--http-require-bearer=false` on a",
        "  loopback `--http-host`. In demo mode a random one is made when none is given.",
        "- The script runner needs an allowlist or a manifest (unless it is unrestricted), an"
            + " absolute `--op-cli-path`,",
        "  and for op an account or, with `--op-cli-auth-mode=service-account`, a service account"
            + " token;",
        "  nothing for op with `--op-cli-auth-mode=none`. See [docs/runners.md](../runners.md).",
        "- The unrestricted runner needs an `--unrestricted-runner-root`.",
        "- `--unrestricted-runner-require-session-approval=false` needs"
            + " `--acknowledge-unrestricted-runner` with the phrase",
        "  `" + ApprovalSettings.PHRASE + "`.",
        "",
        "## Exit codes",
        "",
        "| code | meaning |",
        "| --- | --- |",
        "| 0 | The process ended as it was told to. |",
        "| 1 | An internal error. |",
        "| 2 | A flag, an argument or a setting is not valid. |");
  }
}
