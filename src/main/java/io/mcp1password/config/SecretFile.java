package io.mcp1password.config;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.Set;

/**
 * A file that holds one secret, as container platforms hand them out.
 *
 * <p>It is a regular file, be it behind symbolic links, of at most {@link #MAX_BYTES} bytes, which
 * its group may read, nobody else may, and only its owner may change. One line break at its end is
 * not part of the secret.
 */
final class SecretFile {

  /** The variable that names the file has the name of the one for the value, and this. */
  static final String SUFFIX = "_FILE";

  static final int MAX_BYTES = 64 * 1024;

  private static final Set<PosixFilePermission> TOO_OPEN =
      Set.of(GROUP_WRITE, OTHERS_READ, OTHERS_WRITE);

  private SecretFile() {}

  /**
   * The secret in the file of this name.
   *
   * @throws BadValue saying what is wrong with the file; never what it holds or what it is called
   */
  static String read(String name) throws BadValue {
    try {
      Path file = Path.of(name);
      requireSafe(file);
      return withoutLineBreak(content(file));
    } catch (InvalidPathException e) {
      throw new BadValue("does not name a file");
    } catch (IOException e) {
      throw new BadValue("names a file that cannot be read");
    }
  }

  private static void requireSafe(Path file) throws IOException, BadValue {
    if (!Files.exists(file)) {
      throw new BadValue("names a file that does not exist");
    }
    if (!Files.isRegularFile(file)) {
      throw new BadValue("names something that is no regular file");
    }
    var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null && !Collections.disjoint(view.readAttributes().permissions(), TOO_OPEN)) {
      throw new BadValue(
          "names a file that is open to others than its owner and group; run chmod 0400 or 0440 on"
              + " it");
    }
  }

  private static String content(Path file) throws IOException, BadValue {
    try (InputStream input = Files.newInputStream(file)) {
      byte[] bytes = input.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new BadValue("names a file of more than " + MAX_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static String withoutLineBreak(String text) throws BadValue {
    String secret = text.replaceFirst("\r?\n\\z", "");
    if (secret.isBlank()) {
      throw new BadValue("names a file that is empty");
    }
    return secret;
  }
}
