package io.mcp1password.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with a command line itself, before any value is converted.
 *
 * <p>An argument that is no flag is never repeated: it may be a secret behind a misspelt flag.
 */
public final class UsageProblems {

  private static final Pattern FLAG = Pattern.compile("--[a-z][a-z-]{0,60}");

  private UsageProblems() {}

  /** One line for each argument that is neither a flag of this command nor a flag's value. */
  public static List<String> of(ParseResult parsed) {
    return parsed.unmatched().stream().map(each -> describe(parsed, each)).distinct().toList();
  }

  /** The flags of this command that stand there without the value they need. */
  static Set<String> withoutValue(ParseResult parsed) {
    return parsed.errors().stream()
        .filter(MissingParameterException.class::isInstance)
        .flatMap(each -> ((MissingParameterException) each).getMissing().stream())
        .filter(ArgSpec::isOption)
        .map(each -> ((OptionSpec) each).longestName())
        .collect(Collectors.toSet());
  }

  /** The name of the flag that this argument is meant to be, when it may be told. */
  static Optional<String> flagName(String argument) {
    return Optional.of(argument.split("=", 2)[0]).filter(name -> FLAG.matcher(name).matches());
  }

  private static String describe(ParseResult parsed, String argument) {
    return flagName(argument)
        .map(name -> name + ": there is no such flag" + advice(parsed, name))
        .orElse("an argument was given that is no flag (not shown, since it may be a secret)");
  }

  private static String advice(ParseResult parsed, String name) {
    var unmatched =
        new UnmatchedArgumentException(parsed.commandSpec().commandLine(), List.of(name));
    List<String> similar = unmatched.getSuggestions().stream().limit(3).toList();
    return similar.isEmpty() ? "; see --help" : "; similar ones: " + String.join(", ", similar);
  }
}
