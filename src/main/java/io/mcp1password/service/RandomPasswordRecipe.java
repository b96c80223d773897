package io.mcp1password.service;

import java.util.ArrayList;
import java.util.List;

/**
 * What a random password is to be made of.
 *
 * @param length how many characters: {@value #MIN_LENGTH} to {@value #MAX_LENGTH}
 * @param excludeSimilar leaves out the characters that are easily mistaken for each other: {@value
 *     #SIMILAR}
 * @param symbolSet the symbols to choose from, each counted once; empty for no symbols
 */
public record RandomPasswordRecipe(
    int length,
    boolean lowercase,
    boolean uppercase,
    boolean digits,
    boolean symbols,
    boolean excludeSimilar,
    String symbolSet) {

  /** The fewest characters. */
  public static final int MIN_LENGTH = 8;

  /** The most characters. */
  public static final int MAX_LENGTH = 256;

  /** The length when none is asked for. */
  public static final int DEFAULT_LENGTH = 24;

  /** The symbols when none are asked for: those that nearly every site accepts. */
  public static final String DEFAULT_SYMBOLS = "!@#$%^&*()-_=+[]{}:,.?";

  /** The characters that are easily mistaken for each other. */
  public static final String SIMILAR = "O0Il1|";

  /** The recipe when nothing is asked for: every set. */
  public static final RandomPasswordRecipe DEFAULT =
      new RandomPasswordRecipe(DEFAULT_LENGTH, true, true, true, true, false, DEFAULT_SYMBOLS);

  private static final int MAX_SYMBOLS = 128;
  private static final String LOWERCASE = "abcdefghijklmnopqrstuvwxyz";
  private static final String UPPERCASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";

  /**
   * What is wrong with it, each problem beginning with the argument's name as callers know it;
   * empty when a password can be made.
   */
  public List<String> problems() {
    var problems = new ArrayList<String>();
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      problems.add("length must be from " + MIN_LENGTH + " to " + MAX_LENGTH);
    }
    if (symbolSet.codePointCount(0, symbolSet.length()) > MAX_SYMBOLS) {
      problems.add("symbols must have at most " + MAX_SYMBOLS + " characters");
    }
    if (!symbolSet.codePoints().allMatch(RandomPasswordRecipe::isPrintable)) {
      problems.add("symbols must hold printable characters only, and no spaces");
    }
    if (symbols && !symbolSet.isEmpty() && without(symbolSet).length == 0) {
      problems.add("symbols has nothing left when excludeSimilar is true");
    }
    if (sets().isEmpty()) {
      problems.add(
          "includeLowercase, includeUppercase, includeDigits or includeSymbols must be true");
    }
    return List.copyOf(problems);
  }

  /** The chosen sets of characters, as code points without duplicates; none is empty. */
  List<int[]> sets() {
    var sets = new ArrayList<int[]>();
    addIf(lowercase, LOWERCASE, sets);
    addIf(uppercase, UPPERCASE, sets);
    addIf(digits, DIGITS, sets);
    addIf(symbols, symbolSet, sets);
    return sets;
  }

  private void addIf(boolean chosen, String set, List<int[]> sets) {
    int[] characters = without(set);
    if (chosen && characters.length > 0) {
      sets.add(characters);
    }
  }

  private int[] without(String set) {
    return set.codePoints()
        .filter(each -> !excludeSimilar || SIMILAR.indexOf(each) < 0)
        .distinct()
        .toArray();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
