package io.mcp1password.sdk.core;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that a core instance is used by: tasks in order, each followed by the microtasks
 * that it caused, and timers.
 *
 * <p>Tasks may be given by any thread, microtasks only by the loop's own.
 */
final class EventLoop implements AutoCloseable {

  /** Compiled WebAssembly has deep call chains, deeper than a thread's usual stack. */
  private static final long STACK_BYTES = 16L << 20;

  private final ScheduledThreadPoolExecutor executor;
  private final Queue<Runnable> microtasks = new ArrayDeque<>();
  private final Runnable afterTask;
  private final Runnable onFailure;
  private volatile @Nullable Thread thread;

  /**
   * A loop.
   *
   * @param afterTask run on the loop after each task and its microtasks
   * @param onFailure run on the loop when a task or microtask throws anything
   */
  EventLoop(Runnable afterTask, Runnable onFailure) {
    this.afterTask = afterTask;
    this.onFailure = onFailure;
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(null, task, "1password-core", STACK_BYTES);
              made.setDaemon(true);
              thread = made;
              return made;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Runs a task soon.
   *
   * @throws RejectedExecutionException after {@link #close}
   */
  void execute(Runnable task) {
    executor.execute(() -> run(task));
  }

  /** Runs a task soon, or never when the loop was closed. */
  void executeIfOpen(Runnable task) {
    try {
      execute(task);
    } catch (RejectedExecutionException e) {
      // The loop was closed, so nobody waits for the task's outcome.
      return;
    }
  }

  /** Runs a task after so many milliseconds; cancel what is returned to prevent it. */
  ScheduledFuture<?> schedule(Runnable task, long delayMillis) {
    return executor.schedule(() -> run(task), delayMillis, TimeUnit.MILLISECONDS);
  }

  void queueMicrotask(Runnable task) {
    microtasks.add(task);
  }

  /** Whether the caller is the loop's own thread. */
  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  // Whatever escapes a task leaves the core in an unknown state, so nothing is let through.
  private void run(Runnable task) {
    try {
      task.run();
      for (Runnable next = microtasks.poll(); next != null; next = microtasks.poll()) {
        next.run();
      }
      afterTask.run();
    } catch (RuntimeException | Error e) {
      microtasks.clear();
      onFailure.run();
    }
  }

  /** Forgets what was to be done; the task that is running goes on to its end. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
