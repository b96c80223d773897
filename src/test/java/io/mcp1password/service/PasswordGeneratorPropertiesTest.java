package io.mcp1password.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PasswordGeneratorPropertiesTest {

  private static final PasswordGenerator GENERATOR = new PasswordGenerator(new SecureRandom());

  @Property(tries = 500)
  void holdsEachChosenSetAndNothingElse(@ForAll("recipes") RandomPasswordRecipe recipe) {
    int[] password = GENERATOR.random(recipe).reveal().codePoints().toArray();

    assertThat(password).hasSize(recipe.length());
    Set<Integer> used = boxed(password);
    Set<Integer> allowed = new HashSet<>();
    for (int[] set : recipe.sets()) {
      assertThat(used).containsAnyElementsOf(boxed(set));
      allowed.addAll(boxed(set));
    }
    assertThat(allowed).containsAll(used);
    if (recipe.excludeSimilar()) {
      assertThat(used).doesNotContainAnyElementsOf(boxed("O0Il1|".codePoints().toArray()));
    }
  }

  @Provide
  Arbitrary<RandomPasswordRecipe> recipes() {
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    Arbitrary<String> symbols =
        Arbitraries.of(RandomPasswordRecipe.DEFAULT_SYMBOLS, "", "!", "||!?", "é😀", "aA1");
    return Combinators.combine(
            Arbitraries.integers().between(8, 256), flag, flag, flag, flag, flag, symbols)
        .as(RandomPasswordRecipe::new)
        .filter(recipe -> recipe.problems().isEmpty());
  }

  @Property(tries = 300)
  void consistsOfWordsOfTheList(
      @ForAll @IntRange(min = 3, max = 12) int words,
      @ForAll("separators") String separator,
      @ForAll boolean capitalize,
      @ForAll boolean includeNumber) {
    var recipe = new MemorablePasswordRecipe(words, separator, capitalize, includeNumber);
    List<String> parts =
        List.of(GENERATOR.memorable(recipe).reveal().split(Pattern.quote(separator)));

    assertThat(parts).hasSize(words + (includeNumber ? 1 : 0));
    if (includeNumber) {
      assertThat(parts.getLast()).matches("[0-9]{2}");
    }
    assertThat(parts.subList(0, words))
        .allMatch(word -> Character.isUpperCase(word.charAt(0)) == capitalize)
        .allMatch(word -> PasswordGenerator.words().contains(word.toLowerCase(Locale.ROOT)));
  }

  @Provide
  Arbitrary<String> separators() {
    return Arbitraries.of("-", " ", ".", "--------", "😀");
  }

  private static Set<Integer> boxed(int[] characters) {
    return Arrays.stream(characters).boxed().collect(Collectors.toSet());
  }
}
