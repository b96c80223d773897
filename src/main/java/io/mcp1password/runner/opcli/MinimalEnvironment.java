package io.mcp1password.runner.opcli;

import io.mcp1password.model.Secret;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The few variables of the service's own environment that a command inherits. */
public final class MinimalEnvironment {

  private static final Set<String> NAMES =
      Set.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "TEMP", "TMP", "LANG");

  private final Map<String, Secret> variables = new HashMap<>();

  /** Takes what may be inherited out of an environment. */
  public MinimalEnvironment(Map<String, String> environment) {
    environment.forEach(
        (name, value) -> {
          if ((NAMES.contains(name) || name.startsWith("LC_")) && !value.isEmpty()) {
            variables.put(name, Secret.of(value));
          }
        });
    path = environment.getOrDefault("PATH", "");
  }

  private final String path;

  /** The variables, and no others. */
  public Map<String, Secret> variables() {
    return Map.copyOf(variables);
  }

  /** The variables, with the folder of this program first on the path. */
  public Map<String, Secret> variables(Path program) {
    var all = new HashMap<>(variables);
    @Nullable Path parent = program.isAbsolute() ? program.getParent() : null;
    if (parent != null) {
      List<String> entries = new ArrayList<>(List.of(parent.toString()));
      folders().filter(each -> !each.equals(parent.toString())).forEach(entries::add);
      all.put("PATH", Secret.of(String.join(File.pathSeparator, entries)));
    }
    return all;
  }

  /** The folders on the path. */
  public Stream<String> folders() {
    return Stream.of(path.split(File.pathSeparator, -1)).filter(each -> !each.isEmpty());
  }
}
