package io.mcp1password.runner.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.mcp1password.model.Secret;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Files below a workspace, reached folder by folder without following any symbolic link, so that
 * nobody can divert a read or a write while it happens.
 */
public final class WorkspaceFiles {

  /** The largest file that is read, in bytes. */
  public static final int MAX_BYTES = 1024 * 1024;

  private final Path workspace;

  /**
   * @param workspace its real path
   */
  public WorkspaceFiles(Path workspace) {
    this.workspace = workspace;
  }

  /**
   * A path as a caller names it: relative, and without a way out.
   *
   * @throws OperationException when it is not
   */
  public static Path relative(String argument, String text) {
    try {
      Path path = Path.of(text);
      if (!path.isAbsolute()
          && path.equals(path.normalize())
          && !path.startsWith("..")
          && !path.toString().isEmpty()) {
        return path;
      }
    } catch (InvalidPathException e) {
      // Told below: it cannot be used in either case.
    }
    throw new OperationException(
        ErrorCode.INVALID_ARGUMENTS,
        "Invalid arguments: " + argument + " must be a path within workspaceRoot, without '..'.");
  }

  /**
   * The text of a file, in UTF-8.
   *
   * @throws OperationException when there is no such text
   */
  public String read(Path relative) {
    try (Place place = Place.of(workspace, relative)) {
      byte[] content = bytes(place);
      if (content.length > MAX_BYTES) {
        throw refusal("the template is larger than " + MAX_BYTES + " bytes");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw refusal("the template is not UTF-8");
    } catch (IOException e) {
      throw refusal("the template is not there, or reached through a symbolic link");
    }
  }

  private static byte[] bytes(Place place) throws IOException {
    // To open a named pipe would wait for whoever writes to it.
    requireRegular(place);
    try (SeekableByteChannel channel =
        place.folder().newByteChannel(place.name(), Set.of(READ, NOFOLLOW_LINKS))) {
      return Channels.newInputStream(channel).readNBytes(MAX_BYTES + 1);
    }
  }

  /**
   * Writes a file, 0600, in one step: readers see the old one or the new one.
   *
   * @return its size in bytes
   * @throws OperationException when it cannot be written safely
   */
  public long write(Path relative, Secret content) {
    Path temporary = Path.of("." + relative.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try (Place place = Place.of(workspace, relative)) {
      requireReplaceable(place);
      try {
        long size = writeNew(place.folder(), temporary, content);
        place.folder().move(temporary, place.folder(), place.name());
        return size;
      } catch (IOException e) {
        discard(place.folder(), temporary);
        throw e;
      }
    } catch (IOException e) {
      throw refusal("its folder is not there, not writable, or reached through a symbolic link");
    }
  }

  private static long writeNew(SecureDirectoryStream<Path> folder, Path name, Secret content)
      throws IOException {
    try (SeekableByteChannel channel =
        folder.newByteChannel(
            name,
            Set.of(CREATE_NEW, WRITE, NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(content.reveal());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      return channel.size();
    }
  }

  private static void discard(SecureDirectoryStream<Path> folder, Path name) {
    try {
      folder.deleteFile(name);
    } catch (IOException e) {
      // It was not created, or moved into place: there is nothing left to discard.
    }
  }

  private static void requireRegular(Place place) throws IOException {
    if (!place.attributes().readAttributes().isRegularFile()) {
      throw refusal("the file is a symbolic link or no regular file");
    }
  }

  private static void requireReplaceable(Place place) throws IOException {
    try {
      requireRegular(place);
    } catch (NoSuchFileException e) {
      // There is nothing to replace.
    }
  }

  private static OperationException refusal(String why) {
    return new OperationException(
        ErrorCode.COMMAND_REFUSED, "The template is not rendered: " + why + ".");
  }

  /**
   * A name in an open folder.
   *
   * @param folder every step to it was no link when it was opened
   */
  private record Place(SecureDirectoryStream<Path> folder, Path name) implements AutoCloseable {

    @SuppressWarnings("StreamResourceLeak") // whoever gets the place closes it
    static Place of(Path workspace, Path relative) throws IOException {
      SecureDirectoryStream<Path> folder = secure(Files.newDirectoryStream(workspace));
      for (int i = 0; i < relative.getNameCount() - 1; i++) {
        try (var above = folder) {
          folder = above.newDirectoryStream(relative.getName(i), NOFOLLOW_LINKS);
        }
      }
      return new Place(folder, relative.getFileName());
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream)
        throws IOException {
      if (stream instanceof SecureDirectoryStream<Path> secure) {
        return secure;
      }
      stream.close();
      throw new OperationException(
          ErrorCode.UNSUPPORTED_BY_BACKEND,
          "This system offers no way to open files without following links, so templates are not"
              + " rendered here.");
    }

    BasicFileAttributeView attributes() {
      return folder.getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW_LINKS);
    }

    @Override
    public void close() throws IOException {
      folder.close();
    }
  }
}
