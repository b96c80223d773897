package io.mcp1password.audit;

import static io.mcp1password.audit.AuditFixture.CLOCK;
import static io.mcp1password.audit.AuditFixture.numbered;
import static io.mcp1password.audit.AuditFixture.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
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

  private FileAuditLog open() {
    return new FileAuditLog(file(), CLOCK, disk);
  }

  private Path file() {
    return folder.resolve("audit.jsonl");
  }
}
