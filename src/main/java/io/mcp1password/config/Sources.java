package io.mcp1password.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * Where settings are looked for, the first that has one wins: the flags, the environment variables,
 * the properties. A blank variable or property counts as not set, so that a container's definition
 * can leave one empty.
 */
record Sources(ParseResult flags, Map<String, String> environment, Properties properties) {

  Optional<Given> find(Setting<?> setting) {
    return byFlag(setting)
        .or(() -> byVariable(setting))
        .or(() -> inText(setting, setting.property(), properties.value(setting.property())));
  }

  private Optional<Given> byFlag(Setting<?> setting) {
    if (UsageProblems.withoutValue(flags).contains(setting.flag())) {
      return Optional.of(new Given(setting.flag(), List.of(""), true));
    }
    return Optional.ofNullable(flags.matchedOption(setting.flag()))
        .map(option -> option.<List<String>>getValue())
        .map(texts -> new Given(setting.flag(), texts.stream().map(String::strip).toList(), true));
  }

  private Optional<Given> byVariable(Setting<?> setting) {
    return setting.environment().stream()
        .map(name -> byVariable(setting, name))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Given> byVariable(Setting<?> setting, String name) {
    Optional<Given> value = inText(setting, name, Optional.ofNullable(environment.get(name)));
    String file = Setting.fileVariable(name);
    Optional<String> path =
        setting.fileVariables().contains(file)
            ? Optional.ofNullable(environment.get(file)).filter(each -> !each.isBlank())
            : Optional.empty();
    if (value.isPresent() && path.isPresent()) {
      return Optional.of(Given.unusable(name, "is set, and " + file + " too; set one of them"));
    }
    return value.or(() -> path.map(each -> inFile(file, each.strip())));
  }

  private static Given inFile(String variable, String path) {
    try {
      return new Given(variable, List.of(SecretFile.read(path)), false);
    } catch (BadValue e) {
      return Given.unusable(variable, e.reason());
    }
  }

  private static Optional<Given> inText(Setting<?> setting, String name, Optional<String> text) {
    return text.map(each -> setting.separator().split(each))
        .filter(texts -> !texts.isEmpty())
        .map(texts -> new Given(name, texts, false));
  }

  /** The variables that look like one of ours and are none: most likely a slip. */
  List<String> unknownVariables(List<Setting<?>> settings) {
    return environment.keySet().stream()
        .filter(name -> name.startsWith("OP_MCP_"))
        .filter(name -> settings.stream().noneMatch(each -> each.environment().contains(name)))
        .filter(name -> settings.stream().noneMatch(each -> each.fileVariables().contains(name)))
        .sorted()
        .toList();
  }
}
