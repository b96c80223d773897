package io.mcp1password.config;

import io.mcp1password.model.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of values that settings have; those of the network are in {@link NetworkTypes}. */
final class ValueTypes {

  private static final Set<String> TRUE = Set.of("true", "1", "yes", "on");
  private static final Set<String> FALSE = Set.of("false", "0", "no", "off");

  private ValueTypes() {}

  static ValueType<Boolean> truth() {
    return new ValueType<>("true|false", "", true, ValueTypes::parseTruth);
  }

  private static Boolean parseTruth(String text) throws BadValue {
    String word = text.toLowerCase(Locale.ROOT);
    if (!TRUE.contains(word) && !FALSE.contains(word)) {
      throw new BadValue("is not one of true, false, 1, 0, yes, no, on, off");
    }
    return TRUE.contains(word);
  }

  static ValueType<Integer> count(int least, int most) {
    return number("count", least, most);
  }

  static ValueType<Integer> port() {
    return number("port", 0, 65_535);
  }

  private static ValueType<Integer> number(String label, int least, int most) {
    return new ValueType<>(
        label, least + " to " + most, true, text -> parseNumber(text, least, most));
  }

  /** A duration in milliseconds. */
  static ValueType<Duration> millis(int least, int most) {
    return new ValueType<>(
        "ms",
        least + " to " + most,
        true,
        text -> Duration.ofMillis(parseNumber(text, least, most)));
  }

  private static int parseNumber(String text, int least, int most) throws BadValue {
    if (!text.matches("[+-]?[0-9]+")) {
      throw new BadValue("is not a whole number");
    }
    boolean fits = text.length() <= 11;
    long number = fits ? Long.parseLong(text) : Long.MAX_VALUE;
    if (number < least || number > most) {
      throw new BadValue("is not between " + least + " and " + most);
    }
    return (int) number;
  }

  /** One of an enum's constants, by the name it has on the command line. */
  static <E extends Enum<E>> ValueType<E> choice(Class<E> type, Function<E, String> name) {
    E[] constants = type.getEnumConstants();
    String label = Arrays.stream(constants).map(name).collect(Collectors.joining("|"));
    return new ValueType<>(
        label,
        "",
        true,
        text ->
            Arrays.stream(constants)
                .filter(each -> name.apply(each).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new BadValue("is not one of " + label.replace("|", ", "))));
  }

  static ValueType<String> text(String label) {
    return new ValueType<>(label, "", true, text -> text);
  }

  /** Visible ASCII, as every token is, so that it can stand in a header. */
  static ValueType<Secret> secret() {
    return new ValueType<>("token", "", false, ValueTypes::parseSecret);
  }

  private static Secret parseSecret(String text) throws BadValue {
    if (!text.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
      throw new BadValue("has characters other than visible ASCII");
    }
    return Secret.of(text);
  }

  /** An absolute path; {@code ~/} stands for the home folder. */
  static ValueType<Path> absolutePath() {
    return new ValueType<>("path", "absolute, or from ~/", true, ValueTypes::parseAbsolutePath);
  }

  private static Path parseAbsolutePath(String text) throws BadValue {
    Path path = parsePath(text);
    if (!path.isAbsolute()) {
      throw new BadValue("is not an absolute path");
    }
    return path;
  }

  /** A path as it is given; {@code ~/} stands for the home folder. */
  static ValueType<Path> path() {
    return new ValueType<>("path", "", true, ValueTypes::parsePath);
  }

  private static Path parsePath(String text) throws BadValue {
    try {
      return text.startsWith("~/")
          ? Path.of(System.getProperty("user.home"), text.substring(2))
          : Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadValue("is not a path");
    }
  }
}
