package io.mcp1password;

import io.mcp1password.backend.InMemoryBackend;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference page says what the operations say. */
class ToolsReferenceTest {

  @Test
  void thePageIsWhatTheCatalogueSays() {
    Snapshot.check(
        Path.of("docs", "reference", "tools.md"),
        ToolsReference.render(ServiceFixture.of(InMemoryBackend.withSamples()).catalog()));
  }
}
