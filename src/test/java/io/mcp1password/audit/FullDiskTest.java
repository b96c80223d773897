package io.mcp1password.audit;

import static io.mcp1password.audit.AuditFixture.CLOCK;
import static io.mcp1password.audit.AuditFixture.numbered;
import static io.mcp1password.audit.AuditFixture.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.audit.AuditDefect.Kind;
import jakarta.json.JsonObject;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {

  /** A disk that has room for this many more bytes. */
  private static final class SmallDisk implements Disk {
    private long room = Long.MAX_VALUE;
    private int writes;

    @Override
    public OutputStream openForAppend(Path file) throws IOException {
      return new FilterOutputStream(Disk.LOCAL.openForAppend(file)) {
        @Override
        public void write(byte[] bytes) throws IOException {
          writes++;
          int fitting = (int) Math.min(room, bytes.length);
          out.write(bytes, 0, fitting);
          room -= fitting;
          if (fitting < bytes.length) {
            throw new IOException("No space left on device");
          }
        }
      };
    }

    @Override
    public long usableSpace(Path file) {
      return room;
    }
  }

  @TempDir private Path folder;
  private final SmallDisk disk = new SmallDisk();

  @Test
  void writesARecordByOneWrite() {
    try (FileAuditLog log = open()) {
      int before = disk.writes;
      log.append(numbered(1));
      assertThat(disk.writes).isEqualTo(before + 1);
    }
  }

  @Test
  void refusesASensitiveActionBeforeTheDiskIsFull() {
    try (FileAuditLog log = open()) {
      log.requireWritable();
      disk.room = 20_000;
      assertThatThrownBy(log::requireWritable)
          .isInstanceOf(AuditException.class)
          .hasMessageContaining("disk is full");
    }
  }

  @Test
  void failsWhenTheDiskIsFullAtTheStart() {
    disk.room = 0;
    assertThatThrownBy(this::open).isInstanceOf(AuditException.class);
  }

  @Test
  void beginsANewChainAfterAWriteThatFailed() throws Exception {
    try (FileAuditLog log = open()) {
      log.append(numbered(1));
      disk.room = 100;
      assertThatThrownBy(() -> log.append(numbered(2))).isInstanceOf(AuditException.class);
      assertThatThrownBy(() -> log.append(numbered(3))).isInstanceOf(AuditException.class);
      disk.room = Long.MAX_VALUE;
      log.append(numbered(4));
    }

    AuditVerification found = AuditVerifier.verify(file());
    assertThat(found.intact()).isTrue();
    assertThat(found.notes()).extracting(AuditDefect::line).containsExactly(3L);
    assertThat(found.chains()).extracting(AuditChain::records).containsExactly(2L, 2L);
  }

  @Test
  void theNewChainNamesTheOneBefore() throws Exception {
    try (FileAuditLog log = open()) {
      log.append(numbered(1));
      disk.room = 0;
      assertThatThrownBy(() -> log.append(numbered(2))).isInstanceOf(AuditException.class);
      disk.room = Long.MAX_VALUE;
      log.append(numbered(3));
    }

    JsonObject last = records(file()).get(1);
    JsonObject start = records(file()).get(2);
    assertThat(start.getString("action")).isEqualTo("audit_chain_start");
    assertThat(start.getString("chain")).isNotEqualTo(last.getString("chain"));
    assertThat(start.getJsonObject("metadata").getString("previousChain"))
        .isEqualTo(last.getString("chain"));
    assertThat(start.getJsonObject("metadata").getString("previousHash"))
        .isEqualTo(last.getString("hash"));
  }

  @Test
  void aRecordThatLacksOnlyItsLineFeedIsNotTakenForTampering() throws Exception {
    try (FileAuditLog log = open()) {
      log.append(numbered(1));
      int length = (int) file().toFile().length();
      disk.room = Long.MAX_VALUE;
      log.append(numbered(2));
      disk.room = file().toFile().length() - length - 1;
      assertThatThrownBy(() -> log.append(numbered(3))).isInstanceOf(AuditException.class);
      disk.room = Long.MAX_VALUE;
      log.append(numbered(4));
    }

    AuditVerification found = AuditVerifier.verify(file());
    assertThat(found.intact()).isTrue();
    assertThat(found.notes()).isEmpty();
    assertThat(found.chains()).extracting(AuditChain::records).containsExactly(4L, 2L);
  }

  @Test
  void findsTheTailRemovedOfAChainWhoseEndIsNamed() throws Exception {
    for (int removed = 1; removed <= 3; removed++) {
      writeThreeRecordsThenANewChain();
      List<String> lines = new ArrayList<>(Files.readAllLines(file()));
      lines.subList(4 - removed, 4).clear();
      Files.write(file(), lines);

      AuditVerification found = AuditVerifier.verify(file());
      String chain = found.chains().getFirst().chain();
      assertThat(found.defects())
          .containsExactly(
              new AuditDefect(
                  Kind.REMOVED,
                  file().toString(),
                  5L - removed,
                  chain,
                  "the chain " + chain + " does not end with the record that it names"));
    }
  }

  @Test
  void findsTheTailRemovedOfARotatedFile() throws Exception {
    Path old = folder.resolve("audit.jsonl.1");
    writeThreeRecordsThenANewChain();
    List<String> lines = Files.readAllLines(file());
    Files.write(old, lines.subList(0, 4));
    Files.write(file(), lines.subList(4, lines.size()));
    assertThat(AuditVerifier.verify(old, file()).intact()).isTrue();

    Files.write(old, lines.subList(0, 3));
    AuditDefect found = AuditVerifier.verify(old, file()).firstDefect().orElseThrow();
    assertThat(found.kind()).isEqualTo(Kind.REMOVED);
    assertThat(found.source()).isEqualTo(file().toString());
    assertThat(found.line()).isEqualTo(1);
  }

  @Test
  void notesThatTheNamedChainIsInNoneOfTheFiles() throws Exception {
    writeThreeRecordsThenANewChain();
    List<String> lines = Files.readAllLines(file());
    String chain = records(file()).getFirst().getString("chain");
    Files.write(file(), lines.subList(4, lines.size()));

    AuditVerification found = AuditVerifier.verify(file());
    assertThat(found.intact()).isTrue();
    assertThat(found.notes())
        .containsExactly(
            new AuditDefect(
                Kind.UNREAD,
                file().toString(),
                1,
                chain,
                "the chain " + chain + " that it names is in none of the files"));
  }

  private void writeThreeRecordsThenANewChain() throws IOException {
    Files.deleteIfExists(file());
    try (FileAuditLog log = open()) {
      for (int i = 1; i <= 3; i++) {
        log.append(numbered(i));
      }
      disk.room = 0;
      assertThatThrownBy(() -> log.append(numbered(4))).isInstanceOf(AuditException.class);
      disk.room = Long.MAX_VALUE;
      log.append(numbered(5));
    }
  }

  private FileAuditLog open() {
    return new FileAuditLog(file(), CLOCK, disk);
  }

  private Path file() {
    return folder.resolve("audit.jsonl");
  }
}
