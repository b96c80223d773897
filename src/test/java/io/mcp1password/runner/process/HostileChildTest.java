package io.mcp1password.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.model.Secret;
import io.mcp1password.runner.process.ChildException.Kind;
import io.mcp1password.runner.redaction.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Children that do what they should not. */
@Timeout(120)
class HostileChildTest {

  private static final Duration SHORT = Duration.ofMillis(500);

  private final ChildProcesses children = new ChildProcesses();

  @TempDir Path folder;

  @AfterEach
  void close() {
    children.close();
  }

  /** The process whose number a script wrote to a file, once it is there. */
  private static long pid(Path file) throws IOException {
    while (!Files.exists(file) || !Files.readString(file).endsWith("\n")) {
      Thread.onSpinWait();
    }
    return Long.parseLong(Files.readString(file).strip());
  }

  private static void awaitEnd(long pid) {
    while (isRunning(pid)) {
      Thread.onSpinWait();
    }
  }

  /** Whether a process runs; one that only waits to be reaped by its parent does not. */
  private static boolean isRunning(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aFloodOfBothOutputsIsReadAndCutAtTheLimit() {
    ChildResult result =
        children.run(
            Shell.script("yes out | head -c 5000000 & yes err | head -c 5000000 >&2; wait"));
    assertThat(result.exitCode()).isZero();
    assertThat(result.outputTruncated()).isTrue();
    assertThat(result.stdout().length() + result.stderr().length())
        .isEqualTo(ChildCommand.OUTPUT_LIMIT);
  }

  @Test
  void anEndlessFloodEndsWithTheTime() {
    ChildResult result = children.run(Shell.script("yes & yes >&2", SHORT));
    assertThat(result.outputTruncated()).isTrue();
    assertThat(result.timedOut()).isTrue();
  }

  @Test
  void aSignalThatIsIgnoredIsFollowedByOneThatCannotBe() {
    ChildResult result =
        children.run(Shell.script("trap '' TERM; while :; do sleep 0.05; done", SHORT));
    assertThat(result.timedOut()).isTrue();
    assertThat(result.signal()).isEqualTo("SIGKILL");
  }

  @Test
  void aChildMayUseItsGraceToCleanUp() {
    ChildResult result =
        children.run(
            Shell.script("trap 'echo cleaned; exit 4' TERM; while :; do sleep 0.02; done", SHORT));
    assertThat(result.timedOut()).isTrue();
    assertThat(result.stdout()).isEqualTo("cleaned\n");
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.succeeded()).isFalse();
  }

  @Test
  void itsWholeGroupIsStopped() throws IOException {
    Path file = folder.resolve("pid");
    ChildResult result =
        children.run(
            Shell.script(
                "(trap '' TERM; while :; do sleep 0.05; done) & echo $! >" + file + "; wait",
                SHORT));
    assertThat(result.timedOut()).isTrue();
    awaitEnd(pid(file));
  }

  @Test
  void whatLeftItsGroupIsStoppedAsWell() throws IOException {
    Path file = folder.resolve("pid");
    ChildResult result =
        children.run(
            Shell.script(
                "setsid sh -c 'echo $$ >" + file + "; trap \"\" TERM; sleep 60; :' & wait", SHORT));
    assertThat(result.timedOut()).isTrue();
    awaitEnd(pid(file));
  }

  @Test
  void anOrphanThatHoldsTheOutputIsStoppedAsWell() throws IOException {
    Path file = folder.resolve("pid");
    ChildResult result =
        children.run(
            Shell.script(
                "(setsid sh -c 'echo $$ >" + file + "; sleep 60; :' &) ; sleep 60", SHORT));
    assertThat(result.timedOut()).isTrue();
    awaitEnd(pid(file));
  }

  @Test
  void aGrandchildThatHoldsTheOutputDoesNotHoldTheAnswer() throws IOException {
    Path file = folder.resolve("pid");
    ChildResult result = children.run(Shell.script("sleep 600 & echo $! >" + file + "; echo done"));
    assertThat(result.stdout()).isEqualTo("done\n");
    assertThat(result.timedOut()).isFalse();
    assertThat(result.exitCode()).isZero();
    awaitEnd(pid(file));
  }

  @Test
  void closedOutputsAreNotTheEnd() {
    ChildResult result = children.run(Shell.script("exec >&- 2>&-; sleep 0.3; exit 5"));
    assertThat(result.exitCode()).isEqualTo(5);
    ChildResult endless = children.run(Shell.script("exec >&- 2>&-; sleep 60", SHORT));
    assertThat(endless.timedOut()).isTrue();
    assertThat(endless.signal()).isEqualTo("SIGTERM");
  }

  @Test
  void anEndWithinACharacterIsReplaced() {
    ChildResult result = children.run(Shell.script("printf 'caf\\303'; printf '\\342\\202' >&2"));
    assertThat(result.stdout()).isEqualTo("caf\uFFFD");
    assertThat(result.stderr()).isEqualTo("\uFFFD");
  }

  @Test
  void aSecretIsMaskedByteByByteAndEncodedButNotReversed() {
    String secret = "correct/horse+42";
    String perl =
        "perl -MMIME::Base64 -e '$|=1; $s=$ENV{S};for (split //,$s) { syswrite STDOUT,$_; select"
            + " undef,undef,undef,0.002 }print \"\\n"
            + "\",encode_base64($s),unpack(\"H*\",$s),\"\\n"
            + "\",reverse(split //,$s),\"\\n"
            + "\"'";
    ChildCommand command =
        Shell.script(perl)
            .withEnvironment(Map.of("S", Secret.of(secret), "PATH", Secret.of("/usr/bin:/bin")))
            .keepingOutput(Redactor.of(List.of(Secret.of(secret))));
    ChildResult result = children.run(command);
    assertThat(result.stderr()).isEmpty();
    assertThat(result.stdout().lines())
        .containsExactly(
            Redactor.MASK,
            Redactor.MASK,
            Redactor.MASK,
            new StringBuilder(secret).reverse().toString());
  }

  @Test
  void anInterruptedCallerStopsTheChild() throws Exception {
    Path file = folder.resolve("pid");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> run =
          threads.submit(
              () -> {
                assertThatThrownBy(
                        () -> children.run(Shell.script("echo $$ >" + file + "; sleep 600")))
                    .isInstanceOfSatisfying(
                        ChildException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED));
                assertThat(Thread.interrupted()).isTrue();
                return null;
              });
      long pid = pid(file);
      threads.shutdownNow();
      run.get();
      assertThat(Shell.isAlive(pid)).isFalse();
    }
  }

  @Test
  void closingStopsWhatRunsAndRefusesMore() throws Exception {
    Path file = folder.resolve("pid");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ChildResult> run =
          threads.submit(() -> children.run(Shell.script("echo $$ >" + file + "; sleep 600")));
      long pid = pid(file);
      children.close();
      assertThat(Shell.isAlive(pid)).isFalse();
      assertThatThrownBy(run::get).hasCauseInstanceOf(ChildException.class);
    }
    assertThatThrownBy(() -> children.run(Shell.script("true"))).isInstanceOf(ChildException.class);
  }
}
