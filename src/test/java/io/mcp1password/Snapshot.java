package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the project that a test derives anew; {@code -Dsnapshots.update=true} rewrites it. */
public final class Snapshot {

  private static final boolean UPDATE = Boolean.getBoolean("snapshots.update");

  private Snapshot() {}

  /** Fails when the file is missing or different. */
  public static void check(Path file, String derived) {
    try {
      if (UPDATE) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, derived);
      }
      assertThat(file).as("missing: rewrite with -Dsnapshots.update=true").exists();
      assertThat(Files.readString(file))
          .as("%s differs: rewrite with -Dsnapshots.update=true", file)
          .isEqualTo(derived);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
