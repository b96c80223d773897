package io.mcp1password.runner.opcli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.config.OpCliAuthMode;
import io.mcp1password.config.Settings;
import io.mcp1password.config.SettingsLoader;
import io.mcp1password.model.Secret;
import io.mcp1password.operation.OperationException;
import io.mcp1password.runner.process.ChildProcesses;
import io.mcp1password.runner.process.ChildResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sign-in, with an op that is a script and keeps a list of its calls. */
class OpCliTest {

  private static final String SCRIPT =
      """
      #!/bin/sh
      cd "${0%/*}"
      echo "$* session=$OP_SESSION account=$OP_ACCOUNT leak=$SECRET_OF_THE_SERVICE" >> calls
      case "$1" in
        signin) n=$(cat count 2>/dev/null || echo 0); n=$((n + 1)); echo $n > count
          if [ -e locked ]; then echo "[ERROR] wrong password xyzzy" >&2; exit 1; fi
          echo "session-$n" ;;
        whoami) if [ -e expired ]; then echo "[ERROR] account is not signed in" >&2; exit 1; fi ;;
        account) if [ -e locked ]; then echo "[ERROR] locked" >&2; exit 1; fi; echo '{}' ;;
      esac
      """;

  @TempDir Path folder;
  private Path op;
  private final ChildProcesses children = new ChildProcesses();

  @BeforeEach
  void writeOp() throws IOException {
    op = folder.toRealPath().resolve("op");
    Files.writeString(op, SCRIPT);
    Files.setPosixFilePermissions(op, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void stop() {
    children.close();
  }

  @ParameterizedTest
  @CsvSource({
    "connect,auto,MANUAL_SESSION",
    "desktop,auto,MANUAL_SESSION",
    "service-account,auto,SERVICE_ACCOUNT",
    "demo,auto,NONE",
    "service-account,desktop,DESKTOP",
    "connect,none,NONE"
  })
  void autoFollowsTheBackend(String backend, String given, OpCliAuthMode mode) {
    assertThat(opCli(backend, given).mode()).isEqualTo(mode);
  }

  @Test
  void aSessionIsMadeOnceAndKept() throws IOException {
    OpCli cli = opCli("connect", "manual-session");
    assertThat(cli.status().hasCachedSession()).isFalse();
    OpCli.Authentication first = cli.authenticate();
    assertThat(first.variables())
        .isEqualTo(Map.of("OP_SESSION", Secret.of("session-1"), "OP_ACCOUNT", Secret.of("acme")));
    assertThat(first.secrets()).containsExactly(Secret.of("session-1"));
    assertThat(first.refreshed()).isFalse();
    assertThat(cli.authenticate()).isEqualTo(first);
    assertThat(calls()).containsExactly("signin --account acme --raw session= account=acme leak=");
    assertThat(cli.status().hasCachedSession()).isTrue();
    assertThat(cli.status().manualSessionKnownValid()).isTrue();
  }

  @Test
  void oneSignInServesAllWhoComeMeanwhile() throws IOException {
    OpCli cli = opCli("connect", "manual-session");
    assertThat(IntStream.range(0, 8).parallel().mapToObj(_ -> cli.authenticate()).distinct())
        .hasSize(1);
    assertThat(calls()).hasSize(1);
  }

  @Test
  void aRefusedSessionIsCheckedAndUsedAgainWhenItIsValid() throws IOException {
    OpCli cli = opCli("connect", "manual-session");
    OpCli.Authentication used = cli.authenticate();
    cli.ended(failure("[ERROR] You are not currently signed in."), used);
    assertThat(cli.status().manualSessionMarkedInvalid()).isTrue();
    assertThat(cli.authenticate()).isEqualTo(used);
    assertThat(calls())
        .last()
        .isEqualTo("whoami --account acme session=session-1 account=acme leak=");
    assertThat(cli.status().manualSessionMarkedInvalid()).isFalse();
  }

  @Test
  void aSessionThatIsNoLongerValidIsReplaced() throws IOException {
    OpCli cli = opCli("connect", "manual-session");
    OpCli.Authentication old = cli.authenticate();
    cli.ended(failure("session expired"), old);
    Files.createFile(folder.resolve("expired"));
    OpCli.Authentication fresh = cli.authenticate();
    assertThat(fresh.secrets()).containsExactly(Secret.of("session-2"));
    assertThat(fresh.refreshed()).isTrue();
    // A command that still ran with the old session says nothing about the new one.
    cli.ended(failure("session expired"), old);
    assertThat(cli.status().manualSessionMarkedInvalid()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"npm ERR! 401", "connection refused", "invalid argument"})
  void anyOtherFailureSaysNothingAboutTheSession(String output) {
    OpCli cli = opCli("connect", "manual-session");
    cli.ended(failure(output), cli.authenticate());
    assertThat(cli.status().manualSessionMarkedInvalid()).isFalse();
  }

  @Test
  void aCommandThatSucceedsMayPrintAnything() {
    OpCli cli = opCli("connect", "manual-session");
    var fine = new ChildResult(0, null, false, "not signed in", "", false, Duration.ZERO);
    cli.ended(fine, cli.authenticate());
    assertThat(cli.status().manualSessionMarkedInvalid()).isFalse();
  }

  @Test
  void aResetForgetsTheSession() {
    OpCli cli = opCli("connect", "manual-session");
    cli.authenticate();
    cli.reset();
    assertThat(cli.status()).isEqualTo(new OpCli.Status(false, false, false, false));
    assertThat(cli.authenticate().secrets()).containsExactly(Secret.of("session-2"));
  }

  @Test
  void aFailedSignInIsToldWithoutWhatOpSaid() throws IOException {
    Files.createFile(folder.resolve("locked"));
    for (String mode : List.of("manual-session", "desktop")) {
      assertThatThrownBy(() -> opCli("connect", mode).authenticate())
          .isInstanceOf(OperationException.class)
          .hasMessageContaining("could not be signed in")
          .hasMessageNotContaining("xyzzy")
          .hasMessageNotContaining(folder.toString());
    }
    Files.delete(op);
    assertThatThrownBy(() -> opCli("connect", "manual-session").authenticate())
        .hasMessageContaining("--op-cli-path")
        .hasMessageNotContaining(folder.toString());
  }

  @Test
  void theDesktopAppIsAskedOnce() throws IOException {
    OpCli cli = opCli("connect", "desktop");
    OpCli.Authentication first = cli.authenticate();
    assertThat(first.variables()).isEqualTo(Map.of("OP_ACCOUNT", Secret.of("acme")));
    assertThat(first.secrets()).isEmpty();
    cli.authenticate();
    assertThat(calls())
        .containsExactly("account get --account acme --format json session= account=acme leak=");
    assertThat(cli.status().desktopValidated()).isTrue();
  }

  @Test
  void aServiceAccountNeedsNoCallOfOp() {
    OpCli.Authentication signIn = opCli("service-account", "auto").authenticate();
    assertThat(signIn.variables())
        .isEqualTo(
            Map.of(
                "OP_SERVICE_ACCOUNT_TOKEN",
                Secret.of("ops_token"),
                "OP_ACCOUNT",
                Secret.of("acme")));
    assertThat(signIn.secrets()).containsExactly(Secret.of("ops_token"));
    assertThat(folder.resolve("calls")).doesNotExist();
  }

  @Test
  void withoutASignInACommandGetsNothing() {
    OpCli.Authentication signIn = opCli("connect", "none").authenticate();
    assertThat(signIn.variables()).isEmpty();
    assertThat(folder.resolve("calls")).doesNotExist();
  }

  @Test
  void aCommandInheritsAFewVariablesAndFindsOp() {
    var environment =
        new MinimalEnvironment(
            Map.of("PATH", "/bin:/opt", "LC_ALL", "C", "OP_CONNECT_TOKEN", "x", "TERM", "vt100"));
    assertThat(environment.variables())
        .isEqualTo(Map.of("PATH", Secret.of("/bin:/opt"), "LC_ALL", Secret.of("C")));
    assertThat(environment.variables(Path.of("/opt/op")))
        .containsEntry("PATH", Secret.of("/opt:/bin"));
    assertThat(environment.variables(Path.of("op"))).isEqualTo(environment.variables());
  }

  private OpCli opCli(String backend, String mode) {
    var variables = Map.of("OP_SERVICE_ACCOUNT_TOKEN", "ops_token", "OP_CONNECT_TOKEN", "a.b.c");
    Settings settings =
        SettingsLoader.withMicroProfile(variables)
            .load(
                new ArrayList<>(
                    List.of(
                        "--auth-mode=" + backend,
                        "--account=acme",
                        "--op-cli-path=" + op,
                        "--op-cli-auth-mode=" + mode)))
            .settings();
    var environment =
        new MinimalEnvironment(
            Map.of("PATH", System.getenv("PATH"), "SECRET_OF_THE_SERVICE", "leaked"));
    return new OpCli(settings.backend(), settings.runner(), environment, children);
  }

  private static ChildResult failure(String stderr) {
    return new ChildResult(1, null, false, "", stderr, false, Duration.ZERO);
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }
}
