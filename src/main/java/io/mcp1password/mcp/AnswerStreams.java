package io.mcp1password.mcp;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The threads that carry out messages and bring their answers, be it by a stream. */
final class AnswerStreams {

  private final Duration keepAlive;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();

  /**
   * @param keepAlive the time between two signs of life on a stream that is silent
   */
  AnswerStreams(Duration keepAlive) {
    this.keepAlive = keepAlive;
  }

  Duration keepAlive() {
    return keepAlive;
  }

  /** Carries out a message; its answer has ended when this has. */
  void start(Runnable work) {
    Thread thread =
        Thread.ofVirtual()
            .name("mcp-request")
            .unstarted(
                () -> {
                  try {
                    work.run();
                  } finally {
                    running.remove(Thread.currentThread());
                  }
                });
    running.add(thread);
    thread.start();
  }

  /** Waits for what is being carried out, at most this long. */
  void await(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try {
      for (Thread thread : running) {
        thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
