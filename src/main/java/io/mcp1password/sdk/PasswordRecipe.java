package io.mcp1password.sdk;

/** How a password is made up. */
public sealed interface PasswordRecipe {

  /**
   * Words.
   *
   * @param capitalize whether one of the words is in upper case
   * @param wordCount the number of words or syllables
   */
  record Memorable(
      SeparatorType separatorType, boolean capitalize, WordListType wordListType, int wordCount)
      implements PasswordRecipe {}

  /**
   * Digits.
   *
   * @param length their number
   */
  record Pin(int length) implements PasswordRecipe {}

  /**
   * Letters, and more if wanted.
   *
   * @param length the number of characters
   */
  record Random(boolean includeDigits, boolean includeSymbols, int length)
      implements PasswordRecipe {}
}
