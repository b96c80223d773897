package io.mcp1password.runner.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.mcp1password.model.FileOwner;
import io.mcp1password.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The place for files with secrets that live as long as one command: private folders (0700) in
 * memory where the system has a tmpfs, else in the folder for temporary files.
 *
 * <p>The tmpfs is {@code XDG_RUNTIME_DIR} or {@code /dev/shm}. Folders that a process left behind
 * when it crashed are removed by the next one.
 */
public final class SecretFiles {

  private static final System.Logger LOG = System.getLogger(SecretFiles.class.getName());
  private static final String PREFIX = "mcp-1password-secrets-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{1,18})-[0-9]+");

  /** The folders that this process uses now. */
  private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

  private final Path base;

  private SecretFiles(Path base) {
    this.base = base;
  }

  /** The best place that this environment has, cleared of what dead processes left. */
  public static SecretFiles in(Map<String, String> environment) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Path base =
        Stream.of(environment.get("XDG_RUNTIME_DIR"), "/dev/shm")
            .filter(Objects::nonNull)
            .map(Path::of)
            .filter(SecretFiles::isMemory)
            .findFirst()
            .orElse(temporary);
    return at(base);
  }

  /** A given place, cleared of what dead processes left. */
  static SecretFiles at(Path base) {
    var files = new SecretFiles(base);
    files.removeStale();
    return files;
  }

  private static boolean isMemory(Path folder) {
    try {
      return folder.isAbsolute()
          && Files.isWritable(folder)
          && Files.getFileStore(folder).type().equals("tmpfs");
    } catch (IOException e) {
      return false;
    }
  }

  private void removeStale() {
    try (Stream<Path> found = Files.list(base)) {
      found.filter(each -> isStale(each, FileOwner.us())).forEach(SecretFiles::remove);
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.WARNING, "Old folders with secret files could not be looked for.");
    }
  }

  /** Whether a dead process of this user left the folder. */
  static boolean isStale(Path folder, long user) {
    Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
    if (!name.matches() || !isFolderOf(folder, user)) {
      return false;
    }
    long pid = Long.parseLong(name.group(1));
    boolean ours = pid == ProcessHandle.current().pid();
    return ours ? !IN_USE.contains(folder) : ProcessHandle.of(pid).isEmpty();
  }

  /** Whoever owns a folder could put a link into it while it is being emptied. */
  private static boolean isFolderOf(Path folder, long user) {
    try {
      return FileOwner.of(folder, NOFOLLOW_LINKS) == user
          && Files.isDirectory(folder, NOFOLLOW_LINKS);
    } catch (IOException e) {
      return false;
    }
  }

  /** Makes a folder for the files of one command. */
  public Folder open() {
    try {
      Path folder =
          Files.createTempDirectory(
              base,
              PREFIX + ProcessHandle.current().pid() + "-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      IN_USE.add(folder);
      return new Folder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for secret files", e);
    }
  }

  /** A private folder; closing it wipes and removes everything in it. */
  public static final class Folder implements AutoCloseable {

    private final Path folder;
    private int files;

    private Folder(Path folder) {
      this.folder = folder;
    }

    /** Writes a secret to a new file (0600), and gives the file's path. */
    public Path write(Secret secret) {
      Path file = folder.resolve("secret-" + ++files);
      try (FileChannel channel =
          FileChannel.open(
              file,
              Set.of(CREATE_NEW, WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        ByteBuffer content = StandardCharsets.UTF_8.encode(secret.reveal());
        while (content.hasRemaining()) {
          channel.write(content);
        }
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException("a secret file cannot be written", e);
      }
    }

    @Override
    public void close() {
      remove(folder);
      IN_USE.remove(folder);
    }
  }

  /** An interrupt, as when the service stops, must not leave a secret behind: it waits. */
  private static void remove(Path folder) {
    boolean interrupted = Thread.interrupted();
    try {
      while (!wiped(folder)) {
        interrupted |= Thread.interrupted();
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A folder with secret files could not be removed.");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether all is gone; false when an interrupt came between. */
  private static boolean wiped(Path folder) throws IOException {
    try {
      Files.walkFileTree(folder, new Wiping());
      return true;
    } catch (ClosedByInterruptException e) {
      return false;
    }
  }

  /**
   * Overwrites each regular file and deletes everything; it follows no link, and what cannot be
   * overwritten or deleted keeps nothing else from being so.
   */
  private static final class Wiping extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      allow(folder, "rwx------");
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        allow(file, "rw-------");
        overwrite(file, attributes.size());
      }
      delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }

    /** A command may have made its files read-only, as keys often are. */
    private static void allow(Path path, String mode) {
      try {
        Files.getFileAttributeView(path, PosixFileAttributeView.class, NOFOLLOW_LINKS)
            .setPermissions(PosixFilePermissions.fromString(mode));
      } catch (IOException e) {
        // Without it the file may not be overwritten, but can be deleted all the same.
      }
    }

    private static void overwrite(Path file, long size) {
      try (FileChannel channel = FileChannel.open(file, WRITE, NOFOLLOW_LINKS)) {
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(size, 1 << 20));
        for (long done = 0; done < size; done += zeros.capacity()) {
          channel.write(zeros.rewind(), done);
        }
        channel.truncate(0);
      } catch (IOException e) {
        // It is deleted all the same.
      }
    }

    private static void delete(Path file) {
      try {
        Files.delete(file);
      } catch (IOException e) {
        // The folder cannot be removed then, which is told.
      }
    }
  }
}
