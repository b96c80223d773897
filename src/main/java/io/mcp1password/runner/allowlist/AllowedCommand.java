package io.mcp1password.runner.allowlist;

import com.google.re2j.Pattern;
import io.mcp1password.model.SecretReference;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A command that an allowlist names, checked.
 *
 * @param executable its absolute path, symbolic links not followed
 * @param template its arguments; {@code ${name}} stands for one that the caller gives
 * @param directory where it runs, relative to the workspace
 * @param secretFiles variables that get the path of a file with a secret
 * @param standardInput the secret that it reads; null for none
 * @param allowedReferences what a caller may give it; null for anything that is visible
 * @param maxUsesPerHour null for any number
 * @param callerArguments by their names
 * @param sha256 of the executable, in lower-case hex; null when any will do
 */
public record AllowedCommand(
    String id,
    @Nullable String description,
    Path executable,
    List<String> template,
    String directory,
    Duration timeout,
    boolean sensitiveOutput,
    Map<String, SecretReference> secretFiles,
    @Nullable SecretReference standardInput,
    @Nullable List<ReferenceGlob> allowedReferences,
    @Nullable Integer maxUsesPerHour,
    Map<String, CallerArgument> callerArguments,
    @Nullable String sha256) {

  static final java.util.regex.Pattern PLACE =
      java.util.regex.Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9_-]*)}");

  /**
   * An argument that the caller gives.
   *
   * @param pattern what the whole value matches, in linear time
   * @param maxLength in UTF-16 units
   */
  public record CallerArgument(@Nullable String description, Pattern pattern, int maxLength) {}

  /** Whether a caller may give it this reference. */
  public boolean mayUse(SecretReference reference) {
    return allowedReferences == null
        || allowedReferences.stream().anyMatch(glob -> glob.matches(reference));
  }

  /** Whether it gets secrets even when the caller gives it none. */
  public boolean hasOwnSecrets() {
    return !secretFiles.isEmpty() || standardInput != null;
  }

  /**
   * The arguments, with those of the caller in their places.
   *
   * @throws OperationException when one is missing, surplus, or not of its pattern
   */
  public List<String> arguments(Map<String, String> given) {
    var problems = new ArrayList<String>();
    callerArguments.forEach(
        (name, rule) ->
            problem(given.get(name), rule)
                .ifPresent(problem -> problems.add("args." + name + " " + problem)));
    var surplus = new TreeSet<>(given.keySet());
    surplus.removeAll(callerArguments.keySet());
    if (!surplus.isEmpty()) {
      problems.add("args has names that this command does not take; op_script_list tells them");
    }
    if (!problems.isEmpty()) {
      throw new OperationException(
          ErrorCode.INVALID_ARGUMENTS, "Invalid arguments: " + String.join("; ", problems) + ".");
    }
    return template.stream().map(each -> filled(each, given)).toList();
  }

  private static Optional<String> problem(@Nullable String value, CallerArgument rule) {
    if (value == null) {
      return Optional.of("is required by this command");
    }
    if (value.length() > rule.maxLength()) {
      return Optional.of("has more than " + rule.maxLength() + " characters");
    }
    // What begins with a dash is read as an option, whatever the pattern's author had in mind.
    boolean fits = rule.pattern().matches(value) && !value.startsWith("-") && !hasNul(value);
    return fits ? Optional.empty() : Optional.of("does not match the pattern of the allowlist");
  }

  private static boolean hasNul(String value) {
    return value.indexOf('\0') >= 0;
  }

  private String filled(String element, Map<String, String> given) {
    return PLACE
        .matcher(element)
        .replaceAll(match -> Matcher.quoteReplacement(value(match, given)));
  }

  private String value(MatchResult place, Map<String, String> given) {
    String value = given.get(place.group(1));
    return value == null ? place.group() : value;
  }

  /**
   * Makes sure that the executable is there and is what the operator meant.
   *
   * @throws OperationException when it is not
   */
  public void requireExecutable() {
    try {
      TrustedFile file = TrustedFile.at(executable);
      Optional<String> distrust = file.distrust();
      if (distrust.isPresent()) {
        throw refusal("its executable " + distrust.get());
      }
      if (!Files.isExecutable(file.path())) {
        throw refusal("its file is not executable");
      }
      if (sha256 != null && !sha256.equals(file.sha256())) {
        throw refusal("its executable is not the one whose SHA-256 is in the allowlist");
      }
    } catch (IOException e) {
      throw refusal("its executable is missing or cannot be read");
    }
  }

  private static OperationException refusal(String why) {
    return new OperationException(
        ErrorCode.COMMAND_REFUSED, "The command is not started: " + why + ". Ask the operator.");
  }
}
