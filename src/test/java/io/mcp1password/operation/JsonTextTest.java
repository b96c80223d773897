package io.mcp1password.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @Test
  void aValueIsReadAsItIs() {
    String text = "{\"a\":[1,2.5,\"ü\",null,true],\"b\":{\"c\":\"\"}}";
    assertThat(JsonText.parse(text.getBytes(StandardCharsets.UTF_8))).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,\"a\":2}",
        "{}{}",
        "1 2",
        "nul",
        "{a:1}",
        "\"\\x\"",
        "[",
        "]"
      })
  void whatIsNotOneValueIsRefused(String text) {
    assertThatThrownBy(() -> JsonText.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(JsonText.MalformedException.class);
  }

  @Test
  void nestingIsBounded() {
    byte[] deep = ("[".repeat(10_000) + "]".repeat(10_000)).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> JsonText.parse(deep))
        .isInstanceOf(JsonText.MalformedException.class)
        .hasMessageContaining("nested deeper");
    byte[] allowed =
        ("[".repeat(JsonText.MAX_DEPTH) + "]".repeat(JsonText.MAX_DEPTH))
            .getBytes(StandardCharsets.UTF_8);
    assertThat(JsonText.parse(allowed).asJsonArray()).hasSize(1);
  }

  @Test
  void malformedUtf8IsRefused() {
    assertThatThrownBy(() -> JsonText.parse(new byte[] {'"', (byte) 0xc3, '"'}))
        .isInstanceOf(JsonText.MalformedException.class)
        .hasMessageContaining("UTF-8");
  }
}
