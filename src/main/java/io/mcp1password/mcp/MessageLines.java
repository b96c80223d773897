package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonValue;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of an input, each a message of at most {@value #MAX_LINE} bytes. */
final class MessageLines {

  /** The longest line, in bytes. */
  static final int MAX_LINE = 1 << 20;

  private final InputStream input;

  MessageLines(InputStream input) {
    this.input = new BufferedInputStream(input);
  }

  /** The next line that is not blank, without its end; empty at the end of the input. */
  Optional<byte[]> next() throws IOException {
    while (true) {
      var bytes = new ByteArrayOutputStream();
      long length = 0;
      boolean blank = true;
      int each = input.read();
      for (; each >= 0 && each != '\n'; each = input.read()) {
        blank &= each == ' ' || each == '\r' || each == '\t';
        // One byte too many is kept, as the sign of it.
        if (length++ <= MAX_LINE) {
          bytes.write(each);
        }
      }
      if (!blank) {
        return Optional.of(bytes.toByteArray());
      }
      if (each < 0) {
        return Optional.empty();
      }
    }
  }

  /**
   * The message of a line.
   *
   * @throws JsonText.MalformedException when it is none, or too long
   */
  static JsonValue message(byte[] line) {
    if (line.length > MAX_LINE) {
      throw new JsonText.MalformedException("The message is longer than " + MAX_LINE + " bytes.");
    }
    return JsonText.parse(line);
  }
}
