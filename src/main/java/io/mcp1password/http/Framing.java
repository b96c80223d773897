package io.mcp1password.http;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The checks on a request's outer form: a body whose length has one reading only and is within the
 * limit, and a target that is a path.
 *
 * <p>Two readings of a length are how requests are smuggled past a proxy.
 */
final class Framing {

  /** The largest body, in bytes. */
  static final int MAX_BODY = 1024 * 1024;

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private Framing() {}

  /** Why the request is refused; null when it is well formed. */
  static @Nullable Problem problem(RequestHead head) {
    List<String> lengths = head.values("Content-Length");
    if (!hasOneReading(lengths, head.values("Transfer-Encoding"))) {
      return new Problem(400, "bad_request", "The length of the body is not clear.");
    }
    if (!lengths.isEmpty() && Long.parseLong(lengths.getFirst()) > MAX_BODY) {
      return Problem.ofStatus(413);
    }
    if (!head.path().startsWith("/") && !head.path().equals("*")) {
      return new Problem(400, "bad_request", "The request target must be a path.");
    }
    return null;
  }

  private static boolean hasOneReading(List<String> lengths, List<String> encodings) {
    return encodings.isEmpty()
        ? lengths.isEmpty() || (lengths.size() == 1 && LENGTH.matcher(lengths.getFirst()).matches())
        : lengths.isEmpty() && encodings.equals(List.of("chunked"));
  }
}
