package io.mcp1password.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeQueueTest {

  private static final Change TOOLS = Change.of(Change.Kind.TOOL_LIST);
  private static final Change RESOURCES = Change.of(Change.Kind.RESOURCE_LIST);

  private final Changes changes =
      new Changes(Set.of(Change.Kind.TOOL_LIST, Change.Kind.RESOURCE_LIST));

  @Test
  void aChangeThatHappensAgainIsKeptOnceAndInOrder() throws Exception {
    try (ChangeQueue queue = changes.listen(change -> true)) {
      for (int i = 0; i < 1_000; i++) {
        changes.publish(TOOLS);
        changes.publish(RESOURCES);
      }
      assertThat(queue.take()).contains(TOOLS);
      changes.publish(TOOLS);
      assertThat(queue.take()).contains(RESOURCES);
      assertThat(queue.take()).contains(TOOLS);
    }
  }

  @Test
  void onlyWhatIsWantedIsKeptAndNothingAfterTheEnd() throws Exception {
    ChangeQueue queue = changes.listen(RESOURCES::equals);
    changes.publish(TOOLS);
    changes.publish(RESOURCES);
    assertThat(queue.take()).contains(RESOURCES);
    changes.publish(RESOURCES);
    queue.close();
    changes.publish(RESOURCES);
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void whatWasNotAnnouncedCannotBePublished() {
    assertThatThrownBy(() -> changes.publish(Change.of(Change.Kind.PROMPT_LIST)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
