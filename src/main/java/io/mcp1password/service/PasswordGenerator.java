package io.mcp1password.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.mcp1password.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Makes passwords; every choice is uniform and independent.
 *
 * <p>Safe for use by many threads at once if its source of randomness is, as {@link
 * java.security.SecureRandom} is.
 */
public final class PasswordGenerator {

  private static final List<String> WORDS = readWords();

  private final RandomGenerator random;

  /**
   * A generator that draws from this source.
   *
   * @param random a {@link java.security.SecureRandom}, except in tests
   */
  public PasswordGenerator(RandomGenerator random) {
    this.random = random;
  }

  /**
   * A random password that holds at least one character of each chosen set.
   *
   * <p>One character of each set is drawn first, the rest from all sets together, and all of them
   * are shuffled.
   *
   * @throws IllegalArgumentException when the recipe has problems
   */
  public Secret random(RandomPasswordRecipe recipe) {
    requireNone(recipe.problems());
    List<int[]> sets = recipe.sets();
    int[] all = sets.stream().flatMapToInt(IntStream::of).distinct().toArray();
    var characters = new int[recipe.length()];
    for (int i = 0; i < characters.length; i++) {
      int[] from = i < sets.size() ? sets.get(i) : all;
      characters[i] = from[random.nextInt(from.length)];
    }
    shuffle(characters);
    return Secret.of(new String(characters, 0, characters.length));
  }

  /**
   * A password of words, such as {@code cobalt-otter-…-42}.
   *
   * @throws IllegalArgumentException when the recipe has problems
   */
  public Secret memorable(MemorablePasswordRecipe recipe) {
    requireNone(recipe.problems());
    var parts = new ArrayList<String>();
    for (int i = 0; i < recipe.words(); i++) {
      String word = WORDS.get(random.nextInt(WORDS.size()));
      parts.add(recipe.capitalize() ? capitalized(word) : word);
    }
    if (recipe.includeNumber()) {
      parts.add(String.format(Locale.ROOT, "%02d", random.nextInt(100)));
    }
    return Secret.of(String.join(recipe.separator(), parts));
  }

  /** The words that memorable passwords are made of. */
  static List<String> words() {
    return WORDS;
  }

  private void shuffle(int[] characters) {
    for (int i = characters.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int held = characters[i];
      characters[i] = characters[other];
      characters[other] = held;
    }
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static void requireNone(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  private static List<String> readWords() {
    try (InputStream stream = PasswordGenerator.class.getResourceAsStream("words.txt")) {
      if (stream == null) {
        throw new IllegalStateException("the word list is missing from the program");
      }
      return new String(stream.readAllBytes(), US_ASCII).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the word list cannot be read", e);
    }
  }
}
