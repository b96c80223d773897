package io.mcp1password.demo;

import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Connect makes a generated value of.
 *
 * @param length 1 to 64 characters
 * @param alphabet the characters to choose from
 */
record PasswordRecipe(int length, String alphabet) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int DEFAULT_LENGTH = 32;
  private static final int MAX_LENGTH = 64;

  private enum CharacterSet {
    LETTERS("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    DIGITS("0123456789"),
    SYMBOLS("!@.-_*");

    private final String characters;

    CharacterSet(String characters) {
      this.characters = characters;
    }
  }

  /** The recipe of a request; 32 characters of every set when there is none. */
  static PasswordRecipe of(@Nullable Input recipe) {
    if (recipe == null) {
      return new PasswordRecipe(DEFAULT_LENGTH, alphabet(EnumSet.allOf(CharacterSet.class), ""));
    }
    int length = recipe.number("length", DEFAULT_LENGTH);
    String alphabet = alphabet(characterSets(recipe), recipe.text("excludeCharacters", ""));
    if (length < 1 || length > MAX_LENGTH || alphabet.isEmpty()) {
      throw Refusal.badRequest("Invalid password recipe");
    }
    return new PasswordRecipe(length, alphabet);
  }

  String generate() {
    return RANDOM
        .ints(length, 0, alphabet.length())
        .map(alphabet::charAt)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static Set<CharacterSet> characterSets(Input recipe) {
    var sets = EnumSet.noneOf(CharacterSet.class);
    for (String name : recipe.texts("characterSets")) {
      try {
        sets.add(CharacterSet.valueOf(name));
      } catch (IllegalArgumentException unknown) {
        throw Refusal.badRequest("Invalid password recipe");
      }
    }
    return sets.isEmpty() ? EnumSet.allOf(CharacterSet.class) : sets;
  }

  private static String alphabet(Set<CharacterSet> sets, String excluded) {
    var alphabet = new StringBuilder();
    for (CharacterSet set : sets) {
      set.characters
          .chars()
          .filter(each -> excluded.indexOf(each) < 0)
          .forEach(alphabet::appendCodePoint);
    }
    return alphabet.toString();
  }
}
