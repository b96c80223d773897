package io.mcp1password.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mcp1password.model.Secret;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PasswordGeneratorTest {

  private static final PasswordGenerator GENERATOR = new PasswordGenerator(new SecureRandom());

  @Test
  void theDefaultsAreThoseOfTheTools() {
    Secret random = GENERATOR.random(RandomPasswordRecipe.DEFAULT);
    Secret memorable = GENERATOR.memorable(MemorablePasswordRecipe.DEFAULT);

    assertThat(random.length()).isEqualTo(24);
    assertThat(memorable.reveal()).matches("([a-z]{3,9}-){6}[0-9]{2}");
  }

  @Test
  void joinsWordsWithoutASeparator() {
    var recipe = new MemorablePasswordRecipe(3, "", true, false);

    assertThat(GENERATOR.memorable(recipe).reveal()).matches("([A-Z][a-z]{2,8}){3}");
  }

  @Test
  void drawsEachCharacterAboutEquallyOftenAtEachPlace() {
    var generator = new PasswordGenerator(new SplittableRandom(42));
    var recipe = new RandomPasswordRecipe(8, true, false, false, false, false, "");
    int rounds = 26 * 1_000;
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < rounds; i++) {
      String password = generator.random(recipe).reveal();
      for (int place = 0; place < 8; place++) {
        counts.merge(place + password.substring(place, place + 1), 1, Integer::sum);
      }
    }

    assertThat(counts).hasSize(8 * 26);
    assertThat(counts.values()).allMatch(count -> count > 850 && count < 1_150);
  }

  @Test
  void putsTheCharacterOfASmallSetAnywhere() {
    var generator = new PasswordGenerator(new SplittableRandom(42));
    var recipe = new RandomPasswordRecipe(8, true, false, false, true, false, "!");
    var counts = new int[8];
    for (int i = 0; i < 8_000; i++) {
      counts[generator.random(recipe).reveal().indexOf('!')]++;
    }

    assertThat(counts[0]).isBetween(1_000, 1_400);
    assertThat(counts[7]).isBetween(700, 1_000);
  }

  @Test
  void drawsEveryWord() {
    var generator = new PasswordGenerator(new SplittableRandom(42));
    var recipe = new MemorablePasswordRecipe(12, " ", false, false);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 12_000; i++) {
      seen.addAll(List.of(generator.memorable(recipe).reveal().split(" ")));
    }

    assertThat(seen).hasSameSizeAs(PasswordGenerator.words());
  }

  @Test
  void theWordListIsLargeAndPlain() {
    assertThat(PasswordGenerator.words())
        .hasSize(7_772)
        .doesNotHaveDuplicates()
        .allMatch(word -> word.matches("[a-z]{3,9}"));
  }

  @Test
  void refusesARecipeWithProblems() {
    var tooShort = new RandomPasswordRecipe(7, true, true, true, true, false, "!");
    var tooFew = new MemorablePasswordRecipe(2, "-", false, true);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> GENERATOR.random(tooShort))
        .withMessageStartingWith("length ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GENERATOR.memorable(tooFew))
        .withMessageStartingWith("words ");
  }
}
