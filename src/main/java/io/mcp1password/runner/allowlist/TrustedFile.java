package io.mcp1password.runner.allowlist;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import io.mcp1password.model.FileOwner;
import io.mcp1password.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that decides what is run: a regular file of ours or of root, which nobody else may write.
 *
 * @param path its real path, no part of which is a symbolic link
 */
record TrustedFile(Path path) {

  private static final long ROOT = 0;

  /**
   * Follows symbolic links to a file.
   *
   * @throws IOException when there is none
   */
  static TrustedFile at(Path path) throws IOException {
    return new TrustedFile(path.toRealPath());
  }

  /** Why the file cannot be trusted; empty when it can. */
  Optional<String> distrust() {
    try {
      var attributes = Files.readAttributes(path, PosixFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return Optional.of("is no regular file");
      }
      if (!Collections.disjoint(attributes.permissions(), Set.of(GROUP_WRITE, OTHERS_WRITE))) {
        return Optional.of("can be written by others; run chmod go-w on it");
      }
      long owner = FileOwner.of(path);
      return owner == ROOT || owner == FileOwner.us()
          ? Optional.empty()
          : Optional.of("belongs to neither root nor the user that runs the service");
    } catch (IOException e) {
      return Optional.of("cannot be read");
    }
  }

  /** The content; null when it is larger than the limit. */
  byte @Nullable [] read(int limit) throws IOException {
    try (InputStream input = Files.newInputStream(path)) {
      byte[] content = input.readNBytes(limit + 1);
      return content.length > limit ? null : content;
    }
  }

  /** The SHA-256 of the content, in lower-case hex. */
  String sha256() throws IOException {
    MessageDigest digest = Sha256.digest();
    try (var input = new DigestInputStream(Files.newInputStream(path), digest)) {
      input.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
