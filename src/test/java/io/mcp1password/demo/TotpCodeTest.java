package io.mcp1password.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpCodeTest {

  /** The ASCII text 12345678901234567890 of RFC 6238's appendix B. */
  private static final String SHA1_KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  private static final String SHA256_KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA";

  @ParameterizedTest
  @CsvSource({
    "59,SHA1,94287082",
    "1111111109,SHA1,07081804",
    "20000000000,SHA1,65353130",
    "59,SHA256,46119246",
    "1111111111,SHA256,67062674",
  })
  void codesAreThoseOfTheStandardsAppendix(long second, String algorithm, String code) {
    String key = algorithm.equals("SHA1") ? SHA1_KEY : SHA256_KEY;
    String uri = "otpauth://totp/Demo:me?secret=%s&digits=8&algorithm=%s".formatted(key, algorithm);

    assertThat(TotpCode.at(Instant.ofEpochSecond(second), uri)).contains(code);
  }

  @Test
  void aBareSecretGivesSixDigitsInAnySpelling() {
    assertThat(TotpCode.at(Instant.ofEpochSecond(59), "gezd gnbv gy3t qojq gezd gnbv gy3t qojq"))
        .contains("287082");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not base32 at all!",
        "otpauth://totp/x?digits=6",
        "otpauth://totp/x?secret=GEZD&algorithm=NONE"
      })
  void whatHoldsNoSecretHasNoCode(String value) {
    assertThat(TotpCode.at(Instant.EPOCH, value)).isEmpty();
  }
}
