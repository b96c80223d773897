package io.mcp1password.audit;

import static io.mcp1password.audit.AuditFixture.numbered;
import static io.mcp1password.audit.AuditFixture.open;
import static io.mcp1password.audit.AuditFixture.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileAccessTest {

  @TempDir private Path folder;

  @Test
  void createsTheFileAndItsFoldersForTheOwnerOnly() throws Exception {
    Path file = folder.resolve("new/deeper/audit.jsonl");
    open(file).close();

    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(mode(folder.resolve("new/deeper"))).isEqualTo("rwx------");
    assertThat(mode(folder.resolve("new"))).isEqualTo("rwx------");
  }

  @Test
  void narrowsAFileThatIsOpenToOthers() throws Exception {
    Path file = Files.createFile(folder.resolve("audit.jsonl"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    open(file).close();

    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void refusesAFolderThatOthersCanWrite() throws Exception {
    for (String mode : new String[] {"rwxrwx---", "rwx----w-", "rwxrwxrwx"}) {
      Path open = Files.createDirectory(folder.resolve(mode));
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(mode));
      assertRefused(() -> open(open.resolve("audit.jsonl")), "chmod go-w");
      assertThat(open).isEmptyDirectory();
    }
  }

  @Test
  void acceptsAFolderThatOthersCanRead() throws Exception {
    Path readable = Files.createDirectory(folder.resolve("readable"));
    Files.setPosixFilePermissions(readable, PosixFilePermissions.fromString("rwxr-xr-x"));
    open(readable.resolve("audit.jsonl")).close();

    assertThat(mode(readable)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void narrowsAFileThatIsOpenedToOthersLater() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    try (FileAuditLog log = open(file)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      log.append(numbered(1));
      assertThat(mode(file)).isEqualTo("rw-------");
      assertThat(records(file)).hasSize(2);
    }
  }

  @Test
  void refusesRecordsWhileOthersCanWriteTheFolder() throws Exception {
    Path own = Files.createDirectory(folder.resolve("own"));
    Path file = own.resolve("audit.jsonl");
    try (FileAuditLog log = open(file)) {
      Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwx---"));
      assertRefused(log::requireWritable, "chmod go-w");
      assertRefused(() -> log.append(numbered(1)), "chmod go-w");
      Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
      log.append(numbered(2));
    }

    assertThat(records(file)).extracting(line -> line.getInt("seq")).containsExactly(0, 1);
    assertThat(AuditVerifier.verify(file).intact()).isTrue();
  }

  @Test
  void refusesALinkToAFile() throws Exception {
    Path target = Files.createFile(folder.resolve("target"));
    Path link = Files.createSymbolicLink(folder.resolve("audit.jsonl"), target);

    assertRefused(() -> open(link), "symbolic link");
    assertThat(target).isEmptyFile();
  }

  @Test
  void refusesALinkThatLeadsNowhere() throws Exception {
    Path target = folder.resolve("target");
    Path link = Files.createSymbolicLink(folder.resolve("audit.jsonl"), target);

    assertRefused(() -> open(link), "symbolic link");
    assertThat(target).doesNotExist();
  }

  @Test
  void refusesALinkToAFolder() throws Exception {
    Path target = Files.createDirectory(folder.resolve("target"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);

    assertRefused(() -> open(link.resolve("audit.jsonl")), "symbolic link");
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void refusesWhatIsNoRegularFile() throws Exception {
    Path directory = Files.createDirectory(folder.resolve("audit.jsonl"));

    assertRefused(() -> open(directory), "no regular file");
    assertRefused(() -> open(Path.of("/")), "names no file");
  }

  @Test
  void refusesWhatBelongsToAnotherUser() throws Exception {
    assertRefused(() -> open(foreignFile()), "belongs to another user");
  }

  /**
   * Of a user that is not the one who runs the test: made so by root, in root's folder for others.
   */
  private Path foreignFile() throws IOException {
    if (new UnixSystem().getUid() != 0) {
      return Path.of("/audit.jsonl");
    }
    Path file = Files.createFile(folder.resolve("audit.jsonl"));
    Files.setAttribute(file, "unix:uid", 65_534);
    return file;
  }

  private static void assertRefused(ThrowingCallable opening, String because) {
    assertThatThrownBy(opening).isInstanceOf(AuditException.class).hasMessageContaining(because);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
