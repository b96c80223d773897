package io.mcp1password.sdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.sdk.CoreException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What happens when the core fails on its way. */
class EventLoopTest {

  @Test
  void aTaskThatFailsIsReportedAndTheNextOneRuns() {
    List<String> seen = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> done = new CompletableFuture<>();
    try (EventLoop loop = new EventLoop(() -> seen.add("after"), () -> seen.add("failed"))) {
      loop.execute(
          () -> {
            loop.queueMicrotask(() -> seen.add("microtask of a failed task"));
            throw new IllegalStateException();
          });
      loop.execute(() -> loop.queueMicrotask(() -> seen.add("microtask")));
      loop.execute(() -> done.complete(null));
      done.join();
    }
    // The last task's own end may be noted while this is looked at.
    assertThat(List.copyOf(seen).subList(0, 3)).containsExactly("failed", "microtask", "after");
  }

  @Test
  void aClientOfTheFormerInstanceStandsForNoOther() {
    ClientIds ids = new ClientIds();
    String former = ids.told("0");
    ids.nextGeneration();
    String current = ids.told("0");
    assertThat(current).isNotEqualTo(former);
    assertThat(ids.isCurrent(former)).isFalse();
    assertThat(ids.request(request(current))).isEqualTo(request("0"));
    assertThatThrownBy(() -> ids.request(request(former))).isInstanceOf(CoreException.class);
  }

  private static String request(String client) {
    return "{\"invocation\":{\"clientId\":" + client + "}}";
  }
}
