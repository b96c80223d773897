package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands that README.md marks as tested print what it shows after them.
 *
 * <p>The mark is a comment before the block, with the flags that the service has to be started with
 * in addition; blocks with the same flags run one after another. White space does not matter in
 * outputs, and an ellipsis stands for anything.
 */
class ReadmeIT {

  private static final Path README = Path.of("README.md");
  private static final String TESTED = "tested";
  private static final String OUTPUT = "output";
  private static final String END = "@@@ end of block @@@";

  @TempDir private Path folder;

  /** A tested block and what has to come of it. */
  record Example(MarkdownBlock block, String output) {}

  static Stream<String> flags() throws Exception {
    return MarkdownBlock.of(README).stream()
        .map(MarkdownBlock::comment)
        .filter(each -> each.startsWith(TESTED))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("flags")
  void printsWhatThePageShows(String comment) throws Exception {
    String[] flags = Arrays.stream(comment.split(" ")).skip(1).toArray(String[]::new);
    try (var server = ServerProcess.demo(folder, flags)) {
      List<Example> examples = examples(README, comment);
      List<String> printed = shellOutputs(new Shell(server, folder), examples, Map.of());
      for (Example example : examples) {
        String output =
            example.block().language().equals("js")
                ? javaScriptOutput(server, example)
                : printed.removeFirst();
        assertThat(compact(output))
            .as(example.block().text())
            .matches(pattern(new Shell(server, folder).here(example.output())));
      }
    }
  }

  /** The page's blocks with this comment. */
  static List<Example> examples(Path page, String comment) throws Exception {
    List<MarkdownBlock> blocks = MarkdownBlock.of(page);
    var examples = new ArrayList<Example>();
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).comment().equals(comment)) {
        MarkdownBlock next = blocks.get(i + 1);
        assertThat(next.comment()).as("the block after %s", blocks.get(i)).isEqualTo(OUTPUT);
        examples.add(new Example(blocks.get(i), next.text()));
      }
    }
    return examples;
  }

  /** One shell for all, because later commands use the variables of earlier ones. */
  static List<String> shellOutputs(
      Shell shell, List<Example> examples, Map<String, String> variables) throws Exception {
    String script =
        examples.stream()
            .map(Example::block)
            .filter(each -> each.language().equals("sh"))
            .map(each -> each.text() + "printf '%s' '" + END + "'\n")
            .collect(Collectors.joining());
    String printed = shell.run(script, variables);
    return new ArrayList<>(List.of(printed.split(Pattern.quote(END))));
  }

  private String javaScriptOutput(ServerProcess server, Example example) throws Exception {
    NodeProject project = NodeProject.installed("mcp-client");
    String script = new Shell(server, folder).here(example.block().text());
    Files.writeString(project.folder().resolve("readme.mjs"), script, UTF_8);
    return project.run("readme.mjs", Map.of("TOKEN", server.token().reveal()));
  }

  static Pattern pattern(String shown) {
    return Pattern.compile(
        Arrays.stream(compact(shown).split("…", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }

  static String compact(String text) {
    return text.replaceAll("\\s", "");
  }
}
