package io.mcp1password.mcp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A text in a header: as it is, or as {@code =?base64?...?=} when a header cannot hold it. */
final class HeaderValue {

  private static final String BEGIN = "=?base64?";
  private static final String END = "?=";

  private HeaderValue() {}

  /** Whether a header may hold this, be it readable or not. */
  static boolean isWellFormed(String value) {
    return value.chars().allMatch(each -> (each >= ' ' && each < 0x7F) || each == '\t');
  }

  /** The text that the value stands for; null when it is malformed. */
  static @Nullable String decode(String value) {
    if (value.length() < BEGIN.length() + END.length()
        || !value.startsWith(BEGIN)
        || !value.endsWith(END)) {
      return value;
    }
    String encoded = value.substring(BEGIN.length(), value.length() - END.length());
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded);
      // The decoder takes texts that no encoder makes.
      if (!Base64.getEncoder().encodeToString(bytes).equals(encoded)) {
        return null;
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return null;
    }
  }
}
