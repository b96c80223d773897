package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A fenced block of a Markdown page.
 *
 * @param comment what the HTML comment on the line before says; empty without one
 * @param language the word after the fence; may be empty
 */
record MarkdownBlock(String comment, String language, String text) {

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)(?:^<!-- ([^\n]*) -->\n)?^```(\\w*)\n(.*?)^```$");

  /** All blocks of the page, in order. */
  static List<MarkdownBlock> of(Path page) throws IOException {
    return BLOCK
        .matcher(Files.readString(page, UTF_8))
        .results()
        .map(
            each ->
                new MarkdownBlock(
                    each.group(1) == null ? "" : each.group(1), each.group(2), each.group(3)))
        .toList();
  }
}
