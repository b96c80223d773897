package io.mcp1password.runner.approval;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an approval is valid for: every free-form command of one kind in one folder, whoever asks.
 *
 * <p>The caller is no part of it, since a caller's name is only what it says of itself.
 *
 * @param root the absolute folder, its symbolic links resolved: the workspace of a script command,
 *     the configured root of an unrestricted one
 */
public record ApprovalScope(Kind kind, Path root) {

  /** Which of the two free-form runners starts the command. */
  public enum Kind {
    /** By {@code op_script_run}, which puts secrets into the command's environment. */
    SCRIPT_COMMAND("script-command"),
    /** By {@code op_unrestricted_run}, without secrets. */
    UNRESTRICTED_COMMAND("unrestricted-command");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  public ApprovalScope {
    if (!root.isAbsolute()) {
      throw new IllegalArgumentException("the root of a scope is not absolute");
    }
  }

  /** Its name in the file of remembered approvals: {@code script-command:/home/ann/project}. */
  public String name() {
    return kind.label + ":" + root;
  }

  /** The scope of that name; empty when it is not one. */
  static Optional<ApprovalScope> named(String name) {
    for (Kind kind : Kind.values()) {
      String start = kind.label + ":/";
      if (name.startsWith(start)) {
        return root(name.substring(start.length() - 1))
            .map(root -> new ApprovalScope(kind, root))
            .filter(scope -> scope.name().equals(name));
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> root(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
