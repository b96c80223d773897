package io.mcp1password.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderValueTest {

  @ParameterizedTest
  @CsvSource({
    "plain,plain",
    "=?base64?SGVsbG8=?=,Hello",
    "=?base64?w6k=?=,\u00e9",
    "=?base64??=,''",
    "=?base64?SGVsbG8=,=?base64?SGVsbG8=",
    "SGVsbG8=?=,SGVsbG8=?=",
    "=?base64?=,=?base64?="
  })
  void isReadAsItIsOrAsBase64(String value, String text) {
    assertThat(HeaderValue.decode(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=?base64?SGVsbG8?=",
        "=?base64?SGVsbG9=?=",
        "=?base64?SGVs!G8=?=",
        "=?base64?_-_-?=",
        "=?base64?/w==?="
      })
  void badBase64IsNothing(String value) {
    assertThat(HeaderValue.decode(value)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"'a b\tc',true", "'a\u007fb',false", "'\u00e9',false", "'a\u0001',false"})
  void aHeaderHoldsVisibleAscii(String value, boolean wellFormed) {
    assertThat(HeaderValue.isWellFormed(value)).isEqualTo(wellFormed);
  }
}
