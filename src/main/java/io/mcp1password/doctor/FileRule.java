package io.mcp1password.doctor;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import io.mcp1password.model.FileOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Who may reach a file or folder of the service. */
enum FileRule {
  /** A folder of ours that nobody else can write; made so when it is missing. */
  FOLDER,
  /** A file of ours for nobody else; made so when it is missing, narrowed when it is not. */
  NARROWED,
  /** A file of ours for nobody else; made so when it is missing. */
  PRIVATE;

  private static final Set<PosixFilePermission> OWNER_ONLY = Set.of(OWNER_READ, OWNER_WRITE);
  private static final Set<PosixFilePermission> FOREIGN_WRITE = Set.of(GROUP_WRITE, OTHERS_WRITE);

  /** What is wrong with it; nothing when all is well or it will be made. */
  List<Finding> findings(String what, Path path) {
    String named = what + " " + path;
    try {
      return Files.exists(path, NOFOLLOW_LINKS) ? existing(named, path) : List.of();
    } catch (IOException | UnsupportedOperationException e) {
      return List.of(
          Finding.warn(named + ": owner and mode cannot be read", "see who can reach it"));
    }
  }

  private List<Finding> existing(String named, Path path) throws IOException {
    if (this == FOLDER
        ? !Files.isDirectory(path, NOFOLLOW_LINKS)
        : !Files.isRegularFile(path, NOFOLLOW_LINKS)) {
      return List.of(
          Finding.fail(
              named + " is a symbolic link or of another kind", "name the file or folder itself"));
    }
    if (FileOwner.of(path) != FileOwner.us()) {
      return List.of(
          Finding.fail(
              named + " belongs to another user", "give it to the user that runs the service"));
    }
    return modes(named, path, Files.getPosixFilePermissions(path));
  }

  private List<Finding> modes(String named, Path path, Set<PosixFilePermission> open) {
    return switch (this) {
      case FOLDER ->
          Collections.disjoint(open, FOREIGN_WRITE)
              ? List.of()
              : List.of(Finding.fail(named + " can be written by others", "chmod go-w " + path));
      case NARROWED ->
          OWNER_ONLY.containsAll(open)
              ? List.of()
              : List.of(
                  Finding.warn(named + " is open to others", "it gets mode 0600 at the start"));
      case PRIVATE ->
          OWNER_ONLY.containsAll(open)
              ? List.of()
              : List.of(Finding.fail(named + " is open to others", "chmod 600 " + path));
    };
  }
}
