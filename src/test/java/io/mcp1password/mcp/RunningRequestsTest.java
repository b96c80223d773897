package io.mcp1password.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RunningRequestsTest {

  private static final JsonValue ID = JsonText.JSON.createValue("a");

  private final RunningRequests running = new RunningRequests();

  @Test
  void givesWhatTheWorkGivesAndForgetsIt() {
    assertThat(running.run(ID, () -> 7)).contains(7);
    assertThat(running.run(ID, () -> 8)).contains(8);
    assertThatThrownBy(
            () ->
                running.run(
                    ID,
                    () -> {
                      throw new IllegalStateException("failed");
                    }))
        .hasMessage("failed");
    assertThat(running.run(ID, () -> 9)).contains(9);
  }

  @Test
  void refusesAnIdThatIsInUse() {
    running.run(
        ID,
        () -> {
          assertThatThrownBy(() -> running.run(ID, () -> 1)).isInstanceOf(ProtocolException.class);
          return running.run(JsonText.JSON.createValue(1), () -> 2);
        });
  }

  @Test
  void cancelledWorkGivesNothingAndLeavesNoInterruptBehind() throws Exception {
    var begun = new CountDownLatch(1);
    var outcome = new CompletableFuture<Optional<String>>();
    Thread worker =
        Thread.ofVirtual()
            .start(
                () -> {
                  Optional<String> result =
                      running.run(
                          ID,
                          () -> {
                            begun.countDown();
                            try {
                              new CountDownLatch(1).await();
                              return "never";
                            } catch (InterruptedException e) {
                              Thread.currentThread().interrupt();
                              return "interrupted";
                            }
                          });
                  outcome.complete(
                      Thread.currentThread().isInterrupted() ? Optional.of("left") : result);
                });
    begun.await();
    running.cancel(JsonText.JSON.createValue("b"));
    running.cancel(ID);
    worker.join();
    assertThat(outcome.get()).isEmpty();
  }

  @Test
  void refusesMoreThanTheMost() {
    assertThatThrownBy(() -> nest(0))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.error()).isEqualTo(ProtocolError.OVERLOADED));
  }

  private int nest(int depth) {
    return running.run(JsonText.JSON.createValue(depth), () -> nest(depth + 1)).orElseThrow();
  }
}
