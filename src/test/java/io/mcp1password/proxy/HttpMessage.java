package io.mcp1password.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request or an answer whose body, if any, has a length that its head tells.
 *
 * @param head with the empty line; both are bytes as characters of ISO 8859-1
 */
record HttpMessage(String head, String body) {

  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
  private static final String END = "\r\n\r\n";

  /** Reads a head; empty when there is none any more. */
  static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.length() < END.length() || head.lastIndexOf(END) != head.length() - END.length()) {
      int next = in.read();
      if (next < 0) {
        if (head.isEmpty()) {
          return "";
        }
        throw new EOFException();
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** Reads the body that belongs to the head. */
  static HttpMessage withBody(String head, InputStream in) throws IOException {
    Matcher length = LENGTH.matcher(head);
    int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
    byte[] body = in.readNBytes(bytes);
    if (body.length < bytes) {
      throw new EOFException();
    }
    return new HttpMessage(head, new String(body, ISO_8859_1));
  }

  byte[] headBytes() {
    return head.getBytes(ISO_8859_1);
  }

  byte[] bodyBytes() {
    return body.getBytes(ISO_8859_1);
  }

  /** The part of the request line with that index. */
  String word(int index) {
    return head.substring(0, head.indexOf('\r')).split(" ", -1)[index];
  }
}
