package io.mcp1password.runner.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {

  @TempDir Path base;

  @Test
  void aFileIsForItsOwnerOnlyAndGoneAfterwards() throws IOException {
    try (SecretFiles.Folder folder = SecretFiles.at(base).open()) {
      Path file = folder.write(Secret.of("sésame"));
      assertThat(file).hasContent("sésame");
      assertThat(mode(file)).isEqualTo("rw-------");
      assertThat(mode(Objects.requireNonNull(file.getParent()))).isEqualTo("rwx------");
      assertThat(folder.write(Secret.of("other"))).isNotEqualTo(file).hasContent("other");
      Files.writeString(file.resolveSibling("made by the command"), "x");
    }
    assertThat(base).isEmptyDirectory();
  }

  @Test
  void aFileIsWipedBeforeItIsRemoved() throws IOException {
    Path link = base.resolve("link");
    try (SecretFiles.Folder folder = SecretFiles.at(base).open()) {
      Path file = folder.write(Secret.of("sesame"));
      // Another name of the same file shows what was in it when it was removed.
      Files.createLink(link, file);
    }
    assertThat(link).isEmptyFile();
  }

  @Test
  void anInterruptLeavesNoFileBehind() throws IOException {
    try (SecretFiles.Folder folder = SecretFiles.at(base).open()) {
      folder.write(Secret.of("sesame"));
      Thread.currentThread().interrupt();
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(base).isEmptyDirectory();
  }

  @Test
  void aLinkThatACommandLeavesIsNotFollowed() throws IOException {
    Path outside = Files.createDirectory(base.resolve("outside"));
    Path kept = Files.writeString(outside.resolve("kept"), "kept");
    try (SecretFiles.Folder folder = SecretFiles.at(base).open()) {
      Path file = folder.write(Secret.of("sesame"));
      Files.createSymbolicLink(file.resolveSibling("folder"), outside);
      Files.createSymbolicLink(file.resolveSibling("file"), kept);
    }
    assertThat(kept).hasContent("kept");
  }

  @Test
  void whatCannotBeOverwrittenIsRemovedAllTheSame() throws Exception {
    Process running;
    try (SecretFiles.Folder folder = SecretFiles.at(base).open()) {
      Path file = folder.write(Secret.of("sesame"));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
      // The system lets nobody write to a program that runs.
      Path program = Files.copy(Path.of("/bin/sleep"), file.resolveSibling("program"));
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("r-x------"));
      running = new ProcessBuilder(program.toString(), "600").start();
    }
    try {
      assertThat(base).isEmptyDirectory();
    } finally {
      running.destroyForcibly().waitFor();
    }
  }

  @Test
  void aFolderOfAnotherUserIsLeftAlone() throws Exception {
    Process dead = new ProcessBuilder("/bin/true").start();
    dead.waitFor();
    Path folder = folder("mcp-1password-secrets-" + dead.pid() + "-123");
    long owner = ((Number) Files.getAttribute(folder, "unix:uid")).longValue();
    assertThat(SecretFiles.isStale(folder, owner)).isTrue();
    assertThat(SecretFiles.isStale(folder, owner + 1)).isFalse();
  }

  @Test
  void whatADeadProcessLeftIsRemovedAtTheNextStart() throws Exception {
    Process dead = new ProcessBuilder("/bin/true").start();
    dead.waitFor();
    Path stale = folder("mcp-1password-secrets-" + dead.pid() + "-123");
    Path alive = folder("mcp-1password-secrets-1-123");
    Path ours = folder("mcp-1password-secrets-" + ProcessHandle.current().pid() + "-123");
    Path other = folder("other-" + dead.pid() + "-123");
    SecretFiles files = SecretFiles.at(base);
    assertThat(stale).doesNotExist();
    assertThat(ours).doesNotExist();
    assertThat(alive).exists();
    assertThat(other).exists();
    try (SecretFiles.Folder inUse = files.open()) {
      Path file = inUse.write(Secret.of("sesame"));
      SecretFiles.at(base);
      assertThat(file).exists();
    }
  }

  @Test
  void thePlaceIsInMemoryWhereTheSystemHasOne() throws IOException {
    SecretFiles files = SecretFiles.in(Map.of("XDG_RUNTIME_DIR", "/nowhere"));
    try (SecretFiles.Folder folder = files.open()) {
      Path file = folder.write(Secret.of("sesame"));
      Path memory = Path.of("/dev/shm");
      boolean hasMemory =
          Files.isWritable(memory) && Files.getFileStore(memory).type().equals("tmpfs");
      assertThat(file.startsWith(memory)).isEqualTo(hasMemory);
    }
  }

  private Path folder(String name) throws IOException {
    Path folder = Files.createDirectory(base.resolve(name));
    Files.writeString(folder.resolve("secret-1"), "left");
    return folder;
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void manyAtOnceGetFoldersOfTheirOwn() {
    SecretFiles files = SecretFiles.at(base);
    assertThat(
            Stream.generate(files::open)
                .limit(50)
                .parallel()
                .map(folder -> folder.write(Secret.of("x")).getParent())
                .distinct())
        .hasSize(50);
  }
}
