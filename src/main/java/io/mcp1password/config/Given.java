package io.mcp1password.config;

import java.util.List;

/**
 * The texts that were given for a setting.
 *
 * @param source where they come from, as messages name it: a flag, a variable or a property
 * @param byFlag whether they stand on the command line
 */
record Given(String source, List<String> texts, boolean byFlag) {

  /** Not the texts: they may be secret. */
  @Override
  public String toString() {
    return source;
  }
}
