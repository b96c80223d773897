package io.mcp1password.sdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mcp1password.sdk.CoreException;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real core, without a network. */
class WasmCoreTest {

  private static WasmCore core;

  @BeforeAll
  static void open() {
    core = RealCore.open(Duration.ofSeconds(5));
  }

  @AfterAll
  static void close() {
    if (core != null) {
      core.close();
    }
  }

  @Test
  void randomPasswordsFollowTheirRecipe() {
    Set<String> all =
        passwords("Random", "{\"length\":20,\"includeDigits\":true,\"includeSymbols\":true}");
    assertThat(all).hasSize(200).allMatch(each -> each.length() == 20);
    assertThat(all).allMatch(each -> each.chars().anyMatch(Character::isDigit));
    assertThat(all).allMatch(each -> each.chars().anyMatch(c -> !Character.isLetterOrDigit(c)));
    Set<Integer> used =
        all.stream().flatMap(each -> each.chars().boxed()).collect(Collectors.toSet());
    // 4,000 characters, so each of some 60 is expected more than 50 times.
    assertThat(used).hasSizeGreaterThan(55);
  }

  @Test
  void passwordsWithoutDigitsAndSymbolsHaveLettersOnly() {
    assertThat(
            passwords("Random", "{\"length\":12,\"includeDigits\":false,\"includeSymbols\":false}"))
        .allMatch(each -> each.matches("[A-Za-z]{12}"));
  }

  @Test
  void pinsAreDigits() {
    Set<String> all = passwords("Pin", "{\"length\":12}");
    assertThat(all).hasSize(200).allMatch(each -> each.matches("[0-9]{12}"));
    double ones =
        all.stream().flatMapToInt(String::chars).filter(digit -> digit == '1').count() / 2400.0;
    // Six standard deviations of a fair digit over 2,400 draws.
    assertThat(ones).isBetween(0.1 - 0.037, 0.1 + 0.037);
  }

  @Test
  void memorablePasswordsHaveTheWordsThatWereAskedFor() {
    Set<String> all =
        passwords(
            "Memorable",
            "{\"separatorType\":\"hyphens\",\"capitalize\":true,\"wordListType\":\"fullWords\",\"wordCount\":4}");
    assertThat(all).hasSize(200).allMatch(each -> each.split("-", -1).length == 4);
    assertThat(all).allMatch(each -> !each.equals(each.toLowerCase(Locale.ROOT)));
  }

  private static Set<String> passwords(String type, String parameters) {
    String recipe = "{\"recipe\":{\"type\":\"%s\",\"parameters\":%s}}".formatted(type, parameters);
    return IntStream.range(0, 200)
        .mapToObj(i -> core.invokeSync(RealCore.request("GeneratePassword", recipe)))
        .map(WasmCoreTest::password)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String password(String json) {
    try (JsonReader reader = ScriptJson.JSON.createReader(new StringReader(json))) {
      return reader.readObject().getString("password");
    }
  }

  @Test
  void aRecipeThatCannotBeIsRefused() {
    CoreException refused =
        refusal(
            "GeneratePassword", "{\"recipe\":{\"type\":\"Pin\",\"parameters\":{\"length\":99}}}");
    assertThat(refused.name()).isEqualTo("InvalidConfiguration");
    assertThat(refused).hasMessageContaining("PIN length must be between 4 and 12");
  }

  @Test
  void aSecretReferenceIsValidated() {
    String good = "{\"secret_reference\":\"op://vault/item/field\"}";
    core.invokeSync(RealCore.request("ValidateSecretReference", good));
    CoreException refused =
        refusal("ValidateSecretReference", "{\"secret_reference\":\"nonsense\"}");
    assertThat(refused.name()).isEqualTo("ParsingSecretReference");
  }

  @Test
  void anUnknownMethodIsRefusedWithAText() {
    CoreException refused = refusal("Nothing", "{}");
    assertThat(refused.name()).isEmpty();
    assertThat(refused).hasMessageContaining("Invocation");
  }

  private static CoreException refusal(String method, String parameters) {
    return catchThrowableOfType(
        CoreException.class, () -> core.invokeSync(RealCore.request(method, parameters)));
  }

  @ParameterizedTest
  @CsvSource({
    "'', InvalidConfiguration",
    "garbage, InvalidConfiguration",
    "ops_, ServiceAccountTokenParsing",
    "ops_eyJhIjoxfQ, ServiceAccountTokenParsing"
  })
  void aMalformedTokenIsRefusedByTheCore(String token, String name) {
    CoreException refused =
        RealCore.failure(core.initClient(ServiceAccountToken.configuration(token)));
    assertThat(refused.name()).isEqualTo(name);
  }

  @Test
  void anUnknownClientIsRefused() {
    String request =
        "{\"invocation\":{\"clientId\":7,\"parameters\":{\"name\":\"VaultsList\",\"parameters\":{}}}}";
    assertThat(core.invoke(request))
        .failsWithin(Duration.ofMinutes(1))
        .withThrowableThat()
        .withMessageContaining("invalid client id");
  }

  @Test
  void tooLargeAMessageIsNotPassed() {
    assertThat(core.invoke("x".repeat((50 << 20) + 1)))
        .failsWithin(Duration.ofMinutes(1))
        .withThrowableThat()
        .withMessageContaining("50 MiB");
  }

  @Test
  void afterTheEndEveryCallFails() {
    WasmCore ended = RealCore.open(Duration.ofSeconds(5));
    ended.close();
    CoreException failure = catchThrowableOfType(CoreException.class, () -> ended.invokeSync("{}"));
    assertThat(failure.name()).isEqualTo(CoreException.CLOSED);
  }

  @Test
  void everyImportOfTheCoreIsKnown() {
    assumeTrue(CoreModule.version().isPresent(), "npm was missing when this was built");
    EventLoop loop = new EventLoop(() -> {}, () -> {});
    try (loop;
        Fetch fetch = new Fetch(HttpClient.newHttpClient(), loop, Duration.ofSeconds(5))) {
      Set<String> known = Imports.of(new CoreInstance(loop, fetch), loop, fetch).keySet();
      Set<String> wanted =
          CoreModule.parse().importSection().stream()
              .map(each -> each.name())
              .collect(Collectors.toSet());
      assertThat(known).containsExactlyInAnyOrderElementsOf(wanted);
    }
  }
}
