package io.mcp1password.model;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Whom a file belongs to, by the user ids of POSIX. */
public final class FileOwner {

  /** The user who runs this process; asked for once, and only where somebody wants to know. */
  private static final class Us {
    static final long UID = new UnixSystem().getUid();
  }

  private FileOwner() {}

  /** The user id of this process. */
  public static long us() {
    return Us.UID;
  }

  /**
   * The user id of a file's owner.
   *
   * @throws UnsupportedOperationException where the file system knows none
   */
  public static long of(Path path, LinkOption... options) throws IOException {
    return ((Number) Files.getAttribute(path, "unix:uid", options)).longValue();
  }
}
