package io.mcp1password.service;

import java.util.ArrayList;
import java.util.List;

/**
 * What a memorable password is to be made of: words from a list of 7,772, about 12.9 bits each.
 *
 * @param words how many: {@value #MIN_WORDS} to {@value #MAX_WORDS}
 * @param separator stands between the parts; up to {@value #MAX_SEPARATOR} characters, may be empty
 * @param capitalize begins each word with a capital
 * @param includeNumber adds a part of two digits at the end
 */
public record MemorablePasswordRecipe(
    int words, String separator, boolean capitalize, boolean includeNumber) {

  /** The fewest words. */
  public static final int MIN_WORDS = 3;

  /** The most words. */
  public static final int MAX_WORDS = 12;

  /** The number of words when none is asked for. */
  public static final int DEFAULT_WORDS = 6;

  /** The longest separator, in characters. */
  public static final int MAX_SEPARATOR = 8;

  /** The separator when none is asked for. */
  public static final String DEFAULT_SEPARATOR = "-";

  /** The recipe when nothing is asked for. */
  public static final MemorablePasswordRecipe DEFAULT =
      new MemorablePasswordRecipe(DEFAULT_WORDS, DEFAULT_SEPARATOR, false, true);

  /**
   * What is wrong with it, each problem beginning with the argument's name as callers know it;
   * empty when a password can be made.
   */
  public List<String> problems() {
    var problems = new ArrayList<String>();
    if (words < MIN_WORDS || words > MAX_WORDS) {
      problems.add("words must be from " + MIN_WORDS + " to " + MAX_WORDS);
    }
    if (separator.codePointCount(0, separator.length()) > MAX_SEPARATOR) {
      problems.add("separator must have at most " + MAX_SEPARATOR + " characters");
    }
    if (separator.codePoints().anyMatch(MemorablePasswordRecipe::isUnwritable)) {
      problems.add("separator must hold no control characters");
    }
    return List.copyOf(problems);
  }

  private static boolean isUnwritable(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }
}
