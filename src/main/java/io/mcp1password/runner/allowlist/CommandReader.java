package io.mcp1password.runner.allowlist;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.mcp1password.model.SecretReference;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a command of what an allowlist says, and tells everything that is wrong with it. */
final class CommandReader {

  private static final java.util.regex.Pattern ID =
      java.util.regex.Pattern.compile("[^\\p{Cntrl}]{1,100}");
  private static final java.util.regex.Pattern SHA_256 =
      java.util.regex.Pattern.compile("[0-9a-fA-F]{64}");
  private static final java.util.regex.Pattern ARGUMENT =
      java.util.regex.Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  private final String place;
  private final Consumer<String> problems;

  private CommandReader(String place, Consumer<String> problems) {
    this.place = place;
    this.problems = problems;
  }

  /** The command; of no use when there were problems. */
  static AllowedCommand read(String id, AllowlistFile.Command written, Consumer<String> problems) {
    boolean named = ID.matcher(id).matches();
    var reader = new CommandReader(named ? "commands." + id : "commands.(unnamed)", problems);
    if (!named) {
      reader.problem("", "has an id that is too long or has control characters in it");
    }
    return reader.command(id, written);
  }

  private AllowedCommand command(String id, AllowlistFile.Command written) {
    checkPlaces(written);
    return new AllowedCommand(
        id,
        written.description(),
        executable(written.command()),
        List.copyOf(written.args()),
        directory(written.cwd()),
        Duration.ofMillis(written.timeoutMs()),
        written.sensitiveOutput(),
        secretFiles(written.secretFiles()),
        standardInput(written.stdinSecretRef()),
        globs(written.allowedReferences()),
        written.maxUsesPerHour(),
        callerArguments(written.argsFromCaller()),
        sha256(written.sha256()));
  }

  private Path executable(String text) {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) {
        return path;
      }
    } catch (InvalidPathException e) {
      // Told below: it is as useless as a relative one.
    }
    problem(".command", "must be the absolute path of an executable");
    return Path.of("/");
  }

  private String directory(String text) {
    try {
      if (!Path.of(text).isAbsolute()) {
        return text;
      }
    } catch (InvalidPathException e) {
      // Told below: it is as useless as an absolute one.
    }
    problem(".cwd", "must be a path relative to the workspace");
    return ".";
  }

  private Map<String, SecretReference> secretFiles(Map<String, String> written) {
    var files = new LinkedHashMap<String, SecretReference>();
    written.forEach(
        (name, text) -> {
          String member = ".secretFiles." + (ARGUMENT.matcher(name).matches() ? name : "(unnamed)");
          SecretVariable.problem(name).ifPresent(problem -> problem(member, problem));
          SecretReference reference = parsed(member, text, SecretReference::parse);
          if (reference != null) {
            files.put(name, reference);
          }
        });
    return files;
  }

  private @Nullable SecretReference standardInput(@Nullable String text) {
    return text == null ? null : parsed(".stdinSecretRef", text, SecretReference::parse);
  }

  private @Nullable List<ReferenceGlob> globs(@Nullable List<String> written) {
    if (written == null) {
      return null;
    }
    var globs = new ArrayList<ReferenceGlob>();
    for (int i = 0; i < written.size(); i++) {
      String member = ".allowedReferences[" + i + "]";
      ReferenceGlob glob = parsed(member, written.get(i), ReferenceGlob::parse);
      if (glob != null) {
        globs.add(glob);
      }
    }
    return globs;
  }

  private <T> @Nullable T parsed(String member, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      problem(member, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private Map<String, AllowedCommand.CallerArgument> callerArguments(
      Map<String, AllowlistFile.CallerArgument> written) {
    var arguments = new LinkedHashMap<String, AllowedCommand.CallerArgument>();
    written.forEach(
        (name, each) -> {
          try {
            var pattern = Pattern.compile(each.pattern());
            arguments.put(
                name,
                new AllowedCommand.CallerArgument(each.description(), pattern, each.maxLength()));
          } catch (PatternSyntaxException e) {
            problem(".argsFromCaller", "has a pattern that is no regular expression (RE2)");
          }
        });
    return arguments;
  }

  /** Every place has its argument, and every argument a place. */
  private void checkPlaces(AllowlistFile.Command written) {
    Set<String> declared = written.argsFromCaller().keySet();
    if (declared.isEmpty()) {
      return;
    }
    if (!declared.stream().allMatch(ARGUMENT.asMatchPredicate())) {
      problem(".argsFromCaller", "has a name that is not of letters, digits, - and _");
    }
    Set<String> places =
        written.args().stream()
            .flatMap(each -> AllowedCommand.PLACE.matcher(each).results())
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    if (!places.equals(declared)) {
      problem(".argsFromCaller", "must name exactly the places ${name} in args");
    }
  }

  private @Nullable String sha256(@Nullable String text) {
    if (text != null && !SHA_256.matcher(text).matches()) {
      problem(".sha256", "must be 64 hex digits");
    }
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  private void problem(String member, String text) {
    problems.accept(place + member + " " + text);
  }
}
