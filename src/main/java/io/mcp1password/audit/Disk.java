package io.mcp1password.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.APPEND;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the audit file needs of the disk, so that a test can fill it up. */
interface Disk {

  /**
   * Opens an existing file for appending, through no symbolic link. One array written to the stream
   * is one write to the file.
   */
  OutputStream openForAppend(Path file) throws IOException;

  /** The bytes that can still be written. */
  long usableSpace(Path file);

  /**
   * The disk itself. Its streams are not closed by the interruption of a writing thread, as a file
   * channel would be: a call that runs out of time is still recorded, and so are those after it.
   */
  Disk LOCAL =
      new Disk() {
        @Override
        public OutputStream openForAppend(Path file) throws IOException {
          return Files.newOutputStream(file, APPEND, NOFOLLOW_LINKS);
        }

        @Override
        public long usableSpace(Path file) {
          return file.toFile().getUsableSpace();
        }
      };
}
