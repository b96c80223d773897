package io.mcp1password.runner.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.model.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Redaction against a plain one: mark what equals a value at every place, then replace runs. */
class RedactorPropertiesTest {

  @Property
  void streamsAreMaskedAsTheWholeTextWouldBe(
      @ForAll("values") List<String> values, @ForAll("texts") String text, @ForAll long seed)
      throws IOException {
    Redactor redactor = Redactor.of(values.stream().map(Secret::of).toList());
    assertThat(masked(redactor, text.getBytes(StandardCharsets.UTF_8), new Random(seed)))
        .isEqualTo(reference(values, text).getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void anyBytesAreMaskedTheSameHoweverTheyAreCut(
      @ForAll("values") List<String> values, @ForAll("bytes") byte[] bytes, @ForAll long seed)
      throws IOException {
    Redactor redactor = Redactor.of(values.stream().map(Secret::of).toList());
    var whole = new ByteArrayOutputStream();
    try (OutputStream stream = redactor.open(whole)) {
      stream.write(bytes);
    }
    assertThat(masked(redactor, bytes, new Random(seed))).isEqualTo(whole.toByteArray());
  }

  private static byte[] masked(Redactor redactor, byte[] bytes, Random random) throws IOException {
    var masked = new ByteArrayOutputStream();
    try (OutputStream stream = redactor.open(masked)) {
      int at = 0;
      while (at < bytes.length) {
        int length = Math.min(1 + random.nextInt(5), bytes.length - at);
        stream.write(bytes, at, length);
        at += length;
      }
    }
    return masked.toByteArray();
  }

  private static String reference(List<String> values, String text) {
    var marked = new boolean[text.length()];
    for (String value : values) {
      for (int i = 0; i + value.length() <= text.length(); i++) {
        if (text.substring(i, i + value.length())
            .toLowerCase(Locale.ROOT)
            .equals(value.toLowerCase(Locale.ROOT))) {
          java.util.Arrays.fill(marked, i, i + value.length(), true);
        }
      }
    }
    var masked = new StringBuilder();
    for (int i = 0; i < marked.length; i++) {
      if (!marked[i]) {
        masked.append(text.charAt(i));
      } else if (i == 0 || !marked[i - 1]) {
        masked.append(Redactor.MASK);
      }
    }
    return masked.toString();
  }

  /** Few letters, so that values overlap; they have no encoded form in the texts. */
  @Provide
  Arbitrary<List<String>> values() {
    return Arbitraries.strings()
        .withChars("abÄ€")
        .ofMinLength(4)
        .ofMaxLength(9)
        .list()
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("abABÄä€.").ofMaxLength(200);
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    return Arbitraries.of("a", "b", "\u00c4", "%61", "%", "\\", "\\u0062", " ", "\n", "\u20ac", "6")
        .list()
        .ofMaxSize(80)
        .map(parts -> String.join("", parts).getBytes(StandardCharsets.UTF_8));
  }
}
