package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.audit.AuditDefect;
import io.mcp1password.audit.AuditVerification;
import io.mcp1password.audit.AuditVerifier;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed in the middle of its work leaves an audit log that verifies up to its
 * last whole line. All of them write to the same file, one after the other, and two at once.
 */
class KilledServerIT {

  private static final int KILLS = 50;
  private static final int MOST_RECORDS = 16;

  @TempDir private Path folder;

  @Test
  void theAuditLogVerifiesUpToItsLastWholeLine() throws Exception {
    var moments = new Random(20261124);
    Path log = folder.resolve("audit.jsonl");
    for (int i = 0; i < KILLS; i += 2) {
      try (var one = Victim.start(log);
          var other = Victim.start(log)) {
        one.workUntil(1 + moments.nextInt(MOST_RECORDS));
        other.workUntil(1 + moments.nextInt(MOST_RECORDS));
        one.kill();
        other.kill();
      }
    }

    AuditVerification found = AuditVerifier.verify(List.of(log), Set.of());

    assertThat(found.chains()).hasSizeGreaterThanOrEqualTo(KILLS);
    assertThat(found.chains().stream().mapToLong(chain -> chain.records()).sum())
        .isGreaterThan(3L * KILLS);
    assertThat(found.defects()).isEmpty();
    assertThat(found.notes()).allMatch(note -> note.kind() == AuditDefect.Kind.INCOMPLETE);
  }

  /** A server over standard input and output, whose client asks and asks, and then kills it. */
  private static final class Victim implements AutoCloseable {

    private final Process process;
    private final BufferedWriter input;

    private Victim(Process process) {
      this.process = process;
      this.input = process.outputWriter(StandardCharsets.UTF_8);
    }

    static Victim start(Path log) throws IOException {
      var builder =
          new ProcessBuilder(
              Path.of("mcp-1password").toAbsolutePath().toString(),
              "--auth-mode=demo",
              "--audit-log-path=" + log);
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().keySet().removeIf(name -> name.startsWith("OP_"));
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      var result = new Victim(builder.start());
      result.say(
          """
          {"jsonrpc":"2.0","id":0,"method":"initialize","params":{\
          "protocolVersion":"2025-11-25","capabilities":{},\
          "clientInfo":{"name":"killer","version":"1"}}}
          {"jsonrpc":"2.0","method":"notifications/initialized"}
          """);
      return result;
    }

    /** Asks for more than this many answers, and returns while the rest is still being made. */
    void workUntil(int answers) throws IOException {
      var calls = new StringBuilder();
      for (int id = 1; id <= answers + MOST_RECORDS; id++) {
        calls.append(
            """
            {"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"password_generate",\
            "arguments":{"reason":"kill test","acknowledgePlaintext":\
            "I_UNDERSTAND_THIS_RETURNS_GENERATED_SECRET_PLAINTEXT"}}}
            """
                .formatted(id));
      }
      say(calls.toString());
      var output = process.inputReader(StandardCharsets.UTF_8);
      for (int i = 0; i <= answers; i++) {
        assertThat(output.readLine()).contains("\"result\"");
      }
    }

    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    private void say(String lines) throws IOException {
      input.write(lines);
      input.flush();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
