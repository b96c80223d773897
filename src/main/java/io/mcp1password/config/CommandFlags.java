package io.mcp1password.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The flags of a command, made from the settings' declarations, and their part of its help. */
public final class CommandFlags {

  /** The width of the help, in columns. */
  public static final int WIDTH = 100;

  private static final int LABEL_WIDTH = 30;

  private final List<Setting<?>> settings;

  private CommandFlags(List<Setting<?>> settings) {
    this.settings = settings;
  }

  /** The flags of the server. */
  public static CommandFlags ofServer() {
    return new CommandFlags(SettingsTable.SERVER);
  }

  /** The flags of the Connect stand-in when it runs alone. */
  public static CommandFlags ofStandIn() {
    return new CommandFlags(SettingsTable.ALONE);
  }

  /** Gives the command these flags and their help. */
  public void addTo(CommandSpec command) {
    settings.stream()
        .filter(Setting::onCommandLine)
        .map(CommandFlags::option)
        .forEach(command::addOption);
    command.usageMessage().width(WIDTH);
    var sections = new LinkedHashMap<>(command.usageMessage().sectionMap());
    sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, this::render);
    command.usageMessage().sectionMap(sections);
  }

  /**
   * Makes the command's parser gather every problem instead of stopping at the first, and take each
   * value as it is; see {@link UsageProblems} for what it gathers.
   */
  public static void parseLeniently(CommandLine command) {
    command
        .setExpandAtFiles(false)
        .setUnmatchedArgumentsAllowed(true)
        .setAllowOptionsAsOptionParameters(false);
    command.getCommandSpec().parser().collectErrors(true);
    command.getSubcommands().values().forEach(CommandFlags::parseLeniently);
  }

  private static OptionSpec option(Setting<?> setting) {
    var option =
        OptionSpec.builder(setting.flag())
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("<" + setting.type().label() + ">");
    return setting.isSwitch()
        ? option.arity("0..1").fallbackValue("true").build()
        : option.arity("1").build();
  }

  private String render(Help help) {
    Map<SettingGroup, List<Setting<?>>> groups =
        settings.stream()
            .collect(
                Collectors.groupingBy(Setting::group, LinkedHashMap::new, Collectors.toList()));
    var result = new StringBuilder();
    groups.forEach((group, members) -> result.append(section(group.title(), rows(members))));
    return result
        .append(section("Other", otherRows(help.commandSpec())))
        .append(System.lineSeparator())
        .toString();
  }

  private static List<String[]> rows(List<Setting<?>> settings) {
    var rows = new ArrayList<String[]>();
    for (Setting<?> setting : settings) {
      rows.add(new String[] {label(setting), setting.description()});
      details(setting).forEach(each -> rows.add(new String[] {"", each}));
    }
    return rows;
  }

  private static String label(Setting<?> setting) {
    return setting.onCommandLine()
        ? setting.flag() + "=<" + setting.type().label() + ">"
        : setting.label();
  }

  /** The rest of what is known of a setting, on one line, or on several when it is too long. */
  private static List<String> details(Setting<?> setting) {
    var parts = new ArrayList<String>();
    var variables = new ArrayList<>(setting.onCommandLine() ? setting.environment() : List.of());
    variables.addAll(setting.fileVariables());
    if (!variables.isEmpty()) {
      parts.add(String.join(" or ", variables));
    }
    if (setting.fallback() != null) {
      parts.add("default " + setting.fallback());
    }
    if (!setting.type().allowed().isEmpty()) {
      parts.add(setting.type().allowed());
    }
    if (setting.repeatable()) {
      parts.add("repeatable");
    }
    String line = String.join("; ", parts);
    if (line.length() <= WIDTH - LABEL_WIDTH - 4) {
      return line.isEmpty() ? List.of() : List.of("[" + line + "]");
    }
    return parts.stream().map(each -> "[" + each + "]").toList();
  }

  private List<String[]> otherRows(CommandSpec command) {
    return command.options().stream()
        .filter(each -> settings.stream().noneMatch(one -> one.flag().equals(each.longestName())))
        .map(each -> new String[] {String.join(", ", each.names()), each.description()[0]})
        .toList();
  }

  private static String section(String title, List<String[]> rows) {
    TextTable table =
        TextTable.forColumns(
            Help.defaultColorScheme(Ansi.OFF),
            new Column(LABEL_WIDTH, 2, Overflow.SPAN),
            new Column(WIDTH - LABEL_WIDTH, 2, Overflow.WRAP));
    rows.forEach(table::addRowValues);
    return System.lineSeparator() + title + ":" + System.lineSeparator() + table;
  }
}
