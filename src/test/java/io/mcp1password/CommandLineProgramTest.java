package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.config.AuthMode;
import io.mcp1password.config.Listener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineProgramTest {

  private final List<Object> calls = new ArrayList<>();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final Jobs jobs =
      new Jobs(
          (settings, warnings) -> {
            calls.add(settings);
            calls.addAll(warnings);
            return 0;
          },
          settings -> {
            calls.add(settings.host() + " " + settings.port());
            return 0;
          },
          (files, anchors) -> {
            calls.addAll(files);
            calls.addAll(anchors);
            return 3;
          },
          (given, json) -> {
            calls.add(given);
            calls.add(json);
            return 1;
          },
          listener -> {
            calls.add(listener);
            return 4;
          },
          () -> {
            calls.add("rehearsal");
            return 5;
          });

  @Test
  void servesByDefault() {
    assertThat(run("--auth-mode=demo", "--connect-token=x")).isZero();

    assertThat(calls).first().extracting("backend.authMode").isEqualTo(AuthMode.DEMO);
    assertThat(calls).hasSize(2).last().asString().startsWith("--connect-token: others");
    assertThat(output.size() + errors.size()).isZero();
  }

  @Test
  void tellsEveryProblemOnALineOfTheErrors() {
    assertThat(run("--auth-mode=demo", "--http-port=99999", "--log-level=x")).isEqualTo(2);

    assertThat(errors.toString(UTF_8).lines())
        .containsExactly(
            "mcp-1password: --http-port: 99999 is not between 0 and 65535",
            "mcp-1password: --log-level: x is not one of error, warn, info, debug, trace");
    assertThat(output.size()).isZero();
    assertThat(calls).isEmpty();
  }

  @Test
  void printsTheVersionAndTheJava() {
    assertThat(run("--version")).isZero();

    assertThat(output.toString(UTF_8).lines())
        .satisfiesExactly(
            first -> assertThat(first).matches("mcp-1password \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"),
            second -> assertThat(second).startsWith("Java " + Runtime.version().feature()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void theHelpNamesEverySettingOnShortLines(String flag) {
    assertThat(run("--http-port=bad", flag)).isZero();

    String help = output.toString(UTF_8);
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
    assertThat(help)
        .contains("--auth-mode=<connect|service-account|desktop|demo>")
        .contains("[OP_MCP_HTTP_PORT; default 17337; 0 to 65535]")
        .contains("OP_MCP_HTTP_BEARER_TOKEN")
        .contains("--version", "--help", "connect-stand-in", "audit")
        .doesNotContain("--http-bearer-token");
    assertThat(errors.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "connect-stand-in, --port",
    "audit, verify",
    "doctor, --json",
    "doctor, --connect-host",
    "audit verify, FILE",
    "audit verify, --anchor",
    "healthcheck, alive",
    "rehearse, training"
  })
  void everyCommandHasHelp(String command, String part) {
    assertThat(run((command + " --help").split(" ", -1))).isZero();

    assertThat(output.toString(UTF_8)).contains("Usage: mcp-1password " + command).contains(part);
  }

  @Test
  void runsTheStandIn() {
    assertThat(run("connect-stand-in")).isZero();
    assertThat(run("connect-stand-in", "--host", "0.0.0.0", "--port=0")).isZero();

    assertThat(calls).containsExactly("127.0.0.1 8080", "0.0.0.0 0");
  }

  @Test
  void checksTheHealthWhereTheEnvironmentSaysThatTheServiceListens() {
    var environment = new HashMap<>(Map.of("OP_MCP_HTTP_HOST", "127.0.0.2"));
    environment.put("OP_MCP_HTTP_PORT", "8");
    assertThat(run(environment, "healthcheck")).isEqualTo(4);
    environment.put("OP_MCP_HTTP_TLS_CERT", "/cert.pem");
    assertThat(run(environment, "healthcheck")).isEqualTo(4);
    assertThat(run("healthcheck", "127.0.0.3")).isEqualTo(2);

    var address = new InetSocketAddress("127.0.0.2", 8);
    assertThat(calls)
        .containsExactly(new Listener(address, null), new Listener(address, Path.of("/cert.pem")));
  }

  @Test
  void rehearses() {
    assertThat(run("rehearse")).isEqualTo(5);
    assertThat(run("rehearse", "more")).isEqualTo(2);

    assertThat(calls).containsExactly("rehearsal");
  }

  @Test
  void verifiesAuditFiles() {
    assertThat(run("audit", "verify", "a.jsonl", "/b.jsonl")).isEqualTo(3);

    assertThat(calls).containsExactly(Path.of("a.jsonl"), Path.of("/b.jsonl"));
  }

  @Test
  void verifiesTheConfiguredAuditFileWhenNoneIsNamed() {
    run(Map.of("OP_MCP_AUDIT_LOG_PATH", "/var/audit.jsonl"), "audit", "verify");

    assertThat(calls).containsExactly(Path.of("/var/audit.jsonl"));
  }

  @Test
  void verifiesAgainstAnchors() {
    String one = "0123456789abcdef".repeat(4);
    String other = "f".repeat(64);
    run("audit", "verify", "--anchor=" + one, "a.jsonl", "--anchor", other, "b.jsonl");

    assertThat(calls).containsExactly(Path.of("a.jsonl"), Path.of("b.jsonl"), one, other);
  }

  @Test
  void examinesTheSettingsThatFollow() {
    assertThat(run("doctor", "--auth-mode=demo", "--json")).isEqualTo(1);
    assertThat(run("doctor", "--auth-mode=demo", "--http-port=99999")).isEqualTo(1);

    assertThat(calls)
        .satisfiesExactly(
            given ->
                assertThat(given)
                    .extracting("loaded.settings.backend.authMode")
                    .isEqualTo(AuthMode.DEMO),
            json -> assertThat(json).isEqualTo(true),
            refused ->
                assertThat(refused)
                    .isEqualTo(
                        new GivenSettings(
                            null, List.of("--http-port: 99999 is not between 0 and 65535"))),
            json -> assertThat(json).isEqualTo(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--anchor=", "--anchor=abc", "--anchor=ops_hidden", "--anchor"})
  void refusesAnAnchorThatIsNoHashAndDoesNotShowIt(String flag) {
    assertThat(run("audit", "verify", "a.jsonl", flag)).isEqualTo(2);

    assertThat(errors.toString(UTF_8))
        .isEqualToIgnoringNewLines(
            "mcp-1password: --anchor: needs a hash, 64 hex digits in lower case");
    assertThat(calls).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "connect-stand-in --port=70000, --port: 70000 is not between 0 and 65535",
    "connect-stand-in --bad=1, --bad: there is no such flag; see --help",
    "audit verify --bad, --bad: there is no such flag; see --help",
    "audit, audit: needs the command verify",
    "--http-port=1 connect-stand-in, --http-port: is no flag of connect-stand-in",
    "--http-port=1 doctor, --http-port: has to stand after doctor",
  })
  void aBadCommandIsRefused(String command, String problem) {
    assertThat(run(command.split(" ", -1))).isEqualTo(2);

    assertThat(errors.toString(UTF_8)).isEqualToIgnoringNewLines("mcp-1password: " + problem);
    assertThat(calls).isEmpty();
  }

  @Test
  void anInternalErrorIsToldWithoutItsMessage() {
    Service failing =
        (settings, warnings) -> {
          throw new IllegalStateException("ops_hidden");
        };
    var all =
        new Jobs(
            failing,
            jobs.standIn(),
            jobs.auditCheck(),
            jobs.doctor(),
            jobs.healthCheck(),
            jobs.rehearsal());
    var program = program(all, Map.of());

    assertThat(program.run("--auth-mode=demo")).isEqualTo(1);
    assertThat(errors.toString(UTF_8))
        .startsWith("mcp-1password: internal error: java.lang.IllegalStateException at ")
        .contains("CommandLineProgramTest")
        .doesNotContain("ops_hidden");
  }

  private int run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private int run(Map<String, String> environment, String... arguments) {
    return program(jobs, environment).run(arguments);
  }

  private CommandLineProgram program(Jobs theirs, Map<String, String> environment) {
    return new CommandLineProgram(
        theirs,
        environment,
        new PrintStream(output, true, UTF_8),
        new PrintStream(errors, true, UTF_8));
  }
}
