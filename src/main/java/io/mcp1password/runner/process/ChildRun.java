package io.mcp1password.runner.process;

import io.mcp1password.runner.process.ChildException.Kind;
import java.time.Duration;
import java.util.concurrent.Callable;

/** One child from its start to its end, watched by one thread. */
final class ChildRun implements Callable<ChildResult> {

  /** How long output may be held open by others after the child's end. */
  private static final long LINGER_NANOS = Duration.ofMillis(250).toNanos();

  /** How often the child's end is looked for while it says nothing. */
  private static final int LONGEST_PAUSE_MILLIS = 20;

  private final PosixSystem system;
  private final ChildCommand command;
  private volatile boolean cancelled;

  ChildRun(PosixSystem system, ChildCommand command) {
    this.system = system;
    this.command = command;
  }

  /** Stops the child, or keeps it from being started. */
  void cancel() {
    cancelled = true;
  }

  @Override
  public ChildResult call() {
    var output = new ChildOutput(command.redactor());
    try (Pipes pipes = Pipes.open(system.calls(), command.input() != null);
        var streams = new Streams(system.calls(), pipes, output, command.input())) {
      refuseIfCancelled();
      long start = System.nanoTime();
      var child =
          new Child(system.calls(), system.platform(), system.spawner().start(command, pipes));
      boolean timedOut;
      int status;
      var stopping = new Stopping(child, new Descendants(child, pipes), command.timeout());
      try {
        timedOut = watch(child, streams, stopping, start);
      } finally {
        stopping.finish();
        status = child.reap();
      }
      refuseIfCancelled();
      return result(status, timedOut, output, start);
    }
  }

  private void refuseIfCancelled() {
    if (cancelled) {
      throw new ChildException(
          Kind.CANCELLED, "The command was stopped, because its caller or the service ends.");
    }
  }

  /** Returns after the child's end; whether its time was over. */
  private boolean watch(Child child, Streams streams, Stopping stopping, long start) {
    boolean timedOut = false;
    long ended = 0;
    int pause = 1;
    while (true) {
      streams.move(streams.anyOpen() ? LONGEST_PAUSE_MILLIS : pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      long now = System.nanoTime();
      stopping.goOn(now);
      if (child.hasEnded()) {
        ended = ended == 0 ? now : ended;
        if (!stopping.isWaiting() && (!streams.anyOpen() || now - ended >= LINGER_NANOS)) {
          return timedOut;
        }
      } else if (!stopping.hasBegun()) {
        timedOut = now - start >= command.timeout().toNanos();
        if (timedOut || cancelled) {
          stopping.begin(now);
        }
      }
    }
  }

  private ChildResult result(int status, boolean timedOut, ChildOutput output, long start) {
    int signal = status & 0x7F;
    String stdout = output.standard().text();
    String stderr = output.errors().text();
    return new ChildResult(
        signal == 0 ? (status >> 8) & 0xFF : null,
        signal == 0 ? null : system.platform().signalName(signal),
        timedOut,
        stdout,
        stderr,
        output.truncated(),
        Duration.ofNanos(System.nanoTime() - start));
  }
}
