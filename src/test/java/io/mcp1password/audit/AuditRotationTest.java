package io.mcp1password.audit;

import static io.mcp1password.audit.AuditFixture.numbered;
import static io.mcp1password.audit.AuditFixture.open;
import static io.mcp1password.audit.AuditFixture.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditRotationTest {

  @TempDir private Path folder;
  private Path file;
  private Path old;

  @BeforeEach
  void nameFiles() {
    file = folder.resolve("audit.jsonl");
    old = folder.resolve("audit.jsonl.1");
  }

  @Test
  void goesOnInANewFileThatNamesTheLastHash() throws Exception {
    try (FileAuditLog log = open(file)) {
      log.append(numbered(1));
      Files.move(file, old);
      log.append(numbered(2));
    }

    JsonObject last = records(old).getLast();
    JsonObject first = records(file).getFirst();
    assertThat(first.getString("action")).isEqualTo("audit_chain_continue");
    assertThat(first.getString("chain")).isEqualTo(last.getString("chain"));
    assertThat(first.getString("prevHash")).isEqualTo(last.getString("hash"));
    assertThat(first.getInt("seq")).isEqualTo(last.getInt("seq") + 1);
    assertThat(AuditVerifier.verify(old, file).intact()).isTrue();
    assertThat(AuditVerifier.verify(file).intact()).isTrue();
  }

  @Test
  void goesOnInAFileThatTheRotationCreated() throws Exception {
    try (FileAuditLog log = open(file)) {
      Files.move(file, old);
      Files.createFile(file);
      log.append(numbered(1));
    }

    assertThat(records(file)).hasSize(2);
    assertThat(AuditVerifier.verify(old, file).intact()).isTrue();
  }

  @Test
  void everyServerMovesToTheNewFile() throws Exception {
    try (FileAuditLog one = open(file);
        FileAuditLog other = open(file)) {
      one.append(numbered(1));
      other.append(numbered(2));
      Files.move(file, old);
      one.append(numbered(3));
      other.append(numbered(4));
    }

    assertThat(records(file)).hasSize(4);
    AuditVerification found = AuditVerifier.verify(old, file);
    assertThat(found.intact()).isTrue();
    assertThat(found.chains()).extracting(AuditChain::records).containsExactly(4L, 4L);
  }

  @Test
  void goesOnAfterTheFileWasDeletedOrCutShort() throws Exception {
    try (FileAuditLog log = open(file)) {
      log.append(numbered(1));
      Files.delete(file);
      log.requireWritable();
      assertThat(records(file)).hasSize(1);
      Files.write(file, new byte[0]);
      log.append(numbered(2));
    }

    assertThat(records(file)).extracting(line -> line.getInt("seq")).containsExactly(3, 4);
    assertThat(AuditVerifier.verify(file).intact()).isTrue();
  }

  @Test
  void refusesALinkPutInThePlaceOfTheFile() throws Exception {
    Path target = Files.createFile(folder.resolve("elsewhere"));
    try (FileAuditLog log = open(file)) {
      Files.move(file, old);
      Files.createSymbolicLink(file, target);

      assertThatThrownBy(() -> log.append(numbered(1))).isInstanceOf(AuditException.class);
      assertThatThrownBy(log::requireWritable).isInstanceOf(AuditException.class);
      Files.delete(file);
      log.append(numbered(2));
    }

    assertThat(target).isEmptyFile();
    assertThat(AuditVerifier.verify(old, file).intact()).isTrue();
  }

  @Test
  void findsFilesGivenInTheWrongOrder() throws Exception {
    try (FileAuditLog log = open(file)) {
      log.append(numbered(1));
      Files.move(file, old);
      log.append(numbered(2));
    }

    AuditDefect found = AuditVerifier.verify(file, old).firstDefect().orElseThrow();
    assertThat(found.kind()).isEqualTo(AuditDefect.Kind.REORDERED);
    assertThat(found.source()).isEqualTo(old.toString());
  }

  @Test
  void findsAMissingFileBetweenTwo() throws Exception {
    Path older = folder.resolve("audit.jsonl.2");
    try (FileAuditLog log = open(file)) {
      Files.move(file, older);
      log.append(numbered(1));
      Files.move(file, old);
      log.append(numbered(2));
    }

    AuditVerification found = AuditVerifier.verify(List.of(older, file), Set.of());
    AuditDefect first = found.firstDefect().orElseThrow();
    assertThat(first.kind()).isEqualTo(AuditDefect.Kind.REMOVED);
    assertThat(first.line()).isEqualTo(1);
    assertThat(first.reason()).isEqualTo("records 1 to 2 are missing before it");
  }
}
