package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The table of faults in the documentation, whose last column says what tests saw. */
final class FaultTable {

  private static final Path PAGE = Path.of("docs/resilience.md");
  private static final String HEAD = "| fault | expected | seen |\n| --- | --- | --- |\n";
  private static final String MARKER = "<!-- made by tests -->\n";
  private static final String NOT_SEEN = "not seen";

  private FaultTable() {}

  /** Fails when the page says something else of this fault. */
  static void check(FaultRow row, String seen) throws IOException {
    Snapshot.check(PAGE, page(Files.readString(PAGE), row, seen));
  }

  /** Fails when the page has other rows, or a row of which nothing was seen. */
  static void checkRows() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).isEqualTo(page(page, FaultRow.LATE, seen(page, FaultRow.LATE)));
    assertThat(page).doesNotContain(NOT_SEEN);
  }

  /** The page with the table anew, which ends it. */
  private static String page(String page, FaultRow changed, String seen) {
    assertThat(page).as(PAGE.toString()).containsOnlyOnce(MARKER);
    String rows =
        Arrays.stream(FaultRow.values())
            .map(row -> start(row) + (row == changed ? seen : seen(page, row)) + " |\n")
            .collect(Collectors.joining());
    return page.substring(0, page.indexOf(MARKER)) + MARKER + HEAD + rows;
  }

  private static String seen(String page, FaultRow row) {
    return page.lines()
        .filter(line -> line.startsWith(start(row)))
        .map(line -> line.substring(start(row).length(), line.length() - 2))
        .findFirst()
        .orElse(NOT_SEEN);
  }

  private static String start(FaultRow row) {
    return "| " + row.fault() + " | " + row.expected() + " | ";
  }
}
