package io.mcp1password.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference page says what the table of settings says. */
class ConfigurationReferenceTest {

  private static final Path PAGE = Path.of("docs", "reference", "configuration.md");

  @Test
  void thePageIsWhatTheTableSays() throws IOException {
    String page = ConfigurationReference.render();
    if (Boolean.getBoolean("snapshots.update")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("rewrite with -Dsnapshots.update=true").exists().hasContent(page);
  }
}
