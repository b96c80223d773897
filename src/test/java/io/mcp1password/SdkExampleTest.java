package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.sdk.InMemoryCore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example in the documentation is code that compiles and runs. */
class SdkExampleTest {

  private static final Path SOURCE = Path.of("src/test/java/io/mcp1password/SdkExample.java");

  @Test
  void theDocumentationShowsTheExampleAsItIs() throws IOException {
    String code = Files.readString(SOURCE).split("\n\n", 2)[1];
    assertThat(Files.readString(Path.of("docs/sdk.md"))).contains("```java\n" + code + "```\n");
  }

  @Test
  void theExampleRuns() {
    InMemoryCore core = InMemoryCore.withSamples();
    assertThat(SdkExample.run(core, "ops_token")).isTrue();
    assertThat(core.calls()).contains("ItemsCreate", "ItemsArchive", "releaseClient");
  }
}
