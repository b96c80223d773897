package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.demo.ConnectStandIn;
import io.mcp1password.model.Secret;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program's command {@code doctor}. */
class DoctorIT {

  @TempDir private Path folder;

  private record Outcome(int code, String output, String errors) {}

  @Test
  void theDemoIsWell() throws Exception {
    Outcome outcome = doctor("", "--auth-mode=demo", "--transport=http", "--http-port=0");

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output().lines())
        .allMatch(line -> line.startsWith("ok  "))
        .anyMatch(line -> line.contains("connect access: the token is accepted"));
    assertThat(outcome.code()).isZero();
    assertThat(folder.resolve("audit")).doesNotExist();
  }

  @Test
  void aRefusedTokenFailsAndTheJsonSaysSoWithoutShowingIt() throws Exception {
    try (var connect = ConnectStandIn.builder().build();
        var other = ConnectStandIn.builder().build()) {
      Secret token = other.adminToken();
      Outcome outcome =
          doctor(
              token.reveal(), "--auth-mode=connect", "--connect-host=" + connect.uri(), "--json");

      JsonObject report = ServiceUnderTest.json(outcome.output());
      assertThat(report.getBoolean("passed")).isFalse();
      assertThat(report.getJsonArray("checks").getValuesAs(JsonObject.class))
          .filteredOn(check -> check.getString("state").equals("fail"))
          .extracting(check -> check.getString("check"))
          .containsExactly("connect access");
      assertThat(outcome.output() + outcome.errors()).doesNotContain(token.reveal());
      assertThat(outcome.code()).isEqualTo(1);
    }
  }

  @Test
  void badSettingsAreFindings() throws Exception {
    Outcome outcome = doctor("", "--auth-mode=connect", "--http-port=99999");

    assertThat(outcome.output().lines())
        .anyMatch(line -> line.startsWith("fail  configuration: --http-port: 99999 is not"))
        .anyMatch(line -> line.startsWith("fail  configuration: --connect-token"));
    assertThat(outcome.code()).isEqualTo(1);
  }

  private Outcome doctor(String token, String... flags) throws Exception {
    var command = new ArrayList<>(List.of(Path.of("mcp-1password").toAbsolutePath().toString()));
    command.add("doctor");
    command.add("--audit-log-path=" + folder.resolve("audit").resolve("audit.jsonl"));
    command.addAll(List.of(flags));
    Path errors = folder.resolve("errors");
    var builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OP_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HOME", folder.toString());
    if (!token.isEmpty()) {
      builder.environment().put("OP_CONNECT_TOKEN", token);
    }
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Outcome(process.waitFor(), output, Files.readString(errors, UTF_8));
  }
}
