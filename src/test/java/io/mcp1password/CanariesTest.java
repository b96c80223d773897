package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The search of the leak test finds what it is there to find, written by others' encoders. */
class CanariesTest {

  private static final String VALUE = "p\u00e4ss \"W0rd\"\\?~>>/+&=\nQzX81v";

  static Stream<Arguments> written() {
    byte[] bytes = VALUE.getBytes(UTF_8);
    String json = Json.createValue(VALUE).toString();
    return Stream.of(
        Arguments.of("plain", VALUE),
        Arguments.of("upper case", VALUE.toUpperCase(Locale.ROOT)),
        Arguments.of("lower case", VALUE.toLowerCase(Locale.ROOT)),
        Arguments.of("reversed case", reversedCase(VALUE)),
        Arguments.of("backwards", new StringBuilder(VALUE).reverse().toString()),
        Arguments.of("lower hex", HexFormat.of().formatHex(bytes)),
        Arguments.of("upper hex", HexFormat.of().withUpperCase().formatHex(bytes)),
        Arguments.of("form-encoded", URLEncoder.encode(VALUE, UTF_8)),
        Arguments.of("URL-encoded", URLEncoder.encode(VALUE, UTF_8).replace("+", "%20")),
        Arguments.of("JSON", json),
        Arguments.of("JSON in JSON", Json.createValue(json).toString()));
  }

  @ParameterizedTest
  @MethodSource("written")
  void aWrittenFormIsFound(String name, String form) {
    assertFound("before " + form + " after");
  }

  @Test
  void itsBase64IsFoundAtEveryAlignment() {
    for (String before : List.of("", "x", "xy", "xyz")) {
      for (String after : List.of("", "1", "12", "123")) {
        byte[] whole = (before + VALUE + after).getBytes(UTF_8);
        assertFound(Base64.getEncoder().encodeToString(whole));
        assertFound(Base64.getUrlEncoder().encodeToString(whole));
        assertFound(Base64.getUrlEncoder().withoutPadding().encodeToString(whole));
      }
    }
  }

  @Test
  void whatIsNotThereIsNotFound() {
    var canaries = new Canaries();
    canaries.watch("here", VALUE);
    assertThat(canaries.in(VALUE.substring(1) + VALUE.charAt(0), Set.of())).isEmpty();
    assertThat(canaries.in(VALUE, Set.of("here"))).isEmpty();
  }

  @Test
  void canariesDifferAndAreNamedByTheirPlace() {
    var canaries = new Canaries();
    String one = canaries.plant("one");
    String two = canaries.plant("two");
    assertThat(one).isNotEqualTo(two).hasSize(24);
    assertThat(canaries.in("x" + two + "y", Set.of()))
        .contains(new Canaries.Sighting("two", "plain"))
        .allSatisfy(sighting -> assertThat(sighting.place()).isEqualTo("two"));
  }

  private static void assertFound(String text) {
    var canaries = new Canaries();
    canaries.watch("here", VALUE);
    assertThat(canaries.in(text, Set.of())).as(text).isNotEmpty();
  }

  private static String reversedCase(String text) {
    return text.codePoints()
        .map(
            point ->
                Character.isUpperCase(point)
                    ? Character.toLowerCase(point)
                    : Character.toUpperCase(point))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
