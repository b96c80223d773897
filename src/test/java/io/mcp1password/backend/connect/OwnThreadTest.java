package io.mcp1password.backend.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.backend.BackendException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OwnThreadTest {

  @Test
  void theAnswerComesFromAnotherThread() {
    assertThat(OwnThread.call(Thread::currentThread)).isNotSameAs(Thread.currentThread());
  }

  @Test
  void aFailureIsThrownAsItIs() {
    var failure = new IllegalArgumentException("x");
    assertThatThrownBy(
            () ->
                OwnThread.call(
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  @Test
  void anInterruptReachesTheCall() throws Exception {
    var interrupted = new CountDownLatch(1);
    var failures = new ArrayList<RuntimeException>();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    OwnThread.call(() -> waited(interrupted));
                  } catch (RuntimeException e) {
                    failures.add(e);
                  }
                });
    caller.interrupt();
    caller.join();
    interrupted.await();
    assertThat(List.copyOf(failures))
        .singleElement()
        .isInstanceOfSatisfying(
            BackendException.class,
            e -> assertThat(e.kind()).isEqualTo(BackendException.Kind.TIMEOUT));
  }

  private static boolean waited(CountDownLatch interrupted) {
    try {
      new CountDownLatch(1).await();
      return false;
    } catch (InterruptedException e) {
      interrupted.countDown();
      return true;
    }
  }
}
