package io.mcp1password.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a file tells, no symbolic link followed.
 *
 * @param key what tells this file from another at the same path
 * @param size in bytes
 * @param owner null where the file system knows no POSIX permissions
 */
record FileFacts(Kind kind, Object key, long size, @Nullable Owner owner) {

  /** What stands at the path. */
  enum Kind {
    FILE,
    FOLDER,
    OTHER
  }

  /**
   * Whose it is.
   *
   * @param mode the bits of chmod, among others
   */
  record Owner(int uid, int mode) {}

  private static final String UNIX = "unix:fileKey,size,isRegularFile,isDirectory,uid,mode";

  /**
   * Looks at what stands at the path.
   *
   * @throws java.nio.file.NoSuchFileException when there is nothing
   */
  static FileFacts of(Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return basic(Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS));
    }
    Map<String, Object> seen = Files.readAttributes(path, UNIX, NOFOLLOW_LINKS);
    return new FileFacts(
        kind(isTrue(seen, "isRegularFile"), isTrue(seen, "isDirectory")),
        Objects.requireNonNull(seen.get("fileKey")),
        number(seen, "size").longValue(),
        new Owner(number(seen, "uid").intValue(), number(seen, "mode").intValue()));
  }

  private static FileFacts basic(BasicFileAttributes seen) {
    Object key = seen.fileKey();
    return new FileFacts(
        kind(seen.isRegularFile(), seen.isDirectory()),
        key == null ? seen.creationTime() : key,
        seen.size(),
        null);
  }

  private static Kind kind(boolean file, boolean folder) {
    return file ? Kind.FILE : folder ? Kind.FOLDER : Kind.OTHER;
  }

  private static boolean isTrue(Map<String, Object> seen, String name) {
    return Boolean.TRUE.equals(seen.get(name));
  }

  private static Number number(Map<String, Object> seen, String name) {
    return (Number) Objects.requireNonNull(seen.get(name));
  }
}
