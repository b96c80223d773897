package io.mcp1password.runner.redaction;

import io.mcp1password.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The texts that betray secrets, before their case is folded. */
final class Patterns {

  /** The fewest characters of a line that is masked alone. */
  static final int SHORTEST_LINE = 8;

  private static final String PEM_BOUNDARY = "-----";

  private final Set<String> texts = new LinkedHashSet<>();

  void add(Secret secret) {
    String value = asWritten(secret.reveal());
    addValue(value);
    addValue(value.strip());
    if (value.strip().lines().count() > 1) {
      value.lines().map(String::strip).filter(Patterns::isSecretLine).forEach(this::addText);
    }
  }

  Set<String> texts() {
    return texts;
  }

  /** What is left of a text when it is written in UTF-8, which has no lone surrogates. */
  private static String asWritten(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static boolean isSecretLine(String line) {
    return line.length() >= SHORTEST_LINE && !line.startsWith(PEM_BOUNDARY);
  }

  private void addValue(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    addText(value);
    addText(HexFormat.of().formatHex(bytes));
    for (int before = 0; before < 3; before++) {
      addBase64(Base64.getEncoder(), bytes, before);
      addBase64(Base64.getUrlEncoder(), bytes, before);
    }
    String unwrapped = value.replaceAll("[ \\t\\r\\n]", "");
    if (unwrapped.length() >= View.SHORTEST_WRAPPED) {
      addText(unwrapped);
    }
  }

  /** A text also as it is after full case conversion, which can change its length. */
  private void addText(String text) {
    if (text.codePointCount(0, text.length()) >= Redactor.SHORTEST) {
      texts.add(text);
      texts.add(text.toUpperCase(Locale.ROOT));
      texts.add(text.toLowerCase(Locale.ROOT));
    }
  }

  /** The base64 of bytes that follow a number of unknown ones: 6 bits to a character. */
  private void addBase64(Base64.Encoder encoder, byte[] bytes, int before) {
    byte[] shifted = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, shifted, before, bytes.length);
    String padded = encoder.encodeToString(shifted);
    int firstOwn = (before * 8 + 5) / 6;
    int end = shifted.length * 8 / 6;
    addText(padded.substring(firstOwn, end));
    addText(encoder.withoutPadding().encodeToString(shifted).substring(firstOwn));
    addText(padded.substring(firstOwn));
  }
}
