package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.audit.AuditOutcome;
import io.mcp1password.audit.AuditRecord;
import io.mcp1password.audit.AuditVerifier;
import io.mcp1password.audit.FileAuditLog;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCheckProcessTest {

  @TempDir private Path folder;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private Path file;
  private String lastHash;

  @BeforeEach
  void writeOneRecord() {
    file = folder.resolve("audit.jsonl");
    try (FileAuditLog log = new FileAuditLog(file, Clock.systemUTC())) {
      log.append(
          new AuditRecord("vault_list", AuditOutcome.SUCCESS, JsonValue.EMPTY_JSON_OBJECT, null));
    }
    lastHash = AuditVerifier.verify(file).chains().getFirst().lastHash();
  }

  @Test
  void anAnchorThatIsThereIsIntact() {
    assertThat(run(file, Set.of(lastHash))).isZero();

    assertThat(lines())
        .satisfiesExactly(
            chain -> assertThat(chain).endsWith(": 2 records, last hash " + lastHash),
            end -> assertThat(end).isEqualTo("The audit log is intact."));
  }

  @Test
  void anAnchorWhoseRecordWasRemovedIsTold() throws IOException {
    Files.write(file, Files.readAllLines(file).subList(0, 1));

    assertThat(run(file, Set.of())).isZero();
    output.reset();
    assertThat(run(file, Set.of(lastHash))).isEqualTo(1);
    assertThat(lines())
        .endsWith(
            "ANCHOR_MISSING: no record has the hash " + lastHash, "The audit log is NOT intact.");
  }

  @Test
  void aDefectIsToldWithItsLine() throws IOException {
    Files.writeString(file, "no record\n");

    assertThat(run(file, Set.of())).isEqualTo(1);
    assertThat(lines())
        .containsExactly(
            "ALTERED: " + file + " line 1: it is no audit record", "The audit log is NOT intact.");
  }

  @Test
  void aFileThatCannotBeReadIsAMistakeOfUse() {
    Path missing = folder.resolve("missing");

    assertThat(run(missing, Set.of())).isEqualTo(2);
    assertThat(output.size()).isZero();
    assertThat(errors.toString(UTF_8))
        .isEqualToIgnoringNewLines("mcp-1password: The audit file " + missing + " cannot be read.");
  }

  private int run(Path path, Set<String> anchors) {
    var process =
        new AuditCheckProcess(
            new PrintStream(output, true, UTF_8), new PrintStream(errors, true, UTF_8));
    return process.run(List.of(path), anchors);
  }

  private List<String> lines() {
    return output.toString(UTF_8).lines().toList();
  }
}
