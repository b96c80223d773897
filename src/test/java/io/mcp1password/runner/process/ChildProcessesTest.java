package io.mcp1password.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.model.Secret;
import io.mcp1password.runner.process.ChildException.Kind;
import io.mcp1password.runner.redaction.Redactor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildProcessesTest {

  private static final Path ENV = Path.of("/usr/bin/env");
  private static final Duration TIME = Duration.ofMinutes(1);

  private final ChildProcesses children = new ChildProcesses();

  @TempDir Path folder;

  @AfterEach
  void close() {
    children.close();
  }

  private static ChildCommand kept(Path executable, List<String> arguments, Path directory) {
    return ChildCommand.of(executable, arguments, directory, TIME)
        .keepingOutput(Redactor.of(List.of()));
  }

  private Path file(String content, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve("program"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void aServiceThatWasStartedWithChildrenIgnoredLearnsHowTheyEnd() {
    var ignore = MemorySegment.ofAddress(1);
    int childSignal = Objects.requireNonNull(Platform.current()).childSignal();
    SystemCalls.call(
        SystemCalls.function("signal", ValueLayout.JAVA_INT, ValueLayout.ADDRESS),
        childSignal,
        ignore);
    try (var others = new ChildProcesses()) {
      assertThat(others.run(Shell.script("exit 7")).exitCode()).isEqualTo(7);
    }
  }

  @Test
  void aResultDoesNotPrintWhatTheChildWrote() {
    assertThat(children.run(Shell.script("echo sesame; echo sesame >&2")).toString())
        .contains("exitCode=0")
        .doesNotContain("sesame");
  }

  @Test
  void bothOutputsAndTheExitCodeAreGiven() {
    ChildResult result = children.run(Shell.script("echo out; echo err >&2; exit 7"));
    assertThat(result.stdout()).isEqualTo("out\n");
    assertThat(result.stderr()).isEqualTo("err\n");
    assertThat(result.exitCode()).isEqualTo(7);
    assertThat(result.signal()).isNull();
    assertThat(result.timedOut()).isFalse();
    assertThat(result.succeeded()).isFalse();
    assertThat(result.outputTruncated()).isFalse();
    assertThat(result.duration()).isPositive();
  }

  @Test
  void theEnvironmentIsExactlyWhatIsGiven() {
    var variables = Map.of("A", Secret.of("one two"), "B", Secret.of("é=1"), "C", Secret.EMPTY);
    ChildResult result = children.run(kept(ENV, List.of(), folder).withEnvironment(variables));
    assertThat(result.stdout().lines()).containsExactlyInAnyOrder("A=one two", "B=é=1", "C=");
    assertThat(children.run(kept(ENV, List.of(), folder)).stdout()).isEmpty();
  }

  @Test
  void argumentsReachTheProgramUninterpreted() {
    List<String> arguments = List.of("%s|", "a b", "$HOME", "*", "", "'\"", "é");
    ChildResult result = children.run(kept(Path.of("/usr/bin/printf"), arguments, folder));
    assertThat(result.stdout()).isEqualTo("a b|$HOME|*||'\"|é|");
  }

  @Test
  void itRunsInItsDirectory() throws IOException {
    ChildResult result = children.run(kept(Path.of("/bin/pwd"), List.of("-P"), folder));
    assertThat(result.stdout()).isEqualTo(folder.toRealPath() + "\n");
  }

  @Test
  void itReadsItsInputToTheEnd() {
    String text = "ä line\n".repeat(50_000);
    ChildCommand count = kept(Path.of("/usr/bin/wc"), List.of("-c"), folder);
    assertThat(children.run(count.withInput(Secret.of(text))).stdout().strip()).isEqualTo("400000");
    assertThat(children.run(count.withInput(Secret.EMPTY)).stdout().strip()).isEqualTo("0");
    assertThat(children.run(count).stdout().strip()).isEqualTo("0");
  }

  @Test
  void itNeedNotReadItsInput() {
    ChildCommand command = Shell.script("exec 0<&-; echo done");
    ChildResult result = children.run(command.withInput(Secret.of("x".repeat(1_000_000))));
    assertThat(result.stdout()).isEqualTo("done\n");
    assertThat(result.succeeded()).isTrue();
  }

  @Test
  void itHasThreeDescriptorsOnly() {
    assertThat(descriptors(children)).isEqualTo("0 1 2 ");
  }

  @Test
  void itHasThreeDescriptorsOnlyWithoutCloseFrom() {
    var system = PosixSystem.of(Platform.LINUX, new FileActions(Platform.LINUX, false));
    try (var others = new ChildProcesses(system)) {
      assertThat(descriptors(others)).isEqualTo("0 1 2 ");
    }
  }

  /** Those of a child, while this process has one that children inherit. */
  private static String descriptors(ChildProcesses children) {
    var calls = new SystemCalls(Platform.LINUX);
    int inheritable = SystemCalls.call(SystemCalls.function("dup", ValueLayout.JAVA_INT), 0);
    assertThat(inheritable).isGreaterThan(2);
    try {
      String script = "for n in $(seq 0 1023); do [ -h /proc/$$/fd/$n ] && printf '%s ' $n; done";
      return children.run(Shell.script(script)).stdout();
    } finally {
      calls.close(inheritable);
    }
  }

  @Test
  void itLeadsASessionOfItsOwnWithNoSignalBlockedOrIgnored() {
    ChildResult result =
        children.run(
            Shell.script(
                "read -r pid name state parent group session rest </proc/self/stat;"
                    + "[ $group = $$ ] && [ $session = $$ ] && echo own;"
                    + "exec grep -E 'Sig(Blk|Ign)' /proc/self/status"));
    // glibc keeps its own two signals, 32 and 33, ignored.
    assertThat(result.stdout()).matches("own\nSigBlk:\t0{16}\nSigIgn:\t0000000[01][08]0000000\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "KILL", "USR1", "SEGV"})
  void theSignalThatEndedItIsNamed(String signal) {
    ChildResult result = children.run(Shell.script("kill -" + signal + " $$"));
    assertThat(result.signal()).isEqualTo("SIG" + signal);
    assertThat(result.exitCode()).isNull();
    assertThat(result.timedOut()).isFalse();
  }

  @Test
  void nothingIsKeptWithoutARedactor() {
    ChildCommand command =
        ChildCommand.of(Shell.SH, List.of("-c", "echo out; exit 3"), folder, TIME);
    ChildResult result = children.run(command);
    assertThat(result.stdout()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.outputTruncated()).isFalse();
  }

  @Test
  void whatCannotBeStartedIsExplained() throws IOException {
    assertThatThrownBy(() -> children.run(kept(folder.resolve("no"), List.of(), folder)))
        .isInstanceOfSatisfying(
            ChildException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_STARTED))
        .hasMessageContaining("executable does not exist");
    assertThatThrownBy(() -> children.run(kept(ENV, List.of(), folder.resolve("no"))))
        .hasMessageContaining("directory");
    assertThatThrownBy(() -> children.run(kept(ENV, List.of("a\0b"), folder)))
        .hasMessageContaining("NUL");
    assertThatThrownBy(
            () -> children.run(kept(file("#!/bin/sh\n", "rw-r--r--"), List.of(), folder)))
        .hasMessageContaining("chmod");
    assertThatThrownBy(() -> children.run(kept(file("echo\n", "rwxr-xr-x"), List.of(), folder)))
        .hasMessageContaining("#!/bin/sh");
    assertThatThrownBy(() -> children.run(kept(file("#!/no\n", "rwxr-xr-x"), List.of(), folder)))
        .hasMessageContaining("interpreter");
    assertThatThrownBy(() -> children.run(kept(ENV, List.of("x".repeat(200_000)), folder)))
        .hasMessageContaining("too large");
  }

  @Test
  void anotherSystemIsRefused() {
    assertThat(Platform.of("Windows 11", "amd64")).isNull();
    assertThat(Platform.of("Linux", "x86")).isNull();
    assertThat(Platform.of("Linux", "aarch64")).isEqualTo(Platform.LINUX);
    assertThat(Platform.of("Mac OS X", "x86_64")).isEqualTo(Platform.MACOS);
    Platform none = Platform.of("Windows 11", "amd64");
    try (var others = new ChildProcesses(none)) {
      assertThatThrownBy(() -> others.run(Shell.script("true")))
          .isInstanceOfSatisfying(
              ChildException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED_SYSTEM))
          .hasMessageContaining("Linux and macOS");
    }
  }

  @Test
  void badCommandsAreRefused() {
    Path relative = Path.of("sh");
    assertThatThrownBy(() -> ChildCommand.of(relative, List.of(), folder, TIME))
        .hasMessageContaining("absolute");
    assertThatThrownBy(() -> ChildCommand.of(ENV, List.of(), relative, TIME))
        .hasMessageContaining("absolute");
    assertThatThrownBy(() -> ChildCommand.of(ENV, List.of(), folder, Duration.ZERO))
        .hasMessageContaining("time-out");
    var badName = Map.of("A=B", Secret.EMPTY);
    assertThatThrownBy(() -> ChildCommand.of(ENV, List.of(), folder, TIME).withEnvironment(badName))
        .hasMessageContaining("variable");
  }

  @Test
  void aCommandPrintsNeitherArgumentsNorVariables() {
    ChildCommand command =
        ChildCommand.of(ENV, List.of("private"), folder, TIME)
            .withEnvironment(Map.of("A", Secret.of("hidden")));
    assertThat(command).hasToString("ChildCommand[/usr/bin/env]");
  }

  @Test
  void theGraceIsHalfTheTimeoutWithinBounds() {
    assertThat(Stopping.grace(Duration.ofMillis(10))).isEqualTo(Duration.ofMillis(50));
    assertThat(Stopping.grace(Duration.ofMillis(600))).isEqualTo(Duration.ofMillis(300));
    assertThat(Stopping.grace(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(1));
  }
}
