package io.mcp1password.runner.approval;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import io.mcp1password.model.FileOwner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files that only the user who runs the server can read and replace.
 *
 * <p>Their folder is ours and writable by nobody else (made with 0700), a file is regular, ours and
 * 0600, and none of them is a symbolic link. What is otherwise is refused and left as it is. Where
 * the file system knows no POSIX permissions, only the kind is checked.
 */
final class PrivateFiles {

  private static final int MAX_BYTES = 64 * 1024;
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFiles() {}

  /** The file's content; null when there is no such file. */
  static byte @Nullable [] read(Path file) throws StoreException {
    if (!Files.exists(file, NOFOLLOW_LINKS)) {
      return null;
    }
    requireFolder(folder(file));
    try (FileChannel channel = FileChannel.open(file, Set.of(READ, NOFOLLOW_LINKS));
        InputStream content = Channels.newInputStream(channel)) {
      requireOurs(file, attributes(file).isRegularFile(), FILE);
      byte[] bytes = content.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new StoreException(StoreDefect.MALFORMED);
      }
      return bytes;
    } catch (IOException e) {
      throw new StoreException(
          Files.isSymbolicLink(file) ? StoreDefect.WRONG_KIND : StoreDefect.UNREADABLE, e);
    }
  }

  /** Puts a file with this content in the place of what stands there, in one step. */
  static void replace(Path file, byte[] content) throws StoreException {
    Path folder = folder(file);
    createFolder(folder);
    Path fresh = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      try (FileChannel channel =
          FileChannel.open(fresh, Set.of(CREATE_NEW, WRITE, NOFOLLOW_LINKS), owner(folder, FILE))) {
        var buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(fresh, file, ATOMIC_MOVE);
    } catch (IOException e) {
      discard(fresh);
      throw new StoreException(StoreDefect.UNREADABLE, e);
    }
  }

  /** Opens a file that is only there to be locked, creating it if need be. */
  static FileChannel lockFile(Path file) throws StoreException {
    Path folder = folder(file);
    createFolder(folder);
    try {
      Files.createFile(file, owner(folder, FILE));
    } catch (FileAlreadyExistsException e) {
      requireOurs(file, Files.isRegularFile(file, NOFOLLOW_LINKS), FILE);
    } catch (IOException e) {
      throw new StoreException(StoreDefect.UNREADABLE, e);
    }
    try {
      return FileChannel.open(file, Set.of(WRITE, NOFOLLOW_LINKS));
    } catch (IOException e) {
      throw new StoreException(StoreDefect.UNREADABLE, e);
    }
  }

  private static Path folder(Path file) throws StoreException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new StoreException(StoreDefect.WRONG_KIND);
    }
    return folder;
  }

  private static void createFolder(Path folder) throws StoreException {
    try {
      if (!Files.exists(folder, NOFOLLOW_LINKS)) {
        Files.createDirectories(folder, owner(folder, FOLDER));
      }
    } catch (IOException e) {
      throw new StoreException(StoreDefect.UNREADABLE, e);
    }
    requireFolder(folder);
  }

  private static void requireFolder(Path folder) throws StoreException {
    requireOurs(folder, Files.isDirectory(folder, NOFOLLOW_LINKS), null);
  }

  /** Checks kind, owner and mode; without a mode, that nobody else may write. */
  private static void requireOurs(
      Path path, boolean rightKind, @Nullable Set<PosixFilePermission> mode) throws StoreException {
    if (!rightKind) {
      throw new StoreException(StoreDefect.WRONG_KIND);
    }
    var view = Files.getFileAttributeView(path, PosixFileAttributeView.class, NOFOLLOW_LINKS);
    if (view == null) {
      return;
    }
    try {
      if (FileOwner.of(path, NOFOLLOW_LINKS) != FileOwner.us()) {
        throw new StoreException(StoreDefect.FOREIGN_OWNER);
      }
      Set<PosixFilePermission> open = view.readAttributes().permissions();
      boolean narrow =
          mode == null
              ? Collections.disjoint(open, Set.of(GROUP_WRITE, OTHERS_WRITE))
              : mode.containsAll(open);
      if (!narrow) {
        throw new StoreException(StoreDefect.OPEN_TO_OTHERS);
      }
    } catch (IOException e) {
      throw new StoreException(StoreDefect.UNREADABLE, e);
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
  }

  private static FileAttribute<?>[] owner(Path path, Set<PosixFilePermission> permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static void discard(Path fresh) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      System.getLogger(PrivateFiles.class.getName())
          .log(System.Logger.Level.DEBUG, "A half-written file could not be removed.");
    }
  }
}
