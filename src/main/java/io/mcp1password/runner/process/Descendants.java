package io.mcp1password.runner.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a child has started, also outside its group: its descendants and, on Linux, younger
 * processes that hold its output pipes although their parents are gone.
 *
 * <p>A process that left its group, lost its parents and closed both outputs is not found.
 */
final class Descendants {

  private static final Path PROCESSES = Path.of("/proc");

  private final long pid;
  private final Instant birth;
  private final Set<Path> pipes = new HashSet<>();
  private final Set<ProcessHandle> found = new HashSet<>();

  Descendants(Child child, Pipes childPipes) {
    this.pid = child.pid();
    this.birth =
        ProcessHandle.of(pid).flatMap(handle -> handle.info().startInstant()).orElse(Instant.MAX);
    remember(childPipes.output());
    remember(childPipes.errors());
  }

  private void remember(Pipe pipe) {
    target(PROCESSES.resolve("self/fd/" + pipe.readEnd())).ifPresent(pipes::add);
  }

  /** Adds those that there are now. */
  void look() {
    ProcessHandle.of(pid).ifPresent(child -> child.descendants().forEach(found::add));
    if (!pipes.isEmpty()) {
      ProcessHandle.allProcesses().filter(this::holdsPipe).forEach(found::add);
    }
  }

  boolean anyAlive() {
    return found.stream().anyMatch(ProcessHandle::isAlive);
  }

  /** Sends SIGTERM; to a process that is gone, nothing. */
  void terminate() {
    found.forEach(ProcessHandle::destroy);
  }

  /** Sends SIGKILL; to a process that is gone, nothing. */
  void kill() {
    found.forEach(ProcessHandle::destroyForcibly);
  }

  private boolean holdsPipe(ProcessHandle process) {
    if (process.pid() == pid
        || process.pid() == ProcessHandle.current().pid()
        || isOlder(process)) {
      return false;
    }
    Path descriptors = PROCESSES.resolve(process.pid() + "/fd");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
      for (Path each : all) {
        if (target(each).filter(pipes::contains).isPresent()) {
          return true;
        }
      }
    } catch (IOException e) {
      // gone, or another user's
      return false;
    }
    return false;
  }

  private boolean isOlder(ProcessHandle process) {
    return process.info().startInstant().map(start -> start.isBefore(birth)).orElse(true);
  }

  private static Optional<Path> target(Path link) {
    try {
      return Optional.of(Files.readSymbolicLink(link));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
