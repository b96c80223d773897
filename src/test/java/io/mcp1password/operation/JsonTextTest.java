package io.mcp1password.operation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[1,-2.5,true,false,null,\"x\"],\"b\":{\"c\":{}}}",
        "[]",
        "1",
        "\"text\"",
        "null",
        "{\"a\":{\"x\":1},\"b\":{\"x\":1}}",
        "[{\"x\":1},{\"x\":1}]"
      })
  void readsOneValueAsItIs(String text) {
    assertThat(JsonText.parse(text.getBytes(UTF_8))).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,",
        "[1,]",
        "{\"a\"}",
        "{\"a\":1}}",
        "{} {}",
        "1 2",
        "nul",
        "{\"a\":1,}",
        "{'a':1}",
        "[NaN]",
        "[01]",
        "\"open",
        "\"tab\there\"",
        "\ufeff{}",
        "{\"a\":1,\"a\":2}",
        "{\"x\":[{\"a\":1,\"\\u0061\":2}]}",
        "[1e99999999999]"
      })
  void refusesWhatIsDoubtful(String text) {
    assertRefused(text.getBytes(UTF_8));
  }

  @Test
  void refusesMalformedUtf8() {
    assertRefused("\"\u00e9\"".getBytes(ISO_8859_1));
    assertRefused(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'});
    assertRefused(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'});
  }

  @Test
  void boundsNestingWithoutFallingOver() {
    String deepest = "[".repeat(JsonText.MAX_DEPTH) + "]".repeat(JsonText.MAX_DEPTH);
    assertThat(JsonText.parse(deepest.getBytes(UTF_8))).hasToString(deepest);
    assertRefused(("[" + deepest + "]").getBytes(UTF_8));
    assertRefused(("[".repeat(10_000) + "]".repeat(10_000)).getBytes(UTF_8));
    assertRefused("{\"a\":".repeat(10_000).getBytes(UTF_8));
  }

  @Test
  void readsHugeTextsAndNumbersWithoutExpandingThem() {
    String text = "\"" + "x".repeat(1 << 20) + "\"";
    assertThat(JsonText.parse(text.getBytes(UTF_8))).hasToString(text);
    assertThat(JsonText.parse("1e999999999".getBytes(UTF_8))).hasToString("1E+999999999");
    assertRefused("9".repeat(10_000).getBytes(UTF_8));
  }

  private static void assertRefused(byte[] bytes) {
    assertThatExceptionOfType(JsonText.MalformedException.class)
        .isThrownBy(() -> JsonText.parse(bytes));
  }
}
