package io.mcp1password.runner.approval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of a form or of a query; no name stands twice. */
record Form(Map<String, String> fields) {

  Form {
    fields = Map.copyOf(fields);
  }

  /** Reads {@code name=value&…}; empty when it cannot be read so. */
  static Optional<Form> parse(String text) {
    Map<String, String> fields = new HashMap<>();
    try {
      for (String pair : text.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
          continue;
        }
        String name = URLDecoder.decode(pair.substring(0, equals), UTF_8);
        if (fields.put(name, URLDecoder.decode(pair.substring(equals + 1), UTF_8)) != null) {
          return Optional.empty();
        }
      }
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return Optional.of(new Form(fields));
  }

  /** The field's text; empty when it is not there. */
  String text(String name) {
    return fields.getOrDefault(name, "");
  }

  /** Whether a box of this name was ticked. */
  boolean ticked(String name) {
    return text(name).equals("on");
  }
}
