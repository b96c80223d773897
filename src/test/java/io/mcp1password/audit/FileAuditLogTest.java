package io.mcp1password.audit;

import static io.mcp1password.audit.AuditFixture.CLOCK;
import static io.mcp1password.audit.AuditFixture.json;
import static io.mcp1password.audit.AuditFixture.numbered;
import static io.mcp1password.audit.AuditFixture.open;
import static io.mcp1password.audit.AuditFixture.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAuditLogTest {

  @TempDir private Path folder;

  @Test
  void beginsItsChainWithAStartLine() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    open(file).close();

    JsonObject start = records(file).getFirst();
    assertThat(start.getString("action")).isEqualTo("audit_chain_start");
    assertThat(start.getString("chain")).matches("[0-9a-f]{32}");
    assertThat(start.getInt("seq")).isZero();
    assertThat(start.getString("prevHash")).isEqualTo("0".repeat(64));
  }

  @Test
  void writesTheMembersOfARecordInOrder() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    try (FileAuditLog log = open(file)) {
      log.append(
          new AuditRecord(
              "item_delete", AuditOutcome.REFUSED, json("{\"vaultId\":\"v1\"}"), "Gate closed."));
    }

    JsonObject line = records(file).getLast();
    assertThat(line.keySet())
        .containsExactly(
            "timestamp",
            "pid",
            "action",
            "outcome",
            "metadata",
            "errorMessage",
            "chain",
            "seq",
            "prevHash",
            "hash");
    assertThat(line.getString("timestamp")).isEqualTo("2026-11-24T10:00:00.000Z");
    assertThat(line.getJsonNumber("pid").longValue()).isEqualTo(ProcessHandle.current().pid());
    assertThat(line.getString("action")).isEqualTo("item_delete");
    assertThat(line.getString("outcome")).isEqualTo("refused");
    assertThat(line.getJsonObject("metadata")).isEqualTo(json("{\"vaultId\":\"v1\"}"));
    assertThat(line.getString("errorMessage")).isEqualTo("Gate closed.");
  }

  @Test
  void leavesOutTheErrorMessageOfASuccess() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    AuditFixture.write(file, 1);

    assertThat(records(file).getLast()).doesNotContainKey("errorMessage");
  }

  @Test
  void linksEachRecordToTheOneBefore() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    AuditFixture.write(file, 3);

    List<JsonObject> lines = records(file);
    for (int i = 1; i < lines.size(); i++) {
      assertThat(lines.get(i).getInt("seq")).isEqualTo(i);
      assertThat(lines.get(i).getString("prevHash")).isEqualTo(lines.get(i - 1).getString("hash"));
    }
    assertThat(AuditVerifier.verify(file).intact()).isTrue();
  }

  @Test
  void appendsToWhatAnEarlierServerWrote() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    AuditFixture.write(file, 2);
    AuditFixture.write(file, 3);

    AuditVerification found = AuditVerifier.verify(file);
    assertThat(found.intact()).isTrue();
    assertThat(found.chains()).extracting(AuditChain::records).containsExactly(3L, 4L);
  }

  @Test
  void keepsEveryRecordOfManyThreads() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    try (FileAuditLog log = open(file)) {
      hammer(List.of(log), 8, 200);
    }

    AuditVerification found = AuditVerifier.verify(file);
    assertThat(found.intact()).isTrue();
    assertThat(found.chains()).extracting(AuditChain::records).containsExactly(1601L);
    assertThat(numbers(file)).hasSize(1600).doesNotHaveDuplicates();
  }

  @Test
  void sharesTheFileWithOtherServers() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    try (FileAuditLog first = open(file);
        FileAuditLog second = open(file);
        FileAuditLog third = open(file)) {
      hammer(List.of(first, second, third), 6, 200);
    }

    AuditVerification found = AuditVerifier.verify(file);
    assertThat(found.intact()).isTrue();
    assertThat(found.notes()).isEmpty();
    assertThat(found.chains()).extracting(AuditChain::records).containsExactly(401L, 401L, 401L);
    assertThat(numbers(file)).hasSize(1200).doesNotHaveDuplicates();
  }

  @Test
  void recordsTheCallOfAnInterruptedThread() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    try (FileAuditLog log = open(file)) {
      Thread.currentThread().interrupt();
      log.append(numbered(1));
      assertThat(Thread.interrupted()).isTrue();
      log.append(numbered(2));
    }

    assertThat(numbers(file)).containsExactly(1, 2);
    assertThat(AuditVerifier.verify(file).chains()).hasSize(1);
  }

  @Test
  void doesNotContinueALineThatACrashedProcessLeftHalfWritten() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    try (FileAuditLog log = open(file)) {
      log.append(numbered(1));
      AuditFixture.appendRaw(file, "{\"timestamp\":\"2026-11-24T09:");
      log.append(numbered(2));
    }

    AuditVerification found = AuditVerifier.verify(file);
    assertThat(found.intact()).isTrue();
    assertThat(found.chains()).extracting(AuditChain::records).containsExactly(3L);
    assertThat(found.notes()).extracting(AuditDefect::line).containsExactly(3L);
  }

  @Test
  void refusesToWriteOnceClosed() {
    FileAuditLog log = open(folder.resolve("audit.jsonl"));
    log.close();

    assertThatThrownBy(() -> log.append(numbered(1))).isInstanceOf(AuditException.class);
    assertThatThrownBy(log::requireWritable).isInstanceOf(AuditException.class);
  }

  @Test
  void tellsNoPathWhenItCannotBeOpened() throws Exception {
    Path file = Files.createDirectory(folder.resolve("a-telling-name"));

    assertThatThrownBy(() -> new FileAuditLog(file, CLOCK))
        .isInstanceOf(AuditException.class)
        .hasMessageNotContaining("telling");
  }

  private static void hammer(List<FileAuditLog> logs, int threads, int each) throws Exception {
    var start = new CountDownLatch(1);
    try (var executor = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      List<Future<Void>> writers =
          IntStream.range(0, threads)
              .mapToObj(
                  thread ->
                      executor.<Void>submit(
                          () -> {
                            start.await();
                            for (int i = 0; i < each; i++) {
                              logs.get(thread % logs.size()).append(numbered(thread * each + i));
                            }
                            return null;
                          }))
              .toList();
      start.countDown();
      for (Future<Void> writer : writers) {
        writer.get();
      }
    }
  }

  private static List<Integer> numbers(Path file) throws Exception {
    return records(file).stream()
        .filter(line -> line.getString("action").equals("item_search"))
        .map(line -> line.getJsonObject("metadata").getInt("number"))
        .toList();
  }
}
