package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a call on a thread that nothing else uses.
 *
 * <p>The time-outs of Helidon's Fault Tolerance keep a reference to the calling thread until the
 * limit has passed, long after the call. On a thread of its own a call leaves nothing behind there:
 * neither the answer, with secrets in it, nor what its caller was doing.
 */
final class OwnThread {

  private OwnThread() {}

  /**
   * The call's result.
   *
   * @throws BackendException when the current thread is interrupted, and with it the call's
   * @throws RuntimeException what the call throws
   */
  static <T> T call(Supplier<T> call) {
    var work = new Work<T>(call);
    Thread thread = Thread.ofVirtual().name("connect-call").start(work);
    try {
      thread.join();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new BackendException(Kind.TIMEOUT, ConnectFailures.TIMED_OUT);
    }
    return work.takeAnswer();
  }

  /** A call, which the thread keeps; it is emptied at the end. */
  private static final class Work<T> implements Runnable {

    private @Nullable Supplier<T> call;
    private @Nullable T answer;
    private @Nullable Throwable failure;

    Work(Supplier<T> call) {
      this.call = call;
    }

    @Override
    public void run() {
      try {
        answer = Objects.requireNonNull(call).get();
      } catch (RuntimeException | Error e) {
        failure = e;
      } finally {
        call = null;
      }
    }

    /** Called after the end of the thread, which makes visible what it wrote. */
    T takeAnswer() {
      T taken = answer;
      Throwable thrown = failure;
      answer = null;
      failure = null;
      return switch (thrown) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case null, default -> Objects.requireNonNull(taken);
      };
    }
  }
}
