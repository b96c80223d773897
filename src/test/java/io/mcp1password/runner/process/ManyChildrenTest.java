package io.mcp1password.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.model.Secret;
import io.mcp1password.runner.redaction.Redactor;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** 1,000 runs, 16 at a time, leave nothing behind. */
@Timeout(300)
class ManyChildrenTest {

  private static final int RUNS = 1_000;
  private static final int AT_A_TIME = 16;

  @TempDir Path folder;

  private final Secret secret = Secret.of("correct horse battery");

  @Test
  void nothingGrows() throws Exception {
    try (var children = new ChildProcesses();
        var callers = Executors.newFixedThreadPool(AT_A_TIME)) {
      run(children, callers, AT_A_TIME);
      long descriptors = entries(Path.of("/proc/self/fd"));
      run(children, callers, RUNS);
      assertThat(childThreads()).isZero();
      assertThat(entries(Path.of("/proc/self/fd"))).isLessThanOrEqualTo(descriptors + 5);
      assertThat(entries(folder)).isZero();
      assertThat(ownChildren()).isZero();
    }
  }

  private void run(ChildProcesses children, ExecutorService callers, int runs) throws Exception {
    ChildCommand command =
        Shell.script("/bin/cat; echo $S; echo error >&2")
            .withEnvironment(Map.of("S", secret, "TMPDIR", Secret.of(folder.toString())))
            .withInput(secret)
            .keepingOutput(Redactor.of(List.of(secret)));
    List<Future<ChildResult>> results = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      results.add(callers.submit(() -> children.run(command)));
    }
    for (Future<ChildResult> each : results) {
      assertThat(each.get().stdout()).isEqualTo(Redactor.MASK + "\n");
      assertThat(each.get().stderr()).isEqualTo("error\n");
    }
    awaitZero(ManyChildrenTest::childThreads);
  }

  /** A watching thread ends a moment after its answer was given. */
  private static void awaitZero(LongSupplier count) {
    while (count.getAsLong() > 0) {
      Thread.onSpinWait();
    }
  }

  private static long childThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("child-process"))
        .count();
  }

  /** Children of this JVM, zombies included: the parent's number is the second after the name. */
  private static long ownChildren() throws IOException {
    String own = Long.toString(ProcessHandle.current().pid());
    long count = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path each : all) {
        count += parent(each).equals(own) ? 1 : 0;
      }
    }
    return count;
  }

  private static String parent(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[1];
    } catch (IOException e) {
      return "gone";
    }
  }

  private static long entries(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }
}
