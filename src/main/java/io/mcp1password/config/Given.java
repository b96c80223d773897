package io.mcp1password.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts that were given for a setting.
 *
 * @param source where they come from, as messages name it: a flag, a variable or a property
 * @param byFlag whether they stand on the command line
 * @param trouble why there are none; null when there are some
 */
record Given(String source, List<String> texts, boolean byFlag, @Nullable String trouble) {

  Given(String source, List<String> texts, boolean byFlag) {
    this(source, texts, byFlag, null);
  }

  /** What was to be found elsewhere and is not. */
  static Given unusable(String source, String trouble) {
    return new Given(source, List.of(), false, trouble);
  }

  /** Not the texts: they may be secret. */
  @Override
  public String toString() {
    return source;
  }
}
