package io.mcp1password.runner.allowlist;

import java.nio.file.Path;
import java.util.Map;

/**
 * A folder that an allowlist covers, with everything below it.
 *
 * @param file the allowlist, by its real path
 * @param root the folder's real path
 * @param prefix whether folders beside it, named {@code root-…}, are covered too
 * @param commands by their ids, in the file's order
 */
public record Workspace(
    Path file, Path root, boolean prefix, Map<String, AllowedCommand> commands) {

  /** Whether a real path is covered. */
  boolean covers(Path real) {
    return real.startsWith(root) || (prefix && real.toString().startsWith(root + "-"));
  }

  /** How the allowlist is named to a client: relative to the workspace, or by its name alone. */
  public String displayName() {
    Path parent = file.getParent();
    Path shown =
        parent != null && parent.startsWith(root) ? root.relativize(file) : file.getFileName();
    return String.valueOf(shown);
  }
}
