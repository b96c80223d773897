package io.mcp1password.runner.redaction;

import static io.mcp1password.runner.redaction.Redactor.MASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.model.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  private static final String VALUE = "Zwölf \"Boxer\"/jagen+Ärger & 50%";
  private static final Redactor REDACTOR = redactor(VALUE);

  private static Redactor redactor(String... values) {
    return Redactor.of(Stream.of(values).map(Secret::of).toList());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] mask(Redactor redactor, byte[] output, int chunk) throws IOException {
    var masked = new ByteArrayOutputStream();
    try (OutputStream stream = redactor.open(masked)) {
      for (int i = 0; i < output.length; i += chunk) {
        stream.write(output, i, Math.min(chunk, output.length - i));
      }
    }
    return masked.toByteArray();
  }

  static List<String> forms() {
    return List.of(
        VALUE,
        VALUE.toUpperCase(Locale.ROOT),
        VALUE.toLowerCase(Locale.ROOT),
        "zWÖLF \"bOXER\"/JAGEN+äRGER & 50%",
        "Zw%C3%B6lf%20%22Boxer%22%2Fjagen%2B%C3%84rger%20%26%2050%25",
        "Zw%c3%b6lf+%22Boxer%22%2fjagen%2b%c3%84rger+%26+50%25",
        "Zw%C3%B6lf%20%22Boxer%22/jagen+%C3%84rger%20&%2050%25",
        "%5A%77%C3%B6%6C%66%20%22%42oxer%22/jagen+%C3%84rger%20&%2050%25",
        "Zwölf \\\"Boxer\\\"/jagen+Ärger & 50%",
        "Zwölf \\\"Boxer\\\"\\/jagen+Ärger & 50%",
        "Zw\\u00f6lf \\\"Boxer\\\"/jagen+\\u00C4rger \\u0026 50%",
        "\\u005A\\u0077\\u00f6\\u006cf\\u0020\\u0022Boxer\\u0022\\u002fjagen\\u002BÄrger & 50%",
        HexFormat.of().formatHex(utf8(VALUE)),
        HexFormat.of().withUpperCase().formatHex(utf8(VALUE)),
        HexFormat.ofDelimiter(" ").formatHex(utf8(VALUE)),
        HexFormat.ofDelimiter("\n    ").formatHex(utf8(VALUE)),
        Base64.getEncoder().encodeToString(utf8(VALUE)),
        Base64.getUrlEncoder().encodeToString(utf8(VALUE)),
        Base64.getEncoder().withoutPadding().encodeToString(utf8(VALUE)),
        Base64.getMimeEncoder(16, utf8("\r\n")).encodeToString(utf8(VALUE)),
        Base64.getEncoder().encodeToString(utf8(VALUE)).replace("/", "\\/"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void eachFormIsMaskedHoweverItIsCut(String form) throws IOException {
    byte[] output = utf8("before <" + form + "> after");
    for (int chunk : new int[] {1, 2, 3, 7, output.length}) {
      assertThat(new String(mask(REDACTOR, output, chunk), StandardCharsets.UTF_8))
          .isEqualTo("before <" + MASK + "> after");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void base64IsFoundInAllAlignments(int before) {
    String value = "correct horse battery staple";
    for (int after = 0; after <= 3; after++) {
      byte[] bytes = utf8("a".repeat(before) + value + "b".repeat(after));
      for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        String encoded = encoder.encodeToString(bytes);
        int from = (before * 8 + 5) / 6;
        int to = after == 0 ? encoded.length() : (before + value.length()) * 8 / 6;
        assertThat(redactor(value).mask(encoded))
            .isEqualTo(encoded.substring(0, from) + MASK + encoded.substring(to));
      }
    }
  }

  @Test
  void whatTouchesOrOverlapsIsOneMask() {
    assertThat(redactor("abcdef", "defghi").mask("xabcdefghix")).isEqualTo("x" + MASK + "x");
    assertThat(redactor("abcd").mask("abcdabcdabcd.")).isEqualTo(MASK + ".");
    assertThat(redactor("aaaa").mask("b" + "a".repeat(100_000) + "b")).isEqualTo("b" + MASK + "b");
  }

  @Test
  void theLongestIsMaskedWhereOneIsPartOfAnother() {
    assertThat(
            redactor("pass", "password", "my password 1").mask("my password 1, my password, pass"))
        .isEqualTo(MASK + ", my " + MASK + ", " + MASK);
  }

  @Test
  void shortValuesAreCountedNotMasked() {
    Redactor redactor = redactor("abc", "", "äöü", "abcd");
    assertThat(redactor.tooShort()).isEqualTo(2);
    assertThat(redactor.mask("abc äöü abcd")).isEqualTo("abc äöü " + MASK);
    assertThat(redactor("abc").mask("abc")).isEqualTo("abc");
  }

  @Test
  void bytesThatAreNoTextPassUnchanged() throws IOException {
    byte[] output = new byte[256 * 40];
    for (int i = 0; i < output.length; i++) {
      output[i] = (byte) (i * 31 + i / 256);
    }
    assertThat(mask(redactor("correct horse"), output, 11)).isEqualTo(output);
  }

  @ParameterizedTest
  @ValueSource(ints = {0xC3, 0xE2, 0xF0, 0x80, 0xFF, 0x00, '%', '\\'})
  void anUnfinishedSequenceBeforeItHidesNothing(int before) throws IOException {
    var output = new ByteArrayOutputStream();
    output.write(before);
    output.writeBytes(utf8("correct horse"));
    output.write(before);
    byte[] masked = mask(redactor("correct horse"), output.toByteArray(), 1);
    assertThat(masked).hasSize(MASK.length() + 2).contains(utf8(MASK));
    assertThat(masked[0]).isEqualTo((byte) before);
    assertThat(masked[masked.length - 1]).isEqualTo((byte) before);
  }

  @Test
  void theWhiteSpaceAroundAValueNeedNotBeThere() {
    assertThat(redactor("hunter2\n").mask("is hunter2.")).isEqualTo("is " + MASK + ".");
  }

  @Test
  void aKeyIsMaskedAsAWholeByLinesAndRewrapped() {
    String key = "-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END KEY-----\n";
    Redactor redactor = redactor(key);
    assertThat(redactor.mask("[" + key + "]")).isEqualTo("[" + MASK + "]");
    assertThat(redactor.mask(key.replace("\n", "\\n"))).isEqualTo(MASK);
    assertThat(redactor.mask("1| MIIEvQIBADANBgkq\n2| hkiG9w0BAQEFAASC\n"))
        .isEqualTo("1| " + MASK + "\n2| " + MASK + "\n");
    assertThat(redactor.mask("-----BEGIN KEY-----")).isEqualTo("-----BEGIN KEY-----");
    assertThat(redactor.mask(key.replaceAll("(.{6})", "$1\n\t").strip())).isEqualTo(MASK);
  }

  @Test
  void aLongGapEndsAMatchSoThatLittleIsHeldBack() throws IOException {
    var masked = new ByteArrayOutputStream();
    try (OutputStream stream = redactor("correcthorse").open(masked)) {
      stream.write(utf8("correct" + " ".repeat(10_000)));
      assertThat(masked.size()).isEqualTo(10_007);
      stream.write(utf8("horse"));
    }
    assertThat(masked.toString(StandardCharsets.UTF_8)).doesNotContain(MASK);
  }

  @Test
  void whatCannotBeMaskedIsNot() {
    Redactor redactor = redactor("correct horse");
    assertThat(redactor.mask("esroh tcerroc")).doesNotContain(MASK);
    assertThat(redactor.mask("c-o-r-r-e-c-t h-o-r-s-e")).doesNotContain(MASK);
  }

  @Test
  void theWorkIsLinearInTheOutput() throws IOException {
    Redactor redactor =
        redactor("aaaaaaaaaaaaaaab", "aaaaaaaa".repeat(20) + "c", "abababababababac");
    for (String text : List.of("a", "ab", "aaaaaaaaaaaaaaab", "%61", "\\u0061", "a \n")) {
      long once = steps(redactor, text.repeat(10_000));
      long tenTimes = steps(redactor, text.repeat(100_000));
      assertThat(once).isLessThanOrEqualTo(2L * View.values().length * text.length() * 10_000);
      assertThat(tenTimes).isLessThanOrEqualTo(11 * once);
    }
  }

  private static long steps(Redactor redactor, String output) throws IOException {
    try (var stream = (RedactingStream) redactor.open(OutputStream.nullOutputStream())) {
      stream.write(utf8(output));
      return stream.steps();
    }
  }
}
