package io.mcp1password.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file that lines are appended to; it notices when another file, or none, stands at its path.
 *
 * <p>Used by one thread at a time; other processes may append to the same file.
 */
final class AuditFile {

  private static final int ATTEMPTS = 10;
  private static final long UNKNOWN = -1;

  private final Path path;
  private final Path folder;
  private final Disk disk;
  private @Nullable OutputStream stream;
  private @Nullable Object key;
  private long size;

  /** Where our last whole line ended, if nothing was appended since. */
  private long end = UNKNOWN;

  AuditFile(Path path, Disk disk) {
    this.path = path.toAbsolutePath();
    Path parent = this.path.getParent();
    if (parent == null) {
      throw new AuditException("The audit log cannot be used: its path names no file.", null);
    }
    this.folder = parent;
    this.disk = disk;
  }

  /**
   * Whether the open file is still the one at the path, and not cut short.
   *
   * @throws AuditException when it or its folder is no longer for us alone
   */
  boolean isCurrent() throws IOException {
    if (stream == null) {
      return false;
    }
    try {
      FileFacts found = FileFacts.of(path);
      size = found.size();
      if (!found.key().equals(key) || size < end) {
        return false;
      }
      OwnerOnly.checkFolder(FileFacts.of(folder));
      OwnerOnly.checkFile(path, found);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * Opens the file at the path, creating it if need be.
   *
   * @throws AuditException when the file or its folder is not for us alone
   */
  void open() throws IOException {
    close();
    OwnerOnly.requireFolder(folder);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        if (openUnchanged()) {
          return;
        }
      } catch (NoSuchFileException e) {
        // It was rotated away between two steps: the next attempt creates it anew.
        close();
      }
    }
    throw new IOException("the file changes all the time");
  }

  private boolean openUnchanged() throws IOException {
    OwnerOnly.requireFile(path);
    Object before = FileFacts.of(path).key();
    stream = disk.openForAppend(path);
    key = before;
    end = UNKNOWN;
    return isCurrent();
  }

  /** Appends a line and its line feed by one write, after closing a line left half-written. */
  void append(String line) throws IOException {
    if (stream == null) {
      throw new IOException("the file is not open");
    }
    byte[] bytes = ((endsInsideLine() ? "\n" : "") + line + "\n").getBytes(UTF_8);
    end = UNKNOWN;
    stream.write(bytes);
    end = size + bytes.length;
  }

  /** Whether the disk takes another record. */
  boolean hasRoom() {
    return Files.isWritable(path) && disk.usableSpace(path) >= 2L * AuditLine.MAX_BYTES;
  }

  void close() throws IOException {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }

  private boolean endsInsideLine() {
    if (size == end || size == 0) {
      return false;
    }
    try (InputStream content = Files.newInputStream(path, NOFOLLOW_LINKS)) {
      content.skipNBytes(size - 1);
      return content.read() != '\n';
    } catch (IOException e) {
      // The file went away just now. An empty line does no harm.
      return true;
    }
  }
}
