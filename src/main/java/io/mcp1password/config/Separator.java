package io.mcp1password.config;

import java.io.File;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How several values stand in one environment variable or property. */
enum Separator {
  /** One value only, also on the command line. */
  NONE,
  COMMA,
  /** The system's path separator: a colon, on Windows a semicolon. */
  PATH;

  /** The values in this text; those that are blank are left out. */
  List<String> split(String text) {
    String[] parts =
        switch (this) {
          case NONE -> new String[] {text};
          case COMMA -> text.split(",", -1);
          case PATH -> text.split(Pattern.quote(File.pathSeparator), -1);
        };
    return Stream.of(parts).map(String::strip).filter(each -> !each.isEmpty()).toList();
  }
}
