package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of the tools' reference works as it stands there. */
class ToolsReferenceIT {

  @TempDir private static Path folder;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.demo(folder, ServiceFixture.ALL_GATES.toArray(String[]::new));
    // curl reads it: an answer other than success is a failure.
    Files.writeString(folder.resolve(".curlrc"), "silent\nshow-error\nfail-with-body\n");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<String> examples() throws Exception {
    return MarkdownBlock.of(Path.of("docs", "reference", "tools.md")).stream()
        .filter(each -> each.language().equals("sh"))
        .map(MarkdownBlock::text);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExampleIsAnsweredWell(String example) throws Exception {
    String answer = new Shell(server, folder).run(example, Map.of("CURL_HOME", folder.toString()));
    assertThat(ServiceUnderTest.json(answer)).isNotEmpty();
  }
}
