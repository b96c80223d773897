package io.mcp1password.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import jakarta.json.JsonValue;

/** Fuzzing of the JSON reader: it takes a value, which it reads again alike, or refuses. */
public class JsonTextFuzzTest {

  @FuzzTest(maxDuration = "4s")
  void takesOrRefuses(byte[] data) {
    fuzzerTestOneInput(data);
  }

  /** The entry of a longer run. */
  public static void fuzzerTestOneInput(byte[] data) {
    JsonValue value;
    try {
      value = JsonText.parse(data);
    } catch (JsonText.MalformedException refused) {
      return;
    }
    String written = value.toString();
    // Half of a surrogate pair can only be escaped, and is written as it is.
    if (UTF_8.newEncoder().canEncode(written)
        && !JsonText.parse(written.getBytes(UTF_8)).equals(value)) {
      throw new IllegalStateException("read again, it is another value");
    }
  }
}
