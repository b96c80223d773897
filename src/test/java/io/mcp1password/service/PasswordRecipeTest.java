package io.mcp1password.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRecipeTest {

  @ParameterizedTest
  @ValueSource(ints = {8, 24, 256})
  void acceptsALengthWithinTheBounds(int length) {
    assertThat(random(length, true, "!", false).problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 7, 257, Integer.MAX_VALUE})
  void refusesALengthOutsideTheBounds(int length) {
    assertThat(random(length, true, "!", false).problems())
        .containsExactly("length must be from 8 to 256");
  }

  @Test
  void refusesNoCharactersAtAll() {
    assertThat(new RandomPasswordRecipe(8, false, false, false, false, false, "!").problems())
        .singleElement()
        .asString()
        .startsWith("includeLowercase");
    assertThat(new RandomPasswordRecipe(8, false, false, false, true, false, "").problems())
        .singleElement()
        .asString()
        .startsWith("includeLowercase");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "a\tb", "\u0000", "\ud800", "\u202e", "\u2028"})
  void refusesSymbolsThatCannotBeSeen(String symbols) {
    assertThat(random(8, true, symbols, false).problems())
        .containsExactly("symbols must hold printable characters only, and no spaces");
  }

  @Test
  void refusesSymbolsOfWhichNothingIsLeft() {
    assertThat(random(8, true, "|1", true).problems())
        .containsExactly("symbols has nothing left when excludeSimilar is true");
    assertThat(random(8, true, "|1", false).problems()).isEmpty();
  }

  @Test
  void refusesTooManySymbols() {
    assertThat(random(8, true, "!".repeat(129), false).problems())
        .containsExactly("symbols must have at most 128 characters");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 6, 12})
  void acceptsANumberOfWordsWithinTheBounds(int words) {
    assertThat(new MemorablePasswordRecipe(words, "-", true, true).problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 2, 13, Integer.MAX_VALUE})
  void refusesANumberOfWordsOutsideTheBounds(int words) {
    assertThat(new MemorablePasswordRecipe(words, "-", true, true).problems())
        .containsExactly("words must be from 3 to 12");
  }

  @Test
  void limitsTheSeparator() {
    assertThat(new MemorablePasswordRecipe(3, "", true, true).problems()).isEmpty();
    assertThat(new MemorablePasswordRecipe(3, "😀".repeat(8), true, true).problems()).isEmpty();
    assertThat(new MemorablePasswordRecipe(3, "-".repeat(9), true, true).problems())
        .containsExactly("separator must have at most 8 characters");
    assertThat(new MemorablePasswordRecipe(3, "\n", true, true).problems())
        .containsExactly("separator must hold no control characters");
  }

  private static RandomPasswordRecipe random(
      int length, boolean symbols, String symbolSet, boolean excludeSimilar) {
    return new RandomPasswordRecipe(length, true, true, true, symbols, excludeSimilar, symbolSet);
  }
}
