package io.mcp1password;

import io.mcp1password.config.SettingsException;
import io.mcp1password.config.SettingsLoader;
import io.mcp1password.config.UsageProblems;
import io.mcp1password.model.ProductVersion;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

/**
 * The command line: understands the arguments, does what they say, and answers with an exit code.
 *
 * <p>Help and version go to the output, problems to the errors, one line each.
 */
final class CommandLineProgram {

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final Jobs jobs;
  private final Map<String, String> environment;
  private final PrintStream output;
  private final PrintStream errors;

  CommandLineProgram(
      Jobs jobs, Map<String, String> environment, PrintStream output, PrintStream errors) {
    this.jobs = jobs;
    this.environment = Map.copyOf(environment);
    this.output = output;
    this.errors = errors;
  }

  /** Does what the arguments say, and returns the process's exit code. */
  int run(String... arguments) {
    try {
      return dispatch(CommandLineSpec.create().parseArgs(arguments));
    } catch (SettingsException e) {
      return refuse(e.problems());
    } catch (RuntimeException e) {
      return fail(e);
    }
  }

  private int dispatch(ParseResult server) {
    List<CommandLine> path = server.asCommandLineList();
    CommandLine command = path.getLast();
    if (path.stream().anyMatch(CommandLine::isUsageHelpRequested)) {
      command.usage(output, Ansi.OFF);
      return ExitCode.OK.number();
    }
    if (server.isVersionHelpRequested()) {
      output.printf(
          "mcp-1password %s%nJava %s (%s)%n",
          ProductVersion.current(), Runtime.version(), System.getProperty("java.vm.name"));
      return ExitCode.OK.number();
    }
    requireOnlyItsOwnFlags(path);
    return switch (command.getCommandName()) {
      case CommandLineSpec.STAND_IN ->
          jobs.standIn().run(SettingsLoader.loadStandIn(command.getParseResult()));
      case CommandLineSpec.DOCTOR -> diagnose(command.getParseResult());
      case CommandLineSpec.VERIFY -> verify(command.getParseResult());
      case CommandLineSpec.HEALTH_CHECK -> checkHealth(command.getParseResult());
      case CommandLineSpec.REHEARSE -> rehearse(command.getParseResult());
      case CommandLineSpec.AUDIT -> refuse(List.of("audit: needs the command verify"));
      default -> serve(command.getParseResult());
    };
  }

  private int diagnose(ParseResult parsed) {
    var loader = SettingsLoader.withMicroProfile(environment);
    var given = GivenSettings.of(() -> loader.load(parsed));
    return jobs.doctor().run(given, parsed.hasMatchedOption(CommandLineSpec.JSON));
  }

  private int serve(ParseResult parsed) {
    var loaded = SettingsLoader.withMicroProfile(environment).load(parsed);
    return jobs.service().run(loaded.settings(), loaded.warnings());
  }

  /** The commands above the last one take nothing themselves. */
  private static void requireOnlyItsOwnFlags(List<CommandLine> path) {
    var problems = new ArrayList<String>();
    for (CommandLine above : path.subList(0, path.size() - 1)) {
      problems.addAll(UsageProblems.of(above.getParseResult()));
      above.getParseResult().matchedOptions().stream()
          .map(each -> misplaced(each.longestName(), path.getLast()))
          .forEach(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private static String misplaced(String flag, CommandLine command) {
    boolean known = command.getCommandSpec().findOption(flag) != null;
    return flag + (known ? ": has to stand after " : ": is no flag of ") + command.getCommandName();
  }

  private int verify(ParseResult parsed) {
    List<String> anchors = parsed.matchedOptionValue(CommandLineSpec.ANCHOR, List.of());
    var problems = new ArrayList<>(UsageProblems.of(parsed));
    if (!parsed.errors().isEmpty() || !anchors.stream().allMatch(HASH.asMatchPredicate())) {
      problems.add(CommandLineSpec.ANCHOR + ": needs a hash, 64 hex digits in lower case");
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return jobs.auditCheck().run(auditFiles(parsed), new LinkedHashSet<>(anchors));
  }

  private List<Path> auditFiles(ParseResult parsed) {
    List<Path> files = parsed.matchedPositionalValue(0, List.of());
    return files.isEmpty()
        ? List.of(SettingsLoader.withMicroProfile(environment).auditLogPath())
        : files;
  }

  private int checkHealth(ParseResult parsed) {
    requireNoArguments(parsed);
    return jobs.healthCheck().run(SettingsLoader.withMicroProfile(environment).listener());
  }

  private int rehearse(ParseResult parsed) {
    requireNoArguments(parsed);
    return jobs.rehearsal().getAsInt();
  }

  private static void requireNoArguments(ParseResult parsed) {
    List<String> problems = UsageProblems.of(parsed);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private int refuse(List<String> problems) {
    problems.forEach(each -> errors.println(CommandLineSpec.NAME + ": " + each));
    return ExitCode.USAGE.number();
  }

  /** Names the error and its place, not its message: that may hold anything. */
  private int fail(RuntimeException error) {
    StackTraceElement[] trace = error.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    errors.println(
        CommandLineSpec.NAME + ": internal error: " + error.getClass().getName() + place);
    return ExitCode.INTERNAL.number();
  }
}
