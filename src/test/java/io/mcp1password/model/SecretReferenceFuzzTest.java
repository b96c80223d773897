package io.mcp1password.model;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * Fuzzing of secret references: a text is refused in words that do not repeat it, or read; and what
 * was read and written is read again alike.
 */
public class SecretReferenceFuzzTest {

  private static final int TOO_SHORT_TO_TELL = 12;

  @FuzzTest(maxDuration = "4s")
  @DictionaryEntries({"op://", "/", "%2F", "%C3%A9", "?attribute=", "?attr=otp", "+", "#"})
  void isReadOrRefused(byte[] data) {
    fuzzerTestOneInput(data);
  }

  /** The entry of a longer run. */
  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    SecretReference reference;
    try {
      reference = SecretReference.parse(text);
    } catch (IllegalArgumentException refused) {
      if (text.length() > TOO_SHORT_TO_TELL
          && String.valueOf(refused.getMessage()).contains(text)) {
        throw new IllegalStateException("the refusal repeats the reference", refused);
      }
      return;
    }
    if (!SecretReference.parse(reference.format()).equals(reference)) {
      throw new IllegalStateException("read again, it is another reference");
    }
  }
}
