package io.mcp1password.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.mcp1password.model.FileOwner;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The rules on who may reach the audit file: the folder is ours and writable by nobody else, the
 * file is a regular file of ours that nobody else may read, and neither is a symbolic link.
 *
 * <p>What is missing is created so (folder 0700, file 0600). A file that is open to others is
 * narrowed; everything else is refused, with what to do. Where the file system knows no POSIX
 * permissions, only the kind of the file is checked.
 */
final class OwnerOnly {

  private static final System.Logger LOG = System.getLogger(OwnerOnly.class.getName());
  private static final int OTHERS_CAN_WRITE = 0022;
  private static final int BEYOND_READ_AND_WRITE_OF_OWNER = 0177;
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnly() {}

  /** Creates the folder, with those above it, if it is missing; then checks it. */
  static void requireFolder(Path folder) throws IOException {
    if (!Files.exists(folder, NOFOLLOW_LINKS)) {
      Files.createDirectories(folder, attributes(folder, FOLDER));
    }
    checkFolder(FileFacts.of(folder));
  }

  /** Creates the file if it is missing; then checks it, and narrows its permissions. */
  static void requireFile(Path file) throws IOException {
    if (!Files.exists(file, NOFOLLOW_LINKS)) {
      create(file);
    }
    checkFile(file, FileFacts.of(file));
  }

  /** Checks a folder that was looked at. */
  static void checkFolder(FileFacts folder) {
    if (folder.kind() != FileFacts.Kind.FOLDER) {
      throw refusal("its folder is a symbolic link or no folder; name the folder itself");
    }
    FileFacts.Owner owner = folder.owner();
    if (owner == null) {
      return;
    }
    requireOurs(owner, "its folder");
    if ((owner.mode() & OTHERS_CAN_WRITE) != 0) {
      throw refusal("its folder can be written by others; run chmod go-w on it");
    }
  }

  /** Checks a file that was looked at, and narrows its permissions. */
  static void checkFile(Path path, FileFacts file) throws IOException {
    if (file.kind() != FileFacts.Kind.FILE) {
      throw refusal("it is a symbolic link or no regular file; name the file itself");
    }
    FileFacts.Owner owner = file.owner();
    if (owner == null) {
      return;
    }
    requireOurs(owner, "the file");
    if ((owner.mode() & BEYOND_READ_AND_WRITE_OF_OWNER) != 0) {
      Files.getFileAttributeView(path, PosixFileAttributeView.class, NOFOLLOW_LINKS)
          .setPermissions(FILE);
      LOG.log(
          System.Logger.Level.WARNING,
          "The audit log's file was open to others than its owner; its mode is 0600 now.");
    }
  }

  private static void create(Path file) throws IOException {
    try {
      Files.createFile(file, attributes(file, FILE));
    } catch (FileAlreadyExistsException e) {
      LOG.log(System.Logger.Level.DEBUG, "Another process created the audit log's file first.");
    }
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static void requireOurs(FileFacts.Owner owner, String what) {
    if (owner.uid() != FileOwner.us()) {
      throw refusal(what + " belongs to another user; give it to the user that runs the server");
    }
  }

  private static AuditException refusal(String why) {
    return new AuditException("The audit log cannot be used: " + why + ".", null);
  }
}
