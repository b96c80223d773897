package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every source file is in the one format.
 *
 * <p>Run with {@code -Dformat.write=true} to rewrite the files that are not.
 */
class FormattingTest {

  private static final boolean WRITE = Boolean.getBoolean("format.write");

  @Test
  void everySourceFileIsFormatted() throws Exception {
    var differing = new ArrayList<Path>();
    for (Path file : sources()) {
      String source = Files.readString(file, UTF_8);
      String formatted = format(source);
      if (!formatted.equals(source)) {
        if (WRITE) {
          Files.writeString(file, formatted, UTF_8);
        }
        differing.add(file);
      }
    }
    assertThat(differing).as("files to format (rewrite with -Dformat.write=true)").isEmpty();
  }

  private static String format(String source) throws Exception {
    String imports =
        ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(source), Style.GOOGLE);
    return new Formatter().formatSource(imports);
  }

  private static List<Path> sources() throws Exception {
    try (var files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
